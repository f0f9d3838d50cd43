#!/bin/bash
# TAP: a report is signed outside the database by deploy/sign.sh, as XML-DSig, as
# detached JWS and in an ASiC-E container, with certificates made here; the
# receiver's check accepts it, and no changed byte, foreign key or other content.
# The JWS is verified a second time without openssl.
#
# Wants PGHOST, PGPORT and PGUSER (a superuser); makes and drops a database.
# SIGNING_SEED chooses other bytes.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

database=ri_signing
seed=${SIGNING_SEED:-20231231}
work=$(mktemp -d -t signing.XXXXXX)
number=0
failed=0

cleanup()
{
	psql -X -q -d postgres -c "SET client_min_messages = error" \
		-c "DROP DATABASE IF EXISTS $database WITH (FORCE)" || true
	rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ok TITLE COMMAND...
ok()
{
	local title=$1
	shift
	number=$((number + 1))
	if "$@" > "$work/output" 2>&1; then
		printf 'ok %d - %s\n' "$number" "$title"
	else
		printf 'not ok %d - %s\n' "$number" "$title"
		head -n 5 "$work/output" | cut -c1-300 | sed 's/^/# /'
		failed=1
	fi
}

# refused WORDS COMMAND...: ends with 1, says one line with those words
refused()
{
	local words=$1 status=0
	shift
	"$@" > "$work/said" 2>&1 || status=$?
	cat "$work/said"
	[ "$status" -eq 1 ] && [ "$(wc -l < "$work/said")" -eq 1 ] && grep -qF -- "$words" "$work/said"
}

sign() { deploy/sign.sh "$@"; }
check() { deploy/check_signature.sh "$@"; }

query()
{
	PGOPTIONS="-c research_indicators.source_schema=t_source -c client_min_messages=error -c jit=off" \
		psql -X -q -At -v ON_ERROR_STOP=1 -d "$database" "$@"
}

# report.xml and body.json, to the byte: base64 has no line ends of psql's
make_report()
{
	psql -X -q -d postgres -c "CREATE DATABASE $database"
	query -c "CREATE EXTENSION research_indicators" -f tests/sql/include/tiny_source.sql
	query -c "SELECT research_indicators.create_archive('research_archive')"
	id=$(query -c "SELECT research_indicators.issue_report(2023, '983974724')")
	query -c "SELECT encode(convert_to(research_indicators.report_xml('$id')::text, 'UTF8'), 'base64')" | base64 -d > "$work/report.xml"
	query -c "SELECT encode(research_indicators.report_canonical('$id', 'json'), 'base64')" | base64 -d > "$work/body.json"
	query -c "SELECT encode(research_indicators.report_canonical('$id', 'xml'), 'base64')" | base64 -d > "$work/body.xml"
}

make_authority()
{
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.pem" \
		-subj "/CN=Made-up authority $1" -days 30 2> /dev/null
}

# make_sender NAME KIND AUTHORITY
make_sender()
{
	case $2 in
		rsa) openssl genrsa -out "$work/$1.key" 2048 2> /dev/null ;;
		*) openssl ecparam -name "$2" -genkey -noout -out "$work/$1.key" ;;
	esac
	openssl req -new -key "$work/$1.key" -subj "/CN=Made-up sender $1" |
		openssl x509 -req -CA "$work/$3.pem" -CAkey "$work/$3.key" -CAcreateserial -days 10 \
			-out "$work/$1.pem" 2> /dev/null
}

# positions SIZE COUNT NAME: byte numbers from 0, always the same for a seed
positions()
{
	perl -e 'my ($size, $count, $seed, $name) = @ARGV; srand($seed + unpack("%32C*", $name));
		print int(rand($size)), "\n" for 1 .. $count' "$1" "$2" "$seed" "$3"
}

# change FILE POSITION NEW: the same bytes but one, whose lowest bit is turned
change()
{
	perl -e 'my ($from, $at, $to) = @ARGV; local $/; open my $in, "<:raw", $from or die; my $all = <$in>;
		substr($all, $at, 1) = chr(ord(substr $all, $at, 1) ^ 1);
		open my $out, ">:raw", $to or die; print $out $all' "$1" "$2" "$3"
	! cmp -s "$1" "$3"
}

# where TEXT first stands in FILE, plus MORE
offset_of()
{
	echo $(($(LC_ALL=C grep -obaF -- "$1" "$2" | head -n 1 | cut -d: -f1) + ${3:-0}))
}

# every_change FILE NAME EXTRA... -- COMMAND...: no changed byte passes the
# command, which finds the changed file in $work/changed
every_change()
{
	local file=$1 name=$2 at places passed=
	shift 2
	places=$(positions "$(stat -c %s "$file")" 8 "$name")
	while [ "$1" != -- ]; do places="$places $1"; shift; done
	shift
	for at in $places; do
		change "$file" "$at" "$work/changed" || return 1
		! "$@" > /dev/null 2>&1 || passed="$passed $at"
	done
	echo "seed $seed, bytes" $places "- accepted:${passed:- none}"
	[ -z "$passed" ]
}

digest_is_archived()
{
	local written archived
	written=$(xmllint --xpath "string((//*[local-name()='DigestValue'])[2])" "$1" | base64 -d | od -An -tx1 | tr -d ' \n')
	archived=$(query -c "SELECT body_xml_sha256 FROM research_archive.report WHERE report_id = '$id'")
	echo "$written $archived"
	[ "$written" = "$archived" ] && [ "$written" = "$(sha256sum < "$work/body.xml" | cut -d' ' -f1)" ]
}

report_comes_out()
{
	rm -f "$work/out.xml"
	check xml "$1" "$2" "$work/one.pem" "$work/out.xml"
	cmp "$work/report.xml" "$work/out.xml" &&
		xmllint --noout --nonet --schema xslt/report.xsd "$work/out.xml"
}

# The tests of one kind of key.
test_key()
{
	local key=$work/$1.key pem=$work/$1.pem ca=$work/one.pem signed=$work/$1.xml jws=$work/$1.jws
	ok "$1: the report is signed as XML" sign xml "$work/report.xml" "$key" "$pem" "$signed"
	ok "$1: the check accepts it" check xml "$signed" "$pem" "$ca"
	ok "$1: the report comes out as it went in, valid" report_comes_out "$signed" "$pem"
	ok "$1: the signed digest of the body is the archive's" digest_is_archived "$signed"
	ok "$1: no changed byte of the XML passes" every_change "$signed" "xml $1" \
		"$(offset_of 'tilstand="' "$signed" 11)" "$(offset_of '<tall ' "$signed" 12)" "$(offset_of '<DigestValue>' "$signed" 20)" \
		"$(offset_of '<SignatureValue>' "$signed" 20)" "$(offset_of '</SignatureValue>' "$signed" -3)" "$(offset_of '<X509Certificate>' "$signed" 99)" \
		-- check xml "$work/changed" "$pem" "$ca"
	ok "$1: the body is signed as JWS" sign jws "$work/body.json" "$key" "$pem" "$jws"
	ok "$1: the check accepts it" check jws "$jws" "$work/body.json" "$pem" "$ca"
	ok "$1: so does a verification without openssl" perl tests/run/jws.pl "$jws" "$work/body.json" "$pem"
	ok "$1: no changed byte of the body passes" every_change "$work/body.json" "body $1" \
		0 $(($(stat -c %s "$work/body.json") - 1)) -- check jws "$jws" "$work/changed" "$pem" "$ca"
	ok "$1: nor without openssl" every_change "$work/body.json" "again $1" \
		-- perl tests/run/jws.pl "$jws" "$work/changed" "$pem"
	ok "$1: no changed byte of the JWS passes" every_change "$jws" "jws $1" \
		0 $(($(stat -c %s "$jws") - 1)) $(($(stat -c %s "$jws") - 2)) -- check jws "$work/changed" "$work/body.json" "$pem" "$ca"
	ok "$1: report and body go into a container" sign asice "$key" "$pem" "$work/$1.asice" "$work/report.xml" "$work/body.json"
	ok "$1: the check accepts it" check asice "$work/$1.asice" "$pem" "$ca"
}

# ---------------------------------------------------------------------------
# What must not pass
# ---------------------------------------------------------------------------

# A signature of the sender's own over something else, moved beside the report.
signed_elsewhere()
{
	sed 's/r:indikatorrapport\/r:innhold/r:indikatorrapport\/r:konvolutt/' deploy/sign.sh > "$work/other_sign.sh"
	mkdir -p "$work/deploy" && cp "$work/other_sign.sh" "$work/deploy/sign.sh" && ln -sfn "$root/xslt" "$work/xslt"
	bash "$work/deploy/sign.sh" xml "$work/report.xml" "$work/rsa.key" "$work/rsa.pem" "$work/elsewhere.xml" &&
		refused "covers something else" check xml "$work/elsewhere.xml" "$work/rsa.pem" "$work/one.pem"
}

# A second report in the same document.
two_reports()
{
	perl -0pe 's/(<indikatorrapport .*<\/indikatorrapport>)/$1$1/s' "$work/rsa.xml" > "$work/two.xml"
	refused "no valid signed report" check xml "$work/two.xml" "$work/rsa.pem" "$work/one.pem"
}

with_doctype()
{
	sed '1a <!DOCTYPE signertRapport>' "$work/rsa.xml" > "$work/doctype.xml"
	refused "document type" check xml "$work/doctype.xml" "$work/rsa.pem" "$work/one.pem"
}

# rebox NAME: the container of RSA with what the caller did in $work/box
rebox()
{
	rm -f "$work/$1"
	(cd "$work/box" && zip -q -X -0 "$work/$1" mimetype && zip -q -X -D -r "$work/$1" . -x mimetype)
}

unbox()
{
	rm -rf "$work/box"
	unzip -q -d "$work/box" "$work/rsa.asice"
}

changed_in_box()
{
	local file at
	for file in report.xml body.json META-INF/signatures.xml; do
		for at in $(positions "$(stat -c %s "$work/box/$file")" 3 "$file"); do
			unbox
			change "$work/box/$file" "$at" "$work/box.new" && mv "$work/box.new" "$work/box/$file"
			rebox changed.asice
			echo "byte $at of $file"
			! check asice "$work/changed.asice" "$work/rsa.pem" "$work/one.pem" || return 1
		done
	done
}

# Bytes of the container itself: refused, or what comes out is what went in.
changed_container()
{
	local at
	for at in $(positions "$(stat -c %s "$work/rsa.asice")" 12 container); do
		change "$work/rsa.asice" "$at" "$work/changed.asice"
		rm -rf "$work/out"
		echo "byte $at"
		! check asice "$work/changed.asice" "$work/rsa.pem" "$work/one.pem" "$work/out" ||
			{ cmp "$work/report.xml" "$work/out/report.xml" && cmp "$work/body.json" "$work/out/body.json"; } || return 1
	done
}

layout()
{
	local first
	first=$(unzip -Z "$work/rsa.asice" | sed -n 3p)
	unzip -Z1 "$work/rsa.asice"
	# stored, without extra fields, so that the type stands at byte 38
	[ "$(tail -c +39 "$work/rsa.asice" | head -c 31)" = application/vnd.etsi.asic-e+zip ] &&
		[[ $first == *stor*mimetype ]] &&
		[ "$(unzip -Z1 "$work/rsa.asice" | sort | tr '\n' ' ')" = "META-INF/manifest.xml META-INF/signatures.xml body.json mimetype report.xml " ] &&
		[ "$(unzip -p "$work/rsa.asice" META-INF/signatures.xml | xmllint --xpath 'namespace-uri(/*)' -)" = http://uri.etsi.org/02918/v1.2.1# ] &&
		[ "$(unzip -p "$work/rsa.asice" META-INF/manifest.xml | xmllint --xpath 'count(/*/*)' -)" = 3 ]
}

added_to_box()
{
	unbox
	echo more > "$work/box/more.csv"
	rebox more.asice
	refused "other files" check asice "$work/more.asice" "$work/rsa.pem" "$work/one.pem" || return 1
	unbox
	rm "$work/box/body.json"
	rebox less.asice
	refused "other files" check asice "$work/less.asice" "$work/rsa.pem" "$work/one.pem"
}

climbing_name()
{
	unbox
	echo more > "$work/more.csv"
	cp "$work/rsa.asice" "$work/climb.asice"
	(cd "$work/box" && zip -q "$work/climb.asice" ../more.csv)
	refused "names that a container" check asice "$work/climb.asice" "$work/rsa.pem" "$work/one.pem"
}

no_scraps()
{
	sign xml "$work/report.xml" "$work/rsa.key" "$work/ec.pem" "$work/never.xml" 2> /dev/null || true
	[ -z "$(find "$work" -name 'never*')" ] && [ -z "$(find "$work" -name '*.xml.*' -o -name '*.jws.*')" ]
}

for program in openssl xmlsec1 zip unzip; do
	command -v "$program" > /dev/null || {
		printf '1..0 # SKIP %s is not installed\n' "$program"
		exit 0
	}
done
printf '1..46\n'
ok "a report is issued" make_report
for name in one other; do make_authority "$name"; done
make_sender rsa rsa one
make_sender ec prime256v1 one
make_sender stranger rsa one
make_sender foreign rsa other
make_sender wide secp384r1 one
openssl pkey -in "$work/rsa.key" -aes256 -passout pass:seven -out "$work/locked.key"
echo seven > "$work/password"

test_key rsa
test_key ec

ok "a locked key opens with its password" env KEY_PASSWORD_FILE="$work/password" deploy/sign.sh xml "$work/report.xml" "$work/locked.key" "$work/rsa.pem" "$work/locked.xml"
ok "and signs" check xml "$work/locked.xml" "$work/rsa.pem" "$work/one.pem"
ok "a certificate of another key does not sign" refused "is not of key" sign jws "$work/body.json" "$work/rsa.key" "$work/ec.pem" "$work/never.jws"
ok "nor does a key of another kind" refused "neither RSA nor P-256" sign jws "$work/body.json" "$work/wide.key" "$work/wide.pem" "$work/never.jws"
ok "what is no report is not signed as one" refused "no valid report" sign xml "$work/body.xml" "$work/rsa.key" "$work/rsa.pem" "$work/never.xml"
ok "another sender's XML is refused" refused "names another certificate" check xml "$work/rsa.xml" "$work/stranger.pem" "$work/one.pem"
ok "another sender's JWS is refused" refused "was not made with" check jws "$work/rsa.jws" "$work/body.json" "$work/stranger.pem" "$work/one.pem"
ok "another sender's container is refused" refused "is not as a container's" check asice "$work/rsa.asice" "$work/stranger.pem" "$work/one.pem"
ok "a certificate of another authority is refused" refused "certificate" check xml "$work/rsa.xml" "$work/rsa.pem" "$work/other.pem"
ok "one that has expired is refused" refused "expired" env CHECK_TIME=$(($(date +%s) + 86400 * 20)) deploy/check_signature.sh xml "$work/rsa.xml" "$work/rsa.pem" "$work/one.pem"
ok "a signature over something else is refused" signed_elsewhere
ok "two reports under one signature are refused" two_reports
ok "a document type is refused" with_doctype
ok "the container is laid out as ASiC-E asks" layout
ok "no changed byte within the container passes" changed_in_box
ok "no changed byte of the container changes what comes out" changed_container
ok "an added or a missing file is noticed" added_to_box
ok "so is a name that leads out" climbing_name
ok "what failed left no file" no_scraps
exit "$failed"
