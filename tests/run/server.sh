#!/bin/bash
# A private PostgreSQL with this checkout's extension: on a unix socket only,
# made new at every start, apart from every other cluster of the machine.
#
#   tests/run/server.sh run COMMAND...  start, run the command, stop
#   tests/run/server.sh start [NAME]    start and leave it running; prints the
#                                       settings, for eval "$(...)"
#   tests/run/server.sh install [NAME]  build again, for a server that runs
#   tests/run/server.sh stop [NAME]
#
# Other scripts source it: server_prepare NAME, then the steps server_install,
# server_init and server_up; server_down at the end.
#
# Data, socket and the installed extension stand in build/server/NAME/, or,
# where the server's user cannot reach the checkout or its path is too long for
# a socket, in a folder of mktemp's.  Root runs the server as an unprivileged
# user, anybody else as oneself.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

server_home=
longest_socket_folder=90

# Runs a command as the user who owns the server.
as_server()
{
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid="$server_user" --regid="$(id -g "$server_user")" \
			--init-groups --reset-env \
			env LC_ALL="$LC_ALL" PATH="$PATH" "$@"
	else
		"$@"
	fi
}

find_server_user()
{
	if [ "$(id -u)" -ne 0 ]; then
		server_user=$(id -un)
	elif id postgres > /dev/null 2>&1; then
		server_user=postgres
	else
		server_user=nobody
	fi
}

# make_home FOLDER: the folders below it; only pg/ belongs to the server
make_home()
{
	mkdir -p "$1/pg" "$1/destdir"
	[ "$(id -u)" -ne 0 ] || chown "$server_user:" "$1/pg"
}

# A folder will do if names in settings need no quoting, a socket fits and the
# server's user gets there.
home_is_usable()
{
	case $1 in
		*[!A-Za-z0-9_./+-]*) return 1 ;;
	esac
	[ "${#1}" -le $((longest_socket_folder - 3)) ] &&
		(cd "$1/pg" && as_server test -w "$1/pg") 2>/dev/null
}

# What a run that was killed left behind: its server too, by its own data folder.
clear_leftover()
{
	[ -e "$1.home" ] || return 0
	server_home=$(cat "$1.home")
	server_down
}

# server_prepare NAME: chooses the folders and sets what clients need.
server_prepare()
{
	find_postgres
	find_server_user
	server_name=$root/build/server/$1
	PATH=$bindir:$PATH
	mkdir -p build/server
	hold_name "$1"
	clear_leftover "$server_name"
	make_home "$server_name"
	server_home=$server_name
	if ! home_is_usable "$server_home"; then
		rm -rf "$server_name"
		server_home=$(mktemp -d -t research_indicators.XXXXXX)
		chmod 755 "$server_home"
		make_home "$server_home"
		home_is_usable "$server_home" ||
			fail "user $server_user cannot use $server_home"
	fi
	printf '%s\n' "$server_home" > "$server_name.home"
	forget_caller_server
	export PATH PGHOST=$server_home/pg PGPORT=5432 PGUSER=postgres
}

# The extension, into a folder of the server's own.
server_install()
{
	run_make install DESTDIR="$server_home/destdir" PG_CONFIG="$PG_CONFIG"
}

# How this server finds an extension outside its installation: Debian's
# setting, or that of PostgreSQL 18.
extension_settings()
{
	local destdir=$server_home/destdir
	if as_server "$bindir/postgres" --describe-config |
		grep -q '^extension_destdir'
	then
		printf "extension_destdir = '%s'\n" "$destdir"
	elif as_server "$bindir/postgres" --describe-config |
		grep -q '^extension_control_path'
	then
		printf "extension_control_path = '%s:\$system'\n" \
			"$destdir$("$PG_CONFIG" --sharedir)"
		printf "dynamic_library_path = '%s:\$libdir'\n" \
			"$destdir$("$PG_CONFIG" --pkglibdir)"
	else
		fail "this PostgreSQL loads extensions from its own folders only:" \
			"use make install and make installcheck"
	fi
}

# Shared memory as files of the cluster: a container's /dev/shm is often too
# small for parallel workers.  No autovacuum: plans must not depend on when it
# comes by, and a test that drops what it works on would meet it.
server_settings()
{
	cat <<-SETTINGS
	listen_addresses = ''
	port = $PGPORT
	unix_socket_directories = '$PGHOST'
	max_connections = 20
	max_worker_processes = 8
	max_parallel_workers = 8
	dynamic_shared_memory_type = mmap
	fsync = off
	synchronous_commit = off
	full_page_writes = off
	autovacuum = off
	lc_messages = 'C'
	SETTINGS
	extension_settings
}

server_init()
{
	(
		cd "$PGHOST"
		as_server "$bindir/initdb" -D "$PGHOST/data" -U "$PGUSER" \
			--auth=trust --locale=C.UTF-8 --encoding=UTF8 --no-sync
		server_settings | as_server tee -a "$PGHOST/data/postgresql.conf"
	)
}

server_up()
{
	(
		cd "$PGHOST"
		as_server "$bindir/pg_ctl" start -s -w -t 60 -D "$PGHOST/data" \
			-l "$PGHOST/log" 9>&- || {
			tail -n 20 "$PGHOST/log" >&2
			exit 1
		}
	)
}

# Stops the server, if it runs, and removes all it had.
server_down()
{
	local data=$server_home/pg/data
	[ -n "$server_home" ] || return 0
	# a server that was being started has its pid file in a moment
	[ ! -e "$data" ] || [ -e "$data/postmaster.pid" ] || sleep 0.5
	if [ -e "$data/postmaster.pid" ]; then
		(
			cd "$server_home/pg"
			as_server "$bindir/pg_ctl" stop -s -w -m fast -D "$data" ||
				as_server "$bindir/pg_ctl" stop -s -w -m immediate -D "$data"
		) > /dev/null 2>&1 || true
	fi
	rm -rf "$server_home"
	rm -f "$server_name.home"
	server_home=
}

# A running server that "start" left behind.
find_running()
{
	find_postgres
	find_server_user
	server_name=$root/build/server/$1
	[ -e "$server_name.home" ] || fail "no server named $1 was started"
	server_home=$(cat "$server_name.home")
}

server_main()
{
	local command=${1:-}
	[ -z "$command" ] || shift
	case $command in
		run)
			server_prepare run
			trap server_down EXIT
			trap 'exit 130' INT
			trap 'exit 143' TERM HUP
			{ server_install && server_init && server_up; } >&2
			export PGDATABASE=postgres
			"$@"
			;;
		start)
			server_prepare "${1:-dev}"
			trap server_down EXIT
			trap 'exit 130' INT
			trap 'exit 143' TERM HUP
			{ server_install && server_init && server_up; } >&2
			trap - EXIT
			printf 'export PATH=%s:$PATH PGHOST=%s PGPORT=%s PGUSER=%s\n' \
				"$bindir" "$PGHOST" "$PGPORT" "$PGUSER"
			;;
		install)
			find_running "${1:-dev}"
			server_install
			;;
		stop)
			find_running "${1:-dev}"
			server_down
			;;
		*)
			sed -n '2,/^$/{/^#/s/^# \{0,1\}//p}' "$0" | head -n 12 >&2
			exit 2
			;;
	esac
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
	server_main "$@"
fi
