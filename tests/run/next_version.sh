#!/bin/bash
# Goes on to the next version: freezes the install script of the present one where
# that was released, and states the next number everywhere.
#
#   tests/run/next_version.sh 0.2.0-dev   after the release of 0.1.0: its install script
#                                         goes to sql/released/, an upgrade script begins
#   tests/run/next_version.sh 0.2.0       before the release of 0.2.0: 0.2.0-dev gets
#                                         its number
#
# What it changed is for the caller to look at and to commit.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

control=extension/research_indicators.control
present=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control")
[ $# -eq 1 ] || fail "which version comes next? This is $present."
next=$1
[[ $next =~ ^[0-9]+\.[0-9]+\.[0-9]+(-dev)?$ ]] || fail "\"$next\" is no version: 0.2.0, or 0.2.0-dev before it"

# upgrade_name FROM TO
upgrade_name()
{
	echo "sql/upgrades/research_indicators--$1--$2.sql"
}

# The install script of a release never changes again.
freeze()
{
	run_make "sql/research_indicators--$present.sql" > /dev/null
	mkdir -p sql/released sql/upgrades
	cp "sql/research_indicators--$present.sql" sql/released/
	cat > "$(upgrade_name "$present" "$next")" <<-END
	\\echo Use "ALTER EXTENSION research_indicators UPDATE TO '$next'" to load this file. \\quit

	-- From $present to $next: what a new install has and an install of $present lacks.

	SELECT research_indicators_internal.require_library('$next');
	END
}

# rename_upgrades FROM TO: what led to the one leads to the other
rename_upgrades()
{
	local file
	for file in sql/upgrades/research_indicators--*--"$1".sql; do
		[ -e "$file" ] || continue
		sed -i "s/'$1'/'$2'/g; s/ to $1:/ to $2:/" "$file"
		mv "$file" "${file%--*}--$2.sql"
	done
}

# What is released has a date and a link; versions under work stand under the number
# that they lead to.
open_changelog_section()
{
	local homepage
	homepage=$(sed -n 's/^ *"homepage": "\(.*\)".*/\1/p' META.json)
	sed -i "s/^\(## \[$present\] - \)Unreleased$/\1$(date -u +%F)/" CHANGELOG.md
	sed -i "0,/^## \[/s//## [${next%-dev}] - Unreleased\n\n## [/" CHANGELOG.md
	grep -q '^\[[0-9.]*\]: ' CHANGELOG.md || echo >> CHANGELOG.md
	echo "[$present]: $homepage$present/" >> CHANGELOG.md
}

open_debian_section()
{
	local maintainer
	maintainer=$(sed -n 's/^Maintainer: //p' debian/control.in)
	sed -i "1s/) UNRELEASED;/) unstable;/; 0,/^ -- /s/^\( -- .*  \).*/\1$(date -u -R)/" debian/changelog
	{
		printf 'research-indicators (%s-1) UNRELEASED; urgency=medium\n\n' "${next/-dev/\~dev}"
		printf '  * New version: CHANGELOG.md.\n\n -- %s  %s\n\n' "$maintainer" "$(date -u -R)"
		cat debian/changelog
	} > debian/changelog.new
	mv debian/changelog.new debian/changelog
}

if [ "$next" = "${present%-dev}" ]; then
	[ "$next" != "$present" ] || fail "this is $present"
	rename_upgrades "$present" "$next"
	sed -i "1s/(.*)/($next-1)/" debian/changelog
else
	[ "$present" = "${present%-dev}" ] || fail "$present is not released: its number comes first (${present%-dev})"
	freeze
	open_changelog_section
	open_debian_section
fi
sed -i "s/^\(default_version *= *\)'.*'/\1'$next'/" "$control"
sed -i "s/\(\"version\": \"\)$present\"/\1$next\"/; s/--$present\.sql/--$next.sql/" META.json
say "$present -> $next"
