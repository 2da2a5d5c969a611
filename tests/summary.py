#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""summary.py TESTLOG.json...: print what failed in these runs of `meson test`, then one line that counts test points.

A program that speaks TAP counts once for each of its points, any other program once. A program that ended badly without
a failed point (a crash, a time-out, points that never came) counts as one failure.
"""

import json
import os
import re
import sys

POINT = re.compile(r"^(not )?ok\b[^#]*(#\s*(skip|todo))?", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.\d+", re.MULTILINE)


def count(test):
    """The passed, failed and skipped points of one program."""
    passed = failed = skipped = 0
    output = test.get("stdout", "")
    if PLAN.search(output):
        for line in output.splitlines():
            point = POINT.match(line)
            if point is None:
                continue
            directive = (point.group(3) or "").lower()
            if directive:
                skipped += 1
            elif point.group(1):
                failed += 1
            else:
                passed += 1
    elif test["result"] == "OK":
        passed = 1
    elif test["result"] == "SKIP":
        skipped = 1
    if test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and failed == 0:
        failed = 1
    return passed, failed, skipped


def tell(test, build_dir):
    """What a failed program said, and how to run it alone."""
    name = test["name"].split(" / ")[-1]
    print(f"--- {name}: {test['result']}; alone: meson test -C {build_dir} -v {name}")
    for stream in ("stdout", "stderr"):
        lines = test.get(stream, "").splitlines()
        if stream == "stdout":
            lines = [line for line in lines if not line.startswith("ok ")]
        print("\n".join(lines[-200:]))


def main():
    total = [0, 0, 0]
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except FileNotFoundError:
            print(f"--- {path}: no such log, so nothing was run")
            total[1] += 1
            continue
        for test in tests:
            points = count(test)
            total = [a + b for a, b in zip(total, points)]
            if points[1]:
                tell(test, os.path.dirname(os.path.dirname(path)))
    print(f"{total[0]} passed, {total[1]} failed, {total[2]} skipped")
    return 1 if total[1] or not total[0] else 0


sys.exit(main())
