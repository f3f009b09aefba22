# Every command people use. `make` lists them; each gets what it needs and is quick the second time.

PYTHON ?= python3
DATA_DIR ?= var
MANAGE := .venv/bin/python manage.py
LOCK := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

# Two processes; one that has nothing left takes tests from the other.
TWO := -n 2 --dist worksteal
ON_SQLITE := env -u DATABASE_URL
# Where the tests stand that must also pass on PostgreSQL: reading all files takes seconds.
ON_BOTH = $(shell grep -rl mark.database tests --include=*.py)
# What is compiled is kept: a dozen processes of one run read the same files.
unexport PYTHONDONTWRITEBYTECODE

STYLES := portal/static/build/.made
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# The machine's own npm, if its Node is one that Sass runs on (20.19). Otherwise .venv gets one.
NPM := $(shell node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b > 18) ? 0 : 1)' 2>/dev/null && command -v npm)

define say
@printf '\n== %s\n' "$(1)"
endef

.DELETE_ON_ERROR:
.PHONY: help demo test test-with-postgresql on-sqlite on-postgresql engine sound bench lint lock styles clean system-run system-test

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

# -- For people -------------------------------------------------------------------------------

demo: .venv/run $(STYLES) $(WORDS) var/local.env $(DATA_DIR)/static/staticfiles.json ## Run the sample council on http://127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(MANAGE) serve --sample

test: .venv/test $(STYLES) $(WORDS) var/local.env ## Check everything: lint, types, imports, settings, tests on SQLite and PostgreSQL, browser
	@.venv/bin/python -m tests.postgres -- $(MAKE) --no-print-directory test-with-postgresql

# Tests on SQLite use no DATABASE_URL. What needs one process each goes two at a time.
test-with-postgresql:
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target on-sqlite on-postgresql lint engine sound
	$(call say,Tests on SQLite)
	$(ON_SQLITE) .venv/bin/pytest $(TWO) -m "not browser and not engine"
	$(call say,Tests on PostgreSQL)
	.venv/bin/pytest $(ON_BOTH) $(TWO) -m "database and not browser"
	$(call say,Tests in a browser)
	$(ON_SQLITE) .venv/bin/pytest tests/browser $(TWO) -m browser

on-sqlite:
	$(call say,A database for tests on SQLite)
	$(ON_SQLITE) .venv/bin/python -m tests.database

on-postgresql:
	$(call say,A database for tests on PostgreSQL)
	.venv/bin/python -m tests.database

engine: on-sqlite
	$(call say,No branch of the form engine goes untested)
	$(ON_SQLITE) .venv/bin/pytest tests/definitions -m engine --cov

sound:
	$(call say,Migrations are complete)
	$(ON_SQLITE) $(MANAGE) makemigrations --check --dry-run
	$(call say,Safe to deploy)
	$(ON_SQLITE) DEMO=False SITE_URL=https://anydoor.example ALLOWED_HOSTS=anydoor.example $(MANAGE) check --deploy --fail-level WARNING

bench: .venv/test $(STYLES) $(WORDS) var/local.env $(DATA_DIR)/static/staticfiles.json ## Measure speed, each figure beside a named alternative in the same run
	.venv/bin/python -m tests.bench

lint: .venv/test var/local.env ## Check style, templates, types and import contracts
	$(call say,Style)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(call say,Templates)
	.venv/bin/djlint templates --lint
	$(call say,Types)
	.venv/bin/mypy
	$(call say,Import contracts)
	.venv/bin/lint-imports --no-logo

styles: $(STYLES) ## Build the style sheets and scripts

lock: .venv/bin/uv $(if $(NPM),,.venv/node) ## Work out requirements/ and package-lock.json again after a change (UPGRADE=--upgrade for newer releases)
	$(LOCK) $(UPGRADE) --group test -o requirements/test.txt pyproject.toml
	$(LOCK) $(UPGRADE) --constraint requirements/test.txt -o requirements/run.txt pyproject.toml
	$(LOCK) $(UPGRADE) --group node -o requirements/node.txt
	$(LOCK) $(UPGRADE) --group uv -o requirements/uv.txt
	PATH=$(CURDIR)/.venv/bin:$$PATH npm install --package-lock-only

clean: ## Remove what these commands made, but not the data in var/
	rm -rf .venv node_modules portal/static/build var/static .*_cache .hypothesis .coverage* $(WORDS)
	find . -name __pycache__ -prune -exec rm -rf {} +

# -- What they stand on -----------------------------------------------------------------------

system-run system-test: system-%:
	@$(PYTHON) requirements/system.py $*

.venv/bin/uv: requirements/uv.txt | system-run
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

.venv/run .venv/test .venv/node: .venv/%: requirements/%.txt .venv/bin/uv
	.venv/bin/uv pip install --python .venv --quiet --require-hashes --compile-bytecode --requirement $<
	@touch $@

.venv/run: | system-run
.venv/test: | system-test

node_modules/.package-lock.json: package.json package-lock.json $(if $(NPM),,.venv/node)
	PATH=$(CURDIR)/.venv/bin:$$PATH npm ci
	@touch $@

$(STYLES): node_modules/.package-lock.json $(shell find portal/look)
	PATH=$(CURDIR)/.venv/bin:$$PATH npm run build
	@touch $@

%.mo: %.po | system-run
	msgfmt --check-format --output-file $@ $<

var/local.env:
	@mkdir -p var
	@umask 077; printf 'DEMO=True\nSECRET_KEY=%s\nVAULT_KEYS=k1:%s\n' "$$(head -c 60 /dev/urandom | base64 -w 0)" "$$(head -c 32 /dev/urandom | base64 -w 0)" > $@

$(DATA_DIR)/static/staticfiles.json: .venv/run $(STYLES) $(shell find portal accessibility content services -path '*/static/*') | var/local.env
	$(MANAGE) collectstatic --noinput --verbosity 0
	@touch $@
