#!/bin/sh
# no-gtk.sh PROGRAM ARCHIVE…: nothing in the archives asks for a symbol of GTK, and the program that links them needs no
# library of GTK, directly or through another.
set -eu

program=$1
shift

status=0
if nm --undefined-only "$@" | grep -E ' U (gtk|gdk|gsk|adw)_' | grep -v ' gdk_pixbuf_'
then
  echo 'The core asks for GTK.'
  status=1
fi
if ldd "$program" | grep -E 'lib(gtk|adwaita)-'
then
  echo "$program needs GTK."
  status=1
fi
exit "$status"
