# run, setup, parsers, test, check, bench, messages, lock, clean: docs/reference/make.md says what each one promises.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := uprcycle calendars notifications web flows
BENCHMARKS := $(wildcard benchmarks/bench_*.py)

# The pinned tzdata wins over the machine's older copy, and compiled bytecode halves the start.
export PYTHONTZPATH :=
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH VIRTUAL_ENV

.PHONY: run setup parsers test check bench messages lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.run
	@exec $(BIN)/uprcycle run

setup: $(VENV)/.dev

parsers: $(VENV)/.parsers

# As nice as the flows that some tests start and wait for: else every other test would go before those.
test: $(VENV)/.dev
	@nice -n 10 $(BIN)/pytest --numprocesses auto --dist loadgroup $(ARGS)

check: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(VENV)/.dev
	@for bench in $(BENCHMARKS); do PYTHONPATH=. $(BIN)/python $$bench || exit 1; done

messages: $(VENV)/.dev
	@$(BIN)/uprcycle languages --write

# The pins stay as they are where they still fit; `make lock UPGRADE=1` takes the newest of everything.
lock: $(BIN)/uv
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o requirements-dev.lock
LOCK = $(BIN)/uv pip compile pyproject.toml --extra distributed --quiet --universal --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

clean:
	rm -rf build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment, grown in three steps: uv by pip, what a running installation needs, what development adds.
# uv it is, because pip with --require-hashes stops at the extras that Prefect asks for (decision 0002).
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python

$(BIN)/uv: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "uprcycle: " + sys.executable \
	+ " is Python " + sys.version.split()[0] + ", older than 3.11; set PYTHON=python3.13, or what you have")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/^    #/p' requirements.lock > $(VENV)/bootstrap.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/bootstrap.txt
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml $(BIN)/uv
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@

# What reads our feeds in tests and is not Python.
$(VENV)/.parsers: tests/interop/package-lock.json $(BIN)/uv
	@cp tests/interop/package.json tests/interop/package-lock.json $(VENV)
	@npm ci --prefix $(VENV) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
