#!/bin/bash
# Builds Debian's packages of this working tree in build/deb/: the extension for
# each PostgreSQL of this Debian, and the reporting job.  Lintian has its word.
#
#   tests/run/deb.sh
#
# As root installs what the build needs.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tree=$root/build/deb/research-indicators

copy_tree()
{
	rm -rf "$root/build/deb"
	mkdir -p "$tree"
	# a copy of the source without its history has nothing else in it
	{ git ls-files --cached --others --exclude-standard -z 2>/dev/null ||
		find . -path ./build -prune -o -type f -print0; } |
		tar -cf - --null --ignore-failed-read -T - | tar -xf - -C "$tree" --no-same-owner
}

build_packages()
{
	cd "$tree"
	# the packages of the versions that are here, written from control.in
	pg_buildext updatecontrol
	dpkg-buildpackage -us -uc -b
}

tests/run/packages.sh build deb
copy_tree
(build_packages) > build/deb/log 2>&1 || {
	tail -n 20 build/deb/log
	fail "no package: build/deb/log"
}
lintian --fail-on error build/deb/*.changes
for package in build/deb/*.deb; do
	case $package in
		*-dbgsym_*) ;;
		*) say "$package" ;;
	esac
done
