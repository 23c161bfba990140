#!/usr/bin/env bash
# Builds and measures: our speed beside a peer's, in one run. Everything it starts it stops, everything it writes it removes.
#
# Usage: bench.sh [fold|phrases|pages|rules|triage|read|hotspots|import|pull|feeds|idle|memory|poll|listings ...]
# Set BENCH_BUILD to build somewhere else than in Benchmarks/.build, BENCH_LETTERS for another number of letters,
# BENCH_CASES for another number of cases.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "Load average before the build: $(cut -d' ' -f1-3 /proc/loadavg)"
build="${BENCH_BUILD:-Benchmarks/.build}"
for product in langnghe bench; do
    # Without the cache of the build plan, which does not notice a source file added to the package one level up.
    swift build -c release --package-path Benchmarks --scratch-path "$build" --product "$product" \
        --disable-build-manifest-caching
done
binaries=$(swift build -c release --package-path Benchmarks --scratch-path "$build" --show-bin-path)

# Debian's rspamd cannot be installed beside libvectorscan, a peer of the phrases: it is unpacked and run from there.
if [ -z "${BENCH_RSPAMD:-}" ]; then
    BENCH_RSPAMD="$PWD/$build/rspamd"
    [[ "$build" = /* ]] && BENCH_RSPAMD="$build/rspamd"
    if [ ! -x "$BENCH_RSPAMD/usr/bin/rspamd" ]; then
        mkdir -p "$BENCH_RSPAMD"
        (
            cd "$BENCH_RSPAMD"
            apt-get download -qq rspamd libhyperscan5 libluajit-5.1-2 libluajit-5.1-common libsodium23 libunwind8 2>/dev/null
            for package in *.deb; do dpkg -x "$package" .; done
        ) || echo "rspamd could not be fetched; its rows are left out."
    fi
    export BENCH_RSPAMD
fi

# On a real disk, because durability is part of what is measured, and with a short path, because sockets lie in it.
work=$(mktemp -d /var/tmp/bench.XXXXXX)
# Started by root, Dovecot reads mail as a user of its own, who must get through.
chmod 711 "$work"
runner=

finish() {
    trap - EXIT INT TERM
    # The runner and what it waits for are one process group, the runner's own.
    if [ -n "$runner" ] && kill -0 "$runner" 2>/dev/null; then
        kill "$runner" 2>/dev/null || true
        wait "$runner" 2>/dev/null || true
    fi
    # Dovecot is left over only when the runner was cut off.
    local pid_file="$work/dovecot/run/master.pid" pid
    if [ -s "$pid_file" ]; then
        pid=$(cat "$pid_file")
        if grep -qsx dovecot "/proc/$pid/comm"; then
            kill "$pid" 2>/dev/null || true
            for _ in $(seq 50); do
                kill -0 "$pid" 2>/dev/null || break
                sleep 0.1
            done
        fi
    fi
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In the background, so that a signal to this script is heard at once.
timeout --kill-after=10 3600 "$binaries/bench" run --root "$PWD" --work "$work" --langnghe "$binaries/langnghe" \
    --letters "${BENCH_LETTERS:-2000}" --cases "${BENCH_CASES:-1000000}" "$@" &
runner=$!
wait "$runner"
