#!/bin/bash
# Holds report pages and annexes against their JSON in a headless browser (tests/browser):
# the nation's, issued with a comment, a check and an accepted finding, a small
# trust's, and a region's of a year of which two trusts have delivered nothing, one
# language each.  TAP on standard output.
#
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension and the sample
# data.  axe-core comes by npm into a folder of the user's cache, not into the
# checkout; where npm is missing or cannot reach its registry, its part is skipped
# and says so.  SKIP_BROWSER=1 leaves everything out; THOROUGH=1 adds the
# other languages, whose pages differ in their labels, and another rule set.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

axe_version=4.10.3
modules=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/research_indicators/axe-$axe_version
year=2023
trust=983974694	# a small one
browser_limit=540	# seconds

skip()
{
	printf '1..0 # SKIP %s: no page is opened\n' "$1"
	exit 0
}

[ "${SKIP_BROWSER:-}" != 1 ] || skip "SKIP_BROWSER is set"
command -v node > /dev/null || skip "node is not installed"
browser=
for name in "${BROWSER_PROGRAM:-}" chromium chromium-browser google-chrome; do
	[ -n "$browser" ] || browser=$(command -v "${name:-/nonexistent}" || true)
done
[ -n "$browser" ] || fail "no Chromium found; SKIP_BROWSER=1 leaves this test out"

mkdir -p build/tmp
work=$(mktemp -d "$root/build/tmp/page.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

axe=$modules/node_modules/axe-core/axe.min.js
if [ ! -f "$axe" ] && ! { mkdir -p "$modules" &&
	timeout 180 npm install --prefix "$modules" --no-audit --no-fund \
		"axe-core@$axe_version"; } > "$work/npm" 2>&1
then
	printf '# SKIP npm could not fetch axe-core: accessibility is not checked\n'
	axe=
fi

# Pages and JSON of issued reports, in a transaction that leaves nothing: so each
# is computed once, and all faces of it are of one moment.
issued_pages()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -v work="$work" -v year="$year" -v trust="$trust" -v thorough="${THOROUGH:-0}" <<-'SQL' > /dev/null
	SET jit = off;
	SET client_min_messages = warning;
	BEGIN;
	SELECT research_indicators.create_archive('page_archive');
	SET research_indicators.archive_schema = 'page_archive';

	SELECT research_indicators.issue_report(:year, 'NO') AS report \gset
	SELECT research_indicators.report_comment(:'report', 'nasjonaltMaalesystem', 'Tallene er sett i sammenheng.');
	SELECT research_indicators.record_check(:'report', 'datakvalitet', '2024-03-01', 'Gjennomgått');
	SELECT research_indicators.waive_finding(:'report', r.content ->> 'kode', r.content ->> 'relasjon', 'Kjent, rettes neste år')
	FROM (SELECT f AS content
	      FROM jsonb_array_elements(research_indicators.report_json(:'report'::uuid)::jsonb #> '{innhold,datakvalitet,funn}') AS f
	      WHERE f ->> 'alvorlighet' = 'feil'
	      LIMIT 1) AS r;
	\set json :work '/nation.json'
	\set nb :work '/nation.nb.html'
	\set nn :work '/nation.nn.html'
	\set en :work '/nation.en.html'
	SELECT research_indicators.report_json(:'report'::uuid) \g :json
	SELECT research_indicators.report_html(:'report'::uuid, 'nb') \g :nb
	\set json :work '/nation.annex.json'
	\set nb :work '/nation.annex.nb.html'
	SELECT research_indicators.report_annex_json(:'report'::uuid) \g :json
	SELECT research_indicators.report_annex_html(:'report'::uuid, 'nb') \g :nb
	\if :thorough
	SELECT research_indicators.report_html(:'report'::uuid, 'nn') \g :nn
	SELECT research_indicators.report_html(:'report'::uuid, 'en') \g :en

	SELECT research_indicators.issue_report(:year, 'NO', 'illustrative') AS report \gset
	\set json :work '/illustrative.json'
	\set nb :work '/illustrative.nb.html'
	SELECT research_indicators.report_json(:'report'::uuid) \g :json
	SELECT research_indicators.report_html(:'report'::uuid, 'nb') \g :nb
	\endif
	ROLLBACK;
	SQL
}

# a report that is not issued
trust_pages()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -v work="$work" -v year="$year" -v trust="$trust" <<-'SQL' > /dev/null
	SET jit = off;
	BEGIN ISOLATION LEVEL REPEATABLE READ;
	CREATE TEMP TABLE report AS SELECT research_indicators.report_xml(:year, :'trust') AS document;
	\set json :work '/trust.json'
	\set nb :work '/trust.nb.html'
	\set nn :work '/trust.nn.html'
	\set en :work '/trust.en.html'
	SELECT research_indicators.report_json(:year, :'trust') \g :json
	SELECT research_indicators_internal.report_page(document, 'nb') FROM report \g :nb
	SELECT research_indicators_internal.report_page(document, 'nn') FROM report \g :nn
	SELECT research_indicators_internal.report_page(document, 'en') FROM report \g :en
	ROLLBACK;
	SQL
}

# A year of which two trusts have delivered nothing: "not delivered" and "k of m".
incomplete_pages()
{
	psql -X -q -At -v ON_ERROR_STOP=1 -v work="$work" -v year="$year" <<-'SQL' > /dev/null
	SET jit = off;
	BEGIN;
	\i tests/sql/include/two_silent_trusts.sql
	CREATE TEMP TABLE report AS SELECT research_indicators.report_xml(:year, '983658725') AS document;
	\set json :work '/incomplete.json'
	\set nb :work '/incomplete.nb.html'
	\set nn :work '/incomplete.nn.html'
	\set en :work '/incomplete.en.html'
	SELECT research_indicators.report_json(:year, '983658725') \g :json
	SELECT research_indicators_internal.report_page(document, 'nb') FROM report \g :nb
	SELECT research_indicators_internal.report_page(document, 'nn') FROM report \g :nn
	SELECT research_indicators_internal.report_page(document, 'en') FROM report \g :en
	ROLLBACK;
	SQL
}

issued_pages
trust_pages
incomplete_pages
status=0
timeout "$browser_limit" node tests/browser/pages.js "$browser" "$work" "$axe" \
	trust:nn nation:nb incomplete:en nation.annex:nb \
	${THOROUGH:+trust:nb trust:en nation:nn nation:en illustrative:nb incomplete:nb incomplete:nn} || status=1
exit "$status"
