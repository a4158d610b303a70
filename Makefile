# Two commands are enough: `make demo` shows what claimx does, `make test` proves that it still does it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCK := requirements-dev.lock
PIP := -m pip --disable-pip-version-check --quiet
DEMO := tests/fixtures/digests/digest.txt
ANNOTATED ?= ../shared
CONSUMERS := .consumers
CONSUMED := tests/exports/consumers
NEWER_PYTHON ?= python3.12

.PHONY: help demo test consumers goldens accuracy coverage lock bench format clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "claimx needs Python 3.11 or newer: make PYTHON=python3.12 ..."; exit 1; }
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python $(PIP) install --constraint $(LOCK) --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)  ## extract an example digest, print its claims table, write it to reports/
	@mkdir -p reports
	@$(BIN)/claimx table --quiet $(DEMO)
	@$(BIN)/claimx table --quiet $(DEMO) -o reports/demo.md
	@$(BIN)/claimx table --quiet $(DEMO) -o reports/demo.html

test: $(STAMP)  ## format check, lint, types, import contracts, rule examples, tests, documentation
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/ruff check src tests scripts
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/claimx rules check
	$(BIN)/claimx rules test
	$(BIN)/pytest -n 2

consumers:  ## set up the programs that our exports are for, in environments of their own; the tests read exports with them
	$(PYTHON) -m venv $(CONSUMERS)/pwc
	$(CONSUMERS)/pwc/bin/python $(PIP) install --no-deps --requirement $(CONSUMED)/pwc.txt
	$(PYTHON) -m venv $(CONSUMERS)/orkg
	$(CONSUMERS)/orkg/bin/python $(PIP) install --requirement $(CONSUMED)/orkg.txt
	$(NEWER_PYTHON) -m venv $(CONSUMERS)/eee
	$(CONSUMERS)/eee/bin/python $(PIP) install --requirement $(CONSUMED)/eee.txt

BENCH_TEXTS ?= $(wildcard ../shared/gold/seed/abstracts.jsonl ../shared/corpus/abstracts.jsonl)
PEERS ?= peers

bench: $(STAMP)  ## measure side by side with peers, compare with the last release (see benchmarks/README.md)
	$(BIN)/python benchmarks/bench.py $(BENCH_TEXTS) --peers $(PEERS)

goldens: $(STAMP)  ## rewrite expected records, documentation and README with what the code gives now; read the diff
	$(BIN)/pytest -n0 -m golden --update-goldens

accuracy: $(STAMP)  ## measure anew and write docs/accuracy.md
	$(BIN)/python scripts/accuracy.py $(ANNOTATED)

coverage: $(STAMP)  ## which lines and branches the tests run
	$(BIN)/pytest -n 2 --cov --cov-report=term-missing:skip-covered

lock: pyproject.toml  ## pin the newest versions of everything that development needs
	$(PYTHON) scripts/lock.py $(LOCK)

format: $(STAMP)  ## format and fix what can be fixed
	$(BIN)/ruff format src tests scripts
	$(BIN)/ruff check --fix src tests scripts

clean:  ## remove the virtual environments and caches
	rm -rf $(VENV) $(CONSUMERS) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
