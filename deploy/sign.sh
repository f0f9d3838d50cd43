#!/bin/bash
# Signs a delivered report outside the database, with a key of the sender's.
#
#   deploy/sign.sh xml   REPORT.xml KEY.pem CERTIFICATE.pem SIGNED.xml
#   deploy/sign.sh jws   BODY.json  KEY.pem CERTIFICATE.pem SIGNATURE.jws
#   deploy/sign.sh asice KEY.pem CERTIFICATE.pem CONTAINER.asice FILE...
#
# xml: the report within a transport document, with an enveloped signature
# (XML-DSig).  jws: a detached JSON Web Signature.  asice: a container of files
# with one signature over all of them (ASiC-E with XAdES).  RSA keys (RS256) and
# P-256 keys (ES256).  doc/signing.md says what is signed and why.
#
# Needs openssl, for xml and asice xmlsec1, for asice zip.  KEY_PASSWORD_FILE
# names a file with the password of the key, where it has one.
set -eu
umask 077
export LC_ALL=C.UTF-8

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
c14n=http://www.w3.org/2006/12/xml-c14n11
sha256=http://www.w3.org/2001/04/xmlenc#sha256
xades=http://uri.etsi.org/01903/v1.3.2#
work=$(mktemp -d -t sign.XXXXXX)
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

# The key without its password, for the time of this run.
open_key()
{
	local password=()
	[ -z "${KEY_PASSWORD_FILE:-}" ] || password=(-passin "file:$KEY_PASSWORD_FILE")
	openssl pkey -in "$1" -out "$work/key.pem" "${password[@]}" 2> "$work/error" ||
		fail "cannot read key \"$1\" (KEY_PASSWORD_FILE names the file with its password)"
	openssl x509 -in "$2" -out "$work/certificate.pem" 2> "$work/error" ||
		fail "cannot read certificate \"$2\""
	[ "$(openssl pkey -in "$work/key.pem" -pubout)" = \
		"$(openssl x509 -in "$work/certificate.pem" -noout -pubkey)" ] ||
		fail "certificate \"$2\" is not of key \"$1\""
	case $(openssl pkey -in "$work/key.pem" -noout -text | tr '\n' ' ') in
		*prime256v1*)
			algorithm=ES256
			xml_algorithm=http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256 ;;
		*modulus:*)
			algorithm=RS256
			xml_algorithm=http://www.w3.org/2001/04/xmldsig-more#rsa-sha256 ;;
		*) fail "key \"$1\" is neither RSA nor P-256" ;;
	esac
}

# What was made takes its name when it is complete.
publish()
{
	local new
	new=$(mktemp "$2.XXXXXX") || fail "cannot write beside \"$2\""
	cat "$1" > "$new"
	chmod 644 "$new"
	sync "$new"
	mv -f "$new" "$2"
}

base64url()
{
	basenc --base64url -w 0 | tr -d =
}

certificate_digest()
{
	openssl x509 -in "$work/certificate.pem" -outform DER | openssl dgst -sha256 -binary
}

# one_key: the option by which xmlsec1 takes the key that it was given, whatever the
# signature says of keys; before 1.3 it needs none
one_key()
{
	case $(xmlsec1 --help-sign 2>&1) in
		*--lax-key-search*) echo --lax-key-search ;;
	esac
}

# sign_template TEMPLATE ELEMENT: xmlsec1 fills in digests, signature and certificate
sign_template()
{
	# shellcheck disable=SC2046
	xmlsec1 --sign $(one_key) --privkey-pem "$work/key.pem,$work/certificate.pem" \
		--enabled-reference-uris "$2" --id-attr:Id "$xades:SignedProperties" \
		--output "$work/signed.xml" "$1" > "$work/error" 2>&1 ||
		fail "xmlsec1 did not sign: $(tail -n 1 "$work/error")"
}

# ---------------------------------------------------------------------------
# XML-DSig
# ---------------------------------------------------------------------------

# Two references: the whole transport document, and the body alone, whose digest
# is that of the archive (sha256Xml).
xml_template()
{
	cat <<-XML
	<?xml version="1.0" encoding="UTF-8"?>
	<signertRapport xmlns="urn:helseforskning:signert-rapport:v1">
	XML
	sed '1s/^<?xml[^>]*?>//' "$1"
	cat <<-XML
	<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
	<CanonicalizationMethod Algorithm="$c14n"/><SignatureMethod Algorithm="$xml_algorithm"/>
	<Reference URI=""><Transforms>
	<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform Algorithm="$c14n"/>
	</Transforms><DigestMethod Algorithm="$sha256"/><DigestValue/></Reference>
	<Reference URI=""><Transforms>
	<Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2"><XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" xmlns:r="urn:helseforskning:indikatorrapport:v1" Filter="intersect">/*/r:indikatorrapport/r:innhold</XPath></Transform><Transform Algorithm="$c14n"/>
	</Transforms><DigestMethod Algorithm="$sha256"/><DigestValue/></Reference>
	</SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature>
	</signertRapport>
	XML
}

sign_xml()
{
	[ $# -eq 4 ] || usage
	open_key "$2" "$3"
	xmllint --noout --nonet --schema "$here/../xslt/report.xsd" "$1" > "$work/error" 2>&1 ||
		fail "\"$1\" is no valid report: $(head -n 1 "$work/error")"
	xml_template "$1" > "$work/template.xml"
	sign_template "$work/template.xml" empty
	publish "$work/signed.xml" "$4"
}

# ---------------------------------------------------------------------------
# JWS, detached
# ---------------------------------------------------------------------------

# A JWS holds the two numbers of an ECDSA signature side by side, 32 bytes each;
# openssl writes them as DER.
raw_signature()
{
	if [ "$algorithm" = RS256 ]; then
		cat
	else
		openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p' |
			while read -r number; do printf '%064s' "$number" | tr ' ' 0; done |
			basenc --base16 -d
	fi
}

sign_jws()
{
	local header
	[ $# -eq 4 ] || usage
	open_key "$2" "$3"
	[ -s "$1" ] || fail "\"$1\" is missing or empty"
	header=$(printf '{"alg":"%s","cty":"json","x5t#S256":"%s"}' \
		"$algorithm" "$(certificate_digest | base64url)" | base64url)
	{ printf '%s.' "$header"; base64url < "$1"; } > "$work/input"
	openssl dgst -sha256 -sign "$work/key.pem" -out "$work/signature" "$work/input"
	# the payload between the dots stays out: it is the file itself
	printf '%s..%s\n' "$header" "$(raw_signature < "$work/signature" | base64url)" > "$work/jws"
	publish "$work/jws" "$4"
}

# ---------------------------------------------------------------------------
# ASiC-E
# ---------------------------------------------------------------------------

media_type()
{
	case $1 in
		*.xml) echo application/xml ;;
		*.json) echo application/json ;;
		*.csv) echo text/csv ;;
		*.html) echo text/html ;;
		*) echo application/octet-stream ;;
	esac
}

asice_manifest()
{
	local file
	echo '<?xml version="1.0" encoding="UTF-8"?>'
	echo '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
	echo '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.etsi.asic-e+zip"/>'
	for file; do
		echo "<manifest:file-entry manifest:full-path=\"$file\" manifest:media-type=\"$(media_type "$file")\"/>"
	done
	echo '</manifest:manifest>'
}

# XAdES, baseline B: a signature over every file and over the properties that
# name the time, the certificate and the type of each file.
asice_template()
{
	local file number=0
	cat <<-XML
	<?xml version="1.0" encoding="UTF-8"?>
	<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">
	<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="signature"><SignedInfo>
	<CanonicalizationMethod Algorithm="$c14n"/><SignatureMethod Algorithm="$xml_algorithm"/>
	XML
	for file; do
		number=$((number + 1))
		echo "<Reference Id=\"file-$number\" URI=\"$file\"><DigestMethod Algorithm=\"$sha256\"/><DigestValue/></Reference>"
	done
	cat <<-XML
	<Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#properties"><Transforms><Transform Algorithm="$c14n"/></Transforms><DigestMethod Algorithm="$sha256"/><DigestValue/></Reference>
	</SignedInfo><SignatureValue/><KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo>
	<Object><xades:QualifyingProperties xmlns:xades="$xades" Target="#signature"><xades:SignedProperties Id="properties">
	<xades:SignedSignatureProperties><xades:SigningTime>$(date -u +%Y-%m-%dT%H:%M:%SZ)</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><DigestMethod Algorithm="$sha256"/><DigestValue>$(certificate_digest | base64 -w 0)</DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>
	<xades:SignedDataObjectProperties>
	XML
	number=0
	for file; do
		number=$((number + 1))
		echo "<xades:DataObjectFormat ObjectReference=\"#file-$number\"><xades:MimeType>$(media_type "$file")</xades:MimeType></xades:DataObjectFormat>"
	done
	cat <<-XML
	</xades:SignedDataObjectProperties></xades:SignedProperties></xades:QualifyingProperties></Object></Signature>
	</asic:XAdESSignatures>
	XML
}

sign_asice()
{
	local container=$3 file names=() box=$work/box
	[ $# -ge 4 ] || usage
	open_key "$1" "$2"
	shift 3
	mkdir -p "$box/META-INF"
	for file; do
		case ${file##*/} in
			mimetype | *[!A-Za-z0-9._-]* | -*) fail "file name \"${file##*/}\": letters, digits, dot, hyphen, underscore" ;;
		esac
		[ ! -e "$box/${file##*/}" ] || fail "two files are named \"${file##*/}\""
		cp "$file" "$box/" || fail "cannot read \"$file\""
		names+=("${file##*/}")
	done
	printf 'application/vnd.etsi.asic-e+zip' > "$box/mimetype"
	asice_manifest "${names[@]}" > "$box/META-INF/manifest.xml"
	asice_template "${names[@]}" > "$work/template.xml"
	# files are named as seen from the root of the container; to xmlsec1 every name
	# without file: is "remote"
	cd "$box"
	sign_template "$work/template.xml" same-doc,remote
	cp "$work/signed.xml" META-INF/signatures.xml
	# the type first, as it is: readers look for it at a fixed place
	zip -q -X -0 "$work/container.zip" mimetype
	zip -q -X -D -r "$work/container.zip" "${names[@]}" META-INF
	cd "$OLDPWD"
	publish "$work/container.zip" "$container"
}

form=${1:-}
[ -z "$form" ] || shift
case $form in
	xml | jws | asice) "sign_$form" "$@" ;;
	*) usage ;;
esac
