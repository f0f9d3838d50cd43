#!/bin/bash
# TAP: memory that libxml2, libxslt or Jansson does not get is an error or the same
# result, never another result and never the end of the backend by our doing.  The
# allocators of the libraries are a test's own (tests/oom/oom.c): one allocation
# fails, then all from one on, the first ones and others that a seed chooses.
#
#   tests/run/oom.sh [TRIES] [SEED]    200 of each kind per call, seed 20231231
#
# Where a library itself ends the backend, its own function is at the top of the
# stack: these are counted and named, and fail where they are not known.
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"
. "$root/tests/run/tap.sh"
. "$root/tests/run/faulty_server.sh"

database=ri_oom
tries=${1:-200}
seed=${2:-20231231}

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_clients
	server_down
	rm -rf "$work"
	exit "$status"
}

work=$(mktemp -d -t ri_oom.XXXXXX)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
durable_server oom
make_archive
# shellcheck disable=SC2046
gcc -std=gnu99 -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -O1 -g -fPIC -shared \
	-I"$("$PG_CONFIG" --includedir-server)" $(pkg-config --cflags libxml-2.0 jansson) \
	-o "$PGHOST/oom.so" tests/oom/oom.c -lxml2 -ljansson
chmod 755 "$PGHOST/oom.so"

run -v module="$PGHOST/oom.so" -v tries="$tries" -v seed="$seed" -f tests/run/oom.sql > "$work/out"
while IFS='|' read -r name allocations tried same errors other codes crashes ours; do
	echo "# $name: $allocations allocations, $tried failed: $errors errors ($codes), $same the same result, $crashes ended in a library"
	result "$([ "$other" = 0 ] || echo "$other gave another result")$([ "$ours" = 0 ] || echo "$ours ended the backend in our code")$([ "$errors" -gt 0 ] || echo "no failure was seen")" \
		"$name: an error, or what it is with memory"
done < <(grep '^call|' "$work/out" | cut -d'|' -f 2-)
grep '^#' "$work/out" | sort | uniq -c | sort -rn | head -n 40 || true
echo "# seed $seed"
result "$(psql -X -q -At -d "$database" -c "SELECT 'the server ended' WHERE false" 2>&1 9>&-)" "the server runs"
echo "1..$number"
exit $failed
