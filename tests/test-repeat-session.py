#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-repeat-session.py MESOMAP: the daily path, from the patient to the last confirmed mark, twice.

First with clicks and keys, leaving one mark out and confirming region by region under the pointer; then by keys alone.
"""

import sys
import time

from mesomap_window import *

# Where the first sample patient was treated last, mm on face-front, on the patient's right and on the midline.
SIDES = [(-48, 28), (-28, 36), (-39, 65), (-60, 33), (-50, 64), (-39, 87)]
REGIONS = [(0, -42), *SIDES, (0, 99), *((-x, y) for x, y in SIDES)]


def repeat(window, library):
    """Three letters, Enter, Repeat Last, Enter. Returns the new record."""
    before = find_records(library)
    window.type("mor")
    window.key("Return", pause=0.6)
    window.key("ctrl+r", pause=0.6)
    window.shot("sheet")
    window.key("Return", pause=1)
    return wait_for(lambda: next(iter(find_records(library) - before), None), 10, "a new session is on disk")


def count_planned(record):
    return sum(mark["state"] == "planned" for mark in read_marks(record))


def check_confirmed(record, n, what):
    wait_for(lambda: len(read_marks(record)) == n and count_planned(record) == 0, 5, f"{what}: the last is confirmed")
    ok(True, f"{what}: all {n} marks are confirmed")
    ok(all(mark["state"] == "done" for mark in read_marks(record)), f"{what}: and done")


def test_clicks(window, library):
    start = time.monotonic()
    record = repeat(window, library)
    opened = time.monotonic() - start
    n = len(read_marks(record))
    ok(n > 100 and count_planned(record) == n, "every mark is there, and planned", n)
    window.shot("planned")
    sheet = Sheet(window, record)

    start = time.monotonic()
    window.key("j", "Delete")
    for place in REGIONS:
        xdotool("mousemove", *(round(at) for at in sheet.to_px(place)))
        window.key("shift+c", pause=0.25)
    window.shot("regions")
    for _ in range(12):  # what stands at a border, one by one
        window.key("c", pause=0.05)
    say(f"repeated with clicks and keys in {opened + time.monotonic() - start:.1f} s")
    check_confirmed(record, n - 1, "with clicks")
    window.shot("confirmed")


def test_keys(window, library):
    xdotool("mousemove", window.x + window.width - 2, window.y + window.height - 2)
    start = time.monotonic()
    record = repeat(window, library)
    n = len(read_marks(record))
    window.shot("planned")
    for _ in range(20):  # each time the region of the next one
        window.key("shift+c", pause=0.1)
    say(f"repeated by keys in {time.monotonic() - start:.1f} s")
    check_confirmed(record, n, "by keys")
    window.shot("confirmed")


def test(library, directory):
    make_samples(library)
    for name, run in (("clicks", test_clicks), ("keys", test_keys)):
        window = Window(sys.argv[1], library, get_shots(f"repeat-{name}"))
        run(window, library)
        ok(window.terminate() == 0, "SIGTERM ends the program cleanly")


run_with_library("repeat-session", test)
