#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-first-map.py MESOMAP: the whole main job, with real pointer and key events, and a power cut in the middle.

From an empty library to three points in two layers and a line, kill -9, a new start, and what the files say then.
Needs DISPLAY, MESOMAP_TOOL and MESOMAP_SOURCE_DIR.
"""

import glob
import json
import math
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

from mesomap_window import *

# The columns and rows around the canvas, px: they are part of the design.
VIEWS, TOOLS, PANEL = 104, 56, 352
HEADER, OPTIONS, STATUS = 47, 45, 28


def get_canvas_centre(window):
    return (
        window.x + window.width / 2 + (VIEWS + TOOLS - PANEL) / 2,
        window.y + window.height / 2 + (HEADER + OPTIONS - STATUS) / 2,
    )


def read_view_box(diagram):
    root = ElementTree.parse(f"{SOURCE}/resources/diagrams/{diagram}.svg").getroot()
    return [float(number) for number in root.get("viewBox").split()]


def get_places(mark):
    if mark["kind"] == "point":
        return [(float(mark["x"]), float(mark["y"]))]
    return [tuple(float(number) for number in place.split(",")) for place in mark["points"].split()]


def run_tool(*arguments):
    return subprocess.run([TOOL, *arguments], capture_output=True, text=True)


def open_session(window):
    """Three letters, Enter for the first patient, on to the sessions, Enter for the newest."""
    window.type("mor")
    window.key("Return")
    time.sleep(1)
    window.key("Tab", "Return")
    time.sleep(1.5)


def test(library, directory):
    window = Window(sys.argv[1], library)
    ok(True, "the window opens on an empty library")
    record = start_patient(window, library)
    ok(True, "a new patient and a new session are on disk")

    # The whole view is centred on the canvas, so every place on the diagram has a known place on the screen.
    window.key("f")
    time.sleep(1)
    box = read_view_box("face-front-female")
    centre = (box[0] + box[2] / 2, box[1] + box[3] / 2)
    at = get_canvas_centre(window)
    zoom = (window.height - HEADER - OPTIONS - STATUS - 16) / box[3]

    def to_px(place):
        return (at[0] + (place[0] - centre[0]) * zoom, at[1] + (place[1] - centre[1]) * zoom)

    points = [(0, -42), (-14, -36), (12, -36)]
    line = [(-28, 32), (-22, 44)]
    window.key("2")
    window.click(to_px(points[0]))
    window.click(to_px(points[1]))
    window.key("3")
    window.click(to_px(points[2]))
    window.key("l")
    window.key("4")
    window.drag([to_px(line[0]), to_px(line[1])])
    drawn = time.monotonic()
    wait_for(lambda: len(read_marks(record)) == 4, 5, "three points and a line are saved by themselves")
    ok(time.monotonic() - drawn < 2.5, "three points and a line are saved within a second or so of the last")

    window.kill()
    marks = read_marks(record)
    kinds = [mark["kind"] for mark in marks]
    ok(kinds == ["point", "point", "point", "thread"], "kinds are as drawn", kinds)
    layers = [mark["layer"] for mark in marks]
    ok(
        layers == ["superficial-dermis", "superficial-dermis", "mid-dermis", "deep-dermis"],
        "layers are as chosen with the keys",
        layers,
    )
    regions = [mark.get("region", "") for mark in marks]
    ok(all(region.startswith("forehead") for region in regions[:3]), "the points are on the forehead", regions)
    ok("cheek" in regions[3] or regions[3] == "submalar", "the line begins on the cheek", regions)
    ok(marks[1]["side"] != marks[2]["side"] or marks[1]["side"] == "midline", "sides are told apart", marks)
    ok(marks[3]["side"] == "right", "the viewer's left is the patient's right", marks[3])
    ok(all(mark["state"] == "done" for mark in marks), "all are done")

    # The zoom is measured, since it depends on the borders of the window; the place of the middle is not.
    found = [get_places(mark)[0] for mark in marks[:3]] + [get_places(marks[3])[0], get_places(marks[3])[-1]]
    wanted = points + line
    scale = math.dist(found[0], found[4]) / math.dist(wanted[0], wanted[4])
    ok(abs(scale - 1) < 0.05, "a millimetre is a millimetre", scale)
    for got, meant in zip(found, wanted):
        meant = [centre[i] + (meant[i] - centre[i]) * scale for i in (0, 1)]
        ok(
            math.dist(got, meant) <= 1,
            f"{meant[0]:.1f}, {meant[1]:.1f} is where it was clicked, within 1 mm",
            f"is at {got}",
        )

    after_kill = open(record, "rb").read()
    window = Window(sys.argv[1], library)
    open_session(window)
    ok(read_marks(record) == marks, "opening after the kill keeps what was drawn")
    window.key("ctrl+a", "Delete")
    wait_for(lambda: not read_marks(record), 5, "the window shows the four marks after the kill")
    ok(True, "the window shows the four marks after the kill: all can be removed")
    window.key("ctrl+z")
    wait_for(lambda: len(read_marks(record)) == 4, 5, "undo brings them back")
    ok(read_marks(record) == marks, "undo brings them back as they were", read_marks(record))
    ok(window.terminate() == 0, "SIGTERM ends the program cleanly")
    ok(open(record, "rb").read() != after_kill, "the revision has gone up")
    ok(not glob.glob(f"{os.path.dirname(record)}/session.lock*"), "the lock is given back")
    check_outputs(record, directory)


def check_outputs(record, directory):
    picture = record.removesuffix(".xml") + ".svg"
    for path in (record, picture):
        result = run_tool("validate", path)
        ok(result.returncode == 0, f"{os.path.basename(path)} is valid", result.stderr)
    schema = f"{SOURCE}/data/schema/session.rng"
    if os.path.exists(schema) and shutil.which("xmllint"):
        result = subprocess.run(["xmllint", "--noout", "--relaxng", schema, record], capture_output=True, text=True)
        ok(result.returncode == 0, "the record is valid by the schema", result.stderr)
    infos = [json.loads(run_tool("info", "--json", path).stdout) for path in (record, picture)]
    ok(infos[0] == infos[1], "record and picture say the same")

    for suffix, magic in (("pdf", b"%PDF-"), ("png", b"\x89PNG"), ("svg", b"<?xml")):
        out = os.path.join(directory, f"out.{suffix}")
        result = run_tool("export", "--format", suffix, "-o", out, record)
        good = result.returncode == 0 and open(out, "rb").read(len(magic)) == magic
        ok(good, f"it exports as {suffix.upper()}", result.stderr)
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", os.path.join(directory, "out.pdf"), "-"], capture_output=True, text=True
        ).stdout
        ok("Claire Moreau" in text and "1981" in text, "the sheet says whose it is", text)
    if shutil.which("rsvg-convert"):
        result = subprocess.run(["rsvg-convert", "-o", os.path.join(directory, "picture.png"), picture])
        ok(result.returncode == 0, "another program draws the picture")


run_with_library("first-map", test)
