# What can be made. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help demo test check browser docs screens web base-map format bench bench-ledger fit fit-gate lock clean

# A newer Python reads faster: the parser gains about 40 % from 3.11 to 3.12. Set PYTHON to choose another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin

help: ## print this list
	@echo "reportedly: who said what happened"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1@/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-16s %s\n", $$1, $$2 }'

.venv/installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) (a minute or two) …"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/installed ## set everything up, read the sample reports, print their claims, incidents, disputes, headlines and changes of hands
	@mkdir -p demo
	@$(BIN)/reportedly read examples
	@rm -f demo/reportedly.db*
	@$(BIN)/reportedly add examples --ledger demo/reportedly.db --link
	@for format in jsonl csv geojson; do \
		$(BIN)/reportedly claims --ledger demo/reportedly.db --format $$format --output demo/claims.$$format || exit 1; done
	@$(BIN)/reportedly incidents --ledger demo/reportedly.db --min-voices 2
	@echo && echo "What cannot all be true:"
	@$(BIN)/reportedly incidents --ledger demo/reportedly.db --disputed
	@echo && echo "Headlines that their own texts do not bear out:"
	@$(BIN)/reportedly headlines --ledger demo/reportedly.db
	@echo && echo "Places that changed hands:"
	@$(BIN)/reportedly holdings --ledger demo/reportedly.db --changes
	@echo
	@echo "The same claims lie in demo/claims.jsonl, demo/claims.csv and demo/claims.geojson. What to try next:"
	@echo "  $(BIN)/reportedly read your-report.txt --published 2016-10-21"
	@echo "  $(BIN)/reportedly read examples/$$(ls examples | grep -m1 txt) --explain"
	@echo "  $(BIN)/reportedly places examples/$$(ls examples | grep -m1 txt)"
	@echo "  $(BIN)/reportedly show --ledger demo/reportedly.db i_…      # one of the incidents above"
	@echo "  $(BIN)/reportedly holdings --ledger demo/reportedly.db --by-voice"
	@echo "  $(BIN)/reportedly gazetteer add SY      # every village of a country, from GeoNames"
	@echo
	@echo "To see them on a map, with the sentence behind every figure:"
	@echo "  $(BIN)/reportedly serve --ledger demo/reportedly.db      # opens http://127.0.0.1:8420/"

test: .venv/installed check browser ## run everything that CI runs
	@$(BIN)/python -m pytest -n $$(( $$($(BIN)/python -c 'import os; print(os.cpu_count() or 1)') + 1 )) --dist loadgroup # some wait

browser:
	@test -n "$$REPORTEDLY_TEST_CHROMIUM" && exit 0; \
	for name in chromium chromium-browser google-chrome-stable google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	echo "No Chromium was found, so that the tests in a browser are left out. Mend: apt-get install chromium, or name one in REPORTEDLY_TEST_CHROMIUM" >&2

check: .venv/installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

docs: .venv/installed ## write the generated pages of docs/ anew
	@$(BIN)/python -c "from pathlib import Path; from reportedly.lexicon.codebook_page import render; from reportedly.cli.reference import page; Path('docs/codebook.md').write_text(render(), 'utf-8'); Path('docs/cli.md').write_text(page(), 'utf-8')"

web: ## build the web pages' scripts and styles anew (needs Node; users do not)
	@cd web && npm ci --silent && npm run --silent check && npm run --silent build

base-map: ## cut the base map anew, when its data change
	@cd web && npm ci --silent && npm run --silent base

screens: .venv/installed ## take the pictures of docs/screens anew, of the demo's ledger
	@test -f demo/reportedly.db || { echo "There is no demo/reportedly.db. Mend: make demo" >&2; exit 1; }
	@$(BIN)/python -m bench.screens demo/reportedly.db

format: .venv/installed ## format and tidy the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

bench: .venv/installed ## measure quality on our own annotated reports, and speed
	@$(BIN)/python -m bench

bench-ledger: .venv/installed ## measure a ledger of a million claims on both databases
	@$(BIN)/python -m bench.ledger

fit: .venv/installed ## estimate the lexicon tagger's weights anew: make fit GOLD=folder
	@$(BIN)/python -m bench.fit $(GOLD) --check 5 --output src/reportedly/reading/weights/lexicon

fit-gate: .venv/installed ## estimate the gate's weights anew: make fit-gate GOLD=folder PEACE=file-of-documents-without-war
	@$(BIN)/python -m bench.gate $(GOLD) --peace $(PEACE) --output src/reportedly/reading/weights/lexicon

lock: .venv/installed ## pin the newest releases that the requirements allow
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
		--no-header --no-annotate --no-emit-index-url --extra dev --extra postgres --extra tables --extra web pyproject.toml -o requirements.lock

clean: ## remove what was made
	@rm -rf .venv demo .mypy_cache .ruff_cache .pytest_cache
