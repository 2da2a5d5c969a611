#!/bin/sh
# The MIME types are found by name and, where the name says nothing, by the first 512 bytes.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

mkdir -p "$dir/mime/packages"
cp /usr/share/mime/packages/freedesktop.org.xml "$dir/mime/packages/"
cp data/io.github.mesomap.Mesomap.mime.xml "$dir/mime/packages/io.github.mesomap.Mesomap.xml"
update-mime-database "$dir/mime" 2>"$dir/log" || { cat "$dir/log"; exit 1; }

write ()
{
  printf '<?xml version="1.0" encoding="UTF-8"?>\n%s\n' "$2" >"$dir/$1"
}
write a.mesomap.xml '<session xmlns="urn:mesomap:session:1" id="a"/>'
write a.mesomap.svg '<svg xmlns="http://www.w3.org/2000/svg" xmlns:m="urn:mesomap:session:1"/>'
write plain.svg '<svg xmlns="http://www.w3.org/2000/svg"/>'
cp "$dir/a.mesomap.xml" "$dir/noname"
cp "$dir/a.mesomap.svg" "$dir/nosvgname"

status=0
expect ()
{
  type=$(XDG_DATA_HOME="$dir" XDG_DATA_DIRS="$dir" gio info -a standard::content-type "$dir/$1" |
    sed -n 's/^ *standard::content-type: //p')
  [ "$type" = "$2" ] || { echo "$1 is $type, not $2"; status=1; }
}
expect a.mesomap.xml application/vnd.mesomap.session+xml
expect a.mesomap.svg image/vnd.mesomap.session+svg
expect noname application/vnd.mesomap.session+xml
expect nosvgname image/vnd.mesomap.session+svg
expect plain.svg image/svg+xml
exit "$status"
