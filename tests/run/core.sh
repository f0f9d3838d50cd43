#!/usr/bin/env bash
# Builds the unit tests of extension/core into build/core/ and runs them.  No
# PostgreSQL is needed.  CC chooses the compiler (cc), CFLAGS adds flags (for
# example -fsanitize=address,undefined), RI_TEST_SEED another seed.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

require_writable_build
hold_name core
mkdir -p build/core

# An older build must not be run for a test that is no longer there.
rm -f build/core/test_*

programs=()
for source in tests/core/test_*.c; do
	program=build/core/$(basename "$source" .c)
	# CFLAGS are words on purpose
	# shellcheck disable=SC2086
	"${CC:-cc}" -std=c99 -O2 -g -ffp-contract=off \
		-Wall -Wextra -Wshadow -Wpedantic -Werror ${CFLAGS:-} \
		-Iextension/core -o "$program" "$source" extension/core/*.c -lm ||
		fail "$source does not compile"
	programs+=("$program")
done

if command -v prove > /dev/null; then
	exec prove -v --exec '' "${programs[@]}"
fi

failed=0
for program in "${programs[@]}"; do
	say "$program"
	"$program" || failed=$((failed + 1))
done
[ "$failed" -eq 0 ] || fail "$failed of ${#programs[@]} programs failed"
