# Outside-In. `make run` starts it with the sample workspace; `make test` runs everything that CI runs.
# Needs Python 3.11 or newer and Node 20 or newer (the released package needs only Python).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ENGINES := .venv-engines
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
PORT ?= 8765
SAMPLE ?= sample
WEB := src/outsidein/server/web/index.html
WEB_SOURCES := $(shell find web -name node_modules -prune -o -type f -print 2>/dev/null) src/outsidein/render/tokens.css

export npm_config_update_notifier := false

.PHONY: help run web test check front types lint imports format lock fuzz soak engines bench pictures clean

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

# Spark wants a pandas of its own, and its wheel is large: what tries the engines has an environment to itself.
$(ENGINES)/.done: requirements-engines.txt pyproject.toml | $(VENV)/.dev
	@echo "Setting up for the engines (once) …"
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(ENGINES)
	@$(BIN)/uv pip install --quiet --python $(ENGINES)/bin/python --require-hashes -r requirements-engines.txt
	@$(ENGINES)/bin/python tools/link.py
	@touch $@

run: $(VENV)/.run $(WEB) ## start Outside-In with the sample workspace on 127.0.0.1
	@test -f $(SAMPLE)/outsidein.yaml || $(BIN)/outsidein init $(SAMPLE) --sample
	@$(BIN)/outsidein serve $(SAMPLE) --port $(PORT)

web: $(WEB) ## build the front end

web/node_modules/.done: web/package-lock.json
	@command -v node >/dev/null || { echo "The front end is built with Node 20 or newer, which is not here. Install it, or use the released package."; exit 1; }
	@node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "The front end needs Node 20 or newer; this is $$(node --version)."; exit 1; }
	@echo "Setting up the front end (once) …"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

$(WEB): web/node_modules/.done $(WEB_SOURCES)
	@echo "Building the front end …"
	@cd web && npm run --silent build
	@touch $@

test: $(VENV)/.dev $(ENGINES)/.done $(WEB) ## everything that CI runs
	@$(BIN)/python tools/require.py
	@$(MAKE) --no-print-directory --jobs 2 check front
	@$(BIN)/python -m pytest -n 2 --dist worksteal -rs
	@OUTSIDEIN_ENGINES=clickhouse,spark $(ENGINES)/bin/python -m pytest tests/engines -rs

check: lint imports types

front: web/node_modules/.done
	@cd web && npm run --silent lint && npm run --silent test

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

imports: $(VENV)/.dev
	@$(BIN)/lint-imports --no-cache

types: $(VENV)/.dev
	@OUTSIDEIN_DATA=.mypy_cache/server $(BIN)/mypy

format: $(VENV)/.dev ## tidy the code
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .

lock: $(VENV)/.dev ## resolve the dependencies anew, with hashes and without host names
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements-dev.txt
	@$(BIN)/uv pip compile pyproject.toml --extra spark --extra chdb --group engines --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade -q -o requirements-engines.txt

renew: migration web/node_modules/.done ## write all that is generated from the code anew
	@$(BIN)/python tools/schema.py
	@$(BIN)/python tools/typescript.py
	@$(BIN)/python tools/conformance.py
	@cd web && PYTHON=../$(BIN)/python npm run --silent api

migration: $(VENV)/.dev ## write the server's migration anew from its models
	@$(BIN)/python tools/migration.py

soak: $(VENV)/.dev web/node_modules/.done ## the long tests: 10,000 schedules of live maps, 200 kills, 10,000 attacked tables, made-up requests
	@$(BIN)/python -m tests.soak rooms
	@OUTSIDEIN_SOAK_TABLES=10000 $(BIN)/python -m pytest tests/measures/test_hiding.py tests/insight/test_privacy.py
	@OUTSIDEIN_SOAK=1 $(BIN)/python -m pytest tests/server/test_members.py
	@OUTSIDEIN_EXAMPLES=300 $(BIN)/python -m pytest tests/server/test_schemathesis.py

engines: $(ENGINES)/.done ## the long test of engines: ten million events on Spark, and a worker killed half-way
	@OUTSIDEIN_ENGINES=clickhouse,spark OUTSIDEIN_SOAK=1 $(ENGINES)/bin/python -m pytest tests/engines -s

fuzz: $(VENV)/.dev ## throw hostile input at every reader for a while (SECONDS=600)
	@$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600)

bench: $(VENV)/.dev ## the figures of docs/bench.md, ours and the alternative side by side
	@$(BIN)/python -m bench

pictures: $(VENV)/.dev ## the pictures of the README and the guide
	@$(BIN)/python tools/pictures.py

wheel: $(VENV)/.dev $(WEB) ## what is released: a source archive and a wheel, in dist
	@$(BIN)/python -m hatchling build -d dist

clean: ## remove what was set up and built (not your workspaces)
	@rm -rf $(VENV) $(ENGINES) dist build
