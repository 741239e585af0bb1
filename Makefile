# The two commands of the README, and those a developer wants. Everything installs what it needs first.

SWIFT = swift
CHECKS = --explicit-target-dependency-import-check error

.PHONY: help run build test test-full bench bench-growth bench-peers bench-page lint format clean dependencies
.DEFAULT_GOAL := help

## run: build a release and start sluice with this directory as its station
run: build
	@exec .build/release/sluice

## build: build a release in .build/release/sluice
build: dependencies
	@$(SWIFT) build -c release --product sluice

## test: check the format, build everything and run all tests
test: lint
	@.ci/dependencies libvterm-dev
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test --skip-build $(CHECKS)

## test-full: the tests, then hostile files, environment faults and a kill at every file-system call (an hour; needs python3 and cc)
test-full: test build
	cd Tests/Peers && python3 selftest.py
	cd Tests/Peers && for seed in 1 2 3; do python3 hostile_run.py --seed $$seed --running || exit 1; done
	cd Tests/Peers && python3 hostile_run.py --seed 4 --big
	cd Tests/Peers && python3 hostile_terminal.py
	cd Tests/Faults && python3 environment.py
	cd Tests/Faults && python3 crashmatrix.py --how kill --twice
	cd Tests/Faults && python3 crashmatrix.py --how kill --scenario big --sample 200
	cd Tests/Faults && for fault in EIO ENOSPC; do python3 crashmatrix.py --how $$fault || exit 1; done

## bench: measure every workload beside the rivals that are installed; BENCH="w1 w4 --runs 5" selects
bench: build
	@.ci/dependencies python3
	@python3 Tests/Bench/bench.py $(BENCH)

## bench-growth: the long figures: ten million rows, then 100 000 files, in one database
bench-growth: build
	@.ci/dependencies python3
	@python3 Tests/Bench/bench.py growth files

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
