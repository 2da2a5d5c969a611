#!/bin/sh
# Install what is missing (Debian 12), build Mesomap, make a library of sample patients and open the window on it.
# With no display: export one session of each sample patient to PDF, SVG and PNG instead.
set -eu

cd "$(dirname "$0")"
.ci/install build run
echo 'Building…'
.ci/build _build

tool=$PWD/_build/src/tool/mesomap-tool
samples=$PWD/_build/samples

# Made once: what is drawn in the samples stays there until the folder is removed.
if [ ! -d "$samples" ]
then
  rm -rf "$samples.new"
  MESOMAP_TOOL=$tool data/samples/make-samples.sh "$samples.new"
  mv "$samples.new" "$samples"
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
then
  echo "Opening the sample library $samples"
  export GSETTINGS_SCHEMA_DIR="$PWD/_build/data"
  exec _build/src/app/mesomap --library "$samples" "$@"
fi

echo 'No display: exporting a session of each sample patient.'
out=$PWD/_build/out
mkdir -p "$out"
for patient in "$samples"/patients/*/
do
  name=$(basename "$patient")
  for session in "$patient"sessions/*/session.mesomap.xml
  do
    [ -f "$session" ] || continue
    for format in pdf svg png
    do
      "$tool" export --format "$format" -o "$out/$name.$format" "$session"
    done
    break
  done
done
echo "The maps are in $out:"
ls "$out"
