#!/bin/sh
# Run a program under an X server and a session bus of its own, both gone afterwards.
exec dbus-run-session -- xvfb-run -a -s '-screen 0 1440x900x24 -noreset' "$@"
