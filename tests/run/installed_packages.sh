#!/bin/bash
# The packages in a folder, installed on this machine as a DBA would, used,
# replaced by a newer version and removed.  TAP on standard output.  For a root that
# tests/run/deb_roots.sh made and nobody needs afterwards.
#
#   tests/run/installed_packages.sh FOLDER
set -eu
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$root/tests/run/tap.sh"

debs=$1
work=$(mktemp -d)
chmod 755 "$work"
export DEBIAN_FRONTEND=noninteractive

apt()
{
	apt-get -y -q --no-install-recommends -o Dpkg::Use-Pty=0 "$@" < /dev/null
}

as()
{
	setpriv --reuid="$1" --regid="$(id -g "$1")" --init-groups --reset-env "${@:2}"
}

sql()
{
	(cd / && as postgres psql -X -q -A -t -v ON_ERROR_STOP=1 -d research -c "$1" 2>&1) || true
}

# step NAME COMMAND...: passes when the command does
step()
{
	local begun=$SECONDS status=0
	# in a condition nothing inside would stop at its first error
	set +e
	(set -e; "${@:2}") > "$work/said" 2>&1
	status=$?
	set -e
	result "$([ "$status" -eq 0 ] || tail -n 15 "$work/said")" "$1 ($((SECONDS - begun)) s)"
}

# What the unit would run, as its user, with its file of settings.
run_job()
{
	local unit=/lib/systemd/system/indikatorrapport.service command user
	[ -e "$unit" ] || unit=/usr/lib/systemd/system/indikatorrapport.service
	command=$(sed -n 's/^ExecStart=//p' "$unit")
	user=$(sed -n 's/^User=//p' "$unit")
	install -d -o "$user" -g "$user" -m 750 /var/lib/indikatorrapport
	(
		cd /
		set -a
		# shellcheck disable=SC1091
		. /etc/indikatorrapport.env
		eval "set -- $command"
		setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups env LC_ALL=C.UTF-8 "$@"
	)
}

# Everything outside the folders that hold data and logs, and caches.
inventory()
{
	find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /srv -o -path /run -o -path /var/cache -o -path /var/log \
		-o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/lib/postgresql -o -path /root \) -prune -o -print | LC_ALL=C sort
}

# newer DEB: the same package under a higher version
newer()
{
	rm -rf "$work/deb"
	dpkg-deb -R "$1" "$work/deb"
	sed -i 's/^\(Version: .*\)$/\1+newer/' "$work/deb/DEBIAN/control"
	dpkg-deb --root-owner-group -b "$work/deb" "$work/newer"
}

prepare_site()
{
	pg_ctlcluster "$major" main start
	(cd / && as postgres createdb research)
	(cd / && as postgres createuser indikatorrapport)
	(cd / && as postgres psql -X -q -v ON_ERROR_STOP=1 -d research \
		-c "CREATE EXTENSION research_indicators" -f "$work/tiny_source.sql" \
		-c "ALTER DATABASE research SET research_indicators.source_schema = 't_source'")
	(cd / && as postgres psql -X -q -v ON_ERROR_STOP=1 -d research -c "
		SELECT research_indicators.create_archive('research_archive');
		INSERT INTO research_archive.setting VALUES ('production_source_schema', 't_source');
		SELECT research_indicators.grant_access('indikatorrapport', 'reporter');
		GRANT USAGE ON SCHEMA t_source TO indikatorrapport; GRANT SELECT ON ALL TABLES IN SCHEMA t_source TO indikatorrapport")
	sed -i 's/^REPORT_YEAR=.*/REPORT_YEAR=2023/; s/^REPORT_UNIT=.*/REPORT_UNIT=983974724/; s,^PGHOST=.*,PGHOST=/var/run/postgresql,' /etc/indikatorrapport.env
	# a server beside this root may have the usual one
	echo "PGPORT=$(pg_conftool -s "$major" main show port)" >> /etc/indikatorrapport.env
}

waive()
{
	sql "SELECT research_indicators.waive_finding(r.report_id, 'institution_without_region', 'institution', 'closes this year') FROM research_archive.report AS r" > /dev/null
}

apt update > "$work/said" 2>&1
# what the packages rest on is Debian's own and not looked at
apt install "$(apt-cache depends postgresql | sed -n 's/^ *Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)" postgresql-common libxml2 libxslt1.1 libjansson4 systemd \
	> "$work/said" 2>&1 || { tail -n 5 "$work/said"; fail "no PostgreSQL"; }
major=$(ls /etc/postgresql | sort -n | tail -n 1)
cp tests/sql/include/tiny_source.sql "$work/"
chmod 644 "$work/tiny_source.sql"
inventory > "$work/before"
mkdir -p "$work/newer"

extension=$(ls "$debs"/postgresql-"$major"-research-indicators_*.deb)
job=$(ls "$debs"/indikatorrapport_*.deb)
step "apt install of the two packages, PostgreSQL $major" apt install "$extension" "$job"
step "CREATE EXTENSION, own roles, an archive" prepare_site
equal "$(sql "SELECT v.sql = v.library FROM research_indicators.versions() AS v")" t "the library is that of the SQL objects"
step "systemd-analyze verify: the units" systemd-analyze verify indikatorrapport.service indikatorrapport.timer
equal "$(grep -i 'indikatorrapport' "$work/said" || true)" "" "and nothing is said of them"
problem=$(run_job 2>&1 | tail -n 1) || true
echo "# $problem"
waive
step "the job, by the unit's command as the unit's user, delivers" run_job
equal "$(find /var/lib/indikatorrapport -name 'indikatorrapport-2023-983974724.*' | wc -l)" 14 "all files"
equal "$(cd /var/lib/indikatorrapport && sha256sum -c --quiet ./*.sha256 2>&1)" "" "whole"
equal "$(stat -c '%a %U:%G' /etc/indikatorrapport.env)" "640 root:root" "settings are for the service manager alone"
step "the manual page" test -s /usr/share/man/man1/indikatorrapport.1.gz
step "the command" indikatorrapport -h

newer "$extension"
newer "$job"
step "apt install of newer packages" apt install "$work"/newer/*.deb
equal "$(grep -c '^REPORT_UNIT=983974724' /etc/indikatorrapport.env)" 1 "settings are kept"
equal "$(sql "SELECT count(*) FROM research_archive.report")" 1 "the report is there"
step "and the job finds it delivered" run_job

before=$(sql "SELECT count(*) FROM t_source.institution; SELECT count(*) FROM research_archive.report_fact")
step "DROP EXTENSION, apt purge" eval 'sql "DROP EXTENSION research_indicators" && apt purge indikatorrapport "postgresql-$major-research-indicators"'
equal "$(sql "SELECT count(*) FROM t_source.institution; SELECT count(*) FROM research_archive.report_fact")" "$before" "the site's data stay"
inventory > "$work/after"
equal "$(LC_ALL=C comm -13 "$work/before" "$work/after" | grep -v '^/var/lib/indikatorrapport\|^/etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)-$')" "" "nothing of the packages is left but what the job delivered"
pg_dropcluster --stop "$major" main
echo "1..$number"
exit "$failed"
