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
# No more than eight tests at a time: on a slow disk a hundred stores that open together keep each other waiting past every patience.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# Runs a group; what failed in it stands once more at the end, where a reader of a long log looks.
run_group() {
    swift test --skip-build "$@" 2>&1 | tee "$log" && return
    echo "--- what failed:"
    grep -a -E '✘|error:' "$log" | cut -c1-600 || true
    return 1
}
# Servers of the tests answer on the few threads that all tests share. What only computes, for seconds at a time, goes first
# and by itself, so that nobody waits for an answer meanwhile; then the store; then the pages; then what reads the rules and collects.
computing='^(VietnameseText|CharsetDecoding|PhraseMatching|Places|PersonalData|CivilCalendar|Deadlines|HotSpots|LinearRegex'
computing+='|LetterChecking|NearDuplicates|Classification|RuleWorkbench|RuleFiles|OfficeConfiguration|Casework|Reporting|JSON(Reading|Writing)'
computing+='|IMAPWire|POP3Wire|HTMLReading|WebReading|TableReading|MailReading|MailWriting|TextRegions)Tests\.'
storing='^(SQLiteStore|Sealing|LetterRedaction)Tests\.'
serving='^(OperatorWeb|Open311Endpoint|CurlTransfer|AlertNotices|HotSpotWatching)Tests\.'
run_group --filter "$computing"
run_group --filter "$storing"
run_group --filter "$serving"
run_group --skip "$computing" --skip "$storing" --skip "$serving"
