#!/bin/bash
# Checks a signature of sign.sh, as a receiver does.
#
#   deploy/check_signature.sh xml   SIGNED.xml CERTIFICATE.pem AUTHORITY.pem [REPORT.xml]
#   deploy/check_signature.sh jws   SIGNATURE.jws BODY.json CERTIFICATE.pem AUTHORITY.pem
#   deploy/check_signature.sh asice CONTAINER.asice CERTIFICATE.pem AUTHORITY.pem [FOLDER]
#
# CERTIFICATE.pem is the sender's, known beforehand: what a signature says of
# itself is not believed.  It must come from AUTHORITY.pem and hold today, or at
# CHECK_TIME (seconds since 1970), for signatures older than their certificate.
# With REPORT.xml or FOLDER what was signed is written there when it is good.
#
# Ends with 0 and one line on standard output, or with 1 and one line that says
# what is wrong.
set -eu
umask 077
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
xades=http://uri.etsi.org/01903/v1.3.2#
work=$(mktemp -d -t check_signature.XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

fail()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

usage()
{
	sed -n '4,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
	exit 2
}

# check_certificate CERTIFICATE AUTHORITY
check_certificate()
{
	local time=()
	[ -z "${CHECK_TIME:-}" ] || time=(-attime "$CHECK_TIME")
	openssl x509 -in "$1" -out "$work/certificate.pem" 2> "$work/error" ||
		fail "cannot read certificate \"$1\""
	openssl verify -CAfile "$2" -no-CApath "${time[@]}" "$work/certificate.pem" \
		> "$work/error" 2>&1 ||
		fail "certificate \"$1\": $(sed -n 's/^error [0-9]* at [0-9]* depth lookup: *//p' "$work/error" | head -n 1)"
	subject=$(openssl x509 -in "$work/certificate.pem" -noout -subject -nameopt RFC2253)
	case $(openssl x509 -in "$work/certificate.pem" -noout -text) in
		*prime256v1*) algorithm=ES256 method=ecdsa-sha256 ;;
		*rsaEncryption*) algorithm=RS256 method=rsa-sha256 ;;
		*) fail "certificate \"$1\" is neither RSA nor P-256" ;;
	esac
}

certificate_digest()
{
	openssl x509 -in "$work/certificate.pem" -outform DER | openssl dgst -sha256 -binary
}

xpath()
{
	xmllint --nonet --xpath "$1" "$2" 2> /dev/null
}

# No document type: nothing is declared, nothing expands.
refuse_doctype()
{
	xmllint --nonet --noout "$1" > "$work/error" 2>&1 || fail "\"$1\" is no XML"
	! grep -q '<!DOCTYPE' "$1" || fail "\"$1\" has a document type"
}

# one_key: the option by which xmlsec1 takes the key that it was given, whatever the
# signature says of keys; before 1.3 it needs none
one_key()
{
	case $(xmlsec1 --help-verify 2>&1) in
		*--lax-key-search*) echo --lax-key-search ;;
	esac
}

# check_xml_signature FILE REFERENCES NAME: with the known key, not with that of
# the file.  The certificate in the file is signed by nobody: it must be the known
# one; and the value has one spelling, so that no byte of it can be another.
check_xml_signature()
{
	local value
	[ "$(xpath "string(//*[local-name()='X509Certificate'])" "$1" | tr -d ' \n')" = \
		"$(openssl x509 -in "$work/certificate.pem" -outform DER | base64 -w 0)" ] ||
		fail "\"$3\" names another certificate"
	value=$(xpath "string(//*[local-name()='SignatureValue'])" "$1" | tr -d ' \n')
	[ "$(printf '%s' "$value" | base64 -d 2> /dev/null | base64 -w 0)" = "$value" ] ||
		fail "\"$3\" has a malformed signature"
	# shellcheck disable=SC2046
	xmlsec1 --verify $(one_key) --pubkey-cert-pem "$work/certificate.pem" --enabled-key-data key-name \
		--enabled-reference-uris "$2" --id-attr:Id "$xades:SignedProperties" "$1" > "$work/error" 2>&1 ||
		fail "the signature of \"$3\" does not fit"
}

# ---------------------------------------------------------------------------
# XML-DSig
# ---------------------------------------------------------------------------

# A valid signature may cover nothing of interest: references, transforms and
# algorithms are exactly those of sign.sh.
xml_profile()
{
	local c14n="'http://www.w3.org/2006/12/xml-c14n11'"
	local info="/*/*[2][local-name()='Signature']/*[1][local-name()='SignedInfo']"
	cat <<-XPATH | tr '\n' ' '
	count($info/*) = 4 and count(//*[local-name()='Reference']) = 2 and count(//*[local-name()='Transform']) = 4
	and $info/*[1]/@Algorithm = $c14n and $info/*[2]/@Algorithm = 'http://www.w3.org/2001/04/xmldsig-more#$method'
	and count($info/*[local-name()='Reference'][@URI='' and count(@*)=1]) = 2
	and count($info/*/*[local-name()='DigestMethod'][@Algorithm='http://www.w3.org/2001/04/xmlenc#sha256']) = 2
	and $info/*[3]/*[1]/*[1]/@Algorithm = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature' and $info/*[3]/*[1]/*[2]/@Algorithm = $c14n
	and $info/*[4]/*[1]/*[1]/@Algorithm = 'http://www.w3.org/2002/06/xmldsig-filter2' and $info/*[4]/*[1]/*[2]/@Algorithm = $c14n
	and count($info/*[4]/*[1]/*[1]/*[@Filter='intersect']) = 1 and count($info/*[4]/*[1]/*[1]/*) = 1
	and $info/*[4]/*[1]/*[1]/* = '/*/r:indikatorrapport/r:innhold'
	and not(//*[local-name()='Object'])
	XPATH
}

check_xml()
{
	local digest
	[ $# -eq 3 ] || [ $# -eq 4 ] || usage
	check_certificate "$2" "$3"
	refuse_doctype "$1"
	xmllint --noout --nonet --schema "$here/signed-report.xsd" "$1" > "$work/error" 2>&1 ||
		fail "\"$1\" is no valid signed report: $(head -n 1 "$work/error" | cut -c1-300)"
	[ "$(xpath "$(xml_profile)" "$1")" = true ] ||
		fail "the signature of \"$1\" covers something else than a signed report's"
	check_xml_signature "$1" empty "$1"
	digest=$(xpath "string(/*/*[2]/*[1]/*[4]/*[3])" "$1" | base64 -d | od -An -tx1 | tr -d ' \n')
	[ "$(xpath "string(/*/*[1]/*[local-name()='konvolutt']/@sha256Xml)" "$1")" = "$digest" ] ||
		fail "the envelope of \"$1\" names another body"
	# the very bytes: the signature stands behind the report
	[ $# -eq 3 ] || xpath "/*/*[1]" "$1" > "$4"
}

# ---------------------------------------------------------------------------
# JWS, detached
# ---------------------------------------------------------------------------

base64url()
{
	basenc --base64url -w 0 | tr -d =
}

# unbase64url TEXT
unbase64url()
{
	local text=$1
	while [ $((${#text} % 4)) -ne 0 ]; do text=$text=; done
	printf '%s' "$text" | basenc --base64url -d
}

# The DER that openssl wants, from the two numbers side by side.
der_signature()
{
	if [ "$algorithm" = RS256 ]; then
		cat
	else
		od -An -v -tx1 | tr -d ' \n' |
			sed -E 's/^(.{64})(.{64})$/asn1=SEQUENCE:s\n[s]\nr=INTEGER:0x\1\ns=INTEGER:0x\2\n/' > "$work/numbers"
		openssl asn1parse -genconf "$work/numbers" -noout -out /dev/stdout
	fi
}

check_jws()
{
	local header signature expected
	[ $# -eq 4 ] || usage
	check_certificate "$3" "$4"
	IFS=. read -r header expected signature < "$1" || fail "\"$1\" is no line"
	[ -z "$expected" ] && [ "$(wc -l < "$1")" -eq 1 ] || fail "\"$1\" is no detached JWS"
	# the header is not interpreted: there is one for a certificate
	expected=$(printf '{"alg":"%s","cty":"json","x5t#S256":"%s"}' \
		"$algorithm" "$(certificate_digest | base64url)" | base64url)
	[ "$header" = "$expected" ] || fail "\"$1\" was not made with certificate \"$3\""
	unbase64url "$signature" 2> "$work/error" | der_signature > "$work/signature" 2> "$work/error" ||
		fail "\"$1\" has a malformed signature"
	[ "$(unbase64url "$signature" | base64url)" = "$signature" ] || fail "\"$1\" has a malformed signature"
	openssl x509 -in "$work/certificate.pem" -noout -pubkey > "$work/public.pem"
	{ printf '%s.' "$header"; base64url < "$2"; } > "$work/input"
	openssl dgst -sha256 -verify "$work/public.pem" -signature "$work/signature" "$work/input" \
		> "$work/error" 2>&1 || fail "the signature \"$1\" does not fit \"$2\""
}

# ---------------------------------------------------------------------------
# ASiC-E
# ---------------------------------------------------------------------------

# The type stands first and uncompressed, and nothing lies in the container that
# the signature does not name.
check_layout()
{
	local named
	[ "$(head -c 69 "$1" | tail -c 39)" = "mimetypeapplication/vnd.etsi.asic-e+zip" ] ||
		fail "\"$1\" does not begin with its type"
	unzip -Z1 "$1" > "$work/entries" 2> "$work/error" || fail "\"$1\" is no zip file"
	! grep -qvE '^([A-Za-z0-9_][A-Za-z0-9._-]*|META-INF/(manifest|signatures)\.xml)$' "$work/entries" &&
		[ -z "$(sort "$work/entries" | uniq -d)" ] ||
		fail "\"$1\" holds names that a container of reports does not have"
	mkdir "$work/box"
	# no more than 2 GB a file, whatever the container says
	(ulimit -f 2097152 && unzip -q -d "$work/box" "$1" > "$work/error" 2>&1) ||
		fail "\"$1\" cannot be unpacked"
	refuse_doctype "$work/box/META-INF/signatures.xml"
	named=$(xpath "//*[local-name()='SignedInfo']/*[local-name()='Reference'][not(@Type)]/@URI" "$work/box/META-INF/signatures.xml" |
		sed -n 's/^ *URI="\(.*\)"$/\1/p' | sort)
	[ "$named" = "$(grep -v '^META-INF/\|^mimetype$' "$work/entries" | sort)" ] ||
		fail "\"$1\" holds other files than its signature names"
}

asice_profile()
{
	cat <<-XPATH | tr '\n' ' '
	count(//*[local-name()='Signature']) = 1 and count(//*[local-name()='SignedInfo']) = 1
	and count(//*[local-name()='Reference'][@Type='http://uri.etsi.org/01903#SignedProperties' and @URI='#properties']) = 1
	and count(//*[local-name()='Reference'][@Type]) = 1 and count(//*[local-name()='Transform']) = 1
	and count(//*[local-name()='SignedProperties'][@Id='properties']) = 1 and count(//@Id[.='properties']) = 1
	and count(//*[local-name()='SignedInfo']//*[local-name()='DigestMethod'][@Algorithm!='http://www.w3.org/2001/04/xmlenc#sha256']) = 0
	and //*[local-name()='SignatureMethod']/@Algorithm = 'http://www.w3.org/2001/04/xmldsig-more#$method'
	and normalize-space(//*[local-name()='CertDigest']/*[local-name()='DigestValue']) = '$(certificate_digest | base64 -w 0)'
	XPATH
}

check_asice()
{
	local box=$work/box
	[ $# -eq 3 ] || [ $# -eq 4 ] || usage
	check_certificate "$2" "$3"
	check_layout "$1"
	[ "$(xpath "$(asice_profile)" "$box/META-INF/signatures.xml")" = true ] ||
		fail "the signature of \"$1\" is not as a container's of certificate \"$2\""
	cp "$box/META-INF/signatures.xml" "$work/signatures.xml"
	# "remote" is xmlsec1's word for names without file:; check_layout has seen
	# that each is the name of a file of the container
	(cd "$box" && check_xml_signature "$work/signatures.xml" same-doc,remote "$1")
	if [ $# -eq 4 ]; then
		mkdir -p "$4"
		cp -r "$box/." "$4/"
	fi
}

form=${1:-}
[ -z "$form" ] || shift
case $form in
	xml | jws | asice) "check_$form" "$@" ;;
	*) usage ;;
esac
printf 'good: "%s" was signed by %s\n' "$1" "${subject#subject=}"
