# TAP for scripts that count as they go: end with echo "1..$number"; exit $failed.
# Sourced by bash, never run.

number=0
failed=0

# result PROBLEM NAME: passes when there is no problem
result()
{
	number=$((number + 1))
	if [ -z "$1" ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		printf '%s\n' "$1" | sed 's/^/# /'
		failed=1
	fi
}

# equal HAVE WANT NAME
equal()
{
	result "$([ "$1" = "$2" ] || printf 'have: %s\nwant: %s' "$1" "$2")" "$3"
}
