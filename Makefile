# The two commands of the README, and those a developer wants. Everything installs what it needs first.

SWIFT = swift
CHECKS = --explicit-target-dependency-import-check error

.PHONY: help run build test lint format clean dependencies
.DEFAULT_GOAL := help

## run: build a release and start sluice with this directory as its station
run: build
	@exec .build/release/sluice

## build: build a release in .build/release/sluice
build: dependencies
	@$(SWIFT) build -c release --product sluice

## test: check the format, build everything and run all tests
test: lint
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test --skip-build $(CHECKS)

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
