#!/bin/bash
# Sees to the Debian packages that a purpose needs.
#
#   tests/run/packages.sh PURPOSE...     build run test browser pages deb roots
#                                      fuzz static valgrind asan
#
# As root installs what is missing, and nothing else; as anybody else prints
# the line to run and ends with status 3.  When nothing is missing it asks only
# dpkg.  Installing the server package makes no cluster and touches none.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# packages_for PURPOSE
packages_for()
{
	local major
	major=$(postgres_major)
	case $1 in
		build)
			echo gcc libc6-dev make pkg-config binutils
			echo libxml2-dev libxslt1-dev libjansson-dev
			installed_otherwise || echo "postgresql-server-dev-$major"
			;;
		run)
			# xmllint brings libxml2, whose package changes its name
			echo libxslt1.1 libjansson4 libxml2-utils
			installed_otherwise || echo "postgresql-$major"
			;;
		test)
			echo perl libtap-parser-sourcehandler-pgtap-perl xsltproc
			echo openssl xmlsec1 zip unzip jq
			# a Node.js from elsewhere has its npm, and Debian's conflicts with it
			command -v npm > /dev/null || echo nodejs npm
			echo clang
			installed_otherwise || echo "postgresql-$major-pgtap"
			;;
		browser)
			echo chromium
			;;
		pages)
			echo chromium poppler-utils
			;;
		deb)
			echo build-essential debhelper lintian postgresql-server-dev-all xsltproc
			;;
		roots)
			echo debootstrap
			;;
		fuzz)
			echo clang "$(compiler_runtime)"
			;;
		static)
			echo clang-tidy cppcheck
			installed_otherwise || echo "postgresql-$major-plpgsql-check"
			;;
		valgrind)
			echo valgrind
			;;
		asan)
			# to unpack Debian's source and to build a server of it
			echo gcc make perl dpkg-dev libxml2-dev
			;;
		*)
			fail "unknown purpose \"$1\": build, run, test, browser, pages, deb, roots, fuzz, static, valgrind, asan"
			;;
	esac
}

# The package of sanitizers for Debian's clang: libclang-rt-14-dev in bookworm.
compiler_runtime()
{
	apt-cache show clang 2>/dev/null |
		sed -n 's/^Depends:.*clang-\([0-9]*\).*/libclang-rt-\1-dev/p' |
		sort -V | tail -n 1 | grep . || echo libclang-rt-14-dev
}

# A PostgreSQL that PG_CONFIG names outside Debian's folders is the caller's own
# affair, with its pgTAP.
installed_otherwise()
{
	[ -n "${PG_CONFIG:-}" ] && pg_config_is_usable "$PG_CONFIG" || return 1
	case $("$PG_CONFIG" --bindir) in
		/usr/lib/postgresql/*) return 1 ;;
	esac
}

# The names on standard input that are not installed.
missing_of()
{
	local wanted name installed
	wanted=$(tr ' ' '\n' | sort -u)
	# one query for all; a package unknown to dpkg prints nothing
	# shellcheck disable=SC2086
	installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted \
		2>/dev/null | sed -n 's/^installed \(.*\)/ \1 /p')
	for name in $wanted; do
		case $installed in
			*" $name "*) ;;
			*) printf '%s\n' "$name" ;;
		esac
	done
}

# While the server package is installed, Debian is told to make no cluster.
no_main_cluster=/etc/postgresql-common/createcluster.d/no-main-cluster-now.conf

forbid_cluster()
{
	mkdir -p "${no_main_cluster%/*}"
	echo "create_main_cluster = false" > "$no_main_cluster"
}

allow_cluster()
{
	rm -f "$no_main_cluster"
}

install_packages()
{
	export DEBIAN_FRONTEND=noninteractive
	apt-get -qq -o Acquire::Retries=3 update ||
		say "apt-get update had errors; going on with what it got"
	case " $* " in
		*" postgresql-"*) forbid_cluster ;;
	esac
	apt-get install -y -q --no-install-recommends \
		-o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@" < /dev/null
}

command -v dpkg-query > /dev/null || {
	say "not a Debian machine: the packages are yours to see to"
	exit 0
}
[ $# -gt 0 ] || fail "which purpose? build, run, test, browser, pages, deb, roots, fuzz, static, valgrind, asan"

wanted=$(for purpose in "$@"; do packages_for "$purpose"; done)
missing=$(printf '%s\n' "$wanted" | missing_of | tr '\n' ' ')
missing=${missing% }
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	{
		say "These packages are missing: $missing"
		say "Run as root:"
		say "    PG_MAJOR=$(postgres_major) $root/tests/run/packages.sh $*"
	} >&2
	exit 3
fi
trap allow_cluster EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
say "installing $missing"
# shellcheck disable=SC2086
install_packages $missing
