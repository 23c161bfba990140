#!/usr/bin/env bash
# Collects 1,000, 10,000 and 100,000 mails, then single ones of 50 MB, from a real mail server with the program as it is shipped, and
# fails when memory grows with their number or a large one costs 150 MB or more.
#
# Usage: mail-memory.sh [COUNT,COUNT,...]
set -euo pipefail
cd "$(dirname "$0")/.."

swift build -c release --product langnghe
swift build --build-tests
LANGNGHE_PROGRAM="$(swift build -c release --show-bin-path)/langnghe" LANGNGHE_MAIL_COUNTS="${1:-1000,10000,100000}" \
    swift test --skip-build --filter MailMemoryTests
