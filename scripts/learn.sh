#!/usr/bin/env bash
# Makes the learned vocabulary anew from the tuning part of the labelled messages; what is held back teaches nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
binary="${1:-.build/release/langnghe}"
part="$(mktemp)"
trap 'rm -f "$part"' EXIT
scripts/score.py --print-part tune > "$part"
"$binary" rules vocabulary rules --on "$part" --most 8000 --lean 0.1 --alarm-lean 0.3 --write
