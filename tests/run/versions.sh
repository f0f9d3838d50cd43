#!/bin/bash
# The same sources on the releases of Debian that have another PostgreSQL, libxml2,
# libxslt and Jansson: "make check" with warnings as errors in a fresh root of
# each, and the digest of one report's body from all of them, side by side.
#
#   tests/run/versions.sh [SUITE...]      trixie sid
#
# The roots stand in build/roots/SUITE, made by debootstrap from the mirror that
# this machine's apt uses.  Needs root; anybody else is told so, and nothing runs.
# VERSION_COMMAND runs in the place of "make check".
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ "$(id -u)" -eq 0 ] || {
	say "skipped: other releases of Debian need debootstrap, and that needs root"
	exit 0
}
[ $# -gt 0 ] || set -- trixie sid
tests/run/packages.sh build run roots

# digest FOLDER: of the body of the report that "make demo" wrote there
digest()
{
	grep -o -m 1 '<konvolutt [^>]*' "$1/build/demo/report.xml" | sed -n 's/.* sha256="\([0-9a-f]*\)".*/\1/p'
}

status=0
tests/run/demo.sh > /dev/null
here=$(digest .)
[ -n "$here" ] || fail "no digest in build/demo/report.xml"
lines="this machine|$(pg_config --version)|$here"
for suite; do
	SUITE=$suite SKIP_BROWSER=1 WERROR=1 tests/run/bare_machine.sh "build/roots/$suite" \
		"make demo" "${VERSION_COMMAND:-make check}" || status=1
	place=build/roots/$suite/root/srv/research_indicators
	there=$(digest "$place" || true)
	[ "$there" = "$here" ] || status=1
	lines="$lines
$suite|$(chroot "build/roots/$suite/root" pg_config --version || true)|${there:-none}"
done
say
say "digest of the body of the sample's national report:"
say "$lines" | while IFS='|' read -r name version sum; do
	printf '  %-14s %-40s %s\n' "$name" "$version" "$sum"
done
exit "$status"
