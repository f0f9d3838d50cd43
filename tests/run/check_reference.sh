#!/bin/bash
# TAP: doc/reference.md, and doc/contract.md from its mark on, are what the
# catalog says.  "check_reference.sh write" makes them anew.
set -eu
mark='^<!-- made by '

from_catalog()
{
	psql -X -q -v ON_ERROR_STOP=1 -f "tests/run/$1.sql"
}

# What stands before the mark is written by hand, and so is the mark.
contract()
{
	grep -q "$mark" doc/contract.md
	sed "/$mark/q" doc/contract.md
	echo
	from_catalog contract
}

# compare FILE COMMAND...
compare()
{
	local file=$1 difference
	shift
	number=$((number + 1))
	if difference=$("$@" | diff "$file" - 2>&1); then
		echo "ok $number - $file is what the catalog says"
	else
		echo "not ok $number - $file is what the catalog says"
		printf '%s\n' "$difference" | head -40 | sed 's/^/# /'
		status=1
	fi
}

if [ "${1:-}" = write ]; then
	made=$(mktemp)
	trap 'rm -f "$made"' EXIT
	from_catalog reference > "$made"
	cat "$made" > doc/reference.md
	contract > "$made"
	cat "$made" > doc/contract.md
	exit
fi
number=0
status=0
echo 1..2
compare doc/reference.md from_catalog reference
compare doc/contract.md contract
exit "$status"
