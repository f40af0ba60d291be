# Two commands to know: `make demo` and `make test`. Both install what they need into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench fuzz docs examples golden clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/renja validate examples/renja-2024-seed.xlsx || true
	@$(BIN)/renja validate examples/lkip-2024-seed.xlsx || true
	@$(BIN)/renja validate examples/renja-2024-benar.xlsx examples/lkip-2024-benar.xlsx

test: $(STAMP)
	$(BIN)/python -m pytest -n auto

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python bench/validate.py
	$(BIN)/python bench/nomenclature.py
	$(BIN)/python bench/recognition.py
	$(BIN)/python bench/preflight.py
	$(BIN)/python bench/addin.py

fuzz: $(STAMP)
	$(BIN)/python -m tests.fuzz

docs: $(STAMP)
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/guide.py
	$(BIN)/python docs/architecture.py

examples: $(STAMP)
	$(BIN)/python examples/build.py

golden: $(STAMP)
	$(BIN)/python -m tests.regenerate_golden

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
