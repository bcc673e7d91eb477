# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Runs the steps of a long script one after the other: each with a line that says which of how many it is and how long it has taken,
# and its output in a log of its own. Sourced by packaging/quickstart and tests/run.

steps_total=0    # How many there will be; set by the caller before the first.
steps_done=0
steps_folder=    # Where the logs go; set by the caller.
step_status=0    # Exit status of the last step.
step_log=        # Its log.
step_group=      # Process group of the step that runs, empty between steps.

elapsed() { printf '%dm%02ds' $(($1 / 60)) $(($1 % 60)); }

# How far the build tool in the log has come, as " 12/86"; nothing where the log is not one of a build.
step_progress() { tail -c 400 "$step_log" 2>/dev/null | tr '\r' '\n' | grep -oE '^ *\[ *[0-9]+/[0-9]+\]' | tail -n 1 | tr -d '[]' || true; }

# A step has its own process group, so that whatever it started ends with it, also on Ctrl-C.
steps_stop() {
  [ -n "$step_group" ] || return 0
  kill -TERM -- "-$step_group" 2>/dev/null || true
  local tries
  for tries in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 -- "-$step_group" 2>/dev/null || break
    sleep "0.$tries"
  done
  kill -KILL -- "-$step_group" 2>/dev/null || true
  step_group=
}
trap steps_stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

step_line() { printf '[%d/%d] %s … %s%s' "$steps_done" "$steps_total" "$1" "$(elapsed "$2")" "$3"; }

# step LABEL LOG-NAME COMMAND... : never fails itself; look at step_status.
step() {
  local label=$1 name=$2 start=$SECONDS next=$((SECONDS + 30))
  shift 2
  steps_done=$((steps_done + 1))
  step_log=$steps_folder/$name.log
  step_status=0
  mkdir -p "$steps_folder"
  set -m
  ("$@") >"$step_log" 2>&1 </dev/null &
  step_group=$!
  set +m
  while kill -0 "$step_group" 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r\033[K%s' "$(step_line "$label" $((SECONDS - start)) "  $(step_progress)")"
    elif [ "$SECONDS" -ge "$next" ]; then
      # Without a terminal a line every half minute is enough to see that it lives.
      printf '%s\n' "$(step_line "$label" $((SECONDS - start)) "  $(step_progress)")"
      next=$((SECONDS + 30))
    fi
    sleep 0.2
  done
  wait "$step_group" || step_status=$?
  steps_stop
  [ -t 1 ] && printf '\r\033[K'
  local end=
  [ "$step_status" = 0 ] || end="  FAILED"
  printf '%s\n' "$(step_line "$label" $((SECONDS - start)) "$end")"
}

# What failed, the last lines of the step's log, and where the rest is.
step_explain() {
  local errors failures
  # What a script says of each failure stands wherever in the log it came about, which is seldom the end.
  failures=$(grep -m 12 -A 12 -E '^FAIL ' "$step_log" | cut -c1-300 || true)
  if [ -n "$failures" ]; then
    echo "--- what failed:"
    printf '  %s\n' "${failures//$'\n'/$'\n'  }"
  fi
  # A compiler says what is wrong long before the end.
  errors=$(grep -m 8 -E '(^|[^a-z])(fatal )?error:|^CMake Error' "$step_log" | cut -c1-300 || true)
  if [ -n "$errors" ]; then
    echo "--- the first errors:"
    printf '  %s\n' "${errors//$'\n'/$'\n'  }"
  fi
  echo "--- the last ${1:-30} lines of $step_log:"
  tail -n "${1:-30}" "$step_log" | cut -c1-300 | sed 's/^/  /'
  echo "--- the whole log: $step_log"
}

# Compilers of this code take up to 1.5 GB each; more of them than memory allows end in the middle of the build.
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo 2>/dev/null || echo 1)
  [ "${memory:-0}" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}
