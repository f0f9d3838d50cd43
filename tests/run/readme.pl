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

my $block = qr/^```sql\n(.*?)^```\n(?:\n?^```text\n(.*?)^```\n)?/ms;

if ($mode eq 'write')
{
	for my $page (@pages)
	{
		my $text = slurp($page);
		$text =~ s/$block/my ($sql, $old) = ($1, $2);
			"```sql\n$sql```\n" . (defined $old ? "\n```text\n" . output_of($sql) . "```\n" : '')/gmse;
		open my $out, '>', $page or die "$page: $!\n";
		print $out $text;
		close $out;
	}
	exit;
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

my (@blocks, @shell_blocks);
for my $page (@pages)
{
	my $text = slurp($page);
	my $before = @blocks;
	push @blocks, [$1, $2] while $text =~ /$block/g;
	push @shell_blocks, $1 while $text =~ /^```sh\n(.*?)^```/msg;
	die "no example found in $page\n" if @blocks == $before;
}
print '1..', @blocks + @shell_blocks, "\n";
my ($number, $failed) = (0, 0);
for my $sh (@shell_blocks)
{
	my ($ok, $result) = run_shell($sh);
	print $ok ? '' : 'not ', 'ok ', ++$number, ' - ', $sh =~ /^(.*)/, "\n";
	next if $ok;
	$failed++;
	print map { "# $_\n" } split /\n/, $result;
}
for (@blocks)
{
	my ($sql, $expected) = @$_;
	my $got = output_of($sql);
	my ($title) = $sql =~ /^(?:--\s*)?(.*)/;
	# a block without output shown must at least not fail
	my $ok = defined $expected ? $got eq $expected : $got !~ /ERROR/;
	print $ok ? '' : 'not ', 'ok ', ++$number, " - $title\n";
	next if $ok;
	$failed++;
	print map { "# $_\n" } 'expected:', split(/\n/, $expected // ''), 'got:', split /\n/, $got;
}
exit($failed ? 1 : 0);
