#!/usr/bin/env bash
# Builds every libFuzzer target of tests/fuzz into build/fuzz/ and runs each
# for the given number of seconds (20).  It begins with the inputs of
# tests/fuzz/seeds/, one a line, escapes as printf reads them.  Inputs that reach
# new code are kept in build/fuzz/corpus/, an input that breaks something in
# build/fuzz/.  CLANG chooses the compiler.  The last line tells how many inputs
# were tried.

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
	"-fsanitize=address,undefined" -fno-sanitize-recover=all
	-Wall -Wextra -Wshadow -Werror -Iextension/core -Itests/fuzz)

# The fuzzer's runtime comes in a package of its own.
runtime=$("$clang" -print-resource-dir)
if ! find -L "$runtime" -name 'libclang_rt.fuzzer*.a' 2> /dev/null |
	grep -q .
then
	fail "libFuzzer is missing: apt-get install" \
		"libclang-rt-$(basename "$runtime" | cut -d. -f1)-dev"
fi

# The seeds of a target as files, beside what earlier runs kept.
plant_seeds()
{
	local line n=0
	mkdir -p "build/fuzz/corpus/$1"
	[ -e "tests/fuzz/seeds/${1#fuzz_}.txt" ] || return 0
	while IFS= read -r line; do
		n=$((n + 1))
		printf '%b' "$line" > "build/fuzz/corpus/$1/seed-$n"
	done < "tests/fuzz/seeds/${1#fuzz_}.txt"
}

# the core once, then each target with it
mkdir -p build/fuzz/core
rm -f build/fuzz/core/*.o
for source in extension/core/*.c; do
	"$clang" "${flags[@]}" -fsanitize=fuzzer-no-link -c \
		-o "build/fuzz/core/$(basename "$source" .c).o" "$source" ||
		fail "$source does not compile"
done

found=()
tried=0
targets=0
for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	"$clang" "${flags[@]}" -fsanitize=fuzzer -o "build/fuzz/$name" "$source" \
		build/fuzz/core/*.o -lm || fail "$source does not compile"
	plant_seeds "$name"
	targets=$((targets + 1))

	say "$name: $seconds s"
	if ! "build/fuzz/$name" -max_total_time="$seconds" -timeout=10 \
		-rss_limit_mb=1024 -max_len=2048 -verbosity=1 \
		-print_final_stats=1 -artifact_prefix="build/fuzz/$name-" \
		"build/fuzz/corpus/$name" > "build/fuzz/$name.log" 2>&1
	then
		found+=("$name")
		tail -n 60 "build/fuzz/$name.log"
	else
		tried=$((tried + $(sed -n 's/^stat::number_of_executed_units: *//p' \
			"build/fuzz/$name.log")))
		grep -hE '^INFO: Seed|number_of_executed_units|DONE' \
			"build/fuzz/$name.log" | sed 's/^/    /'
	fi
done

say "$targets targets, $seconds s each: $tried inputs tried, findings in ${#found[@]}"
[ "${#found[@]}" -eq 0 ] || fail "findings in: ${found[*]}"
