# Needs python3 (3.11 or newer), make and a package index; everything else goes into .venv.
# `make PYTHON=python3.13 test` uses another interpreter (after `make clean`).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# A strict editable install links each file of the package, so a new file means a new install.
FILES := pyproject.toml $(shell find reasoner api ontology shapes queries -type f \
  \( -name '*.py' -o -name '*.ttl' -o -name '*.rq' -o -name '*.jsonld' -o -name '*.yaml' -o -name '*.j2' -o -name '*.toml' -o -name 'py.typed' \) 2>/dev/null | LC_ALL=C sort)
LOCKED := $(VENV)/.locked
INSTALLED := build/.installed
FILE_LIST := build/.files
CONFORMANCE := build/w3c-shacl

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.PHONY: help demo test check lint types prove mutate owl format serve bench places docs coverage lock clean FORCE

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | awk -F '\t' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: $(INSTALLED) ## decide the built-in example cases and show the answers with their sources
	@$(BIN)/yidi decide tests/cases/demo.yaml --lang zh

test: check lint types $(CONFORMANCE) ## everything a contribution must pass: check, lint, types, test suite
	@$(BIN)/pytest -n 2

# The test suite of the W3C for SHACL, which the source archive of pySHACL holds.
$(CONFORMANCE): requirements/conformance.txt requirements/conformance-build.txt | $(INSTALLED)
	@rm -rf $@ build/conformance
	@$(PIP) install --require-hashes --no-deps --only-binary :all: --target build/conformance/backend -r requirements/conformance-build.txt
	@PYTHONPATH=$(CURDIR)/build/conformance/backend $(PIP) download --require-hashes --no-deps --no-binary :all: \
	  --no-build-isolation -d build/conformance -r $<
	@tar -xzf build/conformance/pyshacl-*.tar.gz -C build/conformance
	@mv build/conformance/pyshacl-*/test/resources/sht_tests $@

check: $(INSTALLED) ## the policy base: syntax, gaps, conflicts, dead rules, bounds; and its layout
	@$(BIN)/yidi check
	@$(BIN)/yidi fmt

lint: $(INSTALLED) ## ruff: rules and format, changing nothing
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check .

types: $(INSTALLED) ## mypy, strict
	@$(BIN)/mypy --no-error-summary > build/mypy.txt; status=$$?; \
	  sed -e 's,^build/__editable__[^/]*/yidi/api/,api/,' -e 's,^build/__editable__[^/]*/yidi/,reasoner/,' build/mypy.txt; \
	  exit $$status
	@$(BIN)/mypy --no-error-summary tools

prove: $(INSTALLED) ## both engines on thousands of random cases and rule bases (some ten minutes)
	@$(BIN)/pytest -q -n 2 --hypothesis-profile=prove tests/reference

mutate: $(INSTALLED) ## small mistakes in every rule: which of them does no example case notice (some minutes)
	@$(BIN)/yidi test --mutate --least 95

owl: $(INSTALLED) ## description logic: install Java as a package, hold the classes of person and the rules together
	@$(PIP) install --require-hashes -r requirements/owl.txt
	@$(BIN)/pytest -q tests/owl

format: $(INSTALLED) ## let ruff rewrite the Python files
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

serve: $(INSTALLED) ## the HTTP interface on this machine
	@$(BIN)/yidi serve

bench: $(INSTALLED) ## speed and memory, against OpenFisca-core and a plain NumPy loop
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m tests.bench

places: $(INSTALLED) ## write ontology/places again from the registry of divisions (needs npm)
	@$(BIN)/python tools/places.py

docs: $(INSTALLED) ## the documentation as a site in build/site, every example executed and every link followed
	@$(BIN)/python tools/docs.py

coverage: $(INSTALLED) ## write docs/coverage.md again: which decisions are known where
	@$(BIN)/python tools/coverage.py

lock: ## resolve the locked versions again, with hashes
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip --disable-pip-version-check -qq install uv
	@for args in "--extra dev pyproject.toml -o requirements/lock.txt" \
	    "requirements/build.in -o requirements/build.txt" \
	    "--extra bench -c requirements/lock.txt pyproject.toml -o requirements/bench.txt" \
	    "--extra owl -c requirements/lock.txt pyproject.toml -o requirements/owl.txt"; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" build/uv/bin/uv pip compile --quiet --universal --upgrade \
	    --generate-hashes --no-emit-index-url --fork-strategy fewest --python-version 3.11 $$args || exit 1; \
	done

clean: ## remove .venv, build and caches
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

# Set-up ---------------------------------------------------------------------------

$(LOCKED): requirements/lock.txt requirements/build.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Yidi needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing the locked dependencies into $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/build.txt
	@$(PIP) install --require-hashes --no-build-isolation -r requirements/lock.txt
	@touch $@

# Changes only when a file is added or removed.
$(FILE_LIST): FORCE
	@mkdir -p build
	@printf '%s\n' $(FILES) | cmp -s - $@ || printf '%s\n' $(FILES) > $@

$(INSTALLED): $(LOCKED) $(FILE_LIST) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=strict -e .
	@echo "Compiling the base ..." >&2
	@$(BIN)/yidi check > /dev/null 2>&1 || true  # kept for the first use; whether the base is sound is for "make check" to say
	@touch $@
