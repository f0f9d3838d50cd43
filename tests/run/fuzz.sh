#!/usr/bin/env bash
# Builds every libFuzzer target of tests/fuzz into build/fuzz/ and runs each
# for the given number of seconds (20).  Inputs that reach new code are kept in
# build/fuzz/corpus/, an input that breaks something in build/fuzz/.  CLANG
# chooses the compiler.

set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seconds=${1:-20}
[[ $seconds =~ ^[1-9][0-9]*$ ]] ||
	fail "\"$seconds\" is not a number of seconds"

find_clang()
{
	local candidate
	for candidate in "${CLANG:-}" clang clang-{20,19,18,17,16,15,14}; do
		if [ -n "$candidate" ] && command -v "$candidate"; then
			return 0
		fi
	done
	return 1
}

clang=$(find_clang) ||
	fail 'clang is missing: apt-get install clang libclang-rt-14-dev'
require_writable_build
hold_name fuzz
mkdir -p build/fuzz/corpus

flags=(-std=c99 -g -O1 -fno-omit-frame-pointer
	"-fsanitize=fuzzer,address,undefined" -fno-sanitize-recover=all
	-Wall -Wextra -Wshadow -Werror -Iextension/core -Itests/fuzz)

# The fuzzer's runtime comes in a package of its own.
runtime=$("$clang" -print-resource-dir)
if ! find -L "$runtime" -name 'libclang_rt.fuzzer*.a' 2> /dev/null |
	grep -q .
then
	fail "libFuzzer is missing: apt-get install" \
		"libclang-rt-$(basename "$runtime" | cut -d. -f1)-dev"
fi

found=()
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	"$clang" "${flags[@]}" -o "build/fuzz/$name" "$source" \
		extension/core/*.c -lm || fail "$source does not compile"
	mkdir -p "build/fuzz/corpus/$name"

	say "$name: $seconds s"
	if ! "build/fuzz/$name" -max_total_time="$seconds" -timeout=10 \
		-rss_limit_mb=1024 -max_len=2048 -verbosity=1 \
		-print_final_stats=1 -artifact_prefix="build/fuzz/$name-" \
		"build/fuzz/corpus/$name" > "build/fuzz/$name.log" 2>&1
	then
		found+=("$name")
		tail -n 60 "build/fuzz/$name.log"
	else
		grep -hE '^INFO: Seed|number_of_executed_units|DONE' \
			"build/fuzz/$name.log" | sed 's/^/    /'
	fi
done

[ "${#found[@]}" -eq 0 ] || fail "findings in: ${found[*]}"
