#!/bin/bash
# Tests the import of documents on texts that no system writes: for every source of
# the catalog a document with everything that is read of it, in JSON, XML or a
# delimited file as its format says, with odd values, cut, doubled, spliced with
# others and sprinkled with markup.  Each is loaded, row by row in quarantine, or
# an error that says what is wrong; never an internal one, never the end of the
# backend, and never twice different.  TAP on standard output.
#
# DOCUMENTS_SEED=N chooses other documents; 6 of each source, 1000 with THOROUGH=1
# or as DOCUMENTS=N says.  Wants PGHOST, PGPORT, PGUSER and PGDATABASE with the
# extension.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/tap.sh"

seed=${DOCUMENTS_SEED:-20231231}
inputs=6
[ "${THOROUGH:-}" != 1 ] || inputs=1000
inputs=${DOCUMENTS:-$inputs}
work=$(mktemp -d -t documents.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

psql -X -q -At -F ' ' -v ON_ERROR_STOP=1 > "$work/formats" <<-'SQL'
	SELECT source, reader, coalesce(element, '-'), coalesce(nullif(array_to_string(collections, ','), ''), '-'), array_to_string(paths, ',')
	FROM research_indicators.import_format ORDER BY source COLLATE "C"
SQL

# source, tab, document in hexadecimal digits
perl - "$work/formats" "$seed" "$inputs" <<'PERL' > "$work/documents"
use strict;
use utf8;
use Encode;
my ($formats, $seed, $inputs) = @ARGV;
srand($seed);
sub one { $_[int rand @_] }
my @values = ('', ' ', 'NCT01446328', '2010-018944-14', '2023-501234-34-00', '88261002', '10.1056/nejmoa2034577', '978-0-306-40615-7', '2023', '2023-02-28', '29/01/2021', '31/02/2021',
    '0', '-1', '1e400', '99999999999999999999', 'NaN', 'true', 'null', 'AcademicArticle', 'Phase II', 'Drug', 'Kari Nordmann', '13097248022', 'ola@example.no',
    'https://api.nva.unit.no/x/', '/', 'x' x 70000, "a\x{301}\x{202E}", "\x{FEFF}", "\x{1F468}\x{200D}", ']]>', '<!--', '&amp;', "\t\n\r", '\\u0000', '"');
my @markup = ('<', '>', '</', '/>', '&', '&#0;', '&#xD800;', '&x;', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0" encoding="UTF-16"?>', '<!DOCTYPE a [<!ENTITY x "y">]>',
    ' xmlns="urn:x"', ' a="', '{', '}', '[', ']', ',', ':', '"', '\\', '\\u0000', '\\ud83d', 'null', '1e999', '-', ';', "\n", "\xFF", "\xC3", "\0", "\xEF\xBB\xBF", ('[' x 300), ('<a>' x 300));

# what systems do write, by the last names of paths: else nothing gets beyond its id
my @likely = ([qr/nctId|ctNumber|eudract_number|isrctn$/, 'NCT01446328', '2023-501234-34-00', '2010-018944-14', '88261002'], [qr/ublicationDate\.year|year/, '2023'],
    [qr/[dD]ate/, '2023-02-28', '29/01/2021', '2013-09-01T00:00:00.000Z'], [qr/status/i, 'PUBLISHED', 'COMPLETED', 'Completed', '8'], [qr/type|category\.code|Design/i, 'AcademicArticle', 'ARTICLE', 'Interventional', 'Drug', 'SERIES'],
    [qr/level|Value/i, '1', '2', 'LevelOne'], [qr/\bid$|_id$|identifier|NVA_ID|INSTITUTION/i, '0192a1b2c3d4', '12345', 'https://api.nva.unit.no/x/7491.0.0.0', '7491.2.0.0', 'AcademicArticle'], [qr/title|name/i, 'Søvn', 'A study']);
sub likely {
    my ($path) = @_;
    my ($fit) = grep { $path =~ $_->[0] } @likely;
    return $fit && rand() < 0.7 ? one(@$fit[1 .. $#$fit]) : one(@values);
}

# a nested hash of the paths, some of them left out or as lists
sub tree {
    my %tree;
    for my $path (@_) {
        next if rand() < 0.1;
        my @parts = split /\./, $path =~ s/^[*@]//r;
        my $last = pop @parts;
        my $at = \%tree;
        for my $part (@parts) { $at->{$part} = {} unless ref $at->{$part} eq 'HASH'; $at = $at->{$part} }
        $at->{$last} = likely($path) unless ref $at->{$last};
    }
    return \%tree;
}
sub json {
    my ($v) = @_;
    return '{' . join(', ', map { json_text($_) . ': ' . (rand() < 0.15 ? '[' . json($v->{$_}) . ', ' . json($v->{$_}) . ']' : json($v->{$_})) } sort keys %$v) . '}' if ref $v;
    return $v if $v =~ /^-?[0-9]{1,20}$/ && rand() < 0.7 || $v =~ /^(true|null|1e400)$/;
    return json_text($v);
}
sub json_text { my ($t) = @_; $t =~ s/([\\"])/\\$1/g; $t =~ s/([\x00-\x1F])/sprintf '\\u%04x', ord $1/ge; return "\"$t\"" }
sub xml {
    my ($name, $v) = @_;
    my $attribute = rand() < 0.1 ? ' a="' . xml_text(one(@values)) . '"' : '';
    my $inner = ref $v ? join '', map { (xml($_, $v->{$_})) x (rand() < 0.15 ? 2 : 1) } sort keys %$v : xml_text($v);
    return "<$name$attribute>$inner</$name>";
}
sub xml_text { my ($t) = @_; $t =~ s/&/&amp;/g; $t =~ s/</&lt;/g; $t =~ s/>/&gt;/g; $t =~ s/"/&quot;/g; return $t }
sub document {
    my ($reader, $element, $collections, @paths) = @_;
    my $n = 1 + int rand 3;
    if ($reader eq 'csv') {
        return join "\n", join(';', @paths), map { join ';', map { my $t = likely($_); '"' . $t =~ s/"/""/gr . '"' } @paths } 1 .. $n;
    }
    return '<all>' . join('', map { xml($element, tree(@paths)) } 1 .. $n) . '</all>' if $element ne '-' && rand() < 0.7;
    my @trees = map { json(tree(@paths)) } 1 .. $n;
    my $collection = one(split /,/, $collections);
    return '{' . json_text($collection) . ': [' . join(', ', @trees) . ']}' if $collection ne '-' && rand() < 0.5;
    return rand() < 0.5 ? '[' . join(', ', @trees) . ']' : join "\n", @trees;
}
sub mutated {
    my ($bytes, $other) = @_;
    for (1 .. int rand 5) {
        my $at = int rand(1 + length $bytes);
        my $what = int rand 6;
        if ($what == 0) { substr($bytes, $at, 1) = chr int rand 256 if $at < length $bytes }
        elsif ($what <= 2) { substr($bytes, $at, 0) = one(@markup) }
        elsif ($what == 3) { substr($bytes, $at, 1 + int rand 30) = '' if $at < length $bytes }
        elsif ($what == 4) { substr($bytes, $at) = substr $other, int rand length $other }
        else { substr($bytes, $at, 0) = substr $bytes, int rand(1 + length $bytes), int rand 400 }
    }
    return $bytes;
}
open my $in, '<', $formats or die;
my %format;
while (<$in>) { chomp; my ($source, @rest) = split / /, $_, 5; $format{$source} = [@rest[0 .. 2], split /,/, $rest[3]] }
for my $source (sort keys %format) {
    my $last = '{}';
    for my $n (1 .. $inputs) {
        my $whole = encode 'UTF-8', document(@{$format{$source}});
        print "$source\t", unpack('H*', $n % 5 == 0 ? $whole : mutated($whole, $last)), "\n";
        $last = $whole;
    }
}
PERL

# Loaded twice in a subtransaction; what becomes of it stays.
{
	cat <<-'SQL'
		SET search_path = research_indicators, public;
		SET client_min_messages = error;
		SET jit = off;
		BEGIN;
		SET LOCAL research_indicators.source_schema = 'documents_source';
		SET LOCAL research_indicators.archive_schema = 'documents_archive';
		SELECT create_source_tables('documents_source') \g /dev/null
		SELECT create_archive('documents_archive') \g /dev/null
		CREATE TEMP TABLE input (n bigint GENERATED ALWAYS AS IDENTITY, source text, document text);
		COPY input (source, document) FROM stdin;
	SQL
	cat "$work/documents"
	echo '\.'
	cat <<-'SQL'
		CREATE FUNCTION pg_temp.fate(source text, document bytea, OUT state text, OUT told text, OUT good bigint, OUT bad bigint) LANGUAGE plpgsql AS $$
		DECLARE
		    first import_result;
		    second import_result;
		BEGIN
		    first := load_documents(source, document, 'first');
		    second := load_documents(source, document, 'second');
		    good := first.loaded + first.unchanged + first.updated;
		    bad := first.quarantined;
		    state := 'loaded';
		    IF second.loaded <> 0 OR second.quarantined <> bad OR second.unchanged + second.updated <> good THEN
		        state := 'wrong';
		        told := format('%s, then %s', first, second);
		    END IF;
		    RAISE EXCEPTION USING ERRCODE = 'TAKEN';
		EXCEPTION
		    WHEN SQLSTATE 'TAKEN' THEN NULL;
		    WHEN OTHERS THEN
		        state := SQLSTATE;
		        told := SQLERRM;
		END
		$$;
		CREATE TEMP TABLE verdict AS SELECT i.n, i.source, f.* FROM input AS i CROSS JOIN LATERAL pg_temp.fate(i.source, decode(i.document, 'hex')) AS f;
		SELECT 'source', v.source, count(*), count(*) FILTER (WHERE v.state = 'loaded'), coalesce(sum(v.good), 0), coalesce(sum(v.bad), 0),
		       (SELECT string_agg(e.state || ' ' || e.n, ', ' ORDER BY e.state COLLATE "C")
		        FROM (SELECT o.state, count(*) AS n FROM verdict AS o WHERE o.source = v.source AND o.state LIKE 'RI%' GROUP BY o.state) AS e)
		FROM verdict AS v GROUP BY v.source ORDER BY v.source COLLATE "C";
		SELECT 'wrong', v.source, 'document ' || v.n || ': ' || v.state || ' ' || left(regexp_replace(v.told, '\s+', ' ', 'g'), 200) FROM verdict AS v WHERE v.state <> 'loaded' AND v.state NOT LIKE 'RI%';
		ROLLBACK;
		SELECT 'alive';
	SQL
} > "$work/statements"
psql -X -q -At -F '|' -v ON_ERROR_STOP=1 -f "$work/statements" > "$work/out" 2> "$work/errors" || true

echo "# seed $seed, $inputs documents of each source"
while IFS='|' read -r _ source documents loaded good bad errors; do
	result "$(grep "^wrong|$source|" "$work/out" | cut -d'|' -f 3- | head -n 10)$([ "$documents" = "$inputs" ] || echo "only $documents were tried")" \
		"$source: of $documents documents $loaded are loaded ($good rows, $bad in quarantine)${errors:+, refused: $errors}"
done < <(grep '^source|' "$work/out")
result "$(grep -qx alive "$work/out" || head -n 5 "$work/errors")" "the backend is there"
result "$([ "$number" -gt "$(wc -l < "$work/formats")" ] || echo "$((number - 1)) sources, $(wc -l < "$work/formats") are in the catalog")" "every source is tried"
echo "1..$number"
exit $failed
