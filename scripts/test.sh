#!/usr/bin/env bash
# Everything that must hold before a change lands: packages, lint, build without warnings, tests, rules, browser.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh test
swift format lint --strict --parallel --recursive Sources Tests Package.swift Benchmarks/Sources Benchmarks/Package.swift \
    Fuzzing/Sources Fuzzing/Package.swift
# The table of syllables is what its rules give.
scripts/make-syllable-table.py --check
swift build --build-tests --explicit-target-dependency-import-check error
binary="$(swift build --show-bin-path)/langnghe"
"$binary" rules check rules
"$binary" rules test rules
swift test --skip-build
