#!/bin/bash
# Debian's packages on machines that have nothing but Debian: built in a root of
# their release, installed in one that is bare, used, replaced by a newer version,
# removed.  TAP on standard output, with what each step took.
#
#   tests/run/deb_roots.sh [SUITE...]     bookworm trixie
#
# The roots stand in build/roots/SUITE (made by debootstrap from the mirror that this
# machine's apt uses) and stay for inspection.  Needs root.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[ "$(id -u)" -eq 0 ] || {
	say "skipped: roots of other releases need debootstrap, and that needs root"
	exit 0
}
[ $# -gt 0 ] || set -- bookworm trixie
tests/run/packages.sh roots
status=0
for suite; do
	place=$root/build/roots/$suite
	debs=$place.debs
	say "# $suite: packages" >&2
	# not here: this machine may have a newer minor release, which the packages then want
	SUITE=$suite tests/run/bare_machine.sh "$place" "tests/run/deb.sh" >&2
	rm -rf "$debs"
	mkdir -p "$debs"
	cp "$place"/root/srv/research_indicators/build/deb/*.deb "$debs"
	rm -f "$debs"/*-dbgsym_*
	# the bare root is made anew by this
	SUITE=$suite BRING=$debs tests/run/bare_machine.sh "$place" "tests/run/installed_packages.sh /srv/brought" | tee "build/roots/$suite.tap" || status=1
	! grep -q '^not ok' "build/roots/$suite.tap" || status=1
done
exit "$status"
