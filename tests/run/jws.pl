#!/usr/bin/perl
# Verifies a detached JWS without openssl and without deploy/: RFC 7515 with
# RS256 (RFC 8017, 8.2.2) and ES256 (FIPS 186-5, 6.4.2), on whole numbers of
# Perl's own.  Prints "good" and ends with 0, or says what is wrong and ends with 1.
#
#   perl tests/run/jws.pl SIGNATURE.jws PAYLOAD CERTIFICATE.pem
use strict;
use warnings;
use Digest::SHA qw(sha256);
use Math::BigInt;
use MIME::Base64 qw(decode_base64 decode_base64url encode_base64url);

sub contents {
    my ($name) = @_;
    open my $file, '<:raw', $name or die "cannot read $name\n";
    local $/;
    return <$file>;
}

sub number { return Math::BigInt->from_hex(unpack 'H*', $_[0]) }

# DER: the pieces (tag, content) of a text
sub pieces {
    my ($text) = @_;
    my @found;
    while (length $text) {
        my ($tag, $size) = unpack 'CC', $text;
        my $start = 2;
        if ($size > 127) {
            my $bytes = $size & 127;
            $size = hex unpack 'H*', substr $text, 2, $bytes;
            $start += $bytes;
        }
        push @found, [$tag, substr $text, $start, $size];
        $text = substr $text, $start + $size;
    }
    return @found;
}

# the bits of the public key in a certificate (RFC 5280, 4.1)
sub public_key {
    my ($pem) = @_;
    $pem =~ /-----BEGIN CERTIFICATE-----(.*?)-----END/s or die "no certificate\n";
    my ($certificate) = pieces(decode_base64($1));
    my ($signed) = pieces($certificate->[1]);
    my @fields = pieces($signed->[1]);
    shift @fields if $fields[0][0] == 0xa0;
    my ($algorithm, $bits) = pieces($fields[5][1]);
    return substr $bits->[1], 1;
}

sub rs256 {
    my ($input, $signature, $key) = @_;
    my ($sequence) = pieces($key);
    my ($modulus, $exponent) = map { number($_->[1]) } pieces($sequence->[1]);
    my $size = int((length($modulus->to_hex) + 1) / 2);
    return 0 if length $signature != $size or number($signature) >= $modulus;
    my $hex = number($signature)->bmodpow($exponent, $modulus)->to_hex;
    my $prefix = '3031300d060960864801650304020105000420';
    my $filled = ('ff' x ($size - 3 - 51)) . '00' . $prefix . unpack('H*', sha256($input));
    return $hex eq "1$filled";
}

# P-256
my $p = Math::BigInt->from_hex('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
my $n = Math::BigInt->from_hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
my @g = map { Math::BigInt->from_hex($_) }
    '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
    '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5';

# the sum of two points; undef is the point at infinity
sub add {
    my ($a, $b) = @_;
    return $b unless defined $a;
    return $a unless defined $b;
    my $slope;
    if ($a->[0] == $b->[0]) {
        return undef if ($a->[1] + $b->[1]) % $p == 0;
        $slope = ($a->[0] * $a->[0] * 3 - 3) * (2 * $a->[1])->bmodinv($p) % $p;
    } else {
        $slope = ($b->[1] - $a->[1]) * (($b->[0] - $a->[0]) % $p)->bmodinv($p) % $p;
    }
    my $x = ($slope * $slope - $a->[0] - $b->[0]) % $p;
    return [$x, ($slope * ($a->[0] - $x) - $a->[1]) % $p];
}

sub multiple {
    my ($factor, $point) = @_;
    my $sum;
    for my $bit (split //, $factor->to_bin) {
        $sum = add($sum, $sum);
        $sum = add($sum, $point) if $bit;
    }
    return $sum;
}

sub es256 {
    my ($input, $signature, $key) = @_;
    return 0 if length $signature != 64 or length $key != 65;
    my ($r, $s) = map { number($_) } unpack 'a32a32', $signature;
    return 0 if $r < 1 or $s < 1 or $r >= $n or $s >= $n;
    my ($x, $y) = map { number($_) } unpack 'x1a32a32', $key;
    my $inverse = $s->copy->bmodinv($n);
    my $point = add(multiple(number(sha256($input)) * $inverse % $n, [@g]), multiple($r * $inverse % $n, [$x, $y]));
    return defined $point && $point->[0] % $n == $r;
}

my ($jws, $payload, $certificate) = @ARGV;
my ($header, $empty, $signature) = contents($jws) =~ /\A([\w-]+)\.([\w-]*)\.([\w-]+)\n?\z/ or die "no JWS\n";
die "the payload is not detached\n" if length $empty;
my ($algorithm) = decode_base64url($header) =~ /"alg":"(\w+)"/ or die "no algorithm\n";
my $input = "$header." . encode_base64url(contents($payload));
my %verify = (RS256 => \&rs256, ES256 => \&es256);
die "unknown algorithm\n" unless $verify{$algorithm};
die "does not fit\n" unless $verify{$algorithm}->($input, decode_base64url($signature), public_key(contents($certificate)));
print "good\n";
