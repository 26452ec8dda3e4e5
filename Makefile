# Petri. `make help` lists what can be asked for. Needed: Go ≥ 1.26 and Node ≥ 20.

BASE ?= /#            path the site is served under, such as /petri
JOBS ?= 1/1#          for `make claims`: this share of the runs, index/count

NPM := npm ci --no-audit --no-fund --loglevel=error
# A busy machine is no fault of the code: Go's own limit of ten minutes a package is for code that hangs.
PATIENT = -timeout 60m
# Node hands a Go program at most 12 kB of environment, so it gets only a PATH.
NODE_EXEC = env -i PATH=$$PATH $$(go env GOROOT)/lib/wasm/go_js_wasm_exec

.PHONY: help run build test test-go test-wasm test-e2e check bench accept claims pretrain data chromium

help: ## say this
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 11

run: static/node_modules ## build everything and serve it on http://localhost:8080 (PORT= and BASE= to change; HOST=0.0.0.0 for other machines too)
	go run ./wasm/app run -base $(BASE) $(if $(filter command,$(origin HOST)),-host '$(HOST)')

build: static/node_modules ## write the site to dist/, compressed, for any static host (BASE=/petri for a prefix)
	go run ./wasm/app build -base $(BASE)

test: test-go test-wasm test-e2e ## run every test

test-go: ## … the Go tests natively
	go test $(PATIENT) ./...

# What computes, what knows that it is in a browser, and what passes numbers on. Pages and charts are
# compiled from the same sources, and the journeys look at them in Chromium.
IN_NODE := ./models ./models/data ./models/kernel ./models/layer ./models/mask ./models/op ./models/spec ./models/stream ./models/weights \
	./models/words ./models/pieces ./methods ./methods/analysis ./methods/sweep ./methods/toy ./methods/train ./web/host ./web/protocol ./web/runner ./web/worker

test-wasm: ## … what computes, as WebAssembly in Node
	GOOS=js GOARCH=wasm go test $(PATIENT) -short -exec "$(NODE_EXEC)" $(IN_NODE)

test-e2e: static/node_modules e2e/node_modules chromium ## … the journeys through the page, in Chromium
	cd e2e && npm test

check: build ## hold the code to the rules of the house, and the site to its sizes
	@test -z "$$(gofmt -l $$(git ls-files -co --exclude-standard "*.go") | tee /dev/stderr)" || { echo 'these files want gofmt -w' >&2; exit 1; }
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./...
	for script in static/*.js static/*.mjs; do node --check $$script || exit; done
	go mod tidy -diff
	go test -count=1 -v -run House ./wasm
	go run ./wasm/app sizes

bench: build e2e/node_modules chromium ## measure against TensorFlow.js in Chromium, into dist/bench.json
	cd e2e && npm run bench

accept: build e2e/node_modules chromium ## run the timed journeys at full size
	cd e2e && ACCEPT=1 npm test

claims: ## train for the papers' numbers, natively, for hours; may be stopped and resumed
	go run ./methods/train/claims -jobs $(JOBS)

pretrain: ## train the models in static/weights that are not there, natively, for an hour and a half; may be stopped and resumed
	go run ./methods/train/pretrain

data: ## make static/data again, from named packages with checksums
	go run ./models/data/make -full

%/node_modules: %/package.json %/package-lock.json
	cd $* && $(NPM)
	touch $@

# The one named or else the headless shell, which starts in half the time, and the whole
# browser for what the shell lacks: Debian's, or any Chromium there is, or Playwright's own.
chromium: e2e/node_modules
	@for name in $$CHROMIUM chromium-headless-shell; do command -v $$name >/dev/null && exit; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -qy --no-install-recommends chromium-headless-shell chromium; then exit; fi; \
	for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
	cd e2e && npx playwright install chromium
