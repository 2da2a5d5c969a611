#!/bin/sh
# Dependencies run one way:
#   app, tool > library, report > drawing > compare, record, pattern > diagram > model
# A file may include files of its own folder and of the layers below it. Folders of one rank do not know each other.
set -eu

find src -name '*.[ch]' -print | LC_ALL=C sort | xargs awk '
  BEGIN {
    rank["model"] = 1; rank["diagram"] = 2
    rank["pattern"] = rank["record"] = rank["compare"] = 3
    rank["drawing"] = 4
    rank["library"] = rank["report"] = 5
    rank["app"] = rank["tool"] = 6
  }
  FNR == 1 {
    n = split (FILENAME, part, "/")
    own = part[2] == "core" ? part[3] : part[2]
    core = part[2] == "core"
    if (!(own in rank)) { print FILENAME ":1: no layer is known by the name of " own; bad = 1 }
  }
  /^[ \t]*#[ \t]*include/ {
    if (core && /[<"\/](gtk|gdk|gsk|adwaita|graphene)[\/.-]/ && !/gdk-pixbuf\//) {
      print FILENAME ":" FNR ": the core includes no GTK: " $0; bad = 1; next
    }
    if (!match ($0, /"[^"]+"/)) next
    file = substr ($0, RSTART + 1, RLENGTH - 2)
    slash = index (file, "/")
    folder = slash ? substr (file, 1, slash - 1) : ""
    if (core && slash == 0) {
      if (file ~ /^meso-core-resources\.h$|^config\.h$/) next
      print FILENAME ":" FNR ": name the folder: #include \"" own "/" file "\""; bad = 1; next
    }
    if (index (file, "../") == 1) { print FILENAME ":" FNR ": no way up: " file; bad = 1; next }
    # Folders inside the window and the tool are their own matter.
    if (!(folder in rank) || folder == own) next
    if (rank[folder] >= rank[own]) {
      print FILENAME ":" FNR ": " own " may not include " file; bad = 1
    }
  }
  END { exit bad }
'
