# Trame. « make » seul affiche l'aide. Prérequis : Python 3.11, Node 20 (avec npm) et make.
PYTHON ?= python3
PY = .venv/bin/python
PYTEST = $(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install run test test-deep check demo bench bench-statistics screenshots mutants lock clean

help: ## Afficher cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/base node_modules/installed ## Installer sans lancer

run demo: export DEMO ?= 1
run: .venv/base node_modules/installed ## Installer, préparer et lancer le site (PORT=8001 make run ; DEMO=0 : sans démonstration)
	@exec $(PY) manage.py run

test: .venv/dev node_modules/installed ## Tout vérifier, puis lancer les tests, navigateur compris
	@.ci/system-packages
	@$(MAKE) --no-print-directory check
	$(PYTEST)

test-deep: .venv/dev node_modules/installed ## Tests longs : accessibilité complète, et la base sur PostgreSQL 15
	@.ci/system-packages
	$(PYTEST) -m deep
	.ci/postgres15 $(PYTEST) -m "postgres15 and not deep"

check: .venv/dev node_modules/installed ## Mise en forme, règles, types, gabarits, couches, migrations
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy --no-error-summary
	$(PY) -m djlint trame demo --lint --quiet
	.venv/bin/lint-imports --no-logo
	$(PY) manage.py makemigrations --check --dry-run

demo: .venv/base node_modules/installed ## Charger la démonstration dans la base
	$(PY) manage.py load_demo

bench: .venv/dev node_modules/installed ## Mesurer le temps et les requêtes des pages principales
	$(PY) -m bench

bench-statistics: .venv/dev node_modules/installed ## Mesurer le SQL des pages de statistiques sur les données de seed_scale
	$(PY) -m bench.statistics

screenshots: .venv/dev node_modules/installed ## Photographier chaque écran : var/screenshots/index.html
	@.ci/system-packages
	$(PY) -m pytest tests/browser/screenshots.py -q

mutants: .venv/dev node_modules/installed ## Commettre une à une les fautes de tests/mutants/ : les tests les voient (6 min)
	$(PY) -m tests.mutants $(ONLY)

lock: .venv/dev ## Refaire les fichiers de verrouillage, sans adresse de registre
	$(PY) -m pip install --quiet uv
	$(COMPILE) --output-file requirements/base.txt
	$(COMPILE) --group dev --output-file requirements/dev.txt
	npm install --package-lock-only --ignore-scripts

clean: ## Retirer ce qui a été installé et les caches ; les données de var/ restent
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find trame demo tests -name __pycache__ -prune -exec rm -rf {} +

COMPILE = $(PY) -m uv pip compile pyproject.toml --extra contours --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --upgrade

# The stamps are touched last: an interrupted installation is begun again.
.venv/base: requirements/base.txt | .venv/bin/python
	$(PY) -m pip install --quiet --require-hashes -r $<
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/python
	$(PY) -m pip install --quiet --require-hashes -r $<
	@touch $@

.venv/bin/python:
	@.ci/requires python $(PYTHON)
	$(PYTHON) -m venv .venv

node_modules/installed: package-lock.json
	@.ci/requires node
	npm ci --loglevel=error
	@touch $@
