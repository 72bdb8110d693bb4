# Albero: every target sets up what it needs by itself. Needed on the machine: Python >= 3.11 and make.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
ALBERO := $(BIN)/albero
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# what a person adds after the file name, e.g. make extract ALL=a.pdf OPTIONS="-o plans/2025"
OPTIONS ?=

.DEFAULT_GOAL := help
.PHONY: help extract diff ingest check test lint types layers bench eval samples regen clean

help: ## show this list
	@echo "albero: performance plans into data"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r t d; do printf '  make %-10s %s\n' "$$t" "$$d"; done

$(VENV)/runtime.stamp: constraints/runtime.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "albero needs Python 3.11 or newer: install it and try again" >&2; exit 2; }
	@echo "setting up (once): $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV) || { echo "the venv module is missing: on Debian or Ubuntu, apt install python3-venv" >&2; exit 2; }
	@$(PIP) install --require-hashes -r constraints/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q pipeline  # pip compiles what it copies, and leaves an editable package to its first run
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp constraints/dev.txt
	@echo "setting up (once): tools for tests" >&2
	@$(PIP) install --require-hashes -r constraints/dev.txt
	@touch $@

extract: $(VENV)/runtime.stamp ## read a plan: make extract ALL=allegato.pdf
	@test -n "$(ALL)" || { echo "which document? make extract ALL=allegato.pdf" >&2; exit 2; }
	@$(ALBERO) extract "$(ALL)" $(OPTIONS)

diff: $(VENV)/runtime.stamp ## compare two plans: make diff OLD=2024.docx NEW=2025.pdf
	@test -n "$(OLD)" && test -n "$(NEW)" || { echo "which plans? make diff OLD=2024.docx NEW=2025.pdf" >&2; exit 2; }
	@mkdir -p out
	@$(ALBERO) diff "$(OLD)" "$(NEW)" $(OPTIONS)
	@$(ALBERO) diff "$(OLD)" "$(NEW)" --format html -o out/diff.html

ingest: $(VENV)/runtime.stamp ## store a plan in the archive: make ingest ALL=allegato.pdf
	@test -n "$(ALL)" || { echo "which document? make ingest ALL=allegato.pdf" >&2; exit 2; }
	@$(ALBERO) ingest "$(ALL)" $(OPTIONS)

test: check ## everything that must hold: lint, types, layers, tests
	@$(BIN)/python -m pytest -n 2 -q

check: lint types layers ## ruff, mypy --strict, import layers

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .

types: $(VENV)/dev.stamp
	@$(BIN)/mypy --no-error-summary

layers: $(VENV)/dev.stamp
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

bench: $(VENV)/dev.stamp ## how fast plans are read here, against pdfplumber, camelot and pdftotext
	@$(BIN)/python tools/bench.py $(OPTIONS)
	@$(BIN)/python tools/bench_diff.py

coverage: $(VENV)/dev.stamp ## which lines the tests reach
	@$(BIN)/python -m coverage run -m pytest -q && $(BIN)/python -m coverage report

eval: $(VENV)/dev.stamp ## how well plans are understood, against the tables made by hand
	@$(BIN)/python tools/eval.py

regen: $(VENV)/dev.stamp ## rewrite the goldens; read them through, then run make test
	@$(BIN)/python -m pytest -q --regen tests/samples/test_goldens.py; test $$? -eq 1

clean: ## remove what can be made again
	@rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
