# Outside-In. `make run` starts it with the sample workspace; `make test` runs everything that CI runs.
# Needs Python 3.11 or newer and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PORT ?= 8765
SAMPLE ?= sample

.PHONY: help run test check types lint imports format lock fuzz bench pictures clean

help: ## what there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Outside-In needs Python 3.11 or newer; $(PYTHON) is older. Say which to use: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once) …"
	@$(PIP) --require-hashes -r requirements.txt
	@$(BIN)/python tools/link.py
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up for development (once) …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(BIN)/python tools/link.py
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## build the sample workspace and show its living map on 127.0.0.1
	@test -f $(SAMPLE)/outsidein.yaml || $(BIN)/outsidein init $(SAMPLE) --sample
	@$(BIN)/outsidein show $(SAMPLE) --port $(PORT)

test: $(VENV)/.dev check ## everything that CI runs
	@$(BIN)/python tools/require.py
	@$(BIN)/python -m pytest -n 2 --dist worksteal

check: lint imports types

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

imports: $(VENV)/.dev
	@$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev
	@$(BIN)/mypy

format: $(VENV)/.dev ## tidy the code
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .

lock: $(VENV)/.dev ## resolve the dependencies anew, with hashes and without host names
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements-dev.txt

fuzz: $(VENV)/.dev ## throw hostile input at every reader for a while (SECONDS=600)
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600)

bench: $(VENV)/.dev ## the figures of docs/bench.md, ours and the alternative side by side
	@$(BIN)/python -m bench

pictures: $(VENV)/.dev ## the pictures of the README and the guide
	@$(BIN)/python tools/pictures.py

clean: ## remove what was set up and built (not your workspaces)
	@rm -rf $(VENV) dist build
