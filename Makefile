# How this project is run, tested and checked. CONTRIBUTING.md says when to use which.
SHELL := /bin/sh
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
VENV := .venv
PY := $(VENV)/bin/python
UV_VERSION := 0.13.9
PYTEST := $(PY) -m pytest -q
# Each worker of the suite would compile every file anew where the surroundings forbid keeping what was compiled.
export PYTHONDONTWRITEBYTECODE :=
# Production settings with stand-in values, for the checks that need settings but no secrets.
AS_IN_PRODUCTION := DEBUG=0 DATABASE_URL=sqlite:///:memory: \
	SECRET_KEY=check-$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	SITE_URL=https://example.org ALLOWED_HOSTS=example.org SECURITY_CONTACT=mailto:security@example.org

.PHONY: help run test check browser walks screens bench fuzz lock messages format runtime dev tools
help:
	@echo "make run      start the site with demonstration meetings on http://$(HOST):$(PORT)/"
	@echo "make test     the suite that needs no browser and no server"
	@echo "make check    lint, types, templates, migrations, settings, requirements"
	@echo "make browser  a visitor's errands in a real Chromium"
	@echo "make walks    all that docs/editors.md tells, done in a real Chromium"
	@echo "make screens  take the pictures of docs/screens anew"
	@echo "make fuzz     ten thousand random requests"
	@echo "make bench    measure, with up to a million invented meetings"
	@echo "make format   put code and templates into house style"
	@echo "make messages bring new words into the catalogs in locale/ and compile them"
	@echo "make lock     write requirements*.txt again after changing pyproject.toml"

# $(call install,LOCK): a virtual environment holding exactly that lock; does nothing when the lock has not changed.
# One at a time, so that two makes started together do not install over each other.
define install
@flock Makefile sh -ec '\
if ! $(PY) -c "" 2>/dev/null; then \
  command -v $(PYTHON) >/dev/null || \
    { echo "$(PYTHON) is missing. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; }; \
  $(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
    { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }; \
  $(PYTHON) -c "import venv, ensurepip" 2>/dev/null || \
    { echo "Python cannot make a virtual environment here. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }; \
  $(PYTHON) -m venv --clear $(VENV); \
fi; \
if ! cmp -s $(1) $(VENV)/installed-$(1); then \
  echo "Installing $(1) into $(VENV) (only when it changes) ..."; \
  $(PY) -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r $(1); \
  cp $(1) $(VENV)/installed-$(1); \
  if [ $(1) = requirements-dev.txt ]; then cp requirements.txt $(VENV)/installed-requirements.txt; fi; \
fi'
endef

runtime:
	$(call install,requirements.txt)

dev:
	$(call install,requirements-dev.txt)

# The development key is made once and kept out of the repository; DEBUG is on here and nowhere else.
run: runtime
	@$(PY) -c 'import socket; socket.create_server(("$(HOST)", $(PORT))).close()' 2>/dev/null || \
	  { echo "$(HOST):$(PORT) is in use by another program; choose another port: make run PORT=8001" >&2; exit 1; }
	@set -e; folder="$${DATA_DIR:-data}"; mkdir -p "$$folder"; umask 077; \
	[ -s "$$folder/development-key" ] || \
	  $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))' > "$$folder/development-key"; \
	umask 022; export DEBUG=1 SECRET_KEY="$${SECRET_KEY:-$$(cat "$$folder/development-key")}" \
	  SITE_URL="$${SITE_URL:-http://$(HOST):$(PORT)}"; \
	$(PY) manage.py bootstrap --demo; \
	echo "Ready: http://$(HOST):$(PORT)/  (Ctrl-C stops it)"; \
	exec $(PY) manage.py runserver $(HOST):$(PORT)

test: dev
	@$(PYTEST) -p no:playwright --ignore=tests/browser -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder $(ARGS)

check: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(VENV)/bin/djade --check --target-version 5.2 $$(find templates -name '*.html')
	SECRET_KEY=check-only $(PY) -m mypy .
	@echo "manage.py check --deploy, in production settings"
	@$(AS_IN_PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@$(AS_IN_PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m pip check
	$(PYTEST) tests/site/test_templates.py tests/site/test_requirements.py

# Its Node programs are installed by their lock; none of them runs a program of its own while it is installed.
TOOLS := tests/browser/node_modules
tools: $(TOOLS)/installed-lock.json
$(TOOLS)/installed-lock.json: tests/browser/package-lock.json
	@echo "Installing tests/browser/package-lock.json (only when it changes) ..."
	@cd tests/browser && npm ci --silent --ignore-scripts --no-audit --no-fund
	@cp $< $@

# A browser waits often: three workers on two processors are never idle.
browser: dev
	@missing=""; command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || \
	  missing="chromium-headless-shell libatomic1"; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	command -v w3m >/dev/null || missing="$$missing w3m"; \
	[ -z "$$missing" ] || { echo "Missing programs. On Debian or Ubuntu: apt-get install $$missing" >&2; exit 1; }
	@$(MAKE) --no-print-directory tools
	$(PYTEST) -n 3 --dist loadgroup --no-loadscope-reorder -m browser tests/browser $(ARGS)

walks: dev
	$(PYTEST) -n 2 --dist loadfile -m walk tests/browser/staff $(ARGS)

# Of an invented world at one fixed moment, so that only what changed looks different.
screens: dev
	$(PYTEST) -m browser tests/browser/screens.py $(ARGS)

# On SQLite, and on the PostgreSQL of DATABASE_URL when that is set.
fuzz: dev
	env -u DATABASE_URL $(PYTEST) -m fuzz --ignore=tests/browser tests $(ARGS)
	@if [ -n "$$DATABASE_URL" ]; then $(PYTEST) -m fuzz --ignore=tests/browser tests $(ARGS); \
	else echo "SQLite only: set DATABASE_URL to a PostgreSQL to have it there too."; fi

bench: dev
	@$(PY) -m tests.benchmarks $(ARGS)

format: dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(VENV)/bin/djade --target-version 5.2 $$(find templates -name '*.html')

# New words arrive untranslated: write the Spanish into locale/es/LC_MESSAGES/django.po, then run this again.
messages: dev
	@command -v xgettext >/dev/null || { echo "xgettext is missing. On Debian or Ubuntu: apt-get install gettext" >&2; exit 1; }
	@SECRET_KEY=messages-only $(PY) manage.py makemessages

# uv resolves once for Python 3.11 and later on every system; the locks hold hashes and no address.
lock: dev
	$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --extra dev pyproject.toml -o requirements-dev.txt
