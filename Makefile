# Every habit, one word each. `make crawl ARGS="-a source=NAME"` hands arguments on.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATABASE ?= seeds/news.db
ARGS ?=

.PHONY: setup crawl demo test test-faults check browse bench bench-text bench-copies bench-copies-scale bench-relevance bench-screening test-locks test-months test-kill fuzz audit lock clean

setup: $(READY)

# The environment is made from the lock, and made anew when the lock changes. A half-made one is never taken for done.
$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tocsin: needs Python 3.11 or newer; set PYTHON=python3.12, say" >&2; exit 2; }
	@echo "Setting up the environment in $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

crawl: $(READY)
	@$(BIN)/scrapy crawl news $(ARGS)

demo: $(READY)
	@$(BIN)/python -m tests.press.demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest $(ARGS)

check: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

browse: $(READY)
	@$(BIN)/scrapy browse $(ARGS)

test-faults: $(READY)
	@$(BIN)/python -m tests.faults.crawl $(ARGS)

bench: $(READY)
	@$(BIN)/python -m tests.bench.press $(ARGS)

bench-text: $(READY)
	@$(BIN)/python -m tests.bench.text $(ARGS)

bench-copies: $(READY)
	@$(BIN)/python -m tests.bench.copies $(ARGS)

bench-copies-scale: $(READY)
	@$(BIN)/python -m tests.bench.copies_scale $(ARGS)

bench-relevance: $(READY)
	@$(BIN)/python -m tests.bench.relevance $(ARGS)

bench-screening: $(READY)
	@$(BIN)/python -m tests.bench.screening $(ARGS)

test-locks: $(READY)
	@$(BIN)/python -m tests.bench.locks $(ARGS)

test-months: $(READY)
	@$(BIN)/python -m tests.bench.months $(ARGS)

test-kill: $(READY)
	@$(BIN)/python -m tests.bench.kill $(ARGS)

fuzz: $(READY)
	@$(BIN)/python -m tests.fuzz $(ARGS)

# In an environment of its own: what looks for holes in the lock is no part of it.
audit:
	@$(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit 2>/dev/null || { \
		echo "tocsin: pip-audit cannot be had from the package index; is there a network?" >&2; exit 3; }
	@build/audit/bin/pip-audit --requirement requirements.txt --disable-pip --require-hashes --strict --progress-spinner off $(ARGS) || { \
		echo "tocsin: an advisory was found, or the advisories could not be read; see above" >&2; exit 1; }

lock:
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --group dev \
		--custom-compile-command "make lock" pyproject.toml -o requirements.txt

clean:
	@rm -rf $(VENV) build
