#!/bin/bash
# Tests that every file that states the version states the same one.  TAP on
# standard output.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" \
	extension/research_indicators.control)

# compare TITLE FOUND
compare()
{
	number=$((number + 1))
	if [ "$2" = "$version" ]; then
		printf 'ok %d - %s states %s\n' "$number" "$1" "$version"
	else
		printf 'not ok %d - %s states %s\n' "$number" "$1" "$version"
		printf '# it states "%s"\n' "$2"
		status=1
	fi
}

# The newest version of the install scripts here.
newest_script()
{
	ls sql sql/released 2>/dev/null |
		sed -n 's/^research_indicators--\([0-9.]*\)\.sql$/\1/p' |
		sort -V | tail -n 1
}

number=0
status=0
printf '1..4\n'
compare "META.json" \
	"$(sed -n 's/^  "version": "\(.*\)",$/\1/p' META.json)"
compare "what META.json provides" \
	"$(sed -n 's/^ \{4,\}"version": "\(.*\)"$/\1/p' META.json)"
compare "the install script" "$(newest_script)"
compare "the changelog's newest section" \
	"$(sed -n 's/^## \[*\([0-9][0-9.]*\)\]*.*/\1/p' CHANGELOG.md | head -n 1)"
exit "$status"
