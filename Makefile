# One command does it: make run, make test, make lint, make bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# two processes: as many as CI has cores; a test file stays in one
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder
ROOMS := survey locales estimation charts figures export etl pages stage api

.PHONY: run published dev test lint format bench screenshots lock schema messages clean

run: published ## serve the dashboard; loads the demo survey if nothing is published yet
	$(BIN)/streamlit run dashboard.py

published: $(VENV)/.installed
	@test -f "$${BAROMETER_HOME:-data/warehouse}/current" || $(BIN)/python -m etl load data/kmu-st

dev: $(VENV)/.installed-dev published ## the same, reloading when a file changes
	$(BIN)/streamlit run dashboard.py --server.fileWatcherType auto --client.showErrorDetails full

test: $(VENV)/.installed-dev $(VENV)/.installed-spark ## everything; parts this machine lacks are skipped with a reason
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.installed-dev ## style, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --strict data/kmu-st/*.py
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## speed and memory as ratios against a named rival, in one run
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.installed-dev published ## pictures of every page, for your eyes and the README
	$(BIN)/python -m tests.browser.screenshots screenshots
	$(BIN)/python -m tests.browser.screenshots docs/pictures readme
	$(BIN)/python -m tests.export.pictures screenshots

schema: $(VENV)/.installed-dev ## the JSON Schemas for editors: of codebooks, of running orders
	$(BIN)/python -m survey.codebook.schema
	$(BIN)/python -m stage.orders.schema

lock: $(VENV)/.installed-dev ## exact pins from requirements.in and requirements-dev.in
	$(BIN)/python -m pip install --quiet uv==0.13.9
	$(BIN)/uv pip compile --quiet --universal --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-spark: $(VENV)/.installed requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@touch $@

clean: ## forget the environment and caches; published data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

messages: $(VENV)/.installed-dev ## bring locales/de.po up to date with the texts in the code
	$(BIN)/pybabel -q extract --no-location --sort-output -F locales/babel.cfg \
		-k N_ -k translate:2 -k translate_plural:2,3 -k say:1 -o locales/messages.pot $(ROOMS)
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap -l de -i locales/messages.pot -o locales/de.po
	@rm locales/messages.pot
