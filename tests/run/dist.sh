#!/bin/bash
# The source of the last commit as PGXN takes it: build/research_indicators-VERSION.zip,
# with the install script that META.json names.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" extension/research_indicators.control)
name=research_indicators-$version

run_make "sql/research_indicators--$version.sql" > /dev/null
git archive --format=zip --prefix="$name/sql/" --add-file="sql/research_indicators--$version.sql" \
	--prefix="$name/" -o "build/$name.zip" HEAD
say "build/$name.zip"
