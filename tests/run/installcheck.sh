#!/bin/bash
# Runs the pgTAP tests on a scratch database of a running server, the one that
# PGHOST, PGPORT, PGUSER, ... name.  The extension and pgTAP must be installed
# there, and the role be a superuser.  The database is dropped at the end.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/step.sh"

database=research_indicators_installcheck_$$
maintenance=${PGDATABASE:-postgres}

finish()
{
	local status=$?
	trap '' INT TERM HUP
	end_step_child
	PGDATABASE=$maintenance psql -X -q \
		-c "SET client_min_messages = warning" \
		-c "DROP DATABASE IF EXISTS $database" > /dev/null || status=1
	end_tests "$status"
}

if pg_config_is_usable "${PG_CONFIG:-pg_config}"; then
	PATH=$("${PG_CONFIG:-pg_config}" --bindir):$PATH
fi
# "pgxn check -d" names one that need not be there
psql -X -q -d "$maintenance" -c "" 2> /dev/null || maintenance=postgres
require_writable_build
begin_run installcheck
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

step "create database $database" env PGDATABASE="$maintenance" \
	psql -X -q -v ON_ERROR_STOP=1 \
	-c "CREATE DATABASE $database TEMPLATE template0 ENCODING 'UTF8'"
export PGDATABASE=$database
step "create extension, pgTAP" psql -X -q -v ON_ERROR_STOP=1 \
	-c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
step "load the sample data" psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
for file in tests/sql/*.sql; do
	[ -e "$file" ] || continue
	tap_step "$file" pg_prove --verbose --ext .sql "$file"
done
