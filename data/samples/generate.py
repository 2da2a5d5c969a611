#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py: write the marks (NAME.csv) and headers (NAME.xml) of the sample sessions into this folder.

Everybody in them is invented. Points lie in the regions of the diagrams in resources/diagrams, so this is run again
when a diagram is redrawn; the same diagrams give the same files. make-samples.sh makes a library of them.
"""

import csv
import math
import os
import random
import re
import sys
import uuid
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

HERE = os.path.dirname(os.path.abspath(__file__))
DIAGRAMS = os.path.join(HERE, '..', '..', 'resources', 'diagrams')
NAMESPACE = '{urn:mesomap:diagram:1}'
IDS = uuid.UUID('5b0c4a52-58f7-4b3c-9a4e-6d65736f6d61')

BORDER = 3.0            # mm that a point keeps from the border of its region
ROUNDING = 0.15         # and what rounding and another flattening of the curves may cost
SHIFT = (0.5, 2.5)      # mm from one session to the next
IRREGULAR = 0.45        # mm that a hand is off the grid

# ---------------------------------------------------------------------------------------------------------------------
# Outlines


def flatten(d, steps=12):
    """The polygons of an SVG path without arcs."""
    tokens = re.findall(r'[MmLlHhVvCcSsQqTtZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?', d)
    polygons, polygon = [], []
    x = y = start_x = start_y = control_x = control_y = 0.0
    command, last, i = '', '', 0

    def curve(p1, p2, p3):
        for k in range(1, steps + 1):
            t = k / steps
            a, b, c, e = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3
            polygon.append((a * x + b * p1[0] + c * p2[0] + e * p3[0], a * y + b * p1[1] + c * p2[1] + e * p3[1]))

    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
            if command in 'Zz':
                polygons.append(polygon)
                polygon, x, y, last = [], start_x, start_y, 'Z'
                continue
        relative = command.islower()
        name = command.upper()
        count = {'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2}[name]
        numbers = [float(token) for token in tokens[i:i + count]]
        i += count
        if name == 'H':
            points = [(numbers[0] + (x if relative else 0), y)]
        elif name == 'V':
            points = [(x, numbers[0] + (y if relative else 0))]
        else:
            points = [(numbers[k] + (x if relative else 0), numbers[k + 1] + (y if relative else 0))
                      for k in range(0, count, 2)]
        if name == 'M':
            if polygon:
                polygons.append(polygon)
            polygon = [points[0]]
            start_x, start_y = points[0]
            command = 'l' if relative else 'L'
        elif name in 'LHV':
            if not polygon:
                polygon = [(x, y)]
            polygon.append(points[0])
        else:
            if not polygon:
                polygon = [(x, y)]
            mirrored = (2 * x - control_x, 2 * y - control_y)
            if name == 'S':
                points.insert(0, mirrored if last in ('C', 'S') else (x, y))
            elif name == 'T':
                points.insert(0, mirrored if last in ('Q', 'T') else (x, y))
            control_x, control_y = points[-2]
            if name in 'QT':
                q, end = points
                curve((x + 2 / 3 * (q[0] - x), y + 2 / 3 * (q[1] - y)),
                      (end[0] + 2 / 3 * (q[0] - end[0]), end[1] + 2 / 3 * (q[1] - end[1])), end)
            else:
                curve(*points)
        x, y = points[-1]
        last = name
    if polygon:
        polygons.append(polygon)
    return polygons


class Region:
    """A named part of the skin: its polygons, filled even-odd."""

    def __init__(self, name, side, polygons):
        self.name, self.side, self.polygons = name, side, polygons
        xs = [p[0] for polygon in polygons for p in polygon]
        ys = [p[1] for polygon in polygons for p in polygon]
        self.box = min(xs), min(ys), max(xs), max(ys)
        self.edges = [(polygon[k - 1], polygon[k]) for polygon in polygons for k in range(len(polygon))]

    def contains(self, x, y):
        inside = False
        for (x1, y1), (x2, y2) in self.edges:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside

    def depth(self, x, y):
        """How far inside the region a point lies; negative outside."""
        if not (self.box[0] < x < self.box[2] and self.box[1] < y < self.box[3]) or not self.contains(x, y):
            return -1.0
        best = 1e9
        for (x1, y1), (x2, y2) in self.edges:
            dx, dy = x2 - x1, y2 - y1
            length = dx * dx + dy * dy
            t = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
            best = min(best, math.hypot(x - x1 - t * dx, y - y1 - t * dy))
        return best


class Diagram:
    def __init__(self, name, variant):
        self.name, self.variant = name, variant
        root = ElementTree.parse(os.path.join(DIAGRAMS, f'{name}-{variant}.svg')).getroot()
        self.version = root.get(NAMESPACE + 'version')
        # Which way the patient's left is.
        self.left = 1 if root.get(NAMESPACE + 'right-side') == 'viewer-left' else -1
        self.regions = {}
        self.landmarks = {}
        for element in root.iter():
            side = element.get(NAMESPACE + 'side')
            region = element.get(NAMESPACE + 'region')
            landmark = element.get(NAMESPACE + 'landmark')
            if region:
                self.regions[region, side] = Region(region, side, flatten(element.get('d')))
            if landmark:
                self.landmarks[landmark, side] = float(element.get('cx')), float(element.get('cy'))

    def at(self, x, y):
        return next(region for region in self.regions.values() if region.contains(x, y))

    def depth(self, names, x, y):
        """How far inside any one of several regions, (name, side) each, a point lies; negative outside all of them."""
        return max(self.regions[name].depth(x, y) for name in names)


# ---------------------------------------------------------------------------------------------------------------------
# Points


def lattice(region, spacing, margin, origin, square):
    """The points of a grid that lie at least `margin` inside the region."""
    x1, y1, x2, y2 = region.box
    row_height = spacing if square else spacing * math.sqrt(3) / 2
    points = []
    row = -int((origin[1] - y1) / row_height) - 1
    while origin[1] + row * row_height < y2:
        y = origin[1] + row * row_height
        offset = spacing / 2 if row % 2 and not square else 0
        column = -int((origin[0] - x1) / spacing) - 2
        while origin[0] + column * spacing + offset < x2:
            x = origin[0] + column * spacing + offset
            if region.depth(x, y) >= margin:
                points.append((x, y))
            column += 1
        row += 1
    return points


def middle(points):
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def order_from(points, centre):
    return sorted(points, key=lambda p: (round(math.dist(p, centre), 3), p))


def spread(region, count, start):
    """`count` points of a region as far from each other as may be, one after the other, and how far that is."""
    x1, y1, x2, y2 = region.box
    step = max(0.5, math.sqrt((x2 - x1) * (y2 - y1)) / 60)
    places = [(x1 + i * step, y1 + k * step) for i in range(int((x2 - x1) / step) + 1)
              for k in range(int((y2 - y1) / step) + 1)]
    places = [p for p in places if region.depth(*p) >= BORDER + ROUNDING]
    chosen = [max(places, key=lambda p: (math.dist(p, start), p))]
    apart = [math.dist(p, chosen[0]) for p in places]
    while len(chosen) < count:
        far = max(range(len(places)), key=lambda n: (apart[n], places[n]))
        chosen.append(places[far])
        apart = [min(old, math.dist(p, places[far])) for old, p in zip(apart, places)]
    return chosen, min(math.dist(a, b) for n, a in enumerate(chosen) for b in chosen[:n])


def fill(region, count, spacing, centre=None, square=False):
    """`count` grid points of the region, from the middle outwards. Where it is too small, the spacing gives way; where
    that would make it crowded, the points only keep apart from each other."""
    if centre is None:
        x1, y1, x2, y2 = region.box
        inner = [(x1 + (x2 - x1) * i / 30, y1 + (y2 - y1) * k / 30) for i in range(31) for k in range(31)]
        inner = [p for p in inner if region.depth(*p) >= BORDER + ROUNDING]
        if not inner:
            sys.exit(f'{region.name} {region.side}: no room {BORDER} mm inside its border')
        centre = middle(inner)
    wanted = spacing
    while spacing > 0.6 * wanted:
        best = None
        for dx, dy in ((0, 0), (.5, 0), (0, .5), (.5, .5), (.25, .25), (.75, .25), (.25, .75), (.75, .75)):
            origin = centre[0] + dx * spacing, centre[1] + dy * spacing
            points = lattice(region, spacing, BORDER + ROUNDING, origin, square)
            if len(points) >= count and (best is None or len(points) < len(best)):
                best = points
        if best:
            return order_from(best, centre)[:count], spacing
        spacing *= 0.97
    points, spacing = spread(region, count, centre)
    return order_from(points, centre), spacing


def nudge(region, rng, point, low, high, others, apart, earlier=()):
    """A place `low` to `high` mm from `point`, inside the region, apart from the others and from earlier places."""
    for attempt in range(400):
        length, angle = rng.uniform(low, high), rng.uniform(0, 2 * math.pi)
        x, y = round(point[0] + length * math.cos(angle), 1), round(point[1] + length * math.sin(angle), 1)
        relax = 0.7 if attempt < 100 else 0.5 if attempt < 200 else 0.3 if attempt < 300 else 0.0
        moved = math.dist((x, y), point)
        if low and not low <= moved <= high:
            continue
        if region.depth(x, y) < BORDER + ROUNDING / 2:
            continue
        if any(math.dist((x, y), other) < relax * apart for other in others):
            continue
        if any(math.dist((x, y), place) < SHIFT[0] for place in earlier):
            continue
        return x, y
    sys.exit(f'{region.name} {region.side}: a point finds no place')


class Field:
    """The points of one region over all sessions of a patient; point n of one session is point n of the next."""

    def __init__(self, diagram, name, side, count, spacing, rng, centre=None, square=False):
        self.region = diagram.regions[name, side]
        self.rng = rng
        points, self.spacing = fill(self.region, count, spacing, centre, square)
        self.base = []
        for point in points:
            self.base.append(nudge(self.region, rng, point, 0.0, IRREGULAR, self.base, self.spacing))
        self.last = {}      # number of a point -> where it was last
        self.places = {}    # number of a point -> where it ever was
        self.offset = 0.0, 0.0

    def visit(self, count, spared=()):
        """The places of this session: the first `count` points without those that are spared."""
        placed = []
        numbers = [n for n in range(len(self.base)) if n not in spared][:count]
        if len(numbers) != count:
            sys.exit(f'{self.region.name} {self.region.side}: {len(numbers)} points for {count}')
        self.shift_grid()
        for n in numbers:
            place = self.place(n, placed)
            self.last[n] = place
            self.places.setdefault(n, []).append(place)
            placed.append(place)
        return placed

    def shift_grid(self):
        """Nobody finds the same grid again: this time it lies a little to the side of the last."""
        if not self.last:
            return
        while True:
            length, angle = self.rng.uniform(0.3, 1.3), self.rng.uniform(0, 2 * math.pi)
            offset = length * math.cos(angle), length * math.sin(angle)
            if 0.9 <= math.dist(offset, self.offset) <= 1.9:
                self.offset = offset
                return

    def place(self, n, placed):
        x, y = self.base[n]
        if n not in self.last and self.offset == (0.0, 0.0):
            return x, y
        target = x + self.offset[0], y + self.offset[1]
        earlier = self.places.get(n, ())
        for _ in range(12):
            try_x = round(target[0] + self.rng.uniform(-0.3, 0.3), 1)
            try_y = round(target[1] + self.rng.uniform(-0.3, 0.3), 1)
            if n in self.last and not SHIFT[0] <= math.dist((try_x, try_y), self.last[n]) <= SHIFT[1]:
                continue
            if self.region.depth(try_x, try_y) >= BORDER + ROUNDING / 2 \
                    and all(math.dist((try_x, try_y), place) >= SHIFT[0] for place in earlier) \
                    and all(math.dist((try_x, try_y), other) >= 0.6 * self.spacing for other in placed):
                return try_x, try_y
        if n not in self.last:
            return nudge(self.region, self.rng, (x, y), 0.0, SHIFT[1], placed, self.spacing)
        return nudge(self.region, self.rng, self.last[n], *SHIFT, placed, self.spacing, earlier)

    def nearest(self, count, x, y):
        """The numbers of the `count` points round a place."""
        return {n for _, n in sorted((math.dist(p, (x, y)), n) for n, p in enumerate(self.base))[:count]}


# ---------------------------------------------------------------------------------------------------------------------
# Lines


def centre_line(regions, step=0.5):
    """The middle of a band of regions that runs down the face, from above, as points."""
    y1 = min(region.box[1] for region in regions)
    y2 = max(region.box[3] for region in regions)
    line = []
    y = y1 + 1
    while y < y2 - 1:
        crossings = []
        for region in regions:
            for (ax, ay), (bx, by) in region.edges:
                if (ay > y) != (by > y):
                    crossings.append((bx - ax) * (y - ay) / (by - ay) + ax)
        if len(crossings) >= 2:
            line.append(((min(crossings) + max(crossings)) / 2, y))
        y += step
    # What the steps between two regions leave is smoothed away.
    for _ in range(6):
        line = [line[0]] + [middle(line[k - 1:k + 2]) for k in range(1, len(line) - 1)] + [line[-1]]
    return line


def along(line, position):
    """The point of a polyline at a length from its beginning, and its direction there."""
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        length = math.hypot(bx - ax, by - ay)
        if position <= length:
            t = position / length
            return (ax + t * (bx - ax), ay + t * (by - ay)), ((bx - ax) / length, (by - ay) / length)
        position -= length
    return line[-1], ((line[-1][0] - line[-2][0]), (line[-1][1] - line[-2][1]))


def length_of(line):
    return sum(math.dist(a, b) for a, b in zip(line, line[1:]))


def thread(diagram, line, start, length, offset, rng):
    """Four points along a line, the entry below: the needle goes up, and the product comes while it is drawn back."""
    points = []
    for k in range(4):
        (x, y), (dx, dy) = along(line, start + length * (1 - k / 3))
        side = offset + rng.uniform(-0.25, 0.25)
        points.append((round(x - dy * side, 1), round(y + dx * side, 1)))
    return points, diagram.at(*points[0])


def thread_in(name, offset, *arguments):
    """The same, beside the line by at most `offset`, and with its entry in a region of that name."""
    diagram, line, start, length, rng = arguments
    for share in (1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.0):
        for direction in (1, -1):
            points, region = thread(diagram, line, start, length, offset * share * direction, rng)
            if region.name.startswith(name):
                return points, region
    sys.exit(f'no line in {name}')


# ---------------------------------------------------------------------------------------------------------------------
# Zones


def zone(diagram, names, centre, reach, rng, corners=28):
    """The outline of a zone, drawn by a hand round `centre`: nearly as far as the regions go, `reach` mm at most. It is
    star-shaped, so it cannot cross itself."""
    radii = []
    for k in range(corners):
        angle = 2 * math.pi * k / corners
        dx, dy = math.cos(angle), math.sin(angle)
        radius = 1.0
        while radius < reach and diagram.depth(names, centre[0] + radius * dx, centre[1] + radius * dy) >= 0:
            radius += 0.25
        radii.append(radius)
    # A hand draws no notches: a corner goes no further out than its neighbours allow.
    smooth = radii
    for _ in range(3):
        smooth = [min(radii[k], (smooth[k - 1] + smooth[k] + smooth[(k + 1) % corners]) / 3) for k in range(corners)]
    points = []
    for k, radius in enumerate(smooth):
        angle = 2 * math.pi * k / corners
        radius = max(2.0, radius - BORDER / 2 - rng.uniform(0, 0.8))
        points.append((round(centre[0] + radius * math.cos(angle), 1), round(centre[1] + radius * math.sin(angle), 1)))
    return points


# ---------------------------------------------------------------------------------------------------------------------
# What was done

SETUPS = {
    'n': dict(technique='nappage', layer='superficial-dermis', depth='0.4',
              dose='0.01', gauge='30', needle='4', angle='15'),
    'm': dict(technique='micropapule', layer='mid-dermis', depth='0.7',
              dose='0.02', gauge='30', needle='4', angle='10'),
    'd': dict(technique='microdroplet', layer='deep-dermis', depth='1',
              dose='0.02', gauge='32', needle='4', angle='15'),
    'l': dict(technique='linear-retrograde', layer='deep-dermis', depth='1',
              gauge='30', needle='13', angle='5'),
    'k': dict(technique='point-by-point', layer='deep-dermis', depth='1.5',
              dose='0.05', gauge='30', needle='4', angle='90'),
    'z': dict(technique='microneedling', layer='', dose='', device='pen', gauge='', needle='', angle=''),
}

PRODUCTS = {
    'V': dict(name='Hyaluronic acid with vitamins', classes='hyaluronic-acid vitamins amino-acids',
              concentration='5 mg/mL', opened='3',
              note='Non-cross-linked hyaluronic acid with vitamins and amino acids, vial'),
    'S': dict(name='Stabilised hyaluronic acid', classes='hyaluronic-acid', concentration='20 mg/mL', opened='1',
              note='Syringe of 1 mL'),
    'K': dict(name='Scalp complex', classes='vitamins peptides', opened='5',
              note='B vitamins, biotin, dexpanthenol and peptides for the scalp, vial'),
    'G': dict(name='Sterile hyaluronic acid gel', classes='hyaluronic-acid', opened='2',
              note='Topical with the needling; cartridge C12-77 of 12 needles'),
    'P': dict(name='Polynucleotides', classes='polynucleotides', concentration='20 mg/mL', opened='2',
              note='Syringe of 2 mL'),
}

PATIENTS = {
    'A': dict(code='M-0101', name='Claire Moreau', birth='1981-04-17', sex='female', phototype='II',
              alerts=[('allergy', 'lidocaine')], diagrams=['face-front']),
    'B': dict(code='M-0102', name='Johanna Lindqvist', birth='1970-09-28', sex='female', phototype='III',
              alerts=[('medication', 'aspirin 75 mg')], diagrams=['face-front']),
    'C': dict(code='M-0103', name='Marek Dvořák', birth='1988-02-09', sex='male', phototype=None,
              alerts=[], diagrams=['scalp-top']),
    'D': dict(code='M-0104', name='Grace Okafor', birth='1995-12-02', sex='female', phototype='V',
              alerts=[('history', 'recurrent cold sores'), ('history', 'keloids in the family')],
              diagrams=['face-front']),
    'E': dict(code='M-0105', name='Kim Soo-jin 김수진', birth='1963-05-30', sex='female', phototype='III',
              alerts=[], diagrams=['face-front', 'neck-decolletage', 'hands']),
}

COURSES = {
    'A': dict(method='mesotherapy', strategy='light-hydration', planned='4', interval='21',
              reason='Dehydrated, dull skin, fine lines'),
    'B': dict(method='skin-booster', strategy='structural-booster', planned='4', interval='28',
              reason='Early laxity, thin skin; left cheek flatter'),
    'C': dict(method='mesotherapy', strategy=None, planned='5', interval='14', reason='Hair loss, Norwood III vertex'),
    'D': dict(method='microneedling', strategy=None, planned='4', interval='42', reason='Atrophic acne scars'),
    'E': dict(method='skin-booster', strategy='structural-booster', planned='3', interval='21',
              reason='Crêpey skin of décolletage and hands'),
}

# Session: start, product -> (lot, expires, opened), next visit, notes, endpoint.
SESSIONS = {
    'A1': ('2026-06-03T10:30:00+02:00', {'V': ('N2604A', '2027-08-31', None)}, '2026-06-24', None),
    'A2': ('2026-06-24T10:30:00+02:00', {'V': ('N2604A', '2027-08-31', None)}, '2026-07-15',
           'Small bruise on the right cheek, spared.'),
    'A3': ('2026-07-15T09:00:00+02:00', {'V': ('N2607B', '2027-11-30', None)}, '2026-10-07', 'Upper lip added.'),
    'A4': ('2026-10-07T14:15:00+02:00', {'V': ('N2608C', '2028-01-31', None)}, None, 'Maintenance after 12 weeks.'),
    'B1': ('2026-08-18T11:00:00+02:00', {'S': ('S1188', '2027-03-31', '2')}, '2026-09-15',
           'Left cheek flatter than the right: noted and shown to the patient beforehand.'),
    'B2': ('2026-09-15T11:00:00+02:00', {'S': ('S1188', '2027-03-31', '2')}, '2026-10-13', 'More on the flatter left.'),
    'B3': ('2026-10-13T11:00:00+02:00', {'S': ('S1203', '2027-06-30', None), 'V': ('N2608C', '2028-01-31', None)},
           '2026-11-20', None),
    'B4': ('2026-11-20T16:00:00+01:00', {'S': ('S1203', '2027-06-30', None)}, None, None),
    'C1': ('2026-07-02T17:00:00+02:00', {'K': ('K5512', '2027-02-28', None)}, '2026-07-16', None),
    'C2': ('2026-07-16T17:00:00+02:00', {'K': ('K5512', '2027-02-28', None)}, '2026-07-30', None),
    'C3': ('2026-07-30T17:00:00+02:00', {'K': ('K5512', '2027-02-28', None)}, '2026-08-27', None),
    'C4': ('2026-08-27T17:00:00+02:00', {'K': ('K5530', '2027-05-31', None)}, '2026-10-22', 'More on the crown.'),
    'C5': ('2026-10-22T17:00:00+02:00', {'K': ('K5530', '2027-05-31', None)}, None, 'Upkeep.'),
    'D1': ('2026-06-11T09:30:00+02:00', {'G': ('T0931', '2026-11-30', None)}, '2026-07-23', None, 'redness'),
    'D2': ('2026-07-23T09:30:00+02:00', {'G': ('T0931', '2026-11-30', None)}, '2026-08-27', None, 'pinpoint bleeding'),
    'D3': ('2026-09-03T09:30:00+02:00', {'G': ('T0931', '2026-11-30', None)}, '2026-10-29',
           'Put off by a week: cold sore.', 'pinpoint bleeding'),
    'D4': ('2026-10-29T09:30:00+01:00', {'G': ('T0931', '2026-11-30', None)}, None, 'After 8 weeks.',
           'pinpoint bleeding'),
    'E1': ('2026-09-10T14:00:00+02:00', {'P': ('PN2431', '2027-01-31', None)}, '2026-10-01', None),
    'E2': ('2026-10-01T14:00:00+02:00', {'P': ('PN2431', '2027-01-31', None)}, '2026-10-22', None),
    'E3': ('2026-10-22T14:00:00+02:00', {'P': ('PN2440', '2027-04-30', None)}, None, None),
}

# Unfinished on purpose: half of it is still planned.
DRAFTS = {'B4'}

COLUMNS = ['kind', 'diagram', 'variant', 'id', 'x', 'y', 'points', 'layer', 'depth-mm', 'product', 'dose', 'technique',
           'device', 'gauge', 'needle-mm', 'angle', 'state', 'region', 'side', 'curve', 'direction']


def number(value):
    return f'{value:.2f}'.rstrip('0').rstrip('.').replace('-0', '0', 1) if abs(value) < 0.005 \
        else f'{value:.2f}'.rstrip('0').rstrip('.')


class Session:
    """Collects the rows of one session."""

    def __init__(self, name):
        self.name, self.rows = name, []
        self.products = {key: f'p{n}' for n, key in enumerate(SESSIONS[name][1], 1)}

    def row(self, kind, diagram, setup, product, region, state, **own):
        values = dict(SETUPS[setup], **own)
        self.rows.append({
            'kind': kind, 'diagram': diagram.name, 'variant': diagram.variant, 'id': f'm{len(self.rows) + 1}',
            'x': values.get('x', ''), 'y': values.get('y', ''), 'points': values.get('points', ''),
            'layer': values['layer'], 'depth-mm': values['depth'], 'product': self.products[product],
            'dose': values['dose'], 'technique': values['technique'],
            'device': values.get('device', 'needle'), 'gauge': values['gauge'],
            'needle-mm': values['needle'], 'angle': values['angle'], 'state': state, 'region': region.name,
            'side': region.side, 'curve': values.get('curve', ''), 'direction': values.get('direction', ''),
            'passes': values.get('passes', '')})

    def points(self, diagram, setup, product, region, places, state='done', **own):
        # As a hand goes: row by row, downwards.
        for x, y in sorted(places, key=lambda p: (round(p[1] / 6), p[0])):
            self.row('point', diagram, setup, product, region, state, x=number(x), y=number(y), **own)

    def line(self, diagram, product, points, region, dose):
        self.row('thread', diagram, 'l', product, region, 'done', dose=dose, curve='smooth', direction='retrograde',
                 points=' '.join(f'{number(x)},{number(y)}' for x, y in points))

    def zone(self, diagram, product, points, region, depth, passes):
        self.row('area', diagram, 'z', product, region, 'done', depth=depth, passes=passes,
                 points=' '.join(f'{number(x)},{number(y)}' for x, y in points))


class Patient:
    """The fields of one patient, made when first treated, for the most points that they ever get."""

    def __init__(self, letter):
        self.letter = letter
        sex = PATIENTS[letter]['sex']
        self.diagrams = [Diagram(name, sex) for name in PATIENTS[letter]['diagrams']]
        self.diagram = self.diagrams[0]
        self.fields = {}

    def find_diagram(self, name, side):
        """The first of the patient's diagrams that has the region."""
        return next(diagram for diagram in self.diagrams if (name, side) in diagram.regions)

    def field(self, setup, name, side, most, spacing, centre=None, square=False):
        key = setup, name, side
        if key not in self.fields:
            rng = random.Random(f'{self.letter} {setup} {name} {side}')
            self.fields[key] = Field(self.find_diagram(name, side), name, side, most, spacing, rng,
                                            centre, square)
        return self.fields[key]

    def back_of_hand(self, side):
        """The middle between the wrist and the knuckle of the middle finger."""
        landmarks = self.find_diagram('hand-dorsum', side).landmarks
        return middle([landmarks['wrist', side], landmarks['mcp3', side]])

    def treat(self, session, setup, product, name, side, count, most, spacing, state='done', spared=(), centre=None,
              square=False, **own):
        field = self.field(setup, name, side, most, spacing, centre, square)
        session.points(self.find_diagram(name, side), setup, product, field.region, field.visit(count, spared), state,
                       **own)

    def both(self, session, setup, product, name, right, left, most, spacing, **own):
        self.treat(session, setup, product, name, 'right', right, most, spacing, **own)
        self.treat(session, setup, product, name, 'left', left, most, spacing, **own)

    def jawline(self, session, setup, product, count, most, spacing):
        """The jawline is two regions: the body, which takes fewer of many points, and the angle."""
        body, most_body = (n * 4 // 9 if n < 10 else n * 3 // 8 for n in (count, most))
        for side in ('right', 'left'):
            self.treat(session, setup, product, 'jawline-body', side, body, most_body, spacing)
            self.treat(session, setup, product, 'jawline-angle', side, count - body, most - most_body, spacing)


def make_a(patient):
    sessions = {}
    for name, forehead, malar, cheek, submalar, lip, chin, ear, jaw in (
            ('A1', 40, 24, (40, 40), 16, 0, 12, 8, 8),
            ('A2', 44, 24, (34, 40), 16, 0, 12, 8, 9),
            ('A3', 44, 24, (40, 40), 16, 6, 12, 8, 8),
            ('A4', 36, 20, (32, 32), 12, 0, 10, 6, 6)):
        session = sessions[name] = Session(name)
        patient.treat(session, 'n', 'V', 'forehead-central', 'midline', forehead, 44, 7)
        patient.both(session, 'n', 'V', 'malar', malar, malar, 24, 5)
        for side, count in zip(('right', 'left'), cheek):
            field = patient.field('n', 'anterior-cheek', side, 40, 5)
            # The bruise: a hand's breadth below the pupil, towards the outer side.
            pupil = patient.diagram.landmarks['pupil', side]
            spared = field.nearest(40 - count, pupil[0], pupil[1] + 22) if name == 'A2' else ()
            patient.treat(session, 'n', 'V', 'anterior-cheek', side, count, 40, 5, spared=spared)
        patient.both(session, 'n', 'V', 'submalar', submalar, submalar, 16, 5)
        if lip:
            patient.both(session, 'n', 'V', 'upper-lip', lip, lip, 6, 5)
        patient.treat(session, 'n', 'V', 'chin', 'midline', chin, 12, 5)
        patient.both(session, 'm', 'V', 'preauricular', ear, ear, 8, 10)
        patient.jawline(session, 'm', 'V', jaw, 9, 10)
    return sessions


def draw_lines(patient, session, rng, right, left):
    """Lines along the nasolabial fold and the marionette line: (nasolabial, marionette) of each side."""
    for side, (folds, marionettes) in (('right', right), ('left', left)):
        regions = patient.diagram.regions
        fold = centre_line([regions[f'nasolabial-{part}', side] for part in ('upper', 'mid', 'lower')])
        total = length_of(fold)
        starts = [(0.06, 0.0), (0.52, 0.0), (0.30, 2.6)][:folds]
        for share, offset in starts:
            length = min(rng.uniform(10.5, 11.5), total * 0.42)
            outwards = offset if side == 'right' else -offset
            points, region = thread_in('nasolabial', outwards, patient.diagram, fold,
                                       total * share + rng.uniform(0, 0.5), length, rng)
            session.line(patient.diagram, 'S', points, region, '0.06')
        line = centre_line([regions['marionette', side]])
        total = length_of(line)
        for offset, share in [(-1.2, 0.12), (1.2, 0.3)][:marionettes] if marionettes == 2 else [(0.0, 0.2)]:
            length = min(rng.uniform(10.3, 11.3), total * 0.6)
            points, region = thread_in('marionette', offset, patient.diagram, line,
                                       total * share + rng.uniform(0, 0.5), length, rng)
            session.line(patient.diagram, 'S', points, region, '0.05')


def make_b(patient):
    sessions = {}
    rng = random.Random('B lines')
    deep = dict(depth='2', angle='30')
    for name in ('B1', 'B2'):
        session = sessions[name] = Session(name)
        patient.treat(session, 'd', 'S', 'malar', 'right', 9, 11, 10, **deep)
        patient.treat(session, 'd', 'S', 'malar', 'left', 9 if name == 'B1' else 11, 11, 10, **deep)
        patient.both(session, 'd', 'S', 'anterior-cheek', 12, 12, 12, 10)
        patient.both(session, 'd', 'S', 'submalar', 8, 8, 8, 10)
        patient.both(session, 'd', 'S', 'preauricular', 5, 5, 5, 10)
        patient.treat(session, 'd', 'S', 'chin', 'midline', 4, 4, 10)
        draw_lines(patient, session, rng, *(((2, 2), (2, 2)) if name == 'B1' else ((2, 1), (3, 1))))
    for name in ('B3', 'B4'):
        session = sessions[name] = Session(name)
        left = 'done' if name == 'B3' else 'planned'
        for region, right_count, left_count, most in (('malar', 7, 8, 11), ('anterior-cheek', 10, 10, 12),
                                                      ('submalar', 5, 5, 8)):
            patient.treat(session, 'd', 'S', region, 'right', right_count, most, 10)
            patient.treat(session, 'd', 'S', region, 'left', left_count, most, 10, state=left)
        if name == 'B3':
            patient.treat(session, 'm', 'V', 'forehead-central', 'midline', 40, 40, 10)
            patient.both(session, 'm', 'V', 'temple', 12, 12, 12, 10)
            patient.treat(session, 'm', 'V', 'chin', 'midline', 10, 10, 10)
            patient.jawline(session, 'm', 'V', 14, 14, 10)
    return sessions


def make_c(patient):
    sessions = {}
    whorl = patient.diagram.landmarks['whorl', 'midline']
    for name, temples, frontal, central, mid, crown in (
            ('C1', 6, 12, 10, 20, 26), ('C2', 6, 12, 10, 22, 28), ('C3', 6, 12, 10, 20, 32),
            ('C4', 4, 10, 8, 20, 36), ('C5', 4, 10, 8, 16, 32)):
        session = sessions[name] = Session(name)
        patient.both(session, 'k', 'K', 'scalp-frontotemporal', temples, temples, 6, 10)
        patient.both(session, 'k', 'K', 'scalp-frontal', frontal, frontal, 12, 10)
        patient.treat(session, 'k', 'K', 'scalp-frontal-central', 'midline', central, 10, 10)
        patient.treat(session, 'k', 'K', 'scalp-mid', 'midline', mid, 22, 10)
        patient.treat(session, 'k', 'K', 'scalp-vertex', 'midline', crown, 36, 10, centre=whorl)
    return sessions


def make_d(patient):
    """Zones of microneedling; the same outlines each time but for the hand that draws them."""
    sessions = {}
    diagram = patient.diagram
    face = ['forehead-central', 'nose', 'cheek right', 'cheek left', 'chin']
    for name, cheek_depth, cheek_passes, zones in (('D1', '1', '4', face), ('D2', '1.5', '4', face),
                                                   ('D3', '1.5', '6', face), ('D4', '1.5', '6', face[1:])):
        session = sessions[name] = Session(name)
        rng = random.Random('D zones ' + name)
        for what in zones:
            side = what.split()[-1] if ' ' in what else 'midline'
            if what.startswith('forehead'):
                names, reach, depth, passes = [('forehead-central', 'midline')], 60, '0.5', '3'
            elif what == 'nose':
                names = [(part, 'midline') for part in ('nose-dorsum', 'nose-tip', 'nose-radix')]
                names += [('nose-sidewall', own) for own in ('right', 'left')]
                reach, depth, passes = 24, '0.3', '2'
            elif what == 'chin':
                names, reach, depth, passes = [('chin', 'midline')], 40, '0.75', '4'
            else:
                names = [(part, side) for part in ('anterior-cheek', 'malar', 'submalar')]
                reach, depth, passes = 32, cheek_depth, cheek_passes
            region = diagram.regions[{'nose': ('nose-dorsum', side), 'chin': ('chin', side)}.get(what, names[0])]
            x1, y1, x2, y2 = region.box
            centre = (x1 + x2) / 2 if side != 'midline' else 0.0, (y1 + y2) / 2
            session.zone(diagram, 'G', zone(diagram, names, centre, reach, rng), region, depth, passes)
    return sessions


def draw_neck_lines(patient, session, rng):
    """Two lines down the neck on each side, on the view of the face."""
    diagram = patient.diagram
    for side in ('right', 'left'):
        region = diagram.regions['neck-lateral', side]
        line = centre_line([region])
        total = length_of(line)
        for share, offset in ((0.2, 1.5), (0.55, -1.5)):
            points, _ = thread_in('neck-lateral', offset, diagram, line, total * share + rng.uniform(0, 1),
                                  rng.uniform(10.5, 11.5), rng)
            session.line(diagram, 'P', points, region, '0.08')


def make_e(patient):
    sessions = {}
    rng = random.Random('E lines')
    for name, chest, right, left in (('E1', 24, 14, 14), ('E2', 26, 14, 14), ('E3', 24, 16, 14)):
        session = sessions[name] = Session(name)
        draw_neck_lines(patient, session, rng)
        patient.treat(session, 'd', 'P', 'decolletage', 'midline', chest, 26, 10, dose='0.03',
                      centre=(0.0, 35.0))
        patient.treat(session, 'd', 'P', 'hand-dorsum', 'right', right, 16, 10, dose='0.03',
                      centre=patient.back_of_hand('right'))
        patient.treat(session, 'd', 'P', 'hand-dorsum', 'left', left, 16, 10, dose='0.03',
                      centre=patient.back_of_hand('left'))
    return sessions


# ---------------------------------------------------------------------------------------------------------------------
# Files


def attributes(**values):
    return ''.join(f' {key.replace("_", "-")}={quoteattr(value)}' for key, value in values.items() if value is not None)


def write_header(name):
    letter, position = name[0], name[1]
    patient, course = PATIENTS[letter], COURSES[letter]
    start, products, following, notes, endpoint = (*SESSIONS[name], None)[:5]
    status = 'draft' if name in DRAFTS else 'final'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<session xmlns="urn:mesomap:session:1" format="1.0"'
             + attributes(id=str(uuid.uuid5(IDS, 'session ' + name)), revision='1', status=status) + '>']
    head = '  <patient' + attributes(id=str(uuid.uuid5(IDS, 'patient ' + letter)), code=patient['code'],
                                     name=patient['name'], birth_date=patient['birth'], sex=patient['sex'],
                                     phototype=patient['phototype'])
    if patient['alerts']:
        lines += [head + '>']
        lines += [f'    <alert kind="{kind}">{escape(text)}</alert>' for kind, text in patient['alerts']]
        lines += ['  </patient>']
    else:
        lines.append(head + '/>')
    lines.append('  <visit' + attributes(start=start, practitioner='Sample Practitioner', place='Sample Clinic') + '/>')
    lines.append('  <treatment' + attributes(method=course['method'], strategy=course['strategy'],
                                             course=str(uuid.uuid5(IDS, 'course ' + letter)), number=position,
                                             planned=course['planned'], interval_days=course['interval'],
                                             reason=course['reason']) + '/>')
    lines.append('  <products>')
    for n, (key, (lot, expires, opened)) in enumerate(products.items(), 1):
        product = PRODUCTS[key]
        lines.append('    <product' + attributes(**{
            'id': f'p{n}', 'name': product['name'], 'class': product['classes'], 'unit': 'mL',
            'concentration': product.get('concentration'), 'opened': opened or product['opened'], 'lot': lot,
            'expires': expires, 'note': 'Two syringes of 1 mL' if opened else product['note']}) + '/>')
    lines += ['  </products>', '  <checks>', f'    <check id="consent" value="yes" date="{start[:10]}"/>',
              '  </checks>']
    if status == 'final':
        lines.append('  <outcome' + attributes(endpoint=endpoint, aftercare='yes', next=following) + '/>')
    if notes:
        lines.append(f'  <notes>{escape(notes)}</notes>')
    lines.append('</session>')
    with open(os.path.join(HERE, name + '.xml'), 'w', encoding='utf-8', newline='\n') as file:
        file.write('\n'.join(lines) + '\n')


def write_marks(session):
    with open(os.path.join(HERE, session.name + '.csv'), 'w', encoding='utf-8', newline='') as file:
        has_zones = any(row['kind'] == 'area' for row in session.rows)
        columns = COLUMNS + ['passes'] if has_zones else COLUMNS
        writer = csv.DictWriter(file, columns, extrasaction='ignore', lineterminator='\n')
        writer.writeheader()
        writer.writerows(session.rows)


def main():
    for letter, make in (('A', make_a), ('B', make_b), ('C', make_c), ('D', make_d),
                         ('E', make_e)):
        patient = Patient(letter)
        for name, session in make(patient).items():
            write_header(name)
            write_marks(session)
        for (setup, region, side), field in patient.fields.items():
            if '-v' in sys.argv:
                print(f'{letter} {setup} {region} {side}: {len(field.base)} points every {field.spacing:.1f} mm')


if __name__ == '__main__':
    main()
