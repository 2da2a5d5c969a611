#!/bin/sh
# po/POTFILES.in lists exactly the files with strings to translate, in order and each once.
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

LC_ALL=C
export LC_ALL

{
  find src -name '*.[ch]' -exec grep -lE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|ngettext|dngettext|g_dngettext) ?\(' {} +
  find ui -name '*.ui' -exec grep -lE 'translatable="(yes|true)"' {} + 2>/dev/null || true
  find data -name '*.desktop.in' -o -name '*.gschema.xml' -o -name '*.metainfo.xml.in'
} | sort -u >"$tmp/have"
grep -vE '^(#|$)' po/POTFILES.in >"$tmp/listed"
sort -u "$tmp/listed" >"$tmp/sorted"

status=0
diff "$tmp/listed" "$tmp/sorted" >/dev/null || { echo 'po/POTFILES.in is not sorted, or names a file twice'; status=1; }
for file in $(comm -23 "$tmp/have" "$tmp/sorted")
do
  echo "$file: has strings to translate and is not in po/POTFILES.in"
  status=1
done
for file in $(comm -13 "$tmp/have" "$tmp/sorted")
do
  echo "po/POTFILES.in: $file has no strings to translate"
  status=1
done
exit "$status"
