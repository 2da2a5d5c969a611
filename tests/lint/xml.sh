#!/bin/sh
# Every XML, SVG and UI file of the tree is well-formed. Those in tests/ may be broken on purpose.
set -eu

find data resources ui -name '*.xml' -o -name '*.xml.in' -o -name '*.svg' -o -name '*.ui' -o -name '*.rng' |
  LC_ALL=C sort | xargs xmllint --nonet --noout
