#!/bin/bash
# pgTAP files in a server that is built with AddressSanitizer and assertions from
# Debian's source package, and the library with it: what is read or written beside
# an object ends the backend, palloc'd or not, and the file fails.  A default
# subset, or FILES="tests/sql/doi.sql ...", or FILES=all.
#
# The server is built once, in build/asan/ (or, where the server's user cannot
# reach the checkout, in a folder beside it in /tmp): 60 MB of packages, minutes
# of compiling.
# The lists of packages that apt keeps for this stay there too: the machine's own
# are not touched.  Where apt gives no source, PG_SOURCE names an unpacked one.
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

work=$root/build/asan
# what does most in C: readers, kernels, emitters, libraries, types, the engine
files=${FILES:-tests/sql/doi.sql tests/sql/orgnr.sql tests/sql/hrcs.sql tests/sql/trial_id.sql
	tests/sql/nvi_points.sql tests/sql/wilson.sql tests/sql/attacks.sql tests/sql/bad_input.sql
	tests/sql/import_values.sql tests/sql/import_documents.sql tests/sql/import_csv.sql
	tests/sql/import_formats.sql tests/sql/appendix.sql tests/sql/publication_points.sql
	tests/sql/publication_sources.sql tests/sql/study_policies.sql tests/sql/shared_results.sql
	tests/sql/hostile.sql tests/sql/verify.sql tests/sql/archive.sql}
[ "$files" != all ] || files=$(echo tests/sql/*.sql)

# apt with lists of sources of its own
own_apt()
{
	local tool=$1
	shift
	"$tool" -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
		-o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" -o APT::Sandbox::User= "$@"
}

# The newest of the versions that the archive still has.
get_source()
{
	local suite package=postgresql-$1 version
	suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
	mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
	printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s\n' \
		"http://deb.debian.org/debian $suite main" "http://deb.debian.org/debian-security $suite-security main" \
		> "$work/apt/sources.list"
	own_apt apt-get -qq update
	for version in $(own_apt apt-cache showsrc "$package" | sed -n 's/^Version: //p' | sort -rV); do
		! (cd "$work" && own_apt apt-get -qq source "$package=$version") || return 0
		say "$package $version is not in the archive any more"
	done
	fail "no source package $package (PG_SOURCE names an unpacked one)"
}

# What was staged for another folder than the server's own is never installed.
install_staged()
{
	local stray
	stray=$(cd "$work/stage" && find . ! -type d ! -path ".$place/*" | head -n 5)
	[ -z "$stray" ] || fail "the server would be installed outside $place: $stray"
	mkdir -p "$place"
	cp -a "$work/stage$place/." "$place/"
	rm -rf "$work/stage"
}

build_server()
{
	local major source=${PG_SOURCE:-}
	major=$(postgres_major)
	if [ -z "$source" ]; then
		get_source "$major"
		source=$(find "$work" -maxdepth 1 -type d -name "postgresql-$major-*" | sort -V | tail -n 1)
	fi
	rm -rf "$work/objects" "$work/stage" "$work/source"
	cp -a "$source" "$work/source"
	source=$work/source
	mkdir "$work/objects"
	# Debian's patch installs into the machine's own folder, whatever the prefix
	sed -i 's,^override pkglibdir := /usr/lib/.*,override pkglibdir := $(pkglibdir)/postgresql,' \
		"$source/src/Makefile.global.in"
	(
		cd "$work/objects"
		# the parser's tables and the like come with the source
		"$source/configure" --prefix="$place" --enable-cassert --enable-debug --with-libxml \
			--without-readline --without-zlib \
			CFLAGS='-O1 -fno-omit-frame-pointer -fsanitize=address' LDFLAGS=-fsanitize=address
		make -s -j"$(nproc)" all
		make -s install DESTDIR="$work/stage"
	)
	install_staged
	cp "$(/usr/lib/postgresql/"$major"/bin/pg_config --sharedir)"/extension/pgtap* "$("$place/bin/pg_config" --sharedir)/extension/"
	touch "$place/built"
}

finish()
{
	local status=$?
	server_down
	exit "$status"
}

server_install()
{
	rm -rf "$work/tree"
	mkdir -p "$work/tree"
	git ls-files -z | xargs -0 cp --parents -t "$work/tree"
	# pg_config says the flags of the server
	MAKEFLAGS='' make -C "$work/tree" --no-print-directory -j2 install NO_SHARE=1 \
		DESTDIR="$server_home/destdir" PG_CONFIG="$PG_CONFIG" > "$work/library.log" 2>&1
}

require_writable_build
mkdir -p "$work"
find_server_user
place=$work/server
as_server test -x "$work" 2> /dev/null || place=/tmp/research_indicators.asan
# leaks: a backend ends without giving anything back
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:disable_coredump=1
if [ ! -e "$place/built" ]; then
	say "building a server with AddressSanitizer: build/asan/build.log"
	# in the background a failing step ends it
	build_server > "$work/build.log" 2>&1 &
	wait $! || { tail -n 20 "$work/build.log" >&2; fail "the server is not built"; }
fi
PG_CONFIG=$place/bin/pg_config
unset PG_MAJOR
server_prepare asan
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
server_install
# setpriv leaves no variable of ours to the server
as_server()
{
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid="$server_user" --regid="$(id -g "$server_user")" --init-groups --reset-env \
			env LC_ALL="$LC_ALL" PATH="$PATH" ASAN_OPTIONS="$ASAN_OPTIONS" "$@"
	else
		"$@"
	fi
}
{ server_init && server_up; } > "$work/server.log" 2>&1
createdb ri_asan
export PGDATABASE=ri_asan
psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
begun=$(date +%s)
status=0
# shellcheck disable=SC2086
PGOPTIONS="-c jit=off" pg_prove --ext .sql $files || status=1
# what must not be, whatever the files say
cp "$PGHOST/log" "$work/postgres.log"
ended=$(grep -c 'was terminated by signal' "$work/postgres.log" || true)
found=$(grep -c 'ERROR: AddressSanitizer\|TRAP: ' "$work/postgres.log" || true)
say "$(echo $files | wc -w) files in $(($(date +%s) - begun)) s, $("$PG_CONFIG" --version): $ended backends ended, $found reports of the sanitizer or assertions"
if [ "$ended" -ne 0 ] || [ "$found" -ne 0 ]; then
	grep -A 40 'ERROR: AddressSanitizer\|TRAP: ' "$work/postgres.log" | head -n 100
	status=1
fi
exit "$status"
