#!/usr/bin/perl
# Mutants of a valid report, made from its schema: one for each required part,
# facet, set of codes, key, uniqueness and reference of report.xsd, and for what
# a type leaves out (other attributes, elements, text).
#
#   mutations.pl --cut SCHEMA REPORT > shorter report
#   mutations.pl SCHEMA REPORT > mutants
#
# The first form leaves out the rows of a report that show nothing which those
# before them have not shown: no other attribute, no other element.  The second
# makes the mutants of what is left, since each of them is read as a whole.
#
# A line each, as COPY reads it: rule, number of libxml2's error, what its message
# must name, position in the report, length, text instead.  Rules about which
# nothing stands in the report are lines with the rule alone on standard error.
use strict;
use warnings;
use Encode qw(decode);

# libxml2's numbers (xmlerror.h) of the clauses of XML Schema
my %code = (
	datatype => 1824,		# CVC_DATATYPE_VALID_1_2_1
	minLength => 1831,		# CVC_MINLENGTH_VALID
	maxLength => 1832,		# CVC_MAXLENGTH_VALID
	minInclusive => 1833,	# CVC_MININCLUSIVE_VALID
	maxInclusive => 1834,	# CVC_MAXINCLUSIVE_VALID
	pattern => 1839,		# CVC_PATTERN_VALID
	enumeration => 1840,	# CVC_ENUMERATION_VALID
	empty => 1841,			# CVC_COMPLEX_TYPE_2_1
	text => 1843,			# CVC_COMPLEX_TYPE_2_3
	attribute => 1866,		# CVC_COMPLEX_TYPE_3_2_1
	required => 1868,		# CVC_COMPLEX_TYPE_4
	content => 1871,		# ELEMENT_CONTENT
	identity => 1877,		# CVC_IDC
);

sub slurp
{
	my ($file) = @_;
	open my $in, '<:raw', $file or die "$file: $!\n";
	local $/;
	return <$in>;
}

# A tree of nodes {name, attr{name => {value, at, len}}, start, tag_end, content_end,
# end, children}.  Both files are our own: no CDATA, no DTD, no entity in a name.
sub parse
{
	my ($text) = @_;
	my $root = { name => '', children => [] };
	my @open = ($root);
	while ($text =~ /<!--.*?-->|<\?.*?\?>|<(\/?)([\w:.]+)((?:\s+[\w:.]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/gs)
	{
		my ($closing, $name, $attributes, $empty) = ($1, $2, $3, $4);
		next if !defined $name;
		my ($start, $end) = ($-[0], $+[0]);
		if ($closing)
		{
			my $node = pop @open;
			@$node{qw(content_end end)} = ($start, $end);
			next;
		}
		my $node = { name => $name =~ s/^r://r, attr => {}, start => $start, tag_end => $end, children => [], empty => $empty ne '' };
		my $offset = $-[3];
		while ($attributes =~ /(\s+)([\w:.]+)\s*=\s*(["'])(.*?)\3/gs)
		{
			$node->{attr}{$2} = { value => $4, at => $offset + $-[0], len => $+[0] - $-[0], value_at => $offset + $-[4] };
		}
		push @{ $open[-1]{children} }, $node;
		if ($empty) { @$node{qw(content_end end)} = ($end, $end) }
		else { push @open, $node }
	}
	return $root->{children}[0];
}

my $is_cut = @ARGV && $ARGV[0] eq '--cut' ? shift @ARGV : '';
my ($schema_file, $report_file) = @ARGV;
my $schema = parse(slurp($schema_file));
my $report_text = slurp($report_file);
my $report = parse($report_text);

sub children_named { my ($node, @names) = @_; return grep { my $n = $_->{name}; grep { $n eq "xs:$_" } @names } @{ $node->{children} } }
sub attr { my ($node, $name) = @_; return $node->{attr}{$name} ? $node->{attr}{$name}{value} : undef }
my %simple = map { attr($_, 'name') => $_ } children_named($schema, 'simpleType');
my %complex = map { attr($_, 'name') => $_ } children_named($schema, 'complexType');
my %groups = map { attr($_, 'name') => $_ } children_named($schema, 'attributeGroup');

my %done;
my %wanted;		# rules that the schema has

# The report is read as bytes, since Perl finds those at once; SQL counts characters.
sub characters
{
	my ($at, $length) = @_;
	return length decode('UTF-8', substr($report_text, $at, $length));
}

sub mutant
{
	my ($rule, $error, $names, $at, $length, $instead) = @_;
	return if $done{$rule}++;
	for ($rule, $names, $instead) { s/\\/\\\\/g; s/\t/\\t/g; s/\n/\\n/g; s/\r/\\r/g }
	print join("\t", $rule, $code{$error}, $names, characters(0, $at) + 1, characters($at, $length), $instead), "\n";
}

sub source { my ($node) = @_; return substr($report_text, $node->{start}, $node->{end} - $node->{start}) }
sub before_tag_end { my ($node) = @_; return $node->{tag_end} - ($node->{empty} ? 2 : 1) }

# An attribute takes another value, or comes with it where it is not there.
sub with_value
{
	my ($rule, $error, $node, $name, $value) = @_;
	my $attribute = $node->{attr}{$name};
	if ($attribute) { mutant($rule, $error, "attribute '$name'", $attribute->{value_at}, length $attribute->{value}, $value) }
	else { mutant($rule, $error, "attribute '$name'", before_tag_end($node), 0, " $name=\"$value\"") }
}

# A value that the built-in type takes and no pattern of the restriction does.
sub off_pattern
{
	my ($base, @patterns) = @_;
	my @candidates = $base eq 'xs:date' ? ('2023-01-01Z', '2023-01-01+01:00') :
		$base eq 'xs:dateTime' ? ('2023-01-01T00:00:00+01:00', '2023-01-01T00:00:00') : ('#', '  ', '-1.5x');
	for my $candidate (@candidates)
	{
		return $candidate if !grep { $candidate =~ /^(?:$_)$/ } @patterns;
	}
	die "no value is off the pattern @patterns\n";
}

sub facets
{
	my ($type, $node, $attribute) = @_;
	my $definition = $simple{$type} or die "unknown type $type\n";
	my ($restriction) = children_named($definition, 'restriction');
	my $base = attr($restriction, 'base');
	facets($base =~ s/^r://r, $node, $attribute) if $base =~ /^r:/;
	with_value("$type: a set of codes", 'enumeration', $node, $attribute, 'ukjent') if children_named($restriction, 'enumeration');
	my @patterns = map { attr($_, 'value') } children_named($restriction, 'pattern');
	with_value("$type: a pattern", 'pattern', $node, $attribute, off_pattern($base, @patterns)) if @patterns;
	with_value("$type: a day that exists", 'datatype', $node, $attribute, '2023-02-30') if $base eq 'xs:date';
	with_value("$type: a time that exists", 'datatype', $node, $attribute, '2023-01-01T25:00:00Z') if $base eq 'xs:dateTime';
	for my $facet (children_named($restriction, 'minLength', 'maxLength', 'minInclusive', 'maxInclusive'))
	{
		my $kind = $facet->{name} =~ s/^xs://r;
		my $limit = attr($facet, 'value');
		with_value("$type: $kind $limit", $kind, $node, $attribute,
			$kind eq 'minLength' ? 'x' x ($limit - 1) : $kind eq 'maxLength' ? 'x' x ($limit + 1) : $kind eq 'minInclusive' ? $limit - 1 : $limit + 1);
	}
}

# Attributes of a type, with those of its groups.
sub attributes_of
{
	my ($type) = @_;
	return map { $_->{name} eq 'xs:attribute' ? $_ : children_named($groups{ attr($_, 'ref') =~ s/^r://r }, 'attribute') }
		children_named($type, 'attribute', 'attributeGroup');
}

# nodes that a selector finds below a node: names, and .// before the first
sub selected
{
	my ($node, $xpath) = @_;
	my $deep = $xpath =~ s/^\.\/\///;
	my @found = ($node);
	@found = descendants($node) if $deep;
	my ($last, @steps) = reverse map { s/^r://r } split /\//, $xpath;
	return grep { $_->{name} eq $last } @found if $deep;
	for my $step (reverse(@steps), $last) { @found = map { grep { $_->{name} eq $step } @{ $_->{children} } } @found }
	return @found;
}
sub descendants { my ($node) = @_; return map { ($_, descendants($_)) } @{ $node->{children} } }

# a valid value of an attribute, from wherever the report has one
my %example;
for my $node (descendants($report)) { $example{$_} //= $node->{attr}{$_}{value} for sort keys %{ $node->{attr} } }

# The node with these attributes, as text.
sub completed
{
	my ($node, @fields) = @_;
	my $text = source($node);
	my $added = join '', map { " $_=\"" . ($example{$_} // 'a=b') . '"' } grep { !$node->{attr}{$_} } @fields;
	substr($text, before_tag_end($node) - $node->{start}, 0) = $added;
	return $text;
}

# A key of the element itself: it has one of two attributes.  Neither, then both.
sub either
{
	my ($name, $one, $other, $node) = @_;
	my ($present, $absent) = $node->{attr}{$one} ? ($one, $other) : ($other, $one);
	my $there = $node->{attr}{$present};
	mutant("key $name: neither", 'identity', "}$name'", $there->{at}, $there->{len}, '');
	mutant("key $name: both", 'identity', "}$name'", before_tag_end($node), 0, " $absent=\"" . ($absent eq 'grunn' ? 'ikkeBeregnet' : $example{$absent}) . '"');
	$done{"key $name"}++;
}

sub identities
{
	my ($declaration, $node) = @_;
	for my $constraint (children_named($declaration, 'key', 'unique', 'keyref'))
	{
		my $name = attr($constraint, 'name');
		my ($selector) = children_named($constraint, 'selector');
		my @fields = map { attr($_, 'xpath') =~ s/^@//r } children_named($constraint, 'field');
		if (attr($selector, 'xpath') eq '.') { either($name, split(/\|\@/, $fields[0]), $node); next }
		my @there = selected($node, attr($selector, 'xpath'));
		# a row that has the fields, where there is one
		my ($chosen) = ((grep { my $row = $_; !grep { !$row->{attr}{$_} } @fields } @there), @there) or next;
		if ($constraint->{name} eq 'xs:keyref')
		{
			my $attribute = $chosen->{attr}{ $fields[0] } or next;
			mutant("reference $name", 'identity', "}$name'", $attribute->{value_at}, length $attribute->{value}, 'ukjent.verdi');
			next;
		}
		my $text = completed($chosen, @fields);
		mutant(($constraint->{name} =~ s/^xs://r) . " $name", 'identity', "}$name'", $chosen->{start}, length source($chosen), "$text\n$text");
	}
}

# Of nodes of one declaration those that have an attribute or child that none
# before had: the others can show nothing more.
sub with_something_new
{
	my (@nodes) = @_;
	my %seen;
	return grep {
		my @new = grep { !$seen{$_}++ } 'itself', keys %{ $_->{attr} }, map { "<$_->{name}" } @{ $_->{children} };
		@new > 0;
	} @nodes;
}

sub content
{
	my ($name, $type, $node) = @_;
	my ($sequence) = children_named($type, 'sequence');
	if (!$sequence)
	{
		my $tag = substr($report_text, $node->{start}, before_tag_end($node) - $node->{start});
		mutant("$name: nothing within", 'empty', "'{urn", $node->{start}, length source($node), "$tag>tekst</$node->{name}>");
		return;
	}
	mutant("$name: no text", 'text', "}$node->{name}'", $node->{tag_end}, 0, 'tekst');
	mutant("$name: no other element", 'content', '}ukjent', $node->{content_end}, 0, '<ukjent/>');
	for my $declaration (children_named($sequence, 'element'))
	{
		my $child_name = attr($declaration, 'name');
		my @found = grep { $_->{name} eq $child_name } @{ $node->{children} } or next;
		my $length = $found[-1]{end} - $found[0]{start};
		mutant("$name: $child_name is required", 'content', "}$child_name", $found[0]{start}, $length, '')
			if (attr($declaration, 'minOccurs') // 1) ne '0';
		mutant("$name: $child_name once", 'content', "}$child_name'", $found[0]{start}, 0, source($found[0]))
			if (attr($declaration, 'maxOccurs') // 1) eq '1';
		visit($declaration, $_, "$name/$child_name") for with_something_new(@found);
	}
	my @found = @{ $node->{children} };
	my ($first, $second) = @found[0, 1];
	mutant("$name: in order", 'content', "}$first->{name}", $first->{start}, $second->{end} - $first->{start},
		source($second) . source($first)) if $second && $first->{name} ne $second->{name};
}

sub visit
{
	my ($declaration, $node, $place) = @_;
	my $type_name = (attr($declaration, 'type') // '') =~ s/^r://r;
	my ($type) = $type_name ne '' ? ($complex{$type_name}) : children_named($declaration, 'complexType');
	my $name = $type_name ne '' ? $type_name : $place;
	identities($declaration, $node);
	mutant("$name: no other attribute", 'attribute', "attribute 'ukjent'", before_tag_end($node), 0, ' ukjent="1"');
	for my $attribute (attributes_of($type))
	{
		my $attribute_name = attr($attribute, 'name');
		my $there = $node->{attr}{$attribute_name};
		mutant("$name: $attribute_name is required", 'required', "attribute '$attribute_name'", $there->{at}, $there->{len}, '')
			if $there && (attr($attribute, 'use') // '') eq 'required';
		facets(attr($attribute, 'type') =~ s/^r://r, $node, $attribute_name);
	}
	content($name, $type, $node);
}

# Marks the nodes that have, at their place in the document, an attribute or child
# that none before had, and those that hold such a node.
my %shown;
sub find_needed
{
	my ($node, $place) = @_;
	$node->{needed} = grep { !$shown{"$place $_"}++ } 'itself', keys %{ $node->{attr} }, map { "<$_->{name}" } @{ $node->{children} };
	for my $child (@{ $node->{children} })
	{
		$node->{needed} = 1 if find_needed($child, "$place/$child->{name}");
	}
	return $node->{needed};
}

# A node stays with what is needed in it, and with one child of each name.
sub keep
{
	my ($node) = @_;
	my %first;
	$node->{kept} = 1;
	$_->{kept} || !$_->{needed} && $first{ $_->{name} }++ || keep($_) for sort { $b->{needed} <=> $a->{needed} } @{ $node->{children} };
}

# Rows that others refer to stay too.
sub keep_referred
{
	for my $holder (grep { children_named($_, 'keyref') } descendants($schema))
	{
		my %key = map { attr($_, 'name') => $_ } children_named($holder, 'key');
		my @scopes = grep { $_->{name} eq attr($holder, 'name') } $report, descendants($report);
		for my $reference (children_named($holder, 'keyref'))
		{
			my ($from, $to) = map { [ attr((children_named($_, 'selector'))[0], 'xpath'), attr((children_named($_, 'field'))[0], 'xpath') =~ s/^@//r ] }
				$reference, $key{ attr($reference, 'refer') =~ s/^r://r };
			for my $scope (@scopes)
			{
				my %wanted = map { (attr($_, $from->[1]) // '') => 1 } grep { $_->{kept} } selected($scope, $from->[0]);
				keep($_) for grep { !$_->{kept} && $wanted{ attr($_, $to->[1]) } } selected($scope, $to->[0]);
			}
		}
	}
}

sub print_kept
{
	my ($node) = @_;
	my $at = $node->{start};
	for my $child (@{ $node->{children} })
	{
		my $before = substr($report_text, $at, $child->{start} - $at);
		if ($child->{kept}) { print $before; print_kept($child) }
		else { print $before =~ s/\s+\z//r }
		$at = $child->{end};
	}
	print substr($report_text, $at, $node->{end} - $at);
}

if ($is_cut)
{
	find_needed($report, '');
	keep($report);
	keep_referred();
	print substr($report_text, 0, $report->{start});
	print_kept($report);
	exit 0;
}

my ($root) = grep { attr($_, "name") eq $report->{name} } children_named($schema, "element");
visit($root, $report, attr($root, 'name'));

# What no mutant was made of: types, and identity constraints of elements, that
# the report does not have.
my @all = ((map { "type $_" } grep { my $t = $_; !grep { /^\Q$t\E: / } keys %done } sort(keys %complex), grep { my ($r) = children_named($simple{$_}, 'restriction'); @{ $r->{children} } } sort keys %simple),
	(map { my $k = $_->{name} =~ s/^xs://r; my $n = attr($_, 'name'); $done{ ($k eq 'keyref' ? 'reference' : $k) . " $n" } ? () : "$k $n" }
		grep { $_->{name} =~ /^xs:(key|unique|keyref)$/ } descendants($schema)));
print STDERR "$_\n" for @all;
