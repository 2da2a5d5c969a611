#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-chart-face.py MESOMAP: a face from blank, by real clicks and keys.

300 points with two products, six lines and a microneedling zone; then all of it undone and done again.
"""

import sys
import time

from mesomap_window import *

# Places on face-front, mm: in the middle of each region of the patient's right, or on the midline.
FOREHEAD, CHIN, NOSE = (0, -42), (0, 99), (0, 20)
CHEEKS = [(-47, 28), (-28, 36), (-40, 65), (-60, 33), (-60, -11), (-39, 87), (-50, 64)]
LINES = [((-21, 46), (-29, 60)), ((-27, 72), (-31, 84)), ((-34, 50), (-44, 58))]

JAW = [(-44, 76), (-24, 104), (0, 113), (24, 104), (44, 76)]


def add_product(window, name):
    """The button beside Setups, and the first of what it offers; the product is in the hand then."""
    window.click((window.x + window.width - 32, window.y + 69))
    window.key("Return")
    window.wait_for_dialog("New Product")
    window.type(name)
    window.key("Return", pause=0.6)


def chart(window, sheet):
    add_product(window, PRODUCTS[0])
    window.shot("product")
    window.key("2", "g")
    sheet.click(FOREHEAD)
    window.shot("forehead")
    window.key("m")
    sheet.click(*CHEEKS)
    window.shot("cheeks")

    add_product(window, PRODUCTS[1])
    window.key("4", "l")
    for line in LINES:
        sheet.drag(*line)
    window.shot("lines")
    window.key("m", "3", "g")
    sheet.click(CHIN)
    window.key("b")
    sheet.drag(*JAW)
    window.key("p")
    sheet.click((-11, 58), (-16, 59), (11, 58), (16, 59))
    window.shot("points")
    window.key("z", "z")
    sheet.click(NOSE)
    window.shot("zone")


def test(library, directory):
    window = Window(sys.argv[1], library, get_shots("chart-face"))
    record = start_patient(window, library)
    sheet = Sheet(window, record)
    window.shot("blank")

    start = time.monotonic()
    chart(window, sheet)
    say(f"charted in {time.monotonic() - start:.1f} s")
    check_chart(record)
    check_undo(window, record, "the face")
    ok(window.terminate() == 0, "SIGTERM ends the program cleanly")
    check_files(record)


run_with_library("chart-face", test)
