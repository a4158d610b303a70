"""``python -m claimx``: the command line."""

from claimx.cli import main

if __name__ == "__main__":
    main()
