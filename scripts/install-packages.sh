#!/usr/bin/env bash
# Installs the Debian packages that a job needs and that are missing, in one apt call.
#
# Usage: install-packages.sh run|test|bench
set -euo pipefail

build=(libcurl4-openssl-dev libgmime-3.0-dev libxml2-dev libsqlite3-dev pkg-config)
readers=(poppler-utils tesseract-ocr tesseract-ocr-vie antiword catdoc tnef libarchive-tools bubblewrap util-linux)
demo=(dovecot-imapd openssl ca-certificates)
mail=(dovecot-pop3d)
browser=(chromium chromium-driver fonts-noto-core)
peers=(isync notmuch grep python3-feedparser)

case "${1:-}" in
    run) wanted=("${build[@]}" "${readers[@]}" "${demo[@]}") ;;
    test) wanted=("${build[@]}" "${readers[@]}" "${demo[@]}" "${mail[@]}" "${browser[@]}" python3 python3-aiosmtpd) ;;
    bench) wanted=("${build[@]}" "${demo[@]}" "${peers[@]}" python3) ;;
    *)
        echo "Usage: $0 run|test|bench" >&2
        exit 2
        ;;
esac

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Installing Debian packages: ${missing[*]}"
echo "  why: libcurl fetches, GMime and libxml2 read, SQLite stores; Dovecot and openssl give a mail server for trials;"
echo "  Poppler, tesseract, antiword, catdoc, tnef and libarchive read attachments, shut in by bubblewrap;"
echo "  Chromium checks the page in tests. Dovecot is started only by this project, on ports of its own."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
        echo "Not root and no sudo: run as root: apt-get install ${missing[*]}" >&2
        exit 1
    }
    as_root=(sudo)
fi
for attempt in 1 2 3; do
    # RUNLEVEL=1 keeps the package from starting a mail server of the system's own.
    if "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
        exit 0
    fi
    echo "apt-get failed (try $attempt of 3)" >&2
    sleep $((attempt * 5))
done
echo "The packages could not be installed; check the network and run: apt-get install ${missing[*]}" >&2
exit 1
