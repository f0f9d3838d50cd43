#!/bin/bash
# Tests the symbols of the built library: it must not call a function that the
# server exports under the same name, and must not export names of its own
# that could meet another library's.  TAP on standard output.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

library=$root/research_indicators.so

# Defined symbols may begin with these only.
allowed='ri_|research_indicators_|orgnr_|hrcs_code_|trial_id_|doi_|pg_finfo_|Pg_magic_func$|_PG_init$'

# Names that both the server and Jansson define: the server's one wins, and
# crashes.
clashing='json_object'

dynamic_symbols()
{
	nm -D "--$1-only" "$library" | awk '{ print $NF }' | sed 's/@.*//'
}

# report TITLE NAMES: passes when there are no names
report()
{
	number=$((number + 1))
	if [ -z "$2" ]; then
		printf 'ok %d - %s\n' "$number" "$1"
	else
		printf 'not ok %d - %s\n' "$number" "$1"
		printf '%s\n' "$2" | sed 's/^/# /'
		status=1
	fi
}

[ -e "$library" ] || fail "build the library first ($library)"
number=0
status=0
printf '1..4\n'
report "the library can be read" \
	"$(dynamic_symbols defined | grep -qx Pg_magic_func || echo 'no Pg_magic_func')"
report "no symbol is taken over by the server" \
	"$(dynamic_symbols undefined | grep -Ex "$clashing" || true)"
report "every exported symbol has a prefix of ours" \
	"$(dynamic_symbols defined | grep -Ev "^($allowed)" || true)"
# versions() must say what runs: the headers only know what was compiled with.
# libxml2 before 2.14 keeps the number behind a function.
report "the versions of libxml2 and libxslt are asked of the libraries" \
	"$(for name in xmlParserVersion xsltLibxsltVersion; do
		dynamic_symbols undefined | grep -Eqx "(__)?$name" || echo "$name"
	done)"
exit "$status"
