#!/bin/bash
# Tries "make demo" and "make check" on a machine that has nothing but Debian and
# make: a fresh root of debootstrap's, with this working tree copied in.
#
#   tests/run/bare_machine.sh FOLDER [COMMAND...]
#
# FOLDER/base is the bare system, made once; FOLDER/root is a copy of it, new at
# every run and left for inspection.  Without COMMANDs: "make demo" and
# "make check" with SKIP_BROWSER and WERROR as set by the caller; a few tests alone:
# 'make check ONLY="json_schema exchange"'.  SUITE names the release (bookworm);
# BRING names a folder that is copied to /srv/brought.  Needs root, debootstrap and
# some 3 GB.  Where the caller's npm trusts certificates of its own
# (NODE_EXTRA_CA_CERTS), the root's does too.  A tool for development: no part of
# make check.
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

suite=${SUITE:-bookworm}
place=/srv/research_indicators

# The mirror that this machine's apt uses, for this suite or else for its own.
mirror()
{
	apt-get indextargets --format '$(REPO_URI) $(RELEASE)' \
		"Created-By: Packages" 2>/dev/null |
		awk -v suite="$suite" '$2 == suite { found = $1 }
			$2 !~ /-/ && !other { other = $1 }
			END { print found ? found : other }'
}

make_base()
{
	[ ! -e "$folder/base/etc/debian_version" ] || return 0
	rm -rf "$folder/base"
	debootstrap --variant=minbase --include=make,ca-certificates \
		"$suite" "$folder/base" "$(mirror)"
}

# Everything that belongs to the checkout, committed or not; nothing ignored.
copy_tree()
{
	mkdir -p "$folder/root$place"
	git ls-files --cached --others --exclude-standard -z |
		tar -cf - --null --ignore-failed-read -T - |
		tar -xf - -C "$folder/root$place" --no-same-owner
}

# Where the machine's way out has a certificate of its own, npm would find no registry.
copy_certificates()
{
	certificates=
	[ -n "${NODE_EXTRA_CA_CERTS:-}" ] || return 0
	certificates=/etc/ssl/of_the_caller.pem
	cp "$NODE_EXTRA_CA_CERTS" "$folder/root$certificates"
}

# Runs a command in the root, in namespaces of its own, so that mounts and
# processes end with it.
in_root()
{
	unshare --mount --pid --fork --kill-child bash -c '
		set -eu
		mount -t proc proc "$1/proc"
		mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm" 2>/dev/null || true
		cp /etc/resolv.conf "$1/etc/resolv.conf"
		exec chroot "$1" env -i HOME=/root TERM=dumb CI=true \
			PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
			SKIP_BROWSER="$4" WERROR="$5" NODE_EXTRA_CA_CERTS="$6" /bin/bash -c "cd $2 && $3"
		' bash "$folder/root" "$place" "$1" "${SKIP_BROWSER:-}" "${WERROR:-}" "$certificates" < /dev/null
}

timed()
{
	local begun=$SECONDS status=0
	say "== $1"
	in_root "$1" || status=$?
	say "== $1: status $status after $((SECONDS - begun)) s"
	[ "$status" -eq 0 ] || result=1
}

# What must not be there afterwards: a cluster of Debian's, a running server.
no_cluster_left()
{
	if [ -n "$(ls -A "$folder/root/var/lib/postgresql/"*/ 2>/dev/null)" ] ||
		[ -n "$(ls -A "$folder/root/etc/postgresql/"*/ 2>/dev/null)" ]
	then
		say "a cluster was left behind"
		result=1
	fi
}

[ $# -gt 0 ] || fail "which folder?"
[ "$(id -u)" -eq 0 ] || fail "needs root"
command -v debootstrap > /dev/null || fail "needs debootstrap"
mkdir -p "$1"
folder=$(cd "$1" && pwd -P)
shift
[ $# -gt 0 ] || set -- "make demo" "make check"

result=0
make_base
rm -rf "$folder/root"
cp -a "$folder/base" "$folder/root"
copy_tree
copy_certificates
[ -z "${BRING:-}" ] || cp -r "$BRING" "$folder/root/srv/brought"
for command in "$@"; do
	timed "$command"
done
no_cluster_left
exit "$result"
