#!/bin/sh
# Install what is missing (Debian 12), build, and run all tests, with no display needed. The last line counts the test
# points: N passed, N failed, N skipped.
set -eu

cd "$(dirname "$0")"
.ci/install build run test
.ci/build _build

status=0
rm -f _build/meson-logs/testlog.json
meson test -C _build --no-rebuild "$@" >_build/test-output 2>&1 </dev/null || status=$?
tests/summary.py _build/meson-logs/testlog.json || status=1
exit "$status"
