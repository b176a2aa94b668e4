#!/usr/bin/env bash
# The nightly run for cron: conf/cron/nightly.sh FILE [options of the nightly job].
#
# cron mails whatever a command prints and knows nothing of exit codes. So this prints what happened where somebody should look,
# and nothing where nobody has to: after 0 (done) and 75 (stopped at the deadline; the next night goes on). All output is also
# appended to nightly.out beside the logs. While another run holds the store (4) it tries again, $BIFOCAL_TRIES times in all.
set -uo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
logs=${BIFOCAL_LOGS:-$home/logs}
mkdir -p "$logs"
output=$(mktemp)
trap 'rm -f "$output"' EXIT

for ((left = ${BIFOCAL_TRIES:-6}; left > 0; left--)); do
  "$home/jobs/nightly" "$@" >"$output" 2>&1
  code=$?
  { echo "== $(date -u +%FT%TZ) exit code $code"; cat "$output"; } >>"$logs/nightly.out"
  if [ "$code" -ne 4 ] || [ "$left" -eq 1 ]; then break; fi
  sleep "${BIFOCAL_PAUSE:-600}"
done

case $code in
  0 | 75) exit 0 ;;
  *)
    echo "The nightly run of Bifocal on $(hostname) ended with exit code $code:"
    cat "$output"
    exit "$code"
    ;;
esac
