# Two commands to know: `make demo` and `make test`. Every target installs what it needs into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Workbooks of a kind that `make bench` measures, uploads to its counter, and the most minutes that `make fuzz` takes.
WORKBOOKS ?= 50
MINUTES ?= 120
UPLOADS ?= 200

.PHONY: demo test lint bench fuzz docs examples golden calibration wheel clean
.NOTPARALLEL:

# .venv/.dev and .venv/.bench stand for renja being installed with that extra.
$(VENV)/.%: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[$*]'
	touch $@

demo: $(VENV)/.dev
	@$(BIN)/renja validate examples/renja-2024-seed.xlsx || true
	@$(BIN)/renja validate examples/lkip-2024-seed.xlsx || true
	@$(BIN)/renja validate examples/renja-2024-benar.xlsx examples/lkip-2024-benar.xlsx

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

# The hooks of .pre-commit-config.yaml: ruff, mypy --strict, hygiene.
lint: $(VENV)/.dev
	$(BIN)/pre-commit run --all-files --show-diff-on-failure

bench: $(VENV)/.dev $(VENV)/.bench
	$(BIN)/python bench/validate.py $(WORKBOOKS)
	$(BIN)/python bench/many_reports.py
	$(BIN)/python bench/start_up.py
	$(BIN)/python bench/nomenclature.py
	$(BIN)/python bench/pandera_cost.py
	$(BIN)/python bench/recognition.py
	$(BIN)/python bench/preflight.py
	$(BIN)/python bench/longer_texts.py
	$(BIN)/python bench/addin.py
	$(BIN)/python bench/loket.py $(UPLOADS)

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

# What is made of the code (reference pages, pictures of ribbon and imports), then the site: open site/index.html.
docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/guide.py
	$(BIN)/python docs/architecture.py
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --fresh-env --doctree-dir build/doctrees docs site

examples: $(VENV)/.dev
	$(BIN)/python examples/build.py

golden: $(VENV)/.dev
	$(BIN)/python -m tests.regenerate_golden

# How many tables are claimed as certain, and how many of them wrongly.
calibration: $(VENV)/.dev
	$(BIN)/python -m tests.calibration

# What an earlier build left would go into the wheel; the site goes into it, for the counter's /bantuan.
wheel: docs
	rm -rf build dist loket/bantuan
	cp -r site loket/bantuan
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf loket/bantuan

clean:
	rm -rf $(VENV) build dist site *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
