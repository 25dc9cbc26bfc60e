# make demo | test | lint | bench | docs | clean      (each sets up .venv first where it is missing or out of date)

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := test
.DELETE_ON_ERROR:
.PHONY: demo test lint bench docs clean

# The first Python from 3.11 on; `make PYTHON=python3.13` takes another one.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
SAMPLE := samples/askvik_ks_2025.txt
CHECKED := $(wildcard nlp_minutes tests benchmarks docs/*.py)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or later is needed (make PYTHON=/path/to/python)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# Annotates a protocol of our own (JSON in out/) and prints it for a reader.
demo: $(STAMP)
	$(BIN)/nlp-minutes annotate $(SAMPLE) -o out
	$(BIN)/nlp-minutes annotate $(SAMPLE)

# `make test ARGS='-k people'` hands arguments to pytest; `make test JOBS=0` runs the files of tests one after the other.
JOBS ?= auto
test: $(STAMP)
	$(BIN)/pytest --numprocesses $(JOBS) --dist loadfile $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CHECKED)
	$(BIN)/lint-imports

# Speed, memory and growth, into benchmarks/results.json and docs/benchmarks.md; then the figures of quality, in settings
# that take minutes (each script tells of longer ones). What needs data or programs that are not here says so.
bench: $(STAMP)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/first_contact.py
	$(BIN)/python benchmarks/facts.py
	$(BIN)/python benchmarks/errors.py
	$(BIN)/python benchmarks/entities.py
	$(BIN)/python benchmarks/paragraphs.py --folds 2 --augment 0
	$(BIN)/python benchmarks/summary.py --quick
	$(BIN)/python benchmarks/pseudonymise.py
	$(BIN)/python benchmarks/pdf.py 6
	$(BIN)/python benchmarks/office.py 6
	$(BIN)/python benchmarks/votes.py
	$(BIN)/python benchmarks/items.py
	$(BIN)/python benchmarks/batch.py --count 30
	$(BIN)/python benchmarks/fuzz.py --cases 150 --minutes 2

# The documentation as a site, in site/. A warning is an error; nothing is loaded from elsewhere.
docs: $(STAMP)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# What the tools leave behind; the environment stays (rm -rf .venv).
clean:
	rm -rf build dist out site corpus/build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -path ./.git -prune -o -type d -name __pycache__ -exec rm -rf {} +
