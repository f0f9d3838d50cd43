# What the run scripts share: where the checkout is, which PostgreSQL is meant,
# how a failure is said.  Sourced by bash, never run.

export LC_ALL=C.UTF-8
umask 022

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root"

say()
{
	printf '%s\n' "$*"
}

fail()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# The major version of the PostgreSQL that is meant: PG_MAJOR, else that of
# PG_CONFIG, else that of the newest installed development files, else the one
# that this Debian has.
postgres_major()
{
	local named=${PG_CONFIG:-pg_config} makefile
	if [ -n "${PG_MAJOR:-}" ]; then
		echo "$PG_MAJOR"
	elif pg_config_is_usable "$named"; then
		"$named" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
	elif [[ $named =~ ^/usr/lib/postgresql/([0-9]+)/bin/pg_config$ ]]; then
		echo "${BASH_REMATCH[1]}"
	else
		for makefile in /usr/lib/postgresql/*/lib/pgxs/src/makefiles/pgxs.mk; do
			[ ! -e "$makefile" ] || echo "$makefile" | cut -d/ -f5
		done | sort -n | tail -n 1 | grep . || debian_major
	fi
}

# The major version of Debian's package postgresql: 15 in bookworm, 17 in
# trixie.  Where apt knows no package yet, that of the oldest we build on.
debian_major()
{
	apt-cache show postgresql 2>/dev/null |
		sed -n 's/^Depends:.*postgresql-\([0-9]*\).*/\1/p' |
		sort -n | tail -n 1 | grep . || echo 15
}

# A pg_config whose development files are there (Debian's libpq-dev brings one
# without them).
pg_config_is_usable()
{
	local pgxs
	pgxs=$("$1" --pgxs 2>/dev/null) && [ -e "$pgxs" ]
}

# Sets and exports PG_CONFIG, and bindir, the folder of the server's programs.
find_postgres()
{
	local major
	major=$(postgres_major)
	: "${PG_CONFIG:=pg_config}"
	if [ -n "${PG_MAJOR:-}" ] ||
		{ [ "$PG_CONFIG" = pg_config ] && ! pg_config_is_usable pg_config; }
	then
		PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config
	fi
	export PG_CONFIG
	pg_config_is_usable "$PG_CONFIG" ||
		fail "no development files of PostgreSQL $major ($PG_CONFIG)"
	bindir=$("$PG_CONFIG" --bindir)
	[ -x "$bindir/initdb" ] ||
		fail "no server programs in $bindir (set PG_CONFIG to choose another)"
}

# Forgets the caller's PostgreSQL: the scripts speak to their own server only.
forget_caller_server()
{
	unset PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGPASSFILE PGDATABASE \
		PGSERVICE PGSERVICEFILE PGOPTIONS PGSSLMODE PGCLIENTENCODING \
		PGDATESTYLE PGTZ PGAPPNAME PGTARGETSESSIONATTRS PGREQUIRESSL PGDATA
}

# build/ is used by one user at a time: root's files stop an ordinary user.
require_writable_build()
{
	mkdir -p build 2>/dev/null || true
	[ -w build ] && { [ ! -e build/lock ] || [ -w build/lock ]; } ||
		fail "build/ is not writable for $(id -un): remove it first"
}

# make, one at a time in this checkout, without the job server of a make that
# may have called us (its command line variables stay).  The compiler's
# temporary files stay in the checkout.
run_make()
{
	local flags
	flags=$(printf '%s' "${MAKEFLAGS:-}" |
		sed -E 's/(^| )(-j[0-9]*|--jobserver-[a-z]+=[^ ]*)//g')
	mkdir -p build/lock build/tmp
	MAKEFLAGS=$flags TMPDIR=$root/build/tmp flock build/lock/make \
		make --no-print-directory -j2 "$@"
}

# Only one run at a time has a name (its logs, its server); the lock ends with
# the script.
held_name=
hold_name()
{
	[ "$held_name" != "$1" ] || return 0
	mkdir -p build/lock
	exec 9> "build/lock/$1"
	if ! flock -n 9; then
		say "waiting for another run of \"$1\" in this checkout" >&2
		flock 9
	fi
	held_name=$1
}
