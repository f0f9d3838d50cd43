#!/bin/bash
# Tests that every file that states the version, a release's date, or where the
# project is, states the same.  TAP on standard output.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" \
	extension/research_indicators.control)

number=0
status=0

# report PROBLEM TITLE: passes when there is no problem
report()
{
	number=$((number + 1))
	if [ -z "$1" ]; then
		printf 'ok %d - %s\n' "$number" "$2"
	else
		printf 'not ok %d - %s\n# %s\n' "$number" "$2" "$1"
		status=1
	fi
}

# compare TITLE FOUND [WANTED]
compare()
{
	local wanted=${3:-$version}
	report "$([ "$2" = "$wanted" ] || echo "it states \"$2\"")" "$1 states $wanted"
}

released()
{
	ls sql/released 2>/dev/null | sed -n 's/^research_indicators--\([0-9.]*\)\.sql$/\1/p' | sort -V
}

# heading VERSION: of its section in the changelog
heading()
{
	grep -F "## [$1]" CHANGELOG.md || true
}

compare "META.json" \
	"$(sed -n 's/^  "version": "\(.*\)",$/\1/p' META.json)"
compare "what META.json provides" \
	"$(sed -n 's/^ \{4,\}"version": "\(.*\)"$/\1/p' META.json)"
compare "the file that META.json provides" \
	"$(sed -n 's/^ \{4,\}"file": "sql\/research_indicators--\(.*\)\.sql",$/\1/p' META.json)"
# a version under work has the number that it leads to
compare "the changelog's newest section" \
	"$(sed -n 's/^## \[*\([0-9][0-9.]*\)\]*.*/\1/p' CHANGELOG.md | head -n 1)" "${version%-dev}"
compare "debian/changelog" \
	"$(sed -n '1s/^[^(]*(\(.*\)-[0-9]*).*/\1/p' debian/changelog)" "${version/-dev/\~dev}"

problem=
for old in $(released); do
	[[ $(heading "$old") =~ ^"## [$old] - "20[0-9][0-9]-[01][0-9]-[0-3][0-9]$ ]] || problem="$problem $old has no dated section;"
	ls sql/upgrades/research_indicators--"$old"--*.sql > /dev/null 2>&1 || problem="$problem nothing leads on from $old;"
done
report "$problem" "every released version has a dated section and an upgrade script"
dates=$(sed -n 's/^## \[.*\] - \(20.*\)$/\1/p' CHANGELOG.md)
report "$([ "$dates" = "$(printf '%s\n' "$dates" | sort -r)" ] || echo "$dates")" "dates of versions go down"

# debian_date VERSION: of its entry in debian/changelog, 2026-11-25
debian_date()
{
	local said
	said=$(awk -v head="($1-" 'index($0, head) { found = 1 } found && /^ -- / { sub(/.*  /, ""); print; exit }' debian/changelog)
	[ -z "$said" ] || date -u -d "$said" +%F
}

homepage=$(sed -n 's/^ *"homepage": "\(.*\)".*/\1/p' META.json)
problem=
for old in $(released); do
	[ "$(heading "$old")" = "## [$old] - $(debian_date "$old")" ] || problem="$problem debian/changelog says $(debian_date "$old") of $old;"
	! grep -q "(\(${old//./\\.}\)-.*UNRELEASED" debian/changelog || problem="$problem debian/changelog does not release $old;"
	grep -qxF "[$old]: $homepage$old/" CHANGELOG.md || problem="$problem CHANGELOG.md has no link for $old;"
done
report "$problem" "every released version has one date and a link below the homepage"
compare "debian/control" "$(sed -n 's/^Homepage: //p' debian/control.in)" "$homepage"
compare "debian/copyright" "$(sed -n 's/^Source: //p' debian/copyright)" "$homepage"
compare "the maintainer of META.json" "$(sed -n 's/^  "maintainer": "\(.*\)",$/\1/p' META.json)" \
	"$(sed -n 's/^Maintainer: \(.*\) <.*/\1/p' debian/control.in)"
compare "the maintainer of the newest entry of debian/changelog" "$(sed -n 's/^ -- \(.*>\)  .*/\1/p' debian/changelog | head -n 1)" \
	"$(sed -n 's/^Maintainer: //p' debian/control.in)"
problem=
for script in sql/upgrades/research_indicators--*--*.sql; do
	[ -e "$script" ] || continue
	to=${script##*--}
	grep -q "require_library('${to%.sql}')" "$script" || problem="$problem $script;"
done
report "$problem" "every upgrade script asks for its library first"
printf '1..%d\n' "$number"
exit "$status"
