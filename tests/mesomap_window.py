# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in its window, worked from outside by real clicks and keys. For the tests; not one itself.

Needs DISPLAY, MESOMAP_TOOL and MESOMAP_SOURCE_DIR. Pictures of the steps go to MESOMAP_SHOTS, if that is set.
"""

import glob
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

TOOL = os.environ["MESOMAP_TOOL"]
SOURCE = os.environ["MESOMAP_SOURCE_DIR"]
NAMESPACE = "{urn:mesomap:session:1}"

n_checks = 0


def ok(condition, name, detail=""):
    global n_checks
    n_checks += 1
    print(f"{'ok' if condition else 'not ok'} {n_checks} - {name}", flush=True)
    if not condition:
        print(f"# {detail}", flush=True)
        sys.exit(1)


def say(text):
    print(f"# {text}", flush=True)


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
    """One run of the program."""

    def __init__(self, mesomap, library, shots=None):
        self.process = subprocess.Popen([mesomap, "--library", library])
        self.shots = shots
        self.n_shots = 0
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

    def key(self, *keys, pause=0.15):
        xdotool("key", "--delay", 30, *keys)
        time.sleep(pause)

    def type(self, text, pause=0.15):
        """Slower than a scanner, which is told by its haste."""
        xdotool("type", "--delay", 60, text)
        time.sleep(pause)

    def wait_for_dialog(self, title):
        """Keys before it is there go to the sheet."""
        arguments = ["xdotool", "search", "--onlyvisible", "--name", title]
        wait_for(lambda: subprocess.run(arguments, capture_output=True, text=True).stdout.strip(), 10, f"{title} opens")
        time.sleep(0.3)

    def click(self, place, pause=0.3):
        xdotool("mousemove", round(place[0]), round(place[1]))
        time.sleep(0.1)
        xdotool("click", 1)
        time.sleep(pause)

    def drag(self, places, pause=0.2):
        """Slowly enough for a hand."""
        xdotool("mousemove", round(places[0][0]), round(places[0][1]))
        time.sleep(0.1)
        xdotool("mousedown", 1)
        for start, end in zip(places, places[1:]):
            for i in range(1, 7):
                xdotool("mousemove", *(round(start[j] + (end[j] - start[j]) * i / 6) for j in (0, 1)))
                time.sleep(0.02)
        xdotool("mouseup", 1)
        time.sleep(pause)

    def shot(self, name):
        """A picture of the step, to be looked at."""
        self.n_shots += 1
        if self.shots and shutil.which("import"):
            os.makedirs(self.shots, exist_ok=True)
            subprocess.run(["import", "-window", "root", f"{self.shots}/{self.n_shots:02}-{name}.png"])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)


def get_shots(name):
    """The folder for the pictures of a test, or None."""
    folder = os.environ.get("MESOMAP_SHOTS")
    return os.path.join(folder, name) if folder else None


def run_with_library(name, test):
    """Runs test(library, directory) with a window manager, if there is one, and prints the plan."""
    directory = tempfile.mkdtemp(prefix=f"mesomap-{name}-")
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
    print(f"1..{n_checks}")


def make_samples(library):
    script = f"{SOURCE}/data/samples/make-samples.sh"
    subprocess.run([script, library, TOOL], check=True, stdout=subprocess.DEVNULL)


def find_records(library):
    return set(glob.glob(f"{library}/patients/*/sessions/*/session.mesomap.xml"))


def start_patient(window, library):
    """A new patient and her first session; returns its record."""
    window.key("ctrl+shift+n", pause=0.6)
    window.type("Claire Moreau")
    window.key("Tab")
    window.type("17.4.1981")
    window.key("Return", pause=0.6)
    window.key("ctrl+n", pause=0.6)
    window.key("Return", pause=1)
    return wait_for(lambda: next(iter(find_records(library)), None), 10, "a new session is on disk")


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


def count(marks, kind):
    return sum(mark["kind"] == kind for mark in marks)


def read_but_revision(record):
    with open(record, encoding="utf-8") as file:
        return re.sub(r' revision="\d+"', "", file.read(), count=1)


def read_settled(record):
    """The bytes, once nothing more is written."""
    before = None
    while True:
        now = read_but_revision(record)
        if now == before:
            return now
        before = now
        time.sleep(1.3)


class Sheet:
    """Where the millimetres of the view are on the screen: measured by two points, which are taken back."""

    def __init__(self, window, record):
        self.window = window
        places = [
            (window.x + window.width * 0.3, window.y + window.height * 0.45),
            (window.x + window.width * 0.5, window.y + window.height * 0.75),
        ]
        before = len(read_marks(record))
        for place in places:
            window.click(place, pause=0.5)
        wait_for(lambda: len(read_marks(record)) == before + 2, 5, "two points are saved")
        marks = read_marks(record)[before:]
        found = [(float(mark["x"]), float(mark["y"])) for mark in marks]
        self.zoom = math.dist(*places) / math.dist(*found)
        self.origin = [places[0][i] - found[0][i] * self.zoom for i in (0, 1)]
        window.key("ctrl+z", "ctrl+z")
        wait_for(lambda: len(read_marks(record)) == before, 5, "and taken back")

    def to_px(self, place):
        return [self.origin[i] + place[i] * self.zoom for i in (0, 1)]

    def click(self, *places):
        for place in places:
            self.window.click(self.to_px(place))

    def drag(self, *places):
        self.window.drag([self.to_px(place) for place in places])


class Crosshair:
    """The keys instead of a pointer: from a first point, which is taken back, they count their millimetres."""

    def __init__(self, window, record):
        self.window = window
        window.key("p", "Return", "Return", pause=0.5)
        marks = wait_for(lambda: len(read_marks(record)) == 1 and read_marks(record), 5, "a point is saved")
        self.place = [round(float(marks[0]["x"])), round(float(marks[0]["y"]))]
        window.key("ctrl+z")
        wait_for(lambda: not read_marks(record), 5, "and taken back")

    def click(self, *places):
        for place in places:
            keys = []
            for i, names in ((0, ("Left", "Right")), (1, ("Up", "Down"))):
                way = place[i] - self.place[i]
                name = names[way > 0]
                keys += [f"shift+{name}"] * (abs(way) // 10) + [name] * (abs(way) % 10)
            self.place = place
            xdotool("key", "--delay", 12, *keys, "Return")
            time.sleep(0.15)


PRODUCTS = ["HA 5 mg with vitamins", "HA 20 mg stabilised"]


def check_chart(record):
    """300 points of two products, three lines a side, a microneedling zone."""
    wait_for(lambda: count(read_marks(record), "area") == 1, 5, "the zone is saved")
    marks = read_marks(record)
    say(", ".join(f"{count(marks, kind)} {kind}s" for kind in ("point", "thread", "area")))
    ok(count(marks, "point") >= 300, "there are 300 points", count(marks, "point"))
    ok(len({mark.get("product") for mark in marks if mark["kind"] != "area"}) == 2, "of two products")
    text = open(record, encoding="utf-8").read()
    ok(all(f'name="{name}"' in text for name in PRODUCTS), "whose names are as they were typed", text[:2000])
    lines = sorted(mark["side"] for mark in marks if mark["kind"] == "thread")
    ok(lines == ["left"] * 3 + ["right"] * 3, "three lines a side", lines)
    zone = next(mark for mark in marks if mark["kind"] == "area")
    ok(zone["technique"] == "microneedling" and zone["region"].startswith("nose"), "and a microneedling zone", zone)


def check_undo(window, record, what, n_most=80):
    """All of it back to a blank sheet and forth again, to the same bytes."""
    charted = read_settled(record)
    window.key(*["ctrl+z"] * n_most)
    wait_for(lambda: not read_marks(record), 10, f"{what}: everything is taken back")
    blank = read_settled(record)
    ok("<product " not in blank, f"{what}: and the products too", blank)
    window.shot("undone")
    window.key(*["ctrl+shift+z"] * n_most)
    wait_for(lambda: read_but_revision(record) == charted, 10, f"{what}: done again, to the same bytes")
    ok(read_settled(record) == charted, f"{what}: undone to blank and done again, to the same bytes but the revision")
    window.shot("redone")


def check_files(record):
    for path in (record, record.removesuffix(".xml") + ".svg"):
        result = subprocess.run([TOOL, "validate", path], capture_output=True, text=True)
        ok(result.returncode == 0, f"{os.path.basename(path)} is valid", result.stderr)
