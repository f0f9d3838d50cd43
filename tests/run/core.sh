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

compile()
{
	# CFLAGS are words on purpose
	# shellcheck disable=SC2086
	"${CC:-cc}" -std=c99 -O2 -g -ffp-contract=off \
		-Wall -Wextra -Wshadow -Wpedantic -Werror ${CFLAGS:-} \
		-Iextension/core "$@"
}
compile_core()
{
	compile -c -o "build/core/$(basename "$1" .c).o" "$1"
}
compile_test()
{
	compile -o "build/core/$(basename "$1" .c)" "$1" build/core/*.o -lm
}
export -f compile compile_core compile_test
processors=$(nproc 2> /dev/null || echo 1)

# the core once, then every test with it
rm -f build/core/*.o
printf '%s\n' extension/core/*.c |
	xargs -P "$processors" -n 1 bash -c 'compile_core "$0"' ||
	fail "the core does not compile"
printf '%s\n' tests/core/test_*.c |
	xargs -P "$processors" -n 1 bash -c 'compile_test "$0"' ||
	fail "a test of the core does not compile"
programs=()
for source in tests/core/test_*.c; do
	programs+=("build/core/$(basename "$source" .c)")
done

if command -v prove > /dev/null; then
	exec prove -v -j "$processors" --exec '' "${programs[@]}"
fi

failed=0
for program in "${programs[@]}"; do
	say "$program"
	"$program" || failed=$((failed + 1))
done
[ "$failed" -eq 0 ] || fail "$failed of ${#programs[@]} programs failed"
