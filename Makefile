# The commands of the house; `make` alone lists them. They need Python 3.11 to 3.13 with venv, and make.
PORT ?= 8000
PYTHON_IN_VENV = .venv/bin/python
# Settings of the demo on this machine, and of an imagined server for the deployment check.
DEMO = CITYCLUSTERS_DEMO=1 CITYCLUSTERS_LISTEN=127.0.0.1:$(PORT) CITYCLUSTERS_SITE_URL=http://localhost:$(PORT)
SERVER = CITYCLUSTERS_DEMO=0 CITYCLUSTERS_DATA=.data/check CITYCLUSTERS_SITE_URL=https://cities.example \
	CITYCLUSTERS_HOSTS=cities.example \
	CITYCLUSTERS_SECRET_KEY=$$($(PYTHON_IN_VENV) -c 'import secrets; print(secrets.token_urlsafe(60))')
PYTEST = $(PYTHON_IN_VENV) -m pytest
WORKERS ?= auto
CHECKS = check-style check-types check-templates check-migrations check-deploy check-messages check-map

.PHONY: help run test check bench lock clean set-up set-up-dev $(CHECKS) test-sqlite test-postgres test-browser

help: ## list the commands
	@grep -hE '^[a-z-]+:.* ## ' Makefile | awk -F ':.* ## ' '{printf "make %-8s %s\n", $$1, $$2}'

run: set-up ## serve the demo on http://localhost:8000 (PORT=… for another port)
	@$(DEMO) .venv/bin/cityclusters prepare
	@$(DEMO) exec .venv/bin/cityclusters serve

test: test-sqlite test-postgres test-browser ## all tests: on SQLite, on PostgreSQL, in a browser

check: set-up-dev ## style, types, templates, migrations, settings, translations, map
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync=target $(CHECKS)

bench: set-up-dev ## measure what the product promises
	@for bench in tests/bench/bench_*.py; do echo "== $$bench"; PYTHONPATH=. $(PYTHON_IN_VENV) "$$bench" || exit 1; done

lock: set-up-dev ## write the lock files anew from pyproject.toml (needs uv)
	@tools/lock

clean: ## remove everything that was made here, the demo's data too
	rm -rf .venv .data build dist test-results .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

set-up:
	@tools/set-up requirements.lock

set-up-dev:
	@tools/set-up requirements-dev.lock

test-sqlite: set-up-dev
	$(PYTEST) -n $(WORKERS) --dist worksteal -m "not browser"

# Where PostgreSQL or Chromium is missing, that is said aloud; with CITYCLUSTERS_CI=1 it is a failure.
test-postgres: set-up-dev
	@$(PYTHON_IN_VENV) -m tests.programs postgres $(PYTEST) -n $(WORKERS) --dist worksteal --engine=postgres -m "not browser"

test-browser: set-up-dev
	@$(PYTHON_IN_VENV) -m tests.programs chromium $(PYTEST) -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m browser tests/browser

check-style:
	@echo "== style"; .venv/bin/ruff check . && .venv/bin/ruff format --check .

check-types:
	@echo "== types"; .venv/bin/mypy

check-templates:
	@echo "== templates"; .venv/bin/djlint src --lint --quiet

check-migrations:
	@echo "== migrations"; $(DEMO) .venv/bin/cityclusters makemigrations --check --dry-run

check-deploy:
	@echo "== settings of a server"; $(SERVER) .venv/bin/cityclusters check --deploy --fail-level WARNING

check-messages:
	@echo "== translations"; $(DEMO) .venv/bin/cityclusters messages check

check-map:
	@echo "== map"; $(PYTEST) -m "not browser" tests/test_map.py tests/test_sizes.py tests/test_docs.py
