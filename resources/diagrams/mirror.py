#!/usr/bin/env python3
"""Makes the view of the patient's other side: mirror.py VIEW-left.svg VIEW-right.svg

The art is mirrored by a transform, which leaves its gradients right. What records rely on has no transforms: regions,
landmarks, warnings and the shapes that say where skin is are mirrored number by number. What was the patient's left is
the right then, in sides, ids and title. The patient's right stays on the same side of the viewer, since picture and
names change together; a profile shows the other side.
"""

import re
import sys
from xml.etree import ElementTree

SVG = '{http://www.w3.org/2000/svg}'
MESOMAP = '{urn:mesomap:diagram:1}'
PREFIXES = {
    '': 'http://www.w3.org/2000/svg',
    'mesomap': 'urn:mesomap:diagram:1',
    'inkscape': 'http://www.inkscape.org/namespaces/inkscape',
    'sodipodi': 'http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd',
    'xlink': 'http://www.w3.org/1999/xlink',
}
OTHER = {'left': 'right', 'right': 'left', 'Left': 'Right', 'Right': 'Left', 'near': 'far', 'far': 'near'}
# How many numbers follow a command. x and y take turns, but for H and V.
NUMBERS = {'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'Z': 0}


def swap(text):
    """The same words for the other side; left and right as words of their own."""
    return re.sub(r'(?<![A-Za-z])([Ll]eft|[Rr]ight)(?![A-Za-z])', lambda match: OTHER[match[0]], text)


def negate(number):
    if float(number) == 0:
        return '0'
    return number[1:] if number[0] == '-' else '-' + number.lstrip('+')


def mirror_path(data):
    mirrored = []
    for command, rest in re.findall(r'([A-Za-z])([^A-DF-Za-df-z]*)', data):
        numbers = re.findall(r'[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?', rest)
        count = NUMBERS.get(command.upper())
        if count is None or (len(numbers) % count if count else numbers):
            sys.exit(f'{sys.argv[1]}: no path that can be mirrored: {command}{rest}')
        if command.upper() != 'V':
            step = 1 if count == 1 else 2
            numbers[::step] = [negate(number) for number in numbers[::step]]
        mirrored.append(command + ' '.join(numbers))
    return ' '.join(mirrored)


def mirror_shape(element):
    if 'd' in element.attrib:
        element.set('d', mirror_path(element.get('d')))
    if 'cx' in element.attrib:
        element.set('cx', negate(element.get('cx')))
    side = element.get(MESOMAP + 'side')
    if side:
        element.set(MESOMAP + 'side', OTHER.get(side, side))


def mirror_art(art):
    if 'transform' in art.attrib:
        sys.exit(f'{sys.argv[1]}: the layer ‘art’ has a transform')
    turned = ElementTree.Element(SVG + 'g', {'transform': 'scale(-1 1)'})
    turned.extend(list(art))
    skin = []
    for shape in turned.iter():
        value = shape.attrib.pop(MESOMAP + 'skin', None)
        if value:
            skin.append(ElementTree.Element(
                SVG + 'path', {'fill': 'none', MESOMAP + 'skin': value, 'd': mirror_path(shape.get('d'))}))
    art[:] = [turned] + skin


def swap_names(root):
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == 'id' or name.endswith('}label') or name.endswith('href'):
                element.set(name, swap(value))
            elif 'url(#' in value:
                element.set(name, re.sub(r'url\(#[^)]*\)', lambda match: swap(match[0]), value))
        if element.tag in (SVG + 'title', SVG + 'desc') and element.text:
            element.text = swap(element.text)


def main(source, target):
    for prefix, uri in PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    tree = ElementTree.parse(source)
    root = tree.getroot()

    x, y, width, height = (float(number) for number in re.split(r'[\s,]+', root.get('viewBox').strip()))
    root.set('viewBox', f'{-(x + width):.6g} {y:.6g} {width:.6g} {height:.6g}')
    root.set(MESOMAP + 'id', swap(root.get(MESOMAP + 'id')))
    right_side = root.get(MESOMAP + 'right-side')
    root.set(MESOMAP + 'right-side', OTHER.get(right_side, right_side))

    for layer in root:
        if layer.get('id') == 'art':
            mirror_art(layer)
        elif layer.get('id') in ('regions', 'landmarks', 'warnings'):
            for element in layer.iter():
                mirror_shape(element)
    swap_names(root)
    tree.write(target, encoding='UTF-8', xml_declaration=True)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit('usage: mirror.py VIEW-left.svg VIEW-right.svg')
    main(sys.argv[1], sys.argv[2])
