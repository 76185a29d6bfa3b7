# The developer's day. `make` alone lists it.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

comma = ,

.DEFAULT_GOAL := help
.PHONY: help install check lint format types imports floors test wordpress update bench \
	cluster profile instructions upkeep deaths extraction clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

$(BIN)/newscrawl: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

install: $(BIN)/newscrawl ## set up the virtual environment

check: lint types imports floors test ## everything that must pass before a change lands

lint: install ## formatting and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: install ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: install ## types, strictly
	$(BIN)/mypy

imports: install ## data flows one way
	$(BIN)/lint-imports

test: install ## the tests
	$(BIN)/python -m pytest -n auto

FLOORS = arguments article articlebody asides authors body boxes bylines captions \
	cards container datelines dates declarations document encoding ending faults flags \
	foreign header heading hydration jsonld kind labels landmarks language lead learning \
	links marks masthead months names neighbours offices page paging parts patterns \
	pictures portrait printed product prose prospect published rights roads/agreement \
	roads/dates roads/feeds roads/rest roads/sitemaps roads/story robots rules saved \
	schema scrambling shape site skeleton sketch stamps standfirst tdmrep text titles \
	tree urls usage walls zones

CRAWLS = capture crawl deaths drift frontier genspider guide hosts many news probe pulse \
	redesign reread reservations roads spider together tomorrow turns volume warc

floors: install ## floors 1 to 3: every line and every branch
	$(BIN)/python -m pytest -q -n auto --cov=newscrawl --cov-branch --cov-report= \
		$(filter-out $(CRAWLS:%=tests/test_%.py), $(wildcard tests/test_*.py)) tests/roads
	$(BIN)/coverage report --fail-under=100 \
		--include=$(subst $() $(),$(comma),$(FLOORS:%=newscrawl/%.py))

wordpress: install ## bring up a real WordPress on loopback, filled with known posts
	$(BIN)/python -m tests.wordpress up

update: install ## read the saved pages again; review the diff
	$(BIN)/scrapy capture --again
	$(BIN)/python -m newscrawl.schema

bench: install ## what an article costs to crawl, beside others (some 30 minutes)
	$(BIN)/python -m benchmarks.speed --chart docs/speed.svg

cluster: install ## workers on hosts of their own that die (some 25 minutes, and root)
	$(BIN)/python -m benchmarks.cluster

profile: install ## where the time of a crawl goes, step by step
	$(BIN)/python -m benchmarks.steps

instructions: install ## instructions of an article, which other work does not disturb
	$(BIN)/python -m benchmarks.instructions

upkeep: install ## memory, what the archive costs, what the next day costs
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.archive
	$(BIN)/python -m benchmarks.tomorrow

deaths: install ## crawls that are killed lose nothing, repeat nothing (some 30 minutes)
	$(BIN)/python -m benchmarks.deaths

extraction: install ## how well and fast the pages in PAGES=FOLDER are read, beside others
	$(BIN)/python -m benchmarks.extraction $(or $(PAGES),$(error say PAGES=FOLDER))

clean: ## remove what was made
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .coverage
