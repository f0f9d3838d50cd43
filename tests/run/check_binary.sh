#!/bin/bash
# Tests the binary input of our types through COPY BINARY: valid values with bytes
# changed, added and taken away, and bytes of no order.  Each is a value, or an
# error that says what is wrong with it; what is taken comes back as itself.  TAP on
# standard output.
#
# BINARY_SEED=N chooses other inputs; 300 of each type, 5000 with THOROUGH=1.
# Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the extension.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seed=${BINARY_SEED:-20260101}
inputs=300
[ "${THOROUGH:-}" != 1 ] || inputs=5000
work=$(mktemp -d -t binary.XXXXXX)
trap 'rm -rf "$work"' EXIT

# What the types send of a few values, as hexadecimal digits.
psql -X -q -At -v ON_ERROR_STOP=1 > "$work/valid" <<'SQL'
SET search_path = research_indicators, public;
SELECT format('SELECT %L, encode(%s(%L::%s), ''hex'')', v.type, t.typsend::regproc, v.value, v.type)
FROM (VALUES ('orgnr', '983974724'), ('orgnr', '983658725'), ('hrcs_code', 'HC01'), ('hrcs_code', '8.1'), ('hrcs_code', '3'),
             ('trial_id', 'NCT01446328'), ('trial_id', '2010-018944-14'), ('trial_id', 'ISRCTN02813900'), ('trial_id', '2022-500014-26-00'),
             ('doi', '10.1056/nejmoa2034577'), ('doi', '10.1000/å'), ('doi', '10.1002/(sici)1097')) AS v(type, value)
JOIN pg_type AS t ON t.oid = v.type::regtype \gexec
SQL

# Files of one row each, and the statements that read them.
perl - "$work" "$seed" "$inputs" <<'PERL' > "$work/statements"
use strict;
my ($work, $seed, $inputs) = @ARGV;
srand($seed);
print "SET search_path = research_indicators, public;\n";
my %valid;
open my $values, '<', "$work/valid" or die;
while (<$values>) {
    chomp;
    my ($type, $hex) = split /\|/;
    push @{$valid{$type}}, pack 'H*', $hex;
}
sub mutated {
    my ($bytes) = @_;
    return join '', map { chr int rand 256 } 1 .. int rand 40 if rand() < 0.15;
    for (1 .. int rand 4) {
        my $at = int rand(1 + length $bytes);
        my $what = int rand 4;
        if ($what == 0) { substr($bytes, $at, 1) = chr int rand 256 if $at < length $bytes }
        elsif ($what == 1) { substr($bytes, $at, 0) = chr int rand 256 }
        elsif ($what == 2) { substr($bytes, $at, 1 + int rand 3) = '' if $at < length $bytes }
        else { $bytes .= $bytes x int rand 300 }
    }
    return $bytes;
}
for my $type (sort keys %valid) {
    print "CREATE TEMP TABLE in_$type (value research_indicators.$type);\n";
    for my $n (1 .. $inputs) {
        my $bytes = mutated($valid{$type}[rand @{$valid{$type}}]);
        my $stated = rand() < 0.03 ? int(rand 4294967295) : length $bytes;
        open my $file, '>:raw', "$work/$type-$n" or die;
        print $file "PGCOPY\n\377\r\n\0", pack('NN', 0, 0), pack('nN', 1, $stated), $bytes, pack('n', 65535);
        close $file;
        print "\\copy in_$type from '$work/$type-$n' binary\n";
    }
    print "SELECT 'kept $type ' || count(*) || ' ' || count(*) FILTER (WHERE value::text::research_indicators.$type = value AND value = value) FROM in_$type;\n";
}
print "SELECT 'alive';\n";
PERL
psql -X -q -At -v VERBOSITY=sqlstate -f "$work/statements" > "$work/out" 2> "$work/errors" || true

number=0
failed=0
ok()
{
	local title=$1
	shift
	number=$((number + 1))
	if "$@"; then
		echo "ok $number - $title"
	else
		echo "not ok $number - $title"
		failed=1
	fi
}
echo "# seed $seed, $inputs inputs of each type"
for type in doi hrcs_code orgnr trial_id; do
	read -r kept same <<< "$(sed -n "s/^kept $type //p" "$work/out")"
	ok "$type: ${kept:-0} inputs are values, each comes back as itself" [ "${kept:-x}" = "${same:-y}" ]
done
# what a type says, and what the protocol says of lengths
odd=$(sed -n 's/.*ERROR:  *//p' "$work/errors" | grep -vc '^\(22...\|RI...\|08P01\|54000\)$' || true)
ok "every refusal says why: $(sed -n 's/.*ERROR:  *//p' "$work/errors" | sort | uniq -c | awk '{printf "%s%s %s", sep, $2, $1; sep = ", "}')" [ "$odd" -eq 0 ]
ok "values and errors are as many as inputs" [ "$(($(grep -c 'ERROR:' "$work/errors") + $(awk '/^kept/ { n += $3 } END { print n + 0 }' "$work/out")))" -eq $((4 * inputs)) ]
ok "the backend is there" grep -qx alive "$work/out"
echo "1..$number"
exit $failed
