# Two commands are all that is needed: `make demo` and `make test`. Each sets up .venv first if it has to.
# Wants Python 3.11 or newer with venv; say which one with `make demo PYTHON=/path/to/python3`.

VENV := .venv
BIN := $(VENV)/bin
# --no-compile: Python compiles what is really imported, when it is; compiling everything costs seconds at install.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-compile

# An environment of its own, whatever the caller's shell says about Python; what is compiled is kept, or every command
# would compile hundreds of modules again.
export PIP_USER := 0
unexport PIP_TARGET PIP_PREFIX PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo test test-neo4j test-browser fuzz ci bench lock clean

help:
	@echo 'make demo   set up, load the sample plan and answer a question from it'
	@echo 'make test   set up, check style and types, run all tests'
	@echo 'make test-neo4j  run the tests on a real Neo4j, which is downloaded first (158 MB); no Docker, no Java needed'
	@echo 'make test-browser  run the tests of the pages in Chromium, which the system has to have'
	@echo 'make fuzz   send thousands of made-up calls to the running service and check every answer'
	@echo 'make ci     what continuous integration runs'
	@echo 'make bench  measure speed'
	@echo 'make lock   renew the lock files from pyproject.toml (UPGRADE=1: to the newest versions)'
	@echo 'make clean  remove the environment and everything that was built'

demo: $(VENV)/project.stamp
	@$(BIN)/policygraph demo --no-serve

test: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict graph loaders api & types=$$!; \
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m 'not neo4j and not browser'; \
	tests=$$?; wait $$types && exit $$tests

test-neo4j: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile -m neo4j

test-browser: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m browser

fuzz: $(VENV)/dev.stamp
	$(BIN)/python -m tests.faces.fuzz

ci:
	bash .ci/run

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment: each stamp is renewed only when what it stands for has changed --------------------------

# Without pip, so that it is there at once or not at all; a set-up that was interrupted goes on from here.
$(BIN)/python:
	@for python in $(or $(PYTHON),python3.11 python3 python3.12 python3.13 python3.14 python); do \
	    if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -m venv --clear --without-pip $(VENV) && exit 0; \
	    fi; \
	done; \
	echo 'policygraph needs Python 3.11 or newer with its venv and ensurepip modules, and found none.' >&2; \
	echo 'Debian, Ubuntu: apt install python3 python3-venv. Elsewhere: make demo PYTHON=/path/to/python3.11' >&2; \
	exit 1

$(VENV)/run.stamp: requirements.lock | $(BIN)/python
	@echo 'Setting up $(VENV), once; about 110 MB are downloaded ...' >&2
	@$(BIN)/python -m ensurepip >/dev/null
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/project.stamp: pyproject.toml $(VENV)/run.stamp
	@$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/project.stamp
	@echo 'Adding the test tools to $(VENV) ...' >&2
	@$(PIP) --require-hashes --no-build-isolation --use-pep517 -r requirements-dev.lock
	@touch $@

# ---- the lock files: hashes of every platform's files, no addresses --------------------------------------------

COMPILE := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

lock: | $(BIN)/python
	$(BIN)/python -m venv --clear $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock
	$(COMPILE) --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --group build --extra dev --extra local --extra mine --extra frames --extra fast --extra notebooks --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --output-file requirements-tools.lock requirements-tools.in
	rm -rf $(VENV)/lock
