# `make demo` and `make test` need Python 3.11 or newer, make and the package registries, nothing else.
.POSIX:
.SUFFIXES:
.DELETE_ON_ERROR:

PYTHON = python3
UPGRADE =
BIN = .venv/bin
PY = $(BIN)/python
LOCKED = --require-hashes --quiet
export PYTHONPATH = $(CURDIR)
export PYTHONWARNINGS = ignore::ResourceWarning
# Where an environment forbids it, each of some hundred programs of the tests would compile all modules anew, for seconds.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test check fix messages journeys pictures bench reset lock built

help:
	@echo "make demo      the demo network, ready to look at (VEZI_PORT, VEZI_HOME)"
	@echo "make test      everything: check, tests, journeys in a browser"
	@echo "make check     style, types, contracts, templates, migrations, translations"
	@echo "make fix       put style right"
	@echo "make messages  collect the words to be translated"
	@echo "make journeys  the journeys in a browser alone"
	@echo "make pictures  the README's pictures"
	@echo "make bench     the figures in bench/RESULTS.md"
	@echo "make reset     forget the demo network"
	@echo "make lock      lock all packages (UPGRADE=--upgrade: in their newest versions)"

demo: .make/base built
	@exec $(PY) -m vezi up

test: check
# Files in their order: the longest few, which have few tests, would come last otherwise, and one worker would wait for them.
	$(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/journeys
	@$(MAKE) --no-print-directory journeys

check: .make/dev built
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint vezi --lint --quiet
	DJANGO_SETTINGS_MODULE=vezi.config.settings_test $(PY) -m vezi makemigrations --check --dry-run
	$(PY) -m vezi.core.translations check

fix: .make/dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: .make/base
	$(PY) -m vezi.core.translations update

journeys: .make/dev built
	$(PY) -m tests.chromium
	DJANGO_ALLOW_ASYNC_UNSAFE=1 $(PY) -m pytest -v --no-header -p playwright tests/journeys

pictures: .make/dev built
	$(PY) -m tests.chromium
	$(PY) -m tests.pictures

bench: .make/dev built
	$(PY) -m bench

reset: .make/base
	@$(PY) -m vezi reset

lock: .make/dev
	for name in uv base dev; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done
	$(PY) -m vezi.core.frontend lock

# What is built from sources: style sheet, script, fonts, map, translations, the table of cities, and their compressed copies.
built: .make/base
	@$(PY) -m vezi.core.frontend build
	@$(PY) -m vezi.core.translations compile
	@$(PY) -m vezi.core.cities.table
	@$(MAKE) -s --no-print-directory .make/static

.make/static: vezi/core/static/build/.fingerprint requirements/base.txt
	@echo "Collecting static files"
	@$(PY) -m vezi collectstatic --noinput --clear --verbosity 0
	@touch $@

# An environment with what the server needs, and one with what the tests need besides.
.make/base: requirements/base.txt .make/uv
	@if [ -e .make/dev ] && [ ! requirements/dev.txt -nt .make/dev ]; then touch $@; else \
	  echo "Installing packages"; rm -f .make/dev; $(MAKE) --no-print-directory SET=base install; fi
	@touch $@

.make/dev: requirements/dev.txt .make/uv
	@echo "Installing packages, those of the tests too"
	@$(MAKE) --no-print-directory SET=dev install
	@touch $@ .make/base

.make/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vezi needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "This Python lacks venv: install python3-venv, or choose another by make PYTHON=…"; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install $(LOCKED) --disable-pip-version-check -r requirements/uv.txt
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(PY)" -m vezi "$$@"\n' "$(CURDIR)" "$(CURDIR)" > $(BIN)/vezi
	@chmod +x $(BIN)/vezi
	@mkdir -p .make && touch $@

# uv takes seconds; where it cannot reach the packages, pip does it with the same lock in a minute.
.PHONY: install
install:
	@$(BIN)/uv pip sync $(LOCKED) --python $(PY) requirements/$(SET).txt \
	  || $(PY) -m pip install $(LOCKED) --disable-pip-version-check -r requirements/$(SET).txt
