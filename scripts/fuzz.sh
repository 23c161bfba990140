#!/usr/bin/env bash
# Fuzzes the pure cores with libFuzzer, target after target, or proves that each target can find a bug.
#
# Usage: fuzz.sh run|proof [fold|match|rules|charset|personal-data|mail|imap ...]
# SECONDS_EACH (60) is how long each target runs; in a proof it is how long the planted bug may stay hidden.
# FUZZ_BUILD is where to build (.build-fuzz/build), FUZZ_CORPUS where inputs are kept from run to run
# (.build-fuzz/corpus). FUZZ_ADDRESS=1 builds with AddressSanitizer too, into a folder of its own. Ends with 1 when a target crashed, or when a planted bug was not found.
set -euo pipefail
cd "$(dirname "$0")/.."

mode="${1:-run}"
[ $# -eq 0 ] || shift
case "$mode" in run | proof) ;; *)
    echo "Usage: $0 run|proof [target ...]" >&2
    exit 2
    ;;
esac
all=(fold match rules charset personal-data mail imap)
if [ $# -gt 0 ]; then targets=("$@"); else targets=("${all[@]}"); fi
for target in "${targets[@]}"; do
    case " ${all[*]} " in *" $target "*) ;; *)
        echo "There is no target $target; there are ${all[*]}." >&2
        exit 2
        ;;
    esac
done
seconds="${SECONDS_EACH:-60}"
build="${FUZZ_BUILD:-$PWD/.build-fuzz/build}"
address=()
if [ "${FUZZ_ADDRESS:-0}" = 1 ]; then
    # Of two --sanitize the Swift compiler obeys the last, so both are named in one flag.
    address=(-Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address)
    build="$build-address"
fi
kept="${FUZZ_CORPUS:-$PWD/.build-fuzz/corpus}"
found="$PWD/.build-fuzz/found"

swift build -c release --package-path Fuzzing --scratch-path "$build" --product fuzz --sanitize fuzzer \
    "${address[@]}" -Xswiftc -use-ld=lld --disable-build-manifest-caching
fuzz="$(swift build -c release --package-path Fuzzing --scratch-path "$build" --show-bin-path)/fuzz"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# libFuzzer must see a trap before Swift's own crash reporter does, or it keeps no input.
export SWIFT_BACKTRACE=enable=no

# One input may take ten seconds and two gigabytes; more is a find as well.
limits=(-timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1)
status=0
summary=()

run_one() {
    local target="$1" corpus="$kept/$1" log="$work/$1.log" result=0
    mkdir -p "$corpus" "$found"
    echo "== $target, $seconds s"
    # Only the log's end is of use to a reader; all of it stays while this script runs.
    FUZZ_TARGET="$target" FUZZ_WORK="$work" "$fuzz" "${limits[@]}" -max_total_time="$seconds" \
        -artifact_prefix="$found/$target-" "$corpus" "Fuzzing/Seeds/$target" >"$log" 2>&1 || result=$?
    local runs rate
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    if [ "$result" -eq 0 ]; then
        summary+=("$(printf '%-14s %10s runs %8s a second   no crash' "$target" "$runs" "$rate")")
    else
        status=1
        tail -n 40 "$log"
        local input
        input=$(sed -n 's/^.*Test unit written to //p' "$log" | tail -n 1)
        summary+=("$(printf '%-14s %10s runs %8s a second   CRASH, input in %s' "$target" "${runs:-?}" "${rate:-?}" "${input:-no file}")")
    fi
}

prove_one() {
    local target="$1" log="$work/$1.log" result=0 start=$SECONDS
    mkdir -p "$work/corpus-$target" "$work/artifacts"
    echo "== $target, planted bug, at most $seconds s"
    # A bug that a seed shows proves nothing about the search.
    if ! FUZZ_TARGET="$target" FUZZ_WORK="$work" FUZZ_PLANTED_BUG=1 "$fuzz" "${limits[@]}" -runs=0 \
        -artifact_prefix="$work/artifacts/seed-" "Fuzzing/Seeds/$target" >"$log" 2>&1; then
        status=1
        summary+=("$(printf '%-14s a seed alone shows the planted bug: %s' "$target" \
            "$(grep -a -m 1 -o 'property broken: .*' "$log" | cut -c 1-100 || true)")")
        return
    fi
    FUZZ_TARGET="$target" FUZZ_WORK="$work" FUZZ_PLANTED_BUG=1 "$fuzz" "${limits[@]}" -max_total_time="$seconds" \
        -artifact_prefix="$work/artifacts/$target-" "$work/corpus-$target" "Fuzzing/Seeds/$target" >"$log" 2>&1 ||
        result=$?
    local found_as
    found_as=$(grep -a -m 1 -o 'property broken: .*' "$log" | cut -c 1-100 || true)
    if [ "$result" -ne 0 ] && [ -n "$found_as" ] && compgen -G "$work/artifacts/$target-*" >/dev/null; then
        summary+=("$(printf '%-14s found after %s s, %s runs: %s' "$target" "$((SECONDS - start))" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$found_as")")
    else
        status=1
        tail -n 20 "$log"
        summary+=("$(printf '%-14s NOT FOUND within %s s' "$target" "$seconds")")
    fi
}

for target in "${targets[@]}"; do
    if [ "$mode" = proof ]; then prove_one "$target"; else run_one "$target"; fi
done
echo
printf '%s\n' "${summary[@]}"
exit $status
