# The two commands of the README, and those a developer wants. Everything installs what it needs first.

SWIFT = swift
CHECKS = --explicit-target-dependency-import-check error

.PHONY: help run build test test-full soak fuzz sanitize bench bench-growth bench-peers bench-page lint format clean dependencies
.DEFAULT_GOAL := help

## run: build a release and start sluice with this directory as its station
run: build
	@exec .build/release/sluice

## build: build a release in .build/release/sluice
build: dependencies
	@$(SWIFT) build -c release --product sluice --static-swift-stdlib

## test: check the format, build everything, run all tests and samples of the fault matrices
test: lint
	@.ci/dependencies libvterm-dev
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test --skip-build $(CHECKS)
	@.ci/dependencies python3
	cd Tests/Faults && export SLUICE=$(CURDIR)/.build/debug/sluice && python3 crashmatrix.py --how kill --sample 10 \
		&& python3 crashmatrix.py --how powercut --sample 5 && python3 crashmatrix.py --how ENOSPC --sample 5 \
		&& python3 crashmatrix.py --scenario operations --sample 2

## test-full: the tests, then hostile files, environment faults and a kill at every file-system call (an hour; needs python3 and cc)
test-full: test build
	cd Tests/Peers && python3 selftest.py
	cd Tests/Peers && for seed in 1 2 3; do python3 hostile_run.py --seed $$seed --running || exit 1; done
	cd Tests/Peers && python3 hostile_run.py --seed 4 --big
	cd Tests/Peers && python3 hostile_terminal.py
	@.ci/dependencies python3 bindfs locales tzdata
	cd Tests/Faults && python3 places.py
	cd Tests/Faults && python3 environment.py
	cd Tests/Faults && python3 environment.py locked --seconds 30
	cd Tests/Faults && python3 damage.py
	cd Tests/Faults && python3 storms.py
	cd Tests/Faults && for scenario in small big rebuild operations; do python3 crashmatrix.py --how point --scenario $$scenario || exit 1; done
	cd Tests/Faults && for how in kill torn powercut; do python3 crashmatrix.py --how $$how --twice || exit 1; done
	cd Tests/Faults && for how in kill powercut; do python3 crashmatrix.py --how $$how --scenario big --sample 200 || exit 1; done
	cd Tests/Faults && for how in kill powercut ENOSPC EIO; do python3 crashmatrix.py --how $$how --scenario operations || exit 1; done
	cd Tests/Faults && for work in rebuild backup; do for how in kill powercut ENOSPC; do python3 crashmatrix.py --how $$how --scenario $$work || exit 1; done; done
	cd Tests/Faults && for how in EIO ENOSPC EMFILE EXDEV EACCES EROFS short; do python3 crashmatrix.py --how $$how || exit 1; done

## soak: a feed with faults and operators at random, the oracle at the end; MINUTES=30 SEED=1
MINUTES = 30
SEED = 1
soak: build
	cd Tests/Faults && python3 soak.py --minutes $(MINUTES) --seed $(SEED)

## fuzz: the readers of foreign bytes under libFuzzer, so many SECONDS each
SECONDS = 60
fuzz:
	Tests/Fuzz/fuzz $(SECONDS)

## sanitize: all tests under the thread sanitizer, then under the address sanitizer; ONLY=Suite selects
ONLY = .
sanitize: dependencies
	@.ci/dependencies libvterm-dev
	$(SWIFT) build --build-tests --sanitize thread --scratch-path .build/thread
	clang -shared -fPIC -O2 -Wall -Werror -o .build/thread/locks.so Tests/Faults/locks.c
	TEST_PATIENCE=10 LD_PRELOAD=$(CURDIR)/.build/thread/locks.so \
		$(SWIFT) test --skip-build --sanitize thread --scratch-path .build/thread --filter '$(ONLY)'
	TEST_PATIENCE=10 ASAN_OPTIONS=detect_leaks=0 \
		$(SWIFT) test --sanitize address --scratch-path .build/address --filter '$(ONLY)'

## bench: measure every workload beside the rivals that are installed; BENCH="w1 w4 --runs 5" selects
bench: build
	@.ci/dependencies python3
	@python3 Tests/Bench/bench.py $(BENCH)

## bench-growth: the long figures: ten million rows, 100 000 files and a million held records, each in one database
bench-growth: build
	@.ci/dependencies python3
	@python3 Tests/Bench/bench.py growth files console-million

## bench-peers: install the rivals of make bench from PyPI and Debian; DuckDB goes below .build
bench-peers:
	@.ci/dependencies python3 python3-venv sqlite3 htop btop lnav
	@Tests/Bench/peers/install .build/bench

## bench-page: put the newest figures of the two into the article Performance
bench-page:
	@python3 Tests/Bench/bench.py --page

## lint: check the format of all Swift files
lint: dependencies
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

## format: format all Swift files in place
format: dependencies
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

## clean: remove what builds leave behind
clean:
	rm -rf .build

dependencies:
	@.ci/dependencies

help:
	@sed -n 's/^## /make /p' $(MAKEFILE_LIST)
