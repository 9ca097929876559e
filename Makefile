# make demo   install xgov into .venv and assess the example
# make check  lint, types, tests with branch coverage, then the tests again on the built wheel
# make docs   build the documentation as a site, in site/
# make lowest the tests with the oldest libraries that pyproject.toml allows
# make bench  time a cold run, a folder and a community against the peers that are installed; BENCH=--growth or --large
# make browser look at the pages in Chromium: accessibility, width, complaints; needs Node, npm and CHROMIUM
# make fuzz   feed the reader and the commands with mutated files, guided by coverage; SECONDS=300
# make mutate change the scoring a little, thousands of times, and see how often a test notices; half an hour
# make sbom   list what an installation consists of, in CycloneDX
# make lock   renew the versions that development uses
# make clean  remove everything that was made

PYTHON ?= python3
# Each core takes tests, and those of a slower one when its own are done.
EACH_CORE := -n auto --dist worksteal
PIP := -m pip install --quiet --disable-pip-version-check

PACKAGING := pyproject.toml hatch_build.py
SOURCES := $(PACKAGING) LICENSE $(shell find src frameworks -type f ! -name '*.pyc')

.PHONY: bench browser demo check lint types test wheel-test docs lowest fuzz mutate sbom lock clean
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
	.venv-dev/bin/pytest $(EACH_CORE) --cov --cov-branch

# From the folder tests, so that xgov can only come from the wheel.
wheel-test: .venv-wheel/.installed
	cd tests && env -u PYTHONPATH ../.venv-wheel/bin/python -P -c \
		'import sys, xgov; assert xgov.__file__.startswith(sys.prefix), xgov.__file__'
	cd tests && env -u PYTHONPATH ../.venv-wheel/bin/pytest $(EACH_CORE) -p no:cacheprovider

# Strict: a link that leads nowhere stops it.
docs: .venv-docs/.installed
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet --strict

# A folder of its own .gitignore; a half-made environment is made anew.
%/.created:
	$(PYTHON) -m venv --clear $*
	printf '*\n' > $*/.gitignore
	touch $@

.venv/.installed: $(SOURCES) | .venv/.created
	.venv/bin/python $(PIP) .
	touch $@

.venv-dev/.installed: $(PACKAGING) requirements-dev.lock src/xgov/__init__.py | .venv-dev/.created
	.venv-dev/bin/python $(PIP) --constraint requirements-dev.lock --editable '.[dev]'
	touch $@

.venv-docs/.installed: pyproject.toml | .venv-docs/.created
	.venv-docs/bin/python $(PIP) --editable '.[docs]'
	touch $@

# The sdist first and the wheel from it, so that both are known to be whole; a second wheel must have the same bytes.
dist/.built: $(SOURCES) .venv-dev/.installed
	rm -rf dist
	.venv-dev/bin/python -m build --outdir dist > /dev/null
	.venv-dev/bin/python -m build --wheel --outdir dist/again > /dev/null
	cmp dist/xgov-*.whl dist/again/xgov-*.whl
	rm -r dist/again
	touch $@

# Twice: pip keeps an installed wheel of the same version unless it is told otherwise.
.venv-wheel/.installed: dist/.built | .venv-wheel/.created
	wheel=$$(echo dist/xgov-*.whl) && \
	.venv-wheel/bin/python $(PIP) "$$wheel[test]" && \
	.venv-wheel/bin/python $(PIP) --force-reinstall --no-deps "$$wheel"
	touch $@

lowest: .venv-dev/.installed | .venv-lowest/.created
	.venv-dev/bin/python $(PIP) uv
	.venv-dev/bin/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct '.[test]'
	cd tests && ../.venv-lowest/bin/python -m pytest $(EACH_CORE) -p no:cacheprovider

bench: .venv-wheel/.installed
	.venv-wheel/bin/python $(PIP) check-jsonschema yamllint
	.venv-wheel/bin/python $(PIP) 'numpy>=1.26,<3'
	.venv-wheel/bin/python benchmarks/run.py $(BENCH)

# Not a part of check: it fetches from npm and takes minutes. The items of the quick check alone, since all are alike.
CHROMIUM ?= /usr/bin/chromium
browser: .venv-dev/.installed .browser/.installed
	set -e; for lang in en zh; do \
		for page in assess.pair assess.community assess.alone compare.years; do \
			case $$page in \
			*.pair) files='examples/upriver-downriver --core' ;; \
			*.community) files='examples/huangshan-hangzhou examples/suzhou-jiaxing examples/upriver-downriver' ;; \
			*.alone) files='examples/upriver-downriver/upriver.yaml --core' ;; \
			*.years) files='examples/upriver-downriver-2025 examples/upriver-downriver' ;; \
			esac; \
			.venv-dev/bin/xgov $${page%.*} $$files --lang $$lang --force -o .browser/$${page#*.}.$$lang.html; \
		done; \
	done
	cd .browser && CHROMIUM=$(CHROMIUM) node ../tests/browser/check.mjs *.html

.browser/.installed:
	mkdir -p .browser
	printf '*\n' > .browser/.gitignore
	npm install --silent --no-audit --no-fund --prefix .browser playwright-core@1.65.1 axe-core@4.14.1
	touch $@

SECONDS ?= 300
fuzz: .venv-dev/.installed
	.venv-dev/bin/python $(PIP) 'atheris>=2.3,<4'
	mkdir -p .fuzz/corpus
	.venv-dev/bin/python tests/fuzz/fuzz.py -max_total_time=$(SECONDS) -max_len=20000 -timeout=20 -rss_limit_mb=2048 \
		-artifact_prefix=.fuzz/ .fuzz/corpus tests/cases/bad examples/upriver-downriver

# From nothing, as tests that changed are no reason for mutmut to try again.
mutate: .venv-dev/.installed
	.venv-dev/bin/python $(PIP) 'mutmut>=3.8,<4'
	rm -rf mutants
	.venv-dev/bin/mutmut run > mutants.log || { tail -n 30 mutants.log; exit 1; }
	.venv-dev/bin/python tests/mutation/score.py

sbom: .venv/.installed | .venv-dev/.installed
	.venv-dev/bin/python $(PIP) 'cyclonedx-bom>=7,<8'
	mkdir -p dist
	.venv-dev/bin/cyclonedx-py environment --output-reproducible --output-format JSON \
		--output-file dist/xgov.cdx.json .venv/bin/python

lock: | .venv-dev/.created
	.venv-dev/bin/python $(PIP) uv
	.venv-dev/bin/uv pip compile --quiet --universal --extra dev --no-annotate --upgrade \
		--custom-compile-command 'make lock' pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf .venv .venv-dev .venv-wheel .venv-docs site .venv-lowest .fuzz .browser mutants mutants.log dist build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
