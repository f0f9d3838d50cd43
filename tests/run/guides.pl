#!/usr/bin/perl
# The tests of check_guides.sh, as TAP.  The catalog is that of the database
# that PG* variables name.
use strict;
use warnings;

# what users read: how the house is built, and what is made from the catalog,
# is not for them
my @guides = ('README.md', grep { !m{/(architecture|reference)\.md$} } glob 'doc/*.md doc/*.sql');
my @pages = ('README.md', 'CHANGELOG.md', glob 'doc/*.md tests/data/*.md');
my ($number, $failed) = (0, 0);

sub slurp
{
	my ($file) = @_;
	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
	local $/;
	return <$in>;
}

# Passes when nothing is wrong.
sub report
{
	my ($title, @wrong) = @_;
	print @wrong ? 'not ' : '', 'ok ', ++$number, " - $title\n";
	print map { "# $_\n" } @wrong;
	$failed ||= @wrong;
}

sub rows
{
	my ($sql) = @_;
	open my $psql, '-|', 'psql', '-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-c', $sql or die "psql: $!\n";
	chomp(my @rows = <$psql>);
	close $psql or die "psql failed\n";
	return @rows;
}

sub functions_of
{
	my ($schema) = @_;
	return rows("SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = '$schema'::regnamespace");
}

# What stands in backticks, outside of blocks.
sub spans
{
	my ($text) = @_;
	$text =~ s/^```.*?^```$//gms;
	return $text =~ /`([^`\n]+)`/g;
}

my %public = map { $_ => 1 } functions_of('research_indicators');
# a source relation may have the name of the helper that reads it
$public{$_} = 1 for rows('SELECT relation FROM research_indicators.source_relation'), rows('SELECT stream FROM research_indicators.delivery_stream');
my %helper = map { $_ => 1 } grep { !$public{$_} } functions_of('research_indicators_internal');
my %indicator = map { $_ => 1 } rows('SELECT indicator FROM research_indicators.indicator');

# A name in backticks, or one that is called; what a query printed is no name,
# and an indicator may be called as a helper is.
sub named_helpers
{
	my ($file) = @_;
	my $text = slurp($file);
	my @names = $file =~ /\.md$/ ? grep { !$indicator{$_} } spans($text) : ();
	$text =~ s/^```text\n.*?^```$//gms;
	push @names, $text =~ /\b(\w+)\(/g, $text =~ /research_indicators_internal\.(\w+)/g;
	my %seen;
	return map { "$file: $_" } grep { $helper{$_} && !$seen{$_}++ } @names;
}

die "no helpers in the catalog\n" unless %helper;
report('no guide names a function of research_indicators_internal', map { named_helpers($_) } @guides, grep { -f } glob 'deploy/* deploy/*/*');

my $lines = () = slurp('README.md') =~ /\n/g;
report('the README has at most 250 lines', $lines > 250 ? "it has $lines" : ());

# The anchors that a page gets from its headings.
sub anchors
{
	my ($page) = @_;
	my $text = slurp($page);
	$text =~ s/^```.*?^```$//gms;
	return map { my $slug = lc; $slug =~ s/[^\w\- ]//g; $slug =~ tr/ /-/; $slug => 1 } $text =~ /^#+ (.*)$/gm;
}

sub broken_links
{
	my ($page) = @_;
	my $text = slurp($page);
	my ($folder) = $page =~ m{^(.*/)};
	my @broken;
	$text =~ s/^```.*?^```$//gms;
	for my $link ($text =~ /\]\(([^)\s]+)\)/g)
	{
		next if $link =~ /^https?:/;
		my ($file, $anchor) = $link =~ /^([^#]*)(?:#(.*))?$/;
		my $target = $file eq '' ? $page : ($folder // '') . $file;
		1 while $target =~ s{[^/]+/\.\./}{};
		if (!-e $target) { push @broken, "$page: $link"; next }
		next unless defined $anchor;
		my %known = anchors($target);
		push @broken, "$page: $link" unless $known{$anchor};
	}
	return @broken;
}
report('every link between pages leads somewhere', map { broken_links($_) } @pages);

# Error codes ---------------------------------------------------------------

sub files_below
{
	my ($folder, $ending) = @_;
	return map { -d $_ ? files_below($_, $ending) : /\Q$ending\E$/ && !m{/research_indicators--} ? $_ : () } glob "$folder/*";
}

my %raised;
for my $file (files_below('sql', '.sql'), files_below('extension', '.h'), files_below('extension', '.c'))
{
	my $text = slurp($file);
	$raised{$_} //= $file for $text =~ /ERRCODE = '(RI\d{3})'/g;
	$raised{join '', $1 =~ /'(.)'/g} //= $file while $text =~ /MAKE_SQLSTATE\(('R', *'I',[^)]*)\)/g;
}
my $errors = slurp('doc/errors.md');
my @rows = map { [split / *\| */] } $errors =~ /^\| (`\w{5}` .*) \|$/gm;
my %listed;
$listed{$_->[0] =~ tr/`//dr}++ for @rows;
die "no error codes found\n" unless %raised && @rows;
report('doc/errors.md lists every error code that is raised', map { "$_ ($raised{$_})" } grep { !$listed{$_} } sort keys %raised);
report('and no other one of ours', grep { /^RI/ && !$raised{$_} } sort keys %listed);
report('each once', grep { $listed{$_} > 1 } sort keys %listed);

# report_* stands for all whose name begins so
my %object = (%public, map { $_ => 1 } rows(
	"SELECT relname FROM pg_class WHERE relnamespace = 'research_indicators'::regnamespace
	 UNION SELECT typname FROM pg_type WHERE typnamespace = 'research_indicators'::regnamespace"));
sub is_object
{
	my ($name) = @_;
	my $prefix = $name =~ /^(\w+)\*$/ ? $1 : undef;
	return defined $prefix ? grep { index($_, $prefix) == 0 } keys %object : $object{$name};
}
report('what it names as raising them is there', map { my $code = $_->[0]; map { "$code: $_" } grep { !is_object($_) } $_->[2] =~ /`([^`]+)`/g } @rows);

print "1..$number\n";
exit($failed ? 1 : 0);
