#!/bin/sh
# Runs one command many times and counts how often it fails. Keeps the output of the first failure.
# usage: repeat.sh TIMES COMMAND [ARGUMENT...]
# exit: 0 never failed, 1 failed every time, 3 failed sometimes, 64 usage
usage() {
  echo "usage: repeat.sh TIMES COMMAND [ARGUMENT...]" >&2
  exit 64
}

[ "$#" -ge 2 ] || usage
case $1 in
  '' | *[!0-9]* | 0) usage ;;
esac
times=$1
shift

log=$(mktemp) || exit 64
first=$(mktemp) || exit 64
trap 'rm -f "$log"; exit 130' INT TERM

failed=0
run=1
while [ "$run" -le "$times" ]; do
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '.'
  else
    failed=$((failed + 1))
    printf 'F'
    [ "$failed" -gt 1 ] || cp "$log" "$first"
  fi
  run=$((run + 1))
done
rm -f "$log"

printf '\nfailed %s of %s\n' "$failed" "$times"
if [ "$failed" -eq 0 ]; then
  rm -f "$first"
  exit 0
fi
echo "first failure: $first"
[ "$failed" -lt "$times" ] || exit 1
exit 3
