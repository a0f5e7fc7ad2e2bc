# Two commands are enough for a newcomer: `make run` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin

.PHONY: help run test check demo bench gallery golden templates wheel wheelhouse deb lock setup setup-tests clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup ## set everything up, then run the service on this folder
	@test -f archive/PMBS-ARCHIVE || $(BIN)/python -m tools.open_archive
	$(BIN)/pmbs run

test: setup-tests ## set up what tests need and run them all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile --durations 40

check: setup-tests ## what every change must pass: linters, types, and the fast tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile -m "not real and not slow"

demo: setup ## a throw-away office: drop the sample forms in it and show what becomes of each
	$(BIN)/python -m tools.demo

wheel: setup ## dist/: the program as a wheel, with its templates, forms and pages
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .

wheelhouse: setup ## dist/wheelhouse/: the wheel with every library, to install without a network
	@tools/release/wheelhouse.sh dist/wheelhouse

deb: wheelhouse ## dist/: a Debian package for the Python of this machine
	@tools/release/deb.sh dist/wheelhouse dist

bench: setup-tests ## measure: drop to printed PDF, conversion, search
	$(BIN)/python -m bench.drop_to_print
	$(BIN)/python -m bench.convert
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.hostile
	$(BIN)/python -m bench.storm

gallery: setup-tests ## every letter with every specimen on one sheet to look at: build/galeri.png
	$(BIN)/python -m tools.gallery

golden: setup-tests ## accept the letters as they are now: their golden pages and texts, docs/contoh/
	$(BIN)/python -m tools.gallery --accept

templates: setup-tests ## make the shipped Word templates, blank forms and samples anew
	$(BIN)/python -m tools.make_templates
	$(BIN)/python -m tools.make_samples
	$(BIN)/python -m tools.make_specimens
	$(BIN)/python -m tools.make_bad_specimens
	$(BIN)/python -m tools.make_docs

lock: ## pin the requirements anew, with hashes (needs uv)
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml requirements-build.in -o requirements.txt
	uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml requirements-build.in --group dev -o requirements-dev.txt

setup: ## system packages and virtual environment for the service
	@tools/system-packages.sh run
	@tools/virtual-environment.sh requirements.txt

setup-tests: ## the same for the tests
	@tools/system-packages.sh test
	@tools/virtual-environment.sh requirements-dev.txt

clean: ## remove the virtual environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
