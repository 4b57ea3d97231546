# Every target sets up what it needs by itself; Python 3.11 or newer and make are enough.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev
ATHERIS := 3.0.0
SECONDS ?= 300

.PHONY: demo test check wheel bench soak peers fuzz cluster constraints clean

demo: $(RUN)
	@mkdir -p demo
	@for seed in minority-stakes town-hall lost-headers bike-repair; do \
	  $(BIN)/argmap map seeds/$$seed.txt -o demo/$$seed.html || exit 1; done
	@$(BIN)/argmap map seeds/comment.html -o demo/comment.html
	@$(BIN)/argmap map seeds/minority-stakes.txt -o demo/minority-stakes.json
	@echo
	@$(BIN)/argmap disputes seeds/minority-stakes.txt --top 3
	@echo "The pages lie in $(CURDIR)/demo: open demo/minority-stakes.html in a browser, no network needed."

# What the pins bring may not be skipped.
test: export ARGMAP_REQUIRE ?= pins
test: $(DEV)
	$(BIN)/python -m pytest -rs $(COVER)

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: $(DEV)
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

# Beside other programs, in environments apart: their parsers read what argmap writes, their measures check ours.
# Needs Node 20 or newer and npm.
peers: $(DEV) constraints/peers.txt
	test -d .venv-peers || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install -q --require-hashes -r constraints/peers.txt
	npm ci --silent --prefix benchmarks/peers
	rm -rf .peers && $(BIN)/python benchmarks/peers/write.py .peers
	.venv-peers/bin/python benchmarks/peers/read.py .peers
	node benchmarks/peers/read.mjs .peers
	.venv-peers/bin/python benchmarks/peers/agree.py .peers
	$(BIN)/python benchmarks/crossings.py

bench: $(DEV)
	$(BIN)/python benchmarks/gold.py seeds --baseline
	$(BIN)/python benchmarks/reply_links.py
	$(BIN)/python benchmarks/reply_forms.py
	$(BIN)/python benchmarks/page.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/scale.py
	$(BIN)/python benchmarks/formats.py --maps 0

# A long run, watched, and a hundred runs killed at random points: some minutes.
soak: $(DEV)
	$(BIN)/python benchmarks/soak.py

# Fuzzes the readers, in an environment of its own; what it finds lies in .fuzz.
fuzz:
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/python -m pip install -q --require-hashes -r constraints/run.txt
	.venv-fuzz/bin/python -m pip install -q atheris==$(ATHERIS)
	mkdir -p .fuzz/found
	PYTHONPATH=. .venv-fuzz/bin/python fuzz/readers.py .fuzz/found fuzz/corpus -artifact_prefix=.fuzz/ \
	  -max_total_time=$(SECONDS) -max_len=4096 -len_control=0 -timeout=30 -rss_limit_mb=4000

# Maps on a Ray cluster of two nodes on this machine, in an environment of its own.
cluster:
	$(PYTHON) -m venv .venv-ray
	.venv-ray/bin/python -m pip install -q --require-hashes -r constraints/ray.txt
	.venv-ray/bin/python -m pip install -q --no-deps -e .
	.venv-ray/bin/python -m pytest -rs tests/scale/test_cluster.py

# Pins what `make` installs; needs pip-tools.
constraints:
	pip-compile -q --generate-hashes --no-header --no-annotate --no-strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  -o constraints/run.txt pyproject.toml
	pip-compile -q --generate-hashes --no-header --no-annotate --no-strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --extra dev -o constraints/dev.txt pyproject.toml
	pip-compile -q --generate-hashes --no-header --no-annotate --no-strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  --extra dev --extra ray -o constraints/ray.txt pyproject.toml
	pip-compile -q --generate-hashes --no-header --no-annotate --no-strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
	  -o constraints/peers.txt benchmarks/peers/requirements.in

clean:
	rm -rf .venv .venv-fuzz .venv-ray .venv-peers .fuzz .peers benchmarks/peers/node_modules demo dist build

$(RUN): constraints/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --require-hashes -r constraints/run.txt
	$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(DEV): $(RUN) constraints/dev.txt
	$(BIN)/python -m pip install -q --require-hashes -r constraints/dev.txt
	@touch $@
