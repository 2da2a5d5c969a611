#!/bin/sh
# A diagram is painted in a worker and copied into every SVG: no text, filter, mask, style element, script or reference
# to anything outside it. Checks the built-in files, or those that are named.
set -eu

[ $# -gt 0 ] || set -- resources/diagrams/*.svg

elements='text|tspan|textPath|filter|fe[A-Z][A-Za-z]*|mask|style|script|image|foreignObject|font|switch|a|iframe'
status=0
for file in "$@"
do
  if grep -nE "<($elements|!DOCTYPE|!ENTITY)[ />]" "$file"
  then
    echo "$file: an element that the art may not have"
    status=1
  fi
  if grep -noE '(xlink:)?href="[^#"][^"]*"|url\( *[^#) ][^)]*\)| on[a-z]+="|<\?xml-stylesheet[^>]*' "$file"
  then
    echo "$file: a reference to something outside the file, or a script"
    status=1
  fi
done
exit "$status"
