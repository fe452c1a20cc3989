# Two commands do everything: `make serve` and `make test`. The rest is listed by `make help`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip --quiet --quiet --disable-pip-version-check
ARGS   ?=
# EPUBCheck runs for seconds: a quick start halves the time of the suite on two cores.
export JAVA_TOOL_OPTIONS := -XX:TieredStopAtLevel=1 -XX:+UseSerialGC

.DEFAULT_GOAL := help
.PHONY: help serve test check lint types contracts templates migrations suite test-postgresql \
        crash fuzz ground fix lock editor wheel clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | while IFS= read -r line; do \
	  printf '  make %-17s %s\n' "$${line%%:*}" "$${line#*## }"; done

serve: $(VENV)/.serve ## an archive on http://127.0.0.1:8000 (ARGS="--port 9000" for other options)
	@exec $(BIN)/fanfold serve $(ARGS)

test: $(VENV)/.test ground check test-postgresql ## everything that is checked, on both databases

# The environment: made once, made again when a lock file changes ------------------------------

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here. Fanfold needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Fanfold needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@echo "Installing what Fanfold needs into $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing (on Debian: apt-get install python3-venv)."; exit 1; }
	@touch $@

$(VENV)/.serve: $(VENV)/.made requirements/serve.lock pyproject.toml
	@$(PIP) install --require-hashes -r requirements/serve.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.serve requirements/test.lock
	@$(PIP) install --require-hashes -r requirements/test.lock
	@touch $@

ground: $(VENV)/.test
	@$(BIN)/python tests/ground/install.py

# The checks -----------------------------------------------------------------------------------

check: lint types contracts templates migrations suite ## all checks and the suite, on SQLite

lint: $(VENV)/.test ## format and rules of the Python code
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .

types: $(VENV)/.test ## types, strictly
	@$(BIN)/mypy

contracts: $(VENV)/.test ## which room may import which
	@$(BIN)/lint-imports --no-cache

templates: $(VENV)/.test ## templates
	@$(BIN)/djlint --quiet --lint src

migrations: $(VENV)/.test ## no model has changed without its migration
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	  FANFOLD_DATA=$$data DJANGO_SETTINGS_MODULE=fanfold.config.settings \
	  $(BIN)/python -W ignore -m django makemigrations --check --dry-run --verbosity 0

# Sets in one order, so that the examples of the properties are the same each time.
suite: $(VENV)/.test ## the tests, on SQLite
	@PYTHONHASHSEED=0 $(BIN)/pytest -n 2 $(ARGS)

# The workshops have no tables, house rules and the wheel read files, journeys choose a database.
test-postgresql: $(VENV)/.test ## the tests of all rooms, on a PostgreSQL that is started for them
	@$(BIN)/python tests/ground/postgresql.py $(BIN)/pytest -n 2 $(ARGS) \
	  --ignore=src/fanfold/prose --ignore=src/fanfold/formats --ignore=tests/journeys \
	  --ignore=tests/hostile --ignore=tests/fuzz --ignore=tests/crash \
	  --ignore=tests/house_rules --ignore=tests/test_the_wheel.py

fuzz: $(VENV)/.test ## two minutes of odd texts and broken files (ARGS="--seconds 600" for longer)
	@PYTHONPATH=src:. $(BIN)/python -m tests.fuzz $(ARGS)

crash: $(VENV)/.test ## a hundred kills while an author works, on SQLite and on PostgreSQL
	@PYTHONPATH=src:. $(BIN)/python -m tests.crash $(ARGS)
	@PYTHONPATH=src:. $(BIN)/python tests/ground/postgresql.py $(BIN)/python -m tests.crash $(ARGS)

# By hand --------------------------------------------------------------------------------------

fix: $(VENV)/.test ## put the code into its usual form
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: $(VENV)/.made ## choose package versions anew
	@$(PIP) install uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra build --output-file requirements/serve.lock --upgrade pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --extra build --extra dev --output-file requirements/test.lock --upgrade \
	  --constraint requirements/serve.lock pyproject.toml

# The bundle is committed: only who changes editor/ needs Node (20 or newer).
editor: ## the rich-text editor's one file, from editor/
	@command -v npm >/dev/null || { echo "Node is not here: the editor is built with npm (Node 20 or newer)."; exit 1; }
	@cd editor && npm ci --no-audit --no-fund --silent && npm run --silent build

wheel: $(VENV)/.test ## a wheel in dist/
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove what was built; the data folder stays
	@rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .hypothesis
