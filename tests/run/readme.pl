#!/usr/bin/perl
# The examples of the pages: every "sql" block is run, and its output compared
# with the "text" block that follows it; every "sh" block is run too.
#
#   readme.pl check PAGE...     TAP on standard output
#   readme.pl write PAGE...     puts the real output into the pages
#
# The database is the one that PG* variables name, with the sample data.
use strict;
use warnings;

my $mode = shift // 'check';
my @pages = @ARGV;
# what the README asks analysts to set, too
$ENV{PGOPTIONS} = join ' ', $ENV{PGOPTIONS} // '', '-c search_path=research_indicators,public';
$ENV{PGCLIENTENCODING} = 'UTF8';

sub slurp
{
	my ($file) = @_;
	open my $in, '<', $file or die "$file: $!\n";
	local $/;
	return <$in>;
}

# The output of a block as psql shows it to a person; errors are part of it.
sub output_of
{
	my ($sql) = @_;
	my $file = ($ENV{TMPDIR} // '/tmp') . "/readme-$$.sql";
	open my $out, '>', $file or die "$file: $!\n";
	print $out $sql;
	close $out;
	my $result = `psql -X -q -P pager=off -v ON_ERROR_STOP=1 -v SHOW_CONTEXT=never -f '$file' 2>&1`;
	unlink $file;
	$result =~ s/^psql:[^ ]*:\d+: //mg;
	$result =~ s/[ \t]+$//mg;
	$result =~ s/\n+\z/\n/;
	return $result;
}

# A shell block must end well, and every file that it writes must hold something.
sub run_shell
{
	my ($sh) = @_;
	my $folder = ($ENV{TMPDIR} // '/tmp') . "/readme-$$";
	mkdir $folder or die "$folder: $!\n";
	open my $out, '>', "$folder/block.sh" or die "$folder: $!\n";
	print $out $sh;
	close $out;
	my $result = `cd '$folder' && bash -eu block.sh 2>&1`;
	my $ok = $? == 0;
	$ok &&= -s "$folder/$_" for $sh =~ /> *(\S+)$/mg;
	system 'rm', '-rf', $folder;
	return ($ok, $result);
}

# An output that is not shown must at least be none of an error.
sub run_sql
{
	my ($sql, $expected) = @_;
	my $got = output_of($sql);
	return (defined $expected ? $got eq $expected : $got !~ /ERROR/,
		join "\n", 'expected:', $expected // '', 'got:', $got);
}

# A block with its real output.
sub written
{
	my ($sql, $shown) = @_;
	my $got = output_of($sql);
	warn "$sql$got" if !defined $shown && $got =~ /ERROR/;
	return "```sql\n$sql```\n" . (defined $shown ? "\n```text\n$got```\n" : '');
}

sub written_shell
{
	my ($block, $sh) = @_;
	my ($ok, $said) = run_shell($sh);
	warn "$sh$said" unless $ok;
	return $block;
}

# A block of SQL (1), with the output that is shown (2), or of shell (3).
my $block = qr/^```sql\n(.*?)^```\n(?:\n?^```text\n(.*?)^```\n)?|^```sh\n(.*?)^```\n/ms;

if ($mode eq 'write')
{
	for my $page (@pages)
	{
		my $text = slurp($page);
		# blocks without an output are run too: later ones use what they make
		$text =~ s/($block)/defined $4 ? written_shell($1, $4) : written($2, $3)/ge;
		open my $out, '>', $page or die "$page: $!\n";
		print $out $text;
		close $out;
	}
	exit;
}

# Blocks in the order of the pages, since later ones use what earlier ones made.
my @blocks;
for my $page (@pages)
{
	my $text = slurp($page);
	my $before = @blocks;
	while ($text =~ /$block/g)
	{
		my ($sql, $expected, $sh) = ($1, $2, $3);
		my ($title) = ($sql // $sh) =~ /^(?:--\s*)?(.*)/;
		push @blocks, ["$page: $title", defined $sh ? sub { run_shell($sh) } : sub { run_sql($sql, $expected) }];
	}
	die "no example found in $page\n" if @blocks == $before;
}
print '1..', scalar @blocks, "\n";
my ($number, $failed) = (0, 0);
for (@blocks)
{
	my ($title, $run) = @$_;
	my ($ok, $said) = $run->();
	print $ok ? '' : 'not ', 'ok ', ++$number, " - $title\n";
	next if $ok;
	$failed++;
	print map { "# $_\n" } split /\n/, $said;
}
exit($failed ? 1 : 0);
