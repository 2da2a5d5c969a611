#!/bin/sh
# make-samples.sh OUTDIR [TOOL]: make a library of sample patients in OUTDIR from the marks (*.csv) and headers (*.xml)
# in this folder. TOOL is mesomap-tool; by default $MESOMAP_TOOL, or the one on the path.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
if [ $# -lt 1 ]
then
  echo "Usage: $0 OUTDIR [TOOL]" >&2
  exit 2
fi
tool=${2:-${MESOMAP_TOOL:-mesomap-tool}}

for marks in "$here"/*.csv
do
  "$tool" import --library "$1" --session "${marks%.csv}.xml" "$marks"
done

# The window says of such a library that its patients are invented.
: >"$1/.samples"
