#!/bin/bash
# How long files take to load: import.sql in a database of its own.
#
#   tests/bench/import.sh [PUBLICATIONS]    111 111, with nine contributions
#                                           each, if not said otherwise
#
# Wants PGHOST, PGPORT, PGUSER (a superuser); makes and drops a database.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/../run/common.sh"

publications=${1:-111111}
[[ $publications =~ ^[1-9][0-9]*$ ]] || fail "\"$publications\" is not a number of publications"
export PGDATABASE=ri_bench_import
trap 'psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $PGDATABASE"' EXIT
psql -X -q -d postgres -c "CREATE DATABASE $PGDATABASE"
psql -X -q -c "CREATE EXTENSION research_indicators"
psql -X -q -v publications="$publications" -f tests/bench/import.sql
