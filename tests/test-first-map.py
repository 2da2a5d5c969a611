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
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

MESOMAP = sys.argv[1]
TOOL = os.environ["MESOMAP_TOOL"]
SOURCE = os.environ["MESOMAP_SOURCE_DIR"]
NAMESPACE = "{urn:mesomap:session:1}"

# The columns and rows around the canvas, px: they are part of the design.
VIEWS, TOOLS, PANEL = 104, 56, 352
HEADER, OPTIONS, STATUS = 47, 45, 28

n_points = 0


def ok(condition, name, detail=""):
    global n_points
    n_points += 1
    print(f"{'ok' if condition else 'not ok'} {n_points} - {name}", flush=True)
    if not condition:
        print(f"# {detail}", flush=True)
        sys.exit(1)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def wait_for(check, seconds, what):
    """Returns the first result of check() that is true."""
    end = time.monotonic() + seconds
    while True:
        result = check()
        if result:
            return result
        if time.monotonic() > end:
            ok(False, what, f"not within {seconds} s")
        time.sleep(0.05)


class Window:
    """The program in its window, seen from outside."""

    def __init__(self, library):
        self.process = subprocess.Popen([MESOMAP, "--library", library])
        self.id = wait_for(self.find, 20, "the window opens")
        xdotool("windowfocus", self.id)
        time.sleep(1)
        geometry = dict(
            line.split("=") for line in xdotool("getwindowgeometry", "--shell", self.id).splitlines() if "=" in line
        )
        self.x, self.y = int(geometry["X"]), int(geometry["Y"])
        self.width, self.height = int(geometry["WIDTH"]), int(geometry["HEIGHT"])

    def find(self):
        if self.process.poll() is not None:
            ok(False, "the program runs", f"it ended with {self.process.returncode}")
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Mesomap"], capture_output=True, text=True
        ).stdout.split()
        return found[0] if found else None

    def key(self, *keys):
        xdotool("key", "--delay", 40, *keys)
        time.sleep(0.4)

    def type(self, text):
        xdotool("type", "--delay", 30, text)
        time.sleep(0.4)

    def canvas_centre(self):
        return (
            self.x + self.width / 2 + (VIEWS + TOOLS - PANEL) / 2,
            self.y + self.height / 2 + (HEADER + OPTIONS - STATUS) / 2,
        )

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def read_view_box(diagram):
    root = ElementTree.parse(f"{SOURCE}/resources/diagrams/{diagram}.svg").getroot()
    return [float(number) for number in root.get("viewBox").split()]


def read_marks(record):
    """The marks of a session's file, as attributes; none while it is not there."""
    try:
        root = ElementTree.parse(record).getroot()
    except (OSError, ElementTree.ParseError):
        return []
    return [
        dict(mark.attrib, kind=mark.tag.removeprefix(NAMESPACE))
        for a_map in root.iter(f"{NAMESPACE}map")
        for mark in a_map
        if mark.tag.removeprefix(NAMESPACE) in ("point", "thread", "area")
    ]


def get_places(mark):
    if mark["kind"] == "point":
        return [(float(mark["x"]), float(mark["y"]))]
    return [tuple(float(number) for number in place.split(",")) for place in mark["points"].split()]


def run_tool(*arguments):
    return subprocess.run([TOOL, *arguments], capture_output=True, text=True)


def click(x, y):
    # Two clicks at once in one place are one point, so they are kept apart in time.
    xdotool("mousemove", round(x), round(y))
    time.sleep(0.2)
    xdotool("click", 1)
    time.sleep(0.5)


def drag(start, end):
    steps = 12
    xdotool("mousemove", round(start[0]), round(start[1]))
    time.sleep(0.2)
    xdotool("mousedown", 1)
    for i in range(1, steps + 1):
        xdotool(
            "mousemove",
            round(start[0] + (end[0] - start[0]) * i / steps),
            round(start[1] + (end[1] - start[1]) * i / steps),
        )
        time.sleep(0.03)
    xdotool("mouseup", 1)
    time.sleep(0.2)


def start_session(window):
    window.key("ctrl+shift+n")
    time.sleep(0.8)
    window.type("Claire Moreau")
    window.key("Tab")
    window.type("17.4.1981")
    window.key("Return")
    time.sleep(0.8)
    window.key("ctrl+n")
    time.sleep(0.8)
    window.key("Return")
    time.sleep(1.5)


def open_session(window):
    """Three letters, Enter for the first patient, on to the sessions, Enter for the newest."""
    window.type("mor")
    window.key("Return")
    time.sleep(1)
    window.key("Tab", "Return")
    time.sleep(1.5)


def main():
    directory = tempfile.mkdtemp(prefix="mesomap-first-map-")
    library = os.path.join(directory, "library")
    os.makedirs(os.path.join(library, "patients"), mode=0o700)
    manager = None
    if shutil.which("openbox"):
        manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)

    try:
        test(library, directory)
    finally:
        if manager:
            manager.terminate()
            manager.wait()
        shutil.rmtree(directory, ignore_errors=True)
    print(f"1..{n_points}")


def test(library, directory):
    window = Window(library)
    ok(True, "the window opens on an empty library")
    start_session(window)
    record = wait_for(
        lambda: next(iter(glob.glob(f"{library}/patients/*/sessions/*/session.mesomap.xml")), None),
        10,
        "a new patient and a new session are on disk",
    )
    ok(True, "a new patient and a new session are on disk")

    # The whole view is centred on the canvas, so every place on the diagram has a known place on the screen.
    window.key("f")
    time.sleep(1)
    box = read_view_box("face-front-female")
    centre = (box[0] + box[2] / 2, box[1] + box[3] / 2)
    at = window.canvas_centre()
    zoom = (window.height - HEADER - OPTIONS - STATUS - 16) / box[3]

    def to_px(place):
        return (at[0] + (place[0] - centre[0]) * zoom, at[1] + (place[1] - centre[1]) * zoom)

    points = [(0, -42), (-14, -36), (12, -36)]
    line = [(-28, 32), (-22, 44)]
    window.key("2")
    click(*to_px(points[0]))
    click(*to_px(points[1]))
    window.key("3")
    click(*to_px(points[2]))
    window.key("l")
    window.key("4")
    drag(to_px(line[0]), to_px(line[1]))
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
    window = Window(library)
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
    check_files(record, directory)


def check_files(record, directory):
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


main()
