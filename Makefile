# Two commands are enough: `make demo` shows what claimx does, `make test` proves that it still does it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := tests/fixtures/digests/digest.txt

.PHONY: help demo test format clean bench

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)  ## extract an example digest, print its claims table, write it to reports/
	@mkdir -p reports
	@$(BIN)/claimx table $(DEMO)
	@$(BIN)/claimx table $(DEMO) -o reports/demo.md
	@$(BIN)/claimx table $(DEMO) -o reports/demo.html

test: $(STAMP)  ## format check, lint, types, import contracts, rule examples, tests
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/claimx rules check
	$(BIN)/pytest -n 2

BENCH_TEXTS ?= $(wildcard ../shared/gold/seed/abstracts.jsonl ../shared/corpus/abstracts.jsonl)
PEERS ?= peers

bench: $(STAMP)  ## measure side by side with peers, compare with the last release (see benchmarks/README.md)
	$(BIN)/python benchmarks/bench.py $(BENCH_TEXTS) --peers $(PEERS)

format: $(STAMP)  ## format and fix what can be fixed
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
