#!/usr/bin/perl
# Tests the texts of the page, as TAP: the label files have the same keys; no
# Norwegian label is the English one but for those that are justified here; and
# the stylesheet itself holds no words, so that every text comes from a label or
# is data.  Run from the root of the checkout.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

# what is the same in Norwegian and English, and why
my %same = (
	'del.hrcs' => 'name of a classification',
	'kolonne.region' => 'the same word', 'nivaa.region' => 'the same word',
	'kolonne.parameter' => 'the same word', 'kolonne.sum' => 'the same word',
);
# words that stand in the stylesheet: names of a digest, and codes of the report
# and of classes that are made from text nodes
my %word = map { $_ => 1 } ('SHA-256:', 'institusjon', 'region', 'nasjon', 'sum', 'verdi');

my $tests = 0;
my $failed = 0;

sub ok
{
	my ($name, @faults) = @_;
	$tests++;
	$failed++ if @faults;
	printf "%s %d - %s\n", @faults ? 'not ok' : 'ok', $tests, $name;
	print "# $_\n" for @faults;
}

sub content
{
	my ($path) = @_;
	open my $file, '<', $path or die "$path: $!\n";
	local $/;
	return scalar <$file>;
}

sub labels
{
	my ($language) = @_;
	my $source = join '', map { content($_) } "xslt/labels.$language.xsl", sort glob "xslt/labels/*.$language.xsl";
	my %label;
	while ($source =~ m{<xsl:when test="\$key = '([^']*)'">(.*?)</xsl:when>}gs) {
		my ($key, $text) = ($1, $2);
		$text =~ s{</?xsl:text>}{}g;
		$label{$key} = $text;
	}
	return %label;
}

my %en = labels('en');
ok('there are labels', keys %en > 150 ? () : scalar(keys %en) . ' labels');
for my $language ('nb', 'nn') {
	my %label = labels($language);
	ok("$language has the keys of en",
		(grep { !exists $en{$_} } sort keys %label), (grep { !exists $label{$_} } sort keys %en));
	ok("no label of $language is the English one, but for those that are justified",
		grep { exists $label{$_} && $label{$_} eq $en{$_} && !exists $same{$_} } sort keys %en);
	ok("what is justified is the same in $language",
		grep { ($label{$_} // '') ne ($en{$_} // '?') } sort keys %same);
	ok("no label of $language is empty", grep { $label{$_} !~ /\S/ } sort keys %label);
}

my @words;
for my $path ('xslt/report.xsl', grep { !/style/ } sort glob 'xslt/rooms/*.xsl') {
	my $source = content($path);
	$source =~ s/<!--.*?-->//gs;
	$source =~ s/<style.*?<\/style>//gs;
	# the script is code; what it says comes from its attributes
	$source =~ s/<script\b.*?<\/script>//gs;
	while ($source =~ /\b(aria-label|title|alt|summary|placeholder)="([^"{\$]*\p{L}{2}[^"]*)"/g) {
		push @words, "$path: $1=\"$2\"";
	}
	$source =~ s/<xsl:(variable|param) name="[^"]*">[^<]*<\/xsl:\1>//g;
	$source =~ s/<[^>]*>/\n/g;
	for my $text (split /\n/, $source) {
		$text =~ s/&#?\w+;//g;
		$text =~ s/^\s+|\s+$//g;
		push @words, "$path: $text" if $text =~ /\p{L}{2}/ && !$word{$text};
	}
}
ok('the stylesheet holds no words of its own', @words);
print "1..$tests\n";
exit($failed ? 1 : 0);
