# make demo   install xgov into .venv and assess the example
# make check  lint, types, tests with branch coverage, then the tests again on the built wheel
# make clean  remove everything that was made

PYTHON ?= python3
PIP := -m pip install --quiet --disable-pip-version-check

PACKAGING := pyproject.toml hatch_build.py
SOURCES := $(PACKAGING) LICENSE $(shell find src frameworks -type f ! -name '*.pyc')

.PHONY: demo check lint types test wheel-test clean
.DELETE_ON_ERROR:

demo: .venv/.installed
	.venv/bin/xgov assess examples/suzhou-jiaxing

# One after the other, whatever -j says: the first failure is the last thing on the page.
check:
	$(MAKE) --no-print-directory lint
	$(MAKE) --no-print-directory types
	$(MAKE) --no-print-directory test
	$(MAKE) --no-print-directory wheel-test

lint: .venv-dev/.installed
	.venv-dev/bin/ruff check

types: .venv-dev/.installed
	.venv-dev/bin/mypy

test: .venv-dev/.installed
	.venv-dev/bin/pytest --cov --cov-branch

# From the folder tests, so that xgov can only come from the wheel.
wheel-test: .venv-wheel/.installed
	cd tests && env -u PYTHONPATH ../.venv-wheel/bin/python -P -c \
		'import sys, xgov; assert xgov.__file__.startswith(sys.prefix), xgov.__file__'
	cd tests && env -u PYTHONPATH ../.venv-wheel/bin/pytest -p no:cacheprovider

# A folder of its own .gitignore; a half-made environment is made anew.
%/.created:
	$(PYTHON) -m venv --clear $*
	printf '*\n' > $*/.gitignore
	touch $@

.venv/.installed: $(SOURCES) | .venv/.created
	.venv/bin/python $(PIP) .
	touch $@

.venv-dev/.installed: $(PACKAGING) src/xgov/__init__.py | .venv-dev/.created
	.venv-dev/bin/python $(PIP) --editable '.[dev]'
	touch $@

# The sdist first and the wheel from it, so that both are known to be whole.
dist/.built: $(SOURCES) .venv-dev/.installed
	rm -rf dist
	.venv-dev/bin/python -m build --outdir dist > /dev/null
	touch $@

# Twice: pip keeps an installed wheel of the same version unless it is told otherwise.
.venv-wheel/.installed: dist/.built | .venv-wheel/.created
	wheel=$$(echo dist/xgov-*.whl) && \
	.venv-wheel/bin/python $(PIP) "$$wheel[test]" && \
	.venv-wheel/bin/python $(PIP) --force-reinstall --no-deps "$$wheel"
	touch $@

clean:
	rm -rf .venv .venv-dev .venv-wheel dist build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
