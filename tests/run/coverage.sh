#!/bin/bash
# Coverage of extension/ by the unit tests of the core and the pgTAP files, merged:
# lines by folder, branches of extension/core, and in build/coverage/ what no test
# runs (uncovered_lines, uncovered_branches); fails for what tests/uncovered.tsv does
# not explain.  FILES="tests/sql/doi.sql ..." takes these pgTAP files only.
#
# Builds apart, in build/coverage/, with gcc's --coverage, and starts a server.
set -eu
unset TMPDIR
. "$(dirname "${BASH_SOURCE[0]}")/server.sh"

work=$root/build/coverage
rm -rf "$work"
mkdir -p "$work/core" "$work/tree"

# The core with its tests: branches of the compiler's own are none.
core_tests()
{
	local source
	(
		cd "$work/core"
		for source in "$root"/extension/core/*.c; do
			gcc -std=c99 -O0 --coverage -I"$root/extension/core" -c "$source"
		done
		for source in "$root"/tests/core/test_*.c; do
			gcc -std=c99 -O0 -I"$root/extension/core" -o test "$source" ./*.o --coverage -lm
			./test > test.log || fail "$source fails"
		done
	)
}

# The library from a copy of the tree, since objects remember where they stood.
server_install()
{
	git ls-files -z | xargs -0 cp --parents -t "$work/tree"
	MAKEFLAGS='' make -C "$work/tree" --no-print-directory -j2 install COPT='-O0 --coverage' \
		DESTDIR="$server_home/destdir" PG_CONFIG="$PG_CONFIG" > "$work/build.log" 2>&1
	chmod -R a+rwX "$work"
}

# gcov's own text: "count: line: source", "branch n taken ..."
report()
{
	perl - "$work" <<-'PERL'
	use strict;
	my ($work) = @ARGV;
	my (%lines, %branches);
	for my $of ('core', 'tree') {
	    my @gcda = split /\n/, `find $work/$of -name '*.gcda'`;
	    for my $gcda (@gcda) {
	        # names of sources are as they were from where make stood
	        open my $gcov, '-|', "cd $work/$of && gcov -b -c -t $gcda 2>/dev/null" or die;
	        my ($file, $line, $n);
	        while (<$gcov>) {
	            if (/^ *-: *0:Source:(.*)/) { $file = $1; $file =~ s{.*?(extension/)}{$1}; $line = 0; }
	            elsif (/^ *([0-9]+|#####|=====)\*?: *([0-9]+):(.*)/) {
	                my ($count, $text) = ($1, $3);
	                $line = $2; $n = 0;
	                next unless $file =~ m{^extension/};
	                $lines{$file}{$line}{text} = $text;
	                $lines{$file}{$line}{run} += $count =~ /^[0-9]/ ? $count : 0;
	            }
	            elsif (/^branch +[0-9]+ (never executed|taken ([0-9]+))/) {
	                my $count = $2 // 0;
	                # of the copy that the tests of the core ran, branches too
	                $branches{$file}{$line}{$n++} += $count if $of eq 'core' && $file =~ m{^extension/core/.*\.c$};
	            }
	        }
	    }
	}
	my (%of, %run, $all, $all_run);
	open my $uncovered, '>', "$work/uncovered_lines" or die;
	for my $file (sort keys %lines) {
	    (my $folder = $file) =~ s{/[^/]*$}{};
	    for my $line (sort { $a <=> $b } keys %{$lines{$file}}) {
	        $of{$folder}++; $all++;
	        if ($lines{$file}{$line}{run}) { $run{$folder}++; $all_run++; }
	        else { print $uncovered "$file:$line:$lines{$file}{$line}{text}\n"; }
	    }
	}
	printf "%-28s %6d of %6d lines  %5.1f %%\n", $_, $run{$_} // 0, $of{$_}, 100 * ($run{$_} // 0) / $of{$_} for sort keys %of;
	printf "%-28s %6d of %6d lines  %5.1f %%\n", 'extension', $all_run, $all, 100 * $all_run / $all;
	# what is explained is counted by its reason, the rest is to be tested or explained
	my (@explained, %times);
	open my $list, '<', 'tests/uncovered.tsv' or die;
	while (<$list>) { chomp; push @explained, [split /\t/, $_, 3] unless /^#/; }
	open my $unexplained, '>', "$work/unexplained" or die;
	my $reason = sub {
	    my ($file, $text) = @_;
	    my ($found) = grep { $file =~ /$_->[0]/ && $text =~ /$_->[1]/ } @explained;
	    $times{$found->[2]}++ if $found;
	    print $unexplained "$file: $text\n" unless $found;
	};
	for my $file (sort keys %lines) {
	    (my $below = $file) =~ s{^extension/}{};
	    $reason->($below, $lines{$file}{$_}{text}) for grep { !$lines{$file}{$_}{run} } sort { $a <=> $b } keys %{$lines{$file}};
	}
	my ($branches, $taken) = (0, 0);
	open my $open, '>', "$work/uncovered_branches" or die;
	for my $file (sort keys %branches) {
	    for my $line (sort { $a <=> $b } keys %{$branches{$file}}) {
	        my @counts = map { $branches{$file}{$line}{$_} } sort { $a <=> $b } keys %{$branches{$file}{$line}};
	        $branches += @counts;
	        my $missed = grep { !$_ } @counts;
	        $taken += @counts - $missed;
	        print $open "$file:$line: $missed of " . @counts . ":$lines{$file}{$line}{text}\n" if $missed;
	        $reason->($file =~ s{^extension/}{}r, $lines{$file}{$line}{text}) if $missed;
	    }
	}
	printf "%-28s %6d of %6d branches  %5.1f %% (tests of the core alone)\n", 'extension/core', $taken, $branches, 100 * $taken / ($branches || 1);
	printf "%6d %s\n", $times{$_}, $_ for sort keys %times;
	PERL
}

finish()
{
	server_down
}

core_tests
if [ "${FILES:-all}" != none ]; then
	server_prepare coverage
	trap finish EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	server_install
	{ server_init && server_up; } > "$work/server.log" 2>&1
	createdb ri_coverage
	export PGDATABASE=ri_coverage
	psql -X -q -v ON_ERROR_STOP=1 -c "CREATE EXTENSION research_indicators" -c "CREATE EXTENSION pgtap"
	psql -X -q -v ON_ERROR_STOP=1 -f tests/data/load.sql
	export PGOPTIONS="-c jit=off"
	# shellcheck disable=SC2086
	pg_prove --ext .sql ${FILES:-tests/sql/*.sql} > "$work/pgtap.log" 2>&1 ||
		say "some pgTAP files fail: see build/coverage/pgtap.log"
	# counters are written when processes end
	"$bindir/psql" -X -q -d postgres -c CHECKPOINT
	server_down
fi
report
say "what no test runs: build/coverage/uncovered_lines, build/coverage/uncovered_branches"
if [ "${FILES:-all}" = all ] && [ -s "$work/unexplained" ]; then
	cat "$work/unexplained"
	fail "$(wc -l < "$work/unexplained") lines and branches are neither tested nor explained in tests/uncovered.tsv"
fi
