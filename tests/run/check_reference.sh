#!/bin/bash
# TAP: doc/reference.md is what the catalog says.  "check_reference.sh write"
# makes it anew.
set -eu
if [ "${1:-}" = write ]; then
	psql -X -q -v ON_ERROR_STOP=1 -f tests/run/reference.sql > doc/reference.md
	exit
fi
echo 1..1
if difference=$(psql -X -q -v ON_ERROR_STOP=1 -f tests/run/reference.sql | diff doc/reference.md - 2>&1); then
	echo "ok 1 - doc/reference.md is what the catalog says"
else
	echo "not ok 1 - doc/reference.md is what the catalog says"
	printf '%s\n' "$difference" | head -40 | sed 's/^/# /'
	exit 1
fi
