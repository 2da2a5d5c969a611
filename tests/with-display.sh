#!/bin/sh
# with-display.sh PROGRAM [ARGUMENT…]: run a program under an X server, a session bus and a home folder of its own, all
# of them gone afterwards. The server picks a free number itself, so any number of these can run at once.
# MESOMAP_SCREEN sets the size.
set -eu

dir=$(mktemp -d "${TMPDIR:-/tmp}/mesomap-display.XXXXXX")
server=

clean_up ()
{
  [ -z "$server" ] || { kill "$server" && wait "$server"; } 2>/dev/null || true
  rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -m 0700 "$dir/home" "$dir/run"
mkfifo "$dir/display"
Xvfb -displayfd 7 -screen 0 "${MESOMAP_SCREEN:-1440x900}x24" -noreset -nolisten tcp -ac \
  7>"$dir/display" >"$dir/log" 2>&1 &
server=$!
if ! read -r number <"$dir/display"
then
  echo 'with-display.sh: the X server did not start:' >&2
  cat "$dir/log" >&2
  exit 1
fi

unset WAYLAND_DISPLAY XAUTHORITY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
export DISPLAY=":$number" HOME="$dir/home" XDG_RUNTIME_DIR="$dir/run"

status=0
dbus-run-session -- "$@" || status=$?
exit "$status"
