#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-chart-keys.py MESOMAP: a face from blank, without a pointer.

The same as test-chart-face.py by keys alone: 300 points with two products, six lines and a microneedling zone; then all
of it undone and done again.
"""

import sys
import time

from mesomap_window import *

# Places on face-front, mm: in the middle of each region of the patient's right, or on the midline.
FOREHEAD, CHIN, NOSE = (0, -42), (0, 99), (0, 20)
CHEEKS = [(-60, -11), (-60, 33), (-47, 28), (-28, 36), (-40, 65), (-50, 64), (-39, 87)]
LINES = [((-27, 72), (-31, 84)), ((-21, 46), (-29, 60)), ((-34, 50), (-44, 58))]
JAW = [(-44, 76), (-24, 104), (0, 113), (24, 104), (44, 76)]


def add_product(window, name):
    """The pane after the sheet begins with the button beside Setups; the keys go to the sheet again afterwards."""
    window.key("F6", pause=0.3)
    window.key("space", pause=0.5)
    window.key("Return")
    window.wait_for_dialog("New Product")
    window.type(name)
    window.key("Return", pause=0.6)


def chart(window, crosshair):
    add_product(window, PRODUCTS[0])
    window.shot("product")
    window.key("2", "g")
    crosshair.click(FOREHEAD)
    window.shot("forehead")
    window.key("m")
    crosshair.click(*CHEEKS)
    window.shot("cheeks")

    add_product(window, PRODUCTS[1])
    window.key("4", "l")
    for line in LINES:
        crosshair.click(*line)
        window.key("ctrl+Return")
    window.shot("lines")
    window.key("m", "3", "l")  # the same key again: points along a line
    crosshair.click(*JAW)
    window.key("ctrl+Return")
    window.key("g")
    crosshair.click(CHIN)
    window.key("p")
    crosshair.click((-11, 58), (-16, 59), (11, 58), (16, 59))
    window.shot("points")
    window.key("z", "z")
    crosshair.click(NOSE)
    window.shot("zone")


def test(library, directory):
    window = Window(sys.argv[1], library, get_shots("chart-keys"))
    xdotool("mousemove", window.x + window.width - 2, window.y + window.height - 2)
    record = start_patient(window, library)
    crosshair = Crosshair(window, record)
    window.shot("blank")

    start = time.monotonic()
    chart(window, crosshair)
    say(f"charted in {time.monotonic() - start:.1f} s")
    check_chart(record)
    check_undo(window, record, "the face")
    ok(window.terminate() == 0, "SIGTERM ends the program cleanly")
    check_files(record)


run_with_library("chart-keys", test)
