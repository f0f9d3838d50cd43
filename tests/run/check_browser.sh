#!/bin/bash
# Opens the report's HTML page in a headless browser and compares what it shows
# with the JSON face.  TAP on standard output.
#
# Run from the root of the checkout, with PGHOST, PGUSER and PGDATABASE of a
# database that holds the extension and the sample data.  SKIP_BROWSER=1 leaves
# it out.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "${SKIP_BROWSER:-}" = 1 ]; then
	printf '1..0 # SKIP SKIP_BROWSER is set\n'
	exit 0
fi

year=2023
sender=NO
time_limit=120	# seconds for the browser
nbsp=$(printf '\302\240')

number=0
status=0

# result STATUS TITLE: one line of TAP; 0 is success
result()
{
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$number" "$2"
	else
		printf 'not ok %d - %s\n' "$number" "$2"
		status=1
	fi
}

# expect TITLE COMMAND...: success of a command; its output becomes comments
expect()
{
	local title=$1 output code=0
	shift
	output=$("$@" 2>&1) || code=1
	result "$code" "$title"
	if [ "$code" -ne 0 ] && [ -n "$output" ]; then
		printf '%s\n' "$output" | head -n 40 | sed 's/^/# /'
	fi
}

query()
{
	psql -AtX -v ON_ERROR_STOP=1 "$@"
}

find_browser()
{
	local name
	for name in "${BROWSER_PROGRAM:-}" chromium chromium-browser google-chrome
	do
		if [ -n "$name" ] && command -v "$name"; then
			return
		fi
	done
	fail "no Chromium found; SKIP_BROWSER=1 leaves this test out"
}

# browse OPTION...: the browser, with a profile and a home of its own, so that
# nothing of the user is read or written
browse()
{
	HOME=$folder timeout "$time_limit" "$browser" --headless --no-sandbox \
		--disable-gpu --disable-quic --disable-breakpad \
		--disable-dev-shm-usage --no-first-run \
		--disable-background-networking --disable-component-update \
		--disable-sync --user-data-dir="$folder/profile" \
		"$@" < /dev/null
}

# open_page LANG: page, DOM after loading and the browser's messages, as files
open_page()
{
	query -c "SELECT research_indicators.report_html($year, '$sender', lang => '$1')" \
		> "$folder/$1.html" || return 1
	browse --enable-logging=stderr --v=0 --dump-dom "file://$folder/$1.html" \
		> "$folder/$1.dom" 2> "$folder/$1.messages"
}

# The key figures as the page must show them: from the JSON, rounded by the written
# rule by other means than the stylesheet's.
expected_figures()
{
	query -c "SELECT research_indicators.report_json($year, '$sender')" > "$folder/report.json" || return 1
	node -e '
		const { rounded } = require("./tests/browser/rounded.js");
		const body = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).innhold;
		for (const figure of body.sammendrag.noekkeltall) {
			const unit = body.begreper.begrep.find((term) => term.id === figure.begrep).maaleenhet;
			console.log(figure.verdi === undefined ? "ikke beregnet" : rounded(String(figure.verdi), unit, "nb"));
		}' "$folder/report.json"
}

# the key figures that the page shows, one a line
shown_figures()
{
	sed "s/&nbsp;/$nbsp/g" "$1" | grep -o '<p class="stort"><[^>]*>[^<]*' |
		sed 's/.*>//'
}

key_figures_agree()
{
	expected_figures > "$folder/expected" || return 1
	shown_figures "$folder/nb.dom" > "$folder/shown"
	[ -s "$folder/expected" ] && diff "$folder/expected" "$folder/shown"
}

# numerator and denominator of every share: no share stands without its n
shares_have_counts()
{
	local shares counts
	shares=$(shown_figures "$folder/nb.dom" | grep -c '%$' || true)
	counts=$(sed "s/&nbsp;/$nbsp/g" "$folder/nb.dom" |
		grep -oE '<small class="av">[0-9][^<]* av [0-9]' | wc -l)
	echo "shares: $shares, with numerator and denominator: $counts"
	[ "$shares" -gt 0 ] && [ "$shares" -eq "$counts" ]
}

no_console_lines()
{
	[ -s "$folder/$1.dom" ] && ! grep CONSOLE "$folder/$1.messages"
}

has_content()
{
	grep -q '<main[ >]' "$folder/$1.dom" &&
		grep -q '</footer>' "$folder/$1.dom" &&
		grep -q '<td[ >]' "$folder/$1.dom"
}

# every drawing has a role and a title
drawings_have_text()
{
	local drawings titled
	drawings=$(grep -o '<svg[^>]*>' "$folder/nb.dom" | wc -l)
	titled=$(grep -oE '<svg [^>]*role="img"[^>]*aria-labelledby=[^>]*> *<title id="[^"]+">[^<]+' \
		"$folder/nb.dom" | wc -l)
	echo "drawings: $drawings, with a title: $titled"
	[ "$drawings" -gt 0 ] && [ "$drawings" -eq "$titled" ]
}

has_title()
{
	grep -oE '<title>[^<]+</title>' "$folder/nb.dom" | head -n 1 |
		grep "$year, Norge"
}

language_is()
{
	grep -q "<html lang=\"$1\">" "$folder/$1.dom"
}

# Every src, href, url() and @import points into the page itself.
nothing_is_fetched()
{
	[ -s "$folder/$1.html" ] || return 1
	! grep -oE '(src|href|srcset|data|action|poster)="[^"]*"' \
		"$folder/$1.html" | grep -vE '^href="#[^"]*"$' || return 1
	! grep -oE 'url\([^)]*\)|@import[^;]*' "$folder/$1.html" || return 1
	! grep -oE '<(link|iframe|object|embed|base|form)[ >]' \
		"$folder/$1.html" || return 1
	# one small script of the page's own
	[ "$(grep -o '<script' "$folder/$1.html" | wc -l)" -eq 1 ] || return 1
}

# fragments that are linked, and ids that are there
links_have_targets()
{
	grep -oE 'href="#[^"]+"' "$folder/nb.html" | sed 's/.*#//; s/"$//' |
		sort -u > "$folder/links"
	grep -oE ' id="[^"]+"' "$folder/nb.html" | sed 's/.*="//; s/"$//' |
		sort > "$folder/ids"
	uniq -d "$folder/ids" | sed 's/^/id occurs twice: /' > "$folder/faults"
	sort -u "$folder/ids" | comm -23 "$folder/links" - |
		sed 's/^/no such id: /' >> "$folder/faults"
	cat "$folder/faults"
	[ -s "$folder/links" ] && [ ! -s "$folder/faults" ]
}

# At the width of a desk and of a phone only tables scroll sideways, not the
# page: a script that is put into a copy measures it.
page_fits()
{
	local width
	sed 's#</body>#<script>addEventListener("load",()=>{document.body.textContent="page "+document.documentElement.scrollWidth+" window "+document.documentElement.clientWidth})</script></body>#' \
		"$folder/nb.html" > "$folder/measured.html"
	for width in 1400 500; do
		browse --window-size="$width,900" --dump-dom "file://$folder/measured.html" \
			2> /dev/null | grep -oE 'page [0-9]+ window [0-9]+' > "$folder/width" || return 1
		cat "$folder/width"
		awk '$2 > $4 { exit 1 }' "$folder/width" || return 1
	done
}

# the mark of a report that must not be delivered, where the envelope has it
mark_is_shown()
{
	local mark
	mark=$(query -c "SELECT research_indicators.report_json($year, '$sender')::jsonb #>> '{konvolutt,merknad}'") || return 1
	[ -z "$mark" ] || grep -q "<strong>$mark</strong>" "$folder/nb.dom"
}

browser=$(find_browser)
mkdir -p build/tmp
folder=$(mktemp -d "$root/build/tmp/browser.XXXXXX")
trap 'rm -rf "$folder"' EXIT

printf '1..19\n'
for lang in nb nn en; do
	expect "$lang: the browser opens the page" open_page "$lang"
	expect "$lang: it says nothing on the console" no_console_lines "$lang"
	expect "$lang: the page has its content" has_content "$lang"
	expect "$lang: it names its language" language_is "$lang"
done
expect "the document has a title with year and sender" has_title
expect "every drawing has a text alternative" drawings_have_text
expect "the key figures are those of the JSON face" key_figures_agree
expect "every share among them has its n" shares_have_counts
expect "nothing is fetched, every link has its target" \
	eval 'nothing_is_fetched nb && nothing_is_fetched nn && nothing_is_fetched en && links_have_targets'
expect "only tables scroll sideways, not the page" page_fits
expect "the mark of a report that must not be delivered is shown" mark_is_shown
exit "$status"
