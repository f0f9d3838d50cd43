#!/bin/bash
# Tests that the sources compile without a warning, with gcc and with clang, in
# folders of their own.  TAP on standard output.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# build_with COMPILER: a whole build in build/warnings/COMPILER
build_with()
{
	local folder=$root/build/warnings/$1
	rm -rf "$folder"
	mkdir -p "$folder"
	cp -R Makefile extension sql xslt "$folder/"
	find "$folder" -name '*.o' -exec rm -f {} +
	MAKEFLAGS='' TMPDIR="$folder" make --no-print-directory -j2 -C "$folder" all \
		CC="$1" WERROR=1 PG_CONFIG="$PG_CONFIG" > "$folder.log" 2>&1
}

# Warnings that WERROR does not stop (the linker's) count too.
check_compiler()
{
	number=$((number + 1))
	if ! command -v "$1" > /dev/null; then
		printf 'ok %d # SKIP no %s here\n' "$number" "$1"
	elif build_with "$1" && ! grep -q 'warning:' "$root/build/warnings/$1.log"
	then
		printf 'ok %d - no warning with %s\n' "$number" "$1"
	else
		printf 'not ok %d - no warning with %s\n' "$number" "$1"
		grep -E -A 5 'warning:|error:|\*\*\*' "$root/build/warnings/$1.log" |
			head -n 24 | sed 's/^/# /'
		status=1
	fi
}

find_postgres
mkdir -p build/warnings
number=0
status=0
printf '1..2\n'
check_compiler gcc
check_compiler clang
exit "$status"
