# Disks that are full: small file systems in memory, one for the tables of the
# database, then one for the log of writing.  Sourced by faults.sh, after its
# functions' names are known: prepare, judge, contents.

# The file systems that are mounted, for the trap.
disks=()

# small_disk FOLDER MEGABYTES
small_disk()
{
	mkdir -p "$1"
	mount -t tmpfs -o "size=$2m" tmpfs "$1" 2> /dev/null || return 1
	disks+=("$1")
	chown "$server_user:" "$1"
	chmod 700 "$1"
}

free_disks()
{
	local disk
	for disk in "${disks[@]}"; do
		umount "$disk" 2> /dev/null || umount -l "$disk" 2> /dev/null || true
	done
	disks=()
}

# leave FOLDER KILOBYTES: all but these are taken
leave()
{
	local free
	rm -f "$1/filler"
	free=$(df --output=avail -k "$1" | tail -n 1)
	fallocate -l "$((free - $2))k" "$1/filler"
}

# Each deed with so many kilobytes left, then with room: what failed is done.
full_tables()
{
	local deed room before outcome refused=0 tried=0 import_rows=2000
	psql -X -q -d postgres -c "CREATE TABLESPACE small LOCATION '$work/tables'" \
		-c "ALTER DATABASE $database SET TABLESPACE small" 9>&-
	for deed in issue import approve submit verify; do
		for room in 0 40 200 800; do
			prepare "$deed"
			before=$(contents)
			leave "$work/tables" "$room"
			outcome=done
			run -v VERBOSITY=sqlstate -c "$command" > "$work/answer" 2> "$work/error" || outcome=refused
			rm -f "$work/tables/filler"
			tried=$((tried + 1))
			injected=$((injected + 1))
			judge "$before" "$([ $outcome = refused ] || cat "$work/answer")" > "$work/wrong"
			if [ $outcome = refused ]; then
				refused=$((refused + 1))
				grep -q ' 53100$' "$work/error" || cat "$work/error" >> "$work/wrong"
				[ "$left" = old ] || echo "it was refused, but something is left" >> "$work/wrong"
				sql "$command" > /dev/null 2>> "$work/wrong" || true
				[ "$(sql "$known_by")" = t ] || echo "with room it is not done either" >> "$work/wrong"
			fi
			count_state
			result "$(cat "$work/wrong")" "$deed, $room kB left for tables: $outcome, the $left state"
		done
	done
	result "$([ "$refused" -ge 4 ] || echo "only $refused were refused")" "of $tried deeds on a full disk $refused were refused"
}

# Until nothing more can be logged: the server ends, and is started with room.
full_log()
{
	local told=0 turn before postmaster
	(cd "$PGHOST" && as_server "$bindir/pg_ctl" stop -s -w -m fast -D "$PGHOST/data")
	as_server cp -r "$PGHOST/data/pg_wal/." "$work/log"
	rm -rf "$PGHOST/data/pg_wal"
	as_server ln -s "$work/log" "$PGHOST/data/pg_wal"
	server_up
	before=$(reports)
	leave "$work/log" 100
	for turn in $(seq 1 40); do
		sql "SELECT issue_report(2023, '983974724')" >> "$work/told" 2> /dev/null || break
		sql "SELECT pg_switch_wal()" > /dev/null 2>&1 || break
	done
	injected=$((injected + 1))
	rm -f "$work/log/filler"
	told=$(grep -c . "$work/told" || true)
	# with room again it comes back by itself, or had given up
	until psql -X -q -d postgres -c 'SELECT 1' > /dev/null 2>&1 9>&-; do
		postmaster=$(head -n 1 "$PGHOST/data/postmaster.pid" 2> /dev/null || true)
		if [ -z "$postmaster" ] || ! kill -0 "$postmaster" 2> /dev/null; then
			server_up
		fi
		sleep 0.2
	done
	result "$([ "$turn" -lt 40 ] || echo "the disk was never full")$(case $(($(reports) - before - told)) in 0 | 1) ;; *) echo "$told were told of, $(($(reports) - before)) are there" ;; esac)$(
		while read -r id; do [ -n "$(state "$id")" ] || echo "$id is not there"; done < "$work/told")$(problems)" \
		"no room for the log: $told reports were told of, and are there"
}

full_disks()
{
	if ! small_disk "$work/tables" 120 || ! small_disk "$work/log" 128; then
		free_disks
		result "" "disks that are full # SKIP no file system may be mounted here"
		return
	fi
	full_tables
	full_log
}
