# Beffroi: `make demo` and `make test` are all that a fresh machine needs (Python 3.11 or later).
PYTHON ?= python3
MODERN ?= python3.12
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
# The files are whole: nothing is left to resolve, so a newer release of a dependency changes nothing.
WHEELS := --require-hashes --only-binary :all: --no-deps

TOWN := demo/town
DEMO_SOURCES := --commune 96001 --osm $(TOWN)/town.osm.pbf \
  --gtfs $(TOWN)/urbain.gtfs.zip --gtfs $(TOWN)/cars.gtfs.zip \
  --perimeter $(TOWN)/perimeter.geojson --communes $(TOWN)/communes.json --contours $(TOWN)/contours.geojson --epci $(TOWN)/epci.json \
  --programmes $(TOWN)/programmes.csv --grid $(TOWN)/carreaux_200m.csv \
  --bnlc $(TOWN)/bnlc.csv --bnls $(TOWN)/bnls.csv \
  --register demo/register/premises.gpkg \
  --flows $(TOWN)/base-flux-mobilite-domicile-lieu-travail-2021.csv \
  --gbfs $(TOWN)/velos.gbfs.zip --offers $(TOWN)/offres.csv \
  --survey form=achats,answers=$(TOWN)/reponses-achats.csv,margins=$(TOWN)/marges.csv \
  --notes $(TOWN)/notes.csv --maturity $(TOWN)/maturite.csv \
  --scenario $(TOWN)/scenario-cadence.toml --scenario $(TOWN)/scenario-liaison.toml

.DEFAULT_GOAL := help
.PHONY: help demo test check bench markets matching words lock clean

help: ## Show what can be done
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.run ## Draw a town, run its whole study, write its report (demo/)
	@test -f $(TOWN)/decision.toml || $(BIN)/beffroi draw $(TOWN) --inhabitants 20000 --seed 1
	@test -f demo/register/premises.gpkg || $(BIN)/beffroi commerce register --osm $(TOWN)/town.osm.pbf --sirene $(TOWN)/sirene.csv \
	  --history $(TOWN)/sirene-historique.csv --commune 96001 --out demo/register
	@test -f demo/study/study.toml || $(BIN)/beffroi study new demo/study $(DEMO_SOURCES)
	@test -f demo/study/decision.toml || { cp $(TOWN)/decision.toml demo/study/; \
	  printf '\n[[decision]]\npath = "decision.toml"\n' >> demo/study/study.toml; }
	@$(BIN)/beffroi study run demo/study

test: $(VENV)/.dev ## Pass the tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev ## Format, lint, types, floors, tests
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: $(VENV)-peers/.done $(VENV)/.dev ## Measure against the peers, on the same data in one run (OSM=FILE for a real map)
	@$(VENV)-peers/bin/python benchmarks/graph.py $(if $(OSM),--osm $(OSM))
	@$(BIN)/python benchmarks/hierarchy.py --peers $(VENV)-peers/bin/python $(if $(OSM),--osm $(OSM))
	@$(BIN)/python benchmarks/access.py
	@$(BIN)/python benchmarks/arbitration.py
	@$(BIN)/python benchmarks/parking_search.py
	@$(BIN)/python benchmarks/parking_surveys.py
	@$(BIN)/python benchmarks/parking_scenarios.py
	@$(BIN)/python benchmarks/commerce_footfall.py
	@$(BIN)/python benchmarks/commerce_register.py --rows $(or $(ROWS),4000000)
	@$(BIN)/python benchmarks/commerce_directory.py
	@$(BIN)/python benchmarks/commerce_gravity.py

markets: $(VENV)-markets/.done $(VENV)/.dev ## Measure the sharing of customers against huff, on SURVEY=Wieland2015.xlsx
	@$(BIN)/python benchmarks/commerce_gravity.py --survey $(SURVEY) --peers $(VENV)-markets/bin/python

matching: $(VENV)-matchers/.done $(VENV)/.dev ## Measure matching against Meili, on OSM=FILE (MODERN=python3.12 or later)
	@$(BIN)/python benchmarks/informal_matching.py --peers $(VENV)-matchers/bin/python --osm $(OSM)

words: $(VENV)/.dev ## Gather the sentences to translate and compile the French ones
	@$(BIN)/python tools/words.py

lock: ## Pin the dependencies again, with their hashes (needs uv)
	@for name in run dev; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    requirements/$$name.in -o requirements/$$name.txt; done
	@uv pip compile --quiet --no-deps --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  requirements/oracles.in -o requirements/oracles.txt

clean: ## Remove the environment and the demo
	rm -rf $(VENV) $(VENV)-peers $(VENV)-matchers demo

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Beffroi needs Python 3.11 or later: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned packages…"
	@$(PIP) $(WHEELS) -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)-peers/.done: benchmarks/requirements-peers.txt pyproject.toml | $(BIN)/python
	@echo "Installing the peers…"
	@$(PYTHON) -m venv $(VENV)-peers
	@$(VENV)-peers/bin/python -m pip install --quiet --no-input $(WHEELS) -r $<
	@$(VENV)-peers/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)-markets/.done: benchmarks/requirements-markets.txt | $(BIN)/python
	@echo "Installing what the sharing of customers is measured against…"
	@$(PYTHON) -m venv $(VENV)-markets
	@$(VENV)-markets/bin/python -m pip install --quiet --no-input $(WHEELS) -r $<
	@touch $@

$(VENV)-matchers/.done: benchmarks/requirements-matchers.txt pyproject.toml
	@echo "Installing what matching is measured against…"
	@$(MODERN) -c 'import sys; sys.exit(sys.version_info < (3, 12))' \
	  || { echo "Valhalla's wheel needs Python 3.12 or later: make MODERN=python3.12 matching OSM=FILE"; exit 2; }
	@$(MODERN) -m venv $(VENV)-matchers
	@$(VENV)-matchers/bin/python -m pip install --quiet --no-input $(WHEELS) -r $<
	@$(VENV)-matchers/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/oracles.txt $(VENV)/.run
	@echo "Installing what the tests need…"
	@$(PIP) $(WHEELS) -r requirements/dev.txt
	@$(PIP) $(WHEELS) -r requirements/oracles.txt
	@touch $@
