# Everything a person does with a clone. Bare `make` lists it.
.DEFAULT_GOAL := help
.PHONY: pages help setup run demo test fast lint bench fuzz letters pictures docs dev
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# Checks that load the settings must not touch the data of the person who runs them.
APART := RELANCE_HOME=.cache/home RELANCE_SECRET_KEY=0123456789012345678901234567890123456789 PYTHONPATH=src
QUICK := $(addprefix tests/,architecture domain wording documents readers countries interest channels ledger config)
export PYTHON

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.installed ## make .venv and install Relance from the lock (only what changed)
	@echo "Ready: ./relance --help"

run: .venv/.installed ## serve the web app on your own data
	./relance serve

demo: .venv/.installed ## the web app with invented customers, in a throw-away folder
	./relance demo

test: dev ## every test, on SQLite and on a PostgreSQL that it starts itself
	$(PY) -m tests

fast: dev ## the quick tests of the lower floors alone, on SQLite
	$(PY) -m pytest -q -n 2 -m "not slow and not browser" $(QUICK)

lint: dev ## style, floors of the house, types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(APART) .venv/bin/lint-imports --no-logo --cache-dir .cache/importlinter
	$(APART) $(PY) -m mypy

bench: dev ## measure import, run and sending at scale
	$(PY) -m benches

pages: dev ## time and questions of every page with 100,000 invoices
	$(PY) -m benches.pages --no-files

fuzz: dev ## broken files for every reader, SECONDS=60 each; what fails is kept in .cache/fuzz
	PYTHONPATH=src $(PY) -m tests.readers.fuzz $(or $(SECONDS),60) $(SEED)

letters: dev ## a picture of every letter and mail, on one page, in .cache/letters
	@rm -rf .cache/letters
	PYTHONPATH=src $(PY) -m relance.documents.samples .cache/letters
	$(PY) scripts/pictures.py .cache/letters

pictures: dev ## a picture of every page of the demonstration, on one page, in .cache/pictures
	$(PY) -m tests.browser.pictures

docs: .venv/.installed ## check that the links of README and docs lead somewhere
	$(PY) scripts/check_links.py

dev: .venv/.installed-dev

.venv/.made:
	@sh scripts/venv.sh
	@touch $@

.venv/.installed: .venv/.made requirements.txt pyproject.toml
	@echo "Installing from requirements.txt (a minute or two, once)"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@echo "Installing what the tests need from requirements-dev.txt"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
