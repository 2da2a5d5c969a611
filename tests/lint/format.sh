#!/bin/sh
# format.sh [--fix]: every tracked C file is as clang-format 14 with .clang-format would write it, and no line is longer
# than 120 characters.
set -eu

cd "$(dirname "$0")/../.."
clang_format=$(command -v clang-format-14 || command -v clang-format) || { echo 'format.sh: no clang-format'; exit 1; }

status=0
if [ "${1:-}" = --fix ]
then
  git ls-files -z '*.c' '*.h' | xargs -0r "$clang_format" -i
else
  git ls-files -z '*.c' '*.h' | xargs -0r "$clang_format" --dry-run -Werror || status=1
fi

for bad in '.{121,}' '.*[[:blank:]]'
do
  if git ls-files -z '*.c' '*.h' '*.sh' '*.py' '*meson.build' .ci | LC_ALL=C.UTF-8 xargs -0r grep -nE "^$bad\$"
  then
    echo 'format.sh: too long, or blank at the end'
    status=1
  fi
done
exit "$status"
