#!/bin/bash
# Measures the page of every kind of unit, edition and language in a headless
# browser (tests/browser/budgets.js): screens, sheets, bytes, tab stops, axe-core,
# text in its boxes at 320, 390, 820 and 1400 px, paper.  Besides those of the sample
# a page on which every value is missing and one of a country with a single trust.
# Pictures, the printed sheets and table.txt go to build/pages/.
#
#   tests/run/pages.sh [make | NAME:KIND:LANG...]
#
# "make" leaves the pages in build/pages/ unmeasured; names measure only those, of
# what is there already.
# Wants PGHOST, PGPORT and PGUSER of a server with the extension (make check-pages
# starts one); makes a database of its own.  axe-core comes by npm as for
# check_page.sh; where it cannot be had its part is skipped and says so.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

axe_version=4.10.3
modules=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/research_indicators/axe-$axe_version
year=2023
pages=$root/build/pages
database=ri_pages
maintenance=${PGDATABASE:-postgres}

# name, kind of budget, organisation number
units()
{
	cat <<-'UNITS'
	nation nation NO
	region region 983658725
	trust trust 983974724
	small_trust trust 983974694
	nonprofit trust 984027737
	UNITS
}

find_browser()
{
	local name
	for name in "${BROWSER_PROGRAM:-}" chromium chromium-browser google-chrome; do
		[ -z "$name" ] || ! command -v "$name" || return 0
	done
	fail "no Chromium found"
}

find_axe()
{
	axe=$modules/node_modules/axe-core/axe.min.js
	if [ ! -f "$axe" ] && ! { mkdir -p "$modules" &&
		timeout 180 npm install --prefix "$modules" --no-audit --no-fund \
			"axe-core@$axe_version"; } > "$pages/npm.log" 2>&1
	then
		printf '# npm could not fetch axe-core: accessibility is not checked\n'
		axe=
	fi
}

query()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -d "$database" "$@"
}

make_database()
{
	psql -X -q -v ON_ERROR_STOP=1 -d "$maintenance" \
		-c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database" 2> /dev/null
	trap 'psql -X -q -d "$maintenance" -c "DROP DATABASE $database"' EXIT
	query -c "CREATE EXTENSION research_indicators"
	query -f tests/data/load.sql > /dev/null
}

# pages_of NAME: statements that write the pages of the document in the table it
pages_of()
{
	local lang
	for lang in nb nn en; do
		echo "SELECT research_indicators_internal.report_page(document, '$lang') FROM it \\g $pages/$1.$lang.html"
	done
}

# make_pages NAME DOCUMENT [STATEMENTS]: pages of what the expression gives, after
# statements that are undone
make_pages()
{
	query > /dev/null <<-SQL
	SET jit = off;
	SET client_min_messages = warning;
	BEGIN;
	${3:-}
	CREATE TEMP TABLE it AS SELECT $2 AS document;
	SELECT document FROM it \\g $pages/$1.xml
	$(pages_of "$1")
	ROLLBACK;
	SQL
}

# The trust's report without any value, each with a reason.  xmllint sees to it that
# it is still a report.
make_page_without_values()
{
	perl -pe 's{<(tall|deltall|noekkeltall) ([^>]*?)(/?)>}{
		my ($name, $rest, $end) = ($1, $2, $3);
		$rest =~ s/\s*\b(verdi|forrigeVerdi|teller|nevner|nedre|oevre|rapporterteEnheter|forventedeEnheter|grunn)="[^"]*"//g;
		"<$name $rest grunn=\"ikkeBeregnet\"$end>" }ge' "$pages/trust.xml" > "$pages/missing.xml"
	xmllint --nonet --noout --schema build/embedded/report.xsd "$pages/missing.xml" 2> "$pages/missing.log" ||
		fail "the report without values is no report: $(head -n 3 "$pages/missing.log")"
	{
		echo "\\set document \`cat $pages/missing.xml\`"
		echo "CREATE TEMP TABLE it AS SELECT :'document'::xml AS document;"
		pages_of missing
	} | query > /dev/null
}

# a country with one region and one trust in it, which has all the patients
single_trust="DELETE FROM esystems.institution
	WHERE kind IN ('hf', 'private_nonprofit', 'rhf', 'university')
	  AND institution_id NOT IN ('helse-fonna', 'helse-vest');"

make_all()
{
	local name kind unit
	while read -r name kind unit; do
		make_pages "$name" "research_indicators.report_xml($year, '$unit')"
		make_pages "$name.public" "research_indicators.report_xml($year, '$unit', edition => 'public')"
		for lang in nb nn en; do
			names="$names $name:$kind:$lang $name.public:$kind:$lang"
		done
	done < <(units)
	make_page_without_values
	make_pages single "research_indicators.report_xml($year, '983974694')" "$single_trust"
	make_pages annex "research_indicators.report_annex_xml($year, '983974694')"
	names="$names missing:trust:nb missing:trust:nn missing:trust:en single:trust:nb annex:annex:nb"
}

browser=$(find_browser)
mkdir -p "$pages"
names="$*"
if [ -z "$names" ] || [ "$names" = make ]; then
	unmeasured=$names
	names=
	rm -rf "${pages:?}"/*
	make_database
	make_all
fi
[ -z "${unmeasured:-}" ] || exit 0
find_axe
# shellcheck disable=SC2086
node tests/browser/budgets.js "$browser" "$pages" "$pages" "$axe" $names
