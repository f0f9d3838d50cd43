#!/usr/bin/perl
# Reads the four faces of one public edition and its annex as a stranger would and asks of
# every hidden count of patients, by a search for whole numbers that agree with
# everything printed: can it be 0, can it be 5 or more?  (Then it has at least
# two possible values, too.)  Prints one line per count that fails, and a last
# line "hidden H, failed F"; ends with 1 where one fails or no count is found.
#
#   public_edition.pl FOLDER     with report.xml, .json, .csv, .html (bokmaal)
#                                and annex.xml, .json
use strict;
use warnings;
no warnings 'recursion';
use utf8;
use JSON::PP;
use open qw(:std :encoding(UTF-8));

my $smallest = 5;
my $folder = shift or die "usage: public_edition.pl FOLDER\n";
sub slurp { open my $in, '<:encoding(UTF-8)', "$folder/$_[0]" or die "$_[0]: $!\n"; local $/; return scalar <$in> }

my $new = 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/nyePasienter';
my $share = 'handlingsplanKliniskeStudier/andelPasienter';
my $measure_studies = 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/antallStudier';
my $points = 'nasjonaltMaalesystem/kliniskeBehandlingsstudier/poeng';
my $target_studies = 'handlingsplanKliniskeStudier/doblingAntallStudier/antallStudier';
my $growth = 'handlingsplanKliniskeStudier/doblingAntallStudier/vekst';
my $required = 'handlingsplanKliniskeStudier/doblingAntallStudier/krav';
my $unreported = 'publiseringAvResultater/pasienterIkkeRapportert';
my $overdue = 'publiseringAvResultater/ikkeFunnetPublisert';

# what is printed: {path}{year}{level:unit} = {verdi, teller, nevner, skjult};
# a number that any face prints is known
my (%said, %unit, %concept, %failed);
sub note_figure
{
	my ($path, $f) = @_;
	return if defined $f->{inndeling} && $f->{inndeling} ne '';
	my $at = $said{$path}{ $f->{aar} }{"$f->{nivaa}:$f->{enhet}"} //= {};
	for (qw(verdi teller nevner nedre oevre skjult)) {
		$at->{$_} = $f->{$_} if defined $f->{$_} && $f->{$_} ne '';
	}
}
sub attributes
{
	my %a = $_[0] =~ /([\w]+)="([^"]*)"/g;
	for (values %a) { s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&apos;/'/g; s/&amp;/&/g }
	return \%a;
}

# XML: element by element
my @open;
my (@keys, @references, @sums, @reconciled);
my $xml = slurp('report.xml') . slurp('annex.xml');
my ($edition) = $xml =~ /utgave="(\w+)"/;
die "this is no public edition\n" unless ($edition // '') eq 'offentlig';
while ($xml =~ m{<(/?)([A-Za-z]\w*)([^>]*?)(/?)>}g) {
	my ($end, $name, $rest, $empty) = ($1, $2, $3, $4);
	if ($end) { pop @open; next }
	if ($name eq 'tall') { note_figure(join('/', @open[2 .. $#open]), attributes($rest)) }
	elsif ($name eq 'enhet') { my $a = attributes($rest); $unit{ $a->{id} } = $a }
	elsif ($name eq 'begrep') { my $a = attributes($rest); $concept{ $a->{id} } = $a }
	elsif ($name eq 'noekkeltall') { push @keys, attributes($rest) }
	elsif ($name eq 'referansetall' && $rest) { push @references, attributes($rest) }
	elsif ($name eq 'kontrollsum') { push @sums, attributes($rest) }
	elsif ($name eq 'avstemming') { push @reconciled, attributes($rest) }
	push @open, $name unless $empty;
}
my ($sender) = $xml =~ /<avsender([^>]*)>/;
$sender = attributes($sender);
my $whole = $sender->{type} eq 'nasjonalt';    # else only some institutions are printed

# JSON
sub walk_json
{
	my ($node, @path) = @_;
	if (ref $node eq 'HASH') { walk_json($node->{$_}, @path, $_) for keys %$node }
	elsif (ref $node eq 'ARRAY' && @path && $path[-1] eq 'tall') { note_figure(join('/', @path[0 .. $#path - 1]), $_) for @$node }
}
walk_json(JSON::PP->new->decode(slurp('report.json'))->{innhold});
walk_json(JSON::PP->new->decode(slurp('annex.json'))->{vedlegg});

# CSV
my ($header, @rows) = map { my @c; my $l = $_; push @c, $1 // $2 while $l =~ /\G(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gc && pos($l) <= length $l; \@c } split /\n/, slurp('report.csv');
for my $row (@rows) {
	my %f;
	@f{@$header} = @$row;
	note_figure($f{sti}, \%f);
}

# HTML: the tables of years, by caption, name of the unit and year
my (%by_text, %by_name);
push @{ $by_text{ $concept{$_}{tekstNb} } }, $concept{$_}{sti} for keys %concept;
$by_name{ $unit{$_}{navn} } = $_ for keys %unit;
my $html = slurp('report.html');
my $html_cells = 0;
while ($html =~ m{<table[^>]*><caption>(.*?)</caption>(.*?)</table>}gs) {
	my ($caption, $table) = ($1, $2);
	$caption =~ s/<[^>]*>//g;
	my ($text, $part) = $caption =~ /^(.*): (alle enheter|regionene og nasjonen)$/ or next;
	my $paths = $by_text{$text} or next;
	my @years = $table =~ m{<th scope="col" class="t">(\d{4})\b}g or next;
	while ($table =~ m{<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>}gs) {
		my ($name, $cells) = ($1, $2);
		$name =~ s/<[^>]*>//g;
		my $sum = $name =~ s/, samlet$//;
		$name =~ s/ \(RHF-et selv\)$//;
		my $id = $by_name{$name} or next;
		my $level = $id eq 'NO' ? 'nasjon'
			: $unit{$id}{type} eq 'regionaltHelseforetak' && ($sum || $part ne 'alle enheter') ? 'region' : 'institusjon';
		my $n = 0;
		while ($cells =~ m{<td[^>]*>(.*?)</td>}gs) {
			my $cell = $1;
			my $year = $years[$n++] // last;
			$cell =~ s/[\x{a0}\x{202f}]|&nbsp;//g;
			next if $cell =~ /class="vh"/;    # no figure
			my %f = (aar => $year, nivaa => $level, enhet => $id);
			$f{skjult} = 'ja' if $cell =~ /skjult/;
			if ($cell =~ /<small>([\d ]+) av ([\d ]+)</) { @f{qw(teller nevner)} = ($1, $2) }
			elsif ($cell =~ /^\s*(-?\d[\d ]*)(?![\d,])\s*(?:<|$)/) { $f{verdi} = $1 }
			for (qw(teller nevner verdi)) { $f{$_} =~ tr/ //d if defined $f{$_} }
			# one text may stand for several measures: only where it is one
			note_figure($paths->[0], \%f) if @$paths == 1;
			$html_cells++;
		}
	}
}
die "no tables found in the HTML\n" unless $html_cells;

# key figures, official figures: numbers of the same cells
sub known_value
{
	my ($concept_id, $year, $level, $unit_id, $value) = @_;
	return unless defined $value;
	note_figure($concept{$concept_id}{sti}, { aar => $year, nivaa => $level, enhet => $unit_id, verdi => $value });
}
my $own_level = $whole ? 'nasjon' : $sender->{type} eq 'regionaltHelseforetak' ? 'region' : 'institusjon';
for my $k (@keys) {
	known_value($k->{begrep}, $k->{aar}, $own_level, $k->{enhet}, $k->{verdi});
	known_value($k->{begrep}, $k->{aar} - 1, $own_level, $k->{enhet}, $k->{forrigeVerdi});
}
for my $r (@references) {
	my $value = $r->{verdi} // (defined $r->{differanse} ? $r->{offisiell} + $r->{differanse} : undef);
	known_value($r->{begrep}, $r->{aar}, $r->{nivaa}, $r->{enhet}, $value);
}

# ---- the search -----------------------------------------------------------

my $top = 10**7;
my (@low, @high, @rules, @names, %index, @touch);

sub variable
{
	my ($name) = @_;
	return $index{$name} if defined $index{$name};
	push @names, $name;
	push @low, 0;
	push @high, $top;
	push @touch, [];
	return $index{$name} = $#names;
}
sub fix { my ($v, $n) = @_; $low[$v] = $n if $n > $low[$v]; $high[$v] = $n if $n < $high[$v] }
# sum of a * v <= bound
sub at_most
{
	my ($bound, @terms) = @_;
	push @rules, [ $bound, \@terms ];
	push @{ $touch[ $_->[1] ] }, $#rules for @terms;
}
# patients and studies: none without the other
sub go_together
{
	my ($x, $s) = @_;
	at_most(0, [ 1, $s ], [ -1, $x ]);
	push @rules, [ undef, [ [ 0, $x ], [ 0, $s ] ] ];
	push @{ $touch[$_] }, $#rules for $x, $s;
}

# narrows the domains by the rules that touch changed variables; false when one is empty
sub narrow
{
	my ($lo, $hi, @queue) = @_;
	my %queued = map { $_ => 1 } @queue;
	while (@queue) {
		my $r = shift @queue;
		delete $queued{$r};
		my ($bound, $terms) = @{ $rules[$r] };
		my @changed;
		if (!defined $bound) {
			my ($x, $s) = map { $_->[1] } @$terms;
			if ($lo->[$x] > 0 && $lo->[$s] < 1) { $lo->[$s] = 1; push @changed, $s }
			if ($hi->[$s] == 0 && $hi->[$x] > 0) { $hi->[$x] = 0; push @changed, $x }
		} else {
			my $least = 0;
			$least += $_->[0] * ($_->[0] > 0 ? $lo->[ $_->[1] ] : $hi->[ $_->[1] ]) for @$terms;
			return 0 if $least > $bound;
			for my $t (@$terms) {
				my ($a, $v) = @$t;
				my $room = $bound - $least;
				if ($a > 0 && $hi->[$v] > $lo->[$v] + int($room / $a)) { $hi->[$v] = $lo->[$v] + int($room / $a); push @changed, $v }
				if ($a < 0 && $lo->[$v] < $hi->[$v] - int($room / -$a)) { $lo->[$v] = $hi->[$v] - int($room / -$a); push @changed, $v }
			}
		}
		for my $v (@changed) {
			return 0 if $lo->[$v] > $hi->[$v];
			for my $next (@{ $touch[$v] }) { push @queue, $next unless $queued{$next}++ }
		}
	}
	for my $v (0 .. $#$lo) { return 0 if $lo->[$v] > $hi->[$v] }
	return 1;
}

my $steps;
# is there a whole number for every variable that agrees with all rules?
sub feasible
{
	my ($lo, $hi, @queue) = @_;
	die "the search takes too long\n" if ++$steps > 20000;
	return 0 unless narrow($lo, $hi, @queue);
	my ($pick, $width);
	for my $v (0 .. $#$lo) {
		my $w = $hi->[$v] - $lo->[$v];
		($pick, $width) = ($v, $w) if $w > 0 && (!defined $width || $w < $width);
	}
	return 1 unless defined $pick;
	for my $half (0, 1) {
		my (@l, @h);
		@l = @$lo;
		@h = @$hi;
		my $middle = int(($l[$pick] + $h[$pick]) / 2);
		if ($half == 0) { $h[$pick] = $width > 8 ? $middle : $l[$pick] }
		else { $l[$pick] = $width > 8 ? $middle + 1 : $l[$pick] + 1 }
		return 1 if feasible(\@l, \@h, @{ $touch[$pick] });
	}
	return 0;
}
sub can_be
{
	my ($v, $from, $to) = @_;
	my (@l, @h);
	@l = @low;
	@h = @high;
	$l[$v] = $from if $from > $l[$v];
	$h[$v] = $to if $to < $h[$v];
	$steps = 0;
	return feasible(\@l, \@h, 0 .. $#rules);
}

# ---- what is printed, as rules --------------------------------------------

my %members;    # of the sums, from the units' list
for my $id (sort keys %unit) {
	my $rhf = $unit{$id}{type} eq 'regionaltHelseforetak' ? $id : $unit{$id}{rhf};
	push @{ $members{ defined $rhf ? "region:$rhf" : 'nasjon:NO' } }, "institusjon:$id" unless $id eq 'NO';
	push @{ $members{'nasjon:NO'} }, "region:$id" if $unit{$id}{type} eq 'regionaltHelseforetak';
}
my %years = map { map { $_ => 1 } keys %{ $said{$_} } } $new, $share, $unreported;

my %hidden;    # variable => what it is
sub cells
{
	my ($prefix, $path, $part) = @_;
	for my $year (sort keys %{ $said{$path} }) {
		for my $at (sort keys %{ $said{$path}{$year} }) {
			my $f = $said{$path}{$year}{$at};
			my $v = variable("$prefix $year $at");
			if (defined $f->{$part}) { fix($v, $f->{$part}) }
			elsif ($f->{skjult}) { $hidden{$v} = $names[$v] }
			# a share that is printed with its denominator
			my $half = defined $f->{verdi} && $f->{verdi} =~ /\.(\d+)$/ ? 0.5 * 10**-length($1) : 0.5;
			if ($part eq 'teller' && defined $f->{verdi} && defined $f->{nevner}) {
				my $d = $f->{nevner};
				my $from = ($f->{verdi} - $half) * $d;
				my $to = ($f->{verdi} + $half) * $d;
				$low[$v] = int($from) if $from > $low[$v];
				$high[$v] = int($to) + 1 if $to + 1 < $high[$v];
			}
			if ($part eq 'nevner' && defined $f->{verdi} && defined $f->{teller} && $f->{verdi} > $half) {
				my $from = int($f->{teller} / ($f->{verdi} + $half));
				my $to = int($f->{teller} / ($f->{verdi} - $half)) + 1;
				$low[$v] = $from if $from > $low[$v];
				$high[$v] = $to if $to < $high[$v];
			}
		}
	}
}
cells('participants', $new, 'verdi');
cells('participants', $share, 'teller');
cells('care', $share, 'nevner');
cells('unreported', $unreported, 'verdi');
for my $sum (@sums) {
	next unless $sum->{begrep} eq 'clinical_studies.new_patients' && defined $sum->{sum};
	my @all = map { $index{$_} } grep { /^participants $sum->{aar} / && index($_, " $sum->{nivaa}:") > 0 } @names;
	at_most($sum->{sum}, map { [ 1, $_ ] } @all);
	at_most(-$sum->{sum}, map { [ -1, $_ ] } @all);
}
for (@reconciled) {
	fix($index{"participants $_->{aar} nasjon:NO"}, $_->{nasjon}) if $_->{begrep} eq 'clinical_studies.new_patients' && defined $_->{nasjon};
}

my @count = grep { /^participants / } @names;
for my $name (@count) {
	my (undef, $year, $at) = split / /, $name;
	my $x = $index{$name};
	my $s = variable("studies $year $at");
	go_together($x, $s);
	my $printed = $said{$measure_studies}{$year}{$at};
	fix($s, $printed->{verdi}) if $printed && defined $printed->{verdi};
	$printed = $said{$target_studies}{$year}{$at};
	fix($s, $printed->{verdi}) if $printed && defined $printed->{verdi};
	# there is growth only over a year with studies
	if ($said{$growth}{ $year + 1 }{$at} && defined $index{"participants $year $at"}) { $low[$s] = 1 if $low[$s] < 1 }
	# points say what the patients are, by the printed rule
	if ($hidden{$x}) {
		my @up = ($at, grep { my $p = $_; grep { $_ eq $at } @{ $members{$p} } } keys %members);
		push @up, 'nasjon:NO';
		for my $p (@up) {
			my $f = $said{$points}{$year}{$p} or next;
			$failed{"$name: points of $p are printed"} = 1 if defined $f->{verdi};
		}
	}
}
for my $name (@count) {
	my (undef, $year, $at) = split / /, $name;
	my @parts = grep { defined $index{"participants $year $_"} } @{ $members{$at} || [] };
	# co-ordinated studies included somebody somewhere
	for my $p (keys %{ $said{'nasjonaltMaalesystem/kliniskeBehandlingsstudier/koordineringsansvar'}{$year} || {} }) {
		my $f = $said{'nasjonaltMaalesystem/kliniskeBehandlingsstudier/koordineringsansvar'}{$year}{$p};
		at_most(-$f->{verdi}, [ -1, variable("studies $year $at") ]) if $at eq 'nasjon:NO' && defined $f->{verdi};
	}
	next unless @parts;
	# universities take part in no sum of patients
	my @x = map { [ 1, $index{"participants $year $_"} ] } @parts;
	my @s = map { [ 1, variable("studies $year $_") ] } @parts;
	my $complete = $whole || $at eq 'nasjon:NO' || $at eq "region:$sender->{enhet}";
	at_most(0, @x, [ -1, $index{$name} ]);
	at_most(0, [ 1, $index{$name} ], map { [ -1, $_->[1] ] } @x) if $complete;
	at_most(0, $_, [ -1, variable("studies $year $at") ]) for @s;
	at_most(0, [ 1, variable("studies $year $at") ], map { [ -1, $_->[1] ] } @s) if $complete;
}
# required studies are a multiple of those of the base year, which are then not 0
my ($base) = $xml =~ /navn="targets.doubling_base_year" verdi="(\d+)"/;
if (defined $base) {
	for my $year (keys %{ $said{$required} || {} }) {
		for my $at (keys %{ $said{$required}{$year} }) {
			my $s = $index{"studies $base $at"};
			$low[$s] = 1 if defined $s && $low[$s] < 1;
		}
	}
}
# of patients that are counted once in each unit, a sum is only an upper limit
for my $kind (qw(care unreported)) {
	for my $name (grep { /^$kind / } @names) {
		my (undef, $year, $at) = split / /, $name;
		my @parts = grep { defined $index{"$kind $year $_"} } @{ $members{$at} || [] };
		next unless @parts;
		at_most(0, [ 1, $index{"$kind $year $_"} ], [ -1, $index{$name} ]) for @parts;
		next unless grep { $hidden{ $index{"$kind $year $_"} } } @parts;
		my $complete = $whole || $at eq 'nasjon:NO' || $at eq "region:$sender->{enhet}";
		if ($kind eq 'unreported') {
			# studies that stand in no part, or in two, are seen in their number
			my ($all, $sum) = ($said{$overdue}{$year}{$at}{verdi}, 0);
			$sum += $said{$overdue}{$year}{$_}{verdi} // 0 for @parts;
			$complete &&= defined $all && $all <= $sum;
			at_most(0, [ -1, $index{$name} ], map { [ 1, $index{"$kind $year $_"} ] } @parts) if $complete && $all == $sum;
		}
		at_most(0, [ 1, $index{$name} ], map { [ -1, $index{"$kind $year $_"} ] } @parts) if $complete;
	}
}

# the printed numbers must agree with the rules, else every question is answered by no
$steps = 0;
my (@l, @h);
@l = @low;
@h = @high;
unless (feasible(\@l, \@h, 0 .. $#rules)) {
	print "what is printed contradicts itself\n";
	exit 2;
}
my $hidden = 0;
for my $v (sort { $a <=> $b } keys %hidden) {
	$hidden++;
	$failed{"$names[$v]: cannot be 0"} = 1 unless can_be($v, 0, 0);
	$failed{"$names[$v]: cannot be $smallest or more"} = 1 unless can_be($v, $smallest, $top);
}
# and no count that is too small is printed
for my $name (grep { /^(?:participants|care|unreported) / } @names) {
	my $v = $index{$name};
	$failed{"$name: $low[$v] is printed"} = 1 if !$hidden{$v} && $low[$v] == $high[$v] && $low[$v] > 0 && $low[$v] < $smallest;
}
print "$_\n" for sort keys %failed;
printf "hidden %d, failed %d\n", $hidden, scalar keys %failed;
exit(%failed || !$hidden ? 1 : 0);
