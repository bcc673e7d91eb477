# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What the checks share. Every executable file in this folder is a check: it prints each failure as FILE:LINE: what is wrong and what to
# do, and exits 1; 0 where there is none, 77 where it cannot be run here (with the reason). LINT_ROOT lets self-test point a check at a
# folder of bad examples.
set -euo pipefail
lint_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "${LINT_ROOT:-$lint_folder/../..}"
failures=0

# complain FILE LINE WORDS
complain() {
  echo "$1:$2: $3"
  failures=$((failures + 1))
}

# Ends the check.
verdict() { [ "$failures" = 0 ] || exit 1; exit 0; }

# Committed files and those about to be; in an unpacked archive, all but what a build makes. A checkout may belong to somebody else
# than whoever runs the tests in a container.
all_files() {
  git -c safe.directory='*' ls-files -co --exclude-standard --deduplicate . 2>/dev/null ||
    find . -type f -not -path './build/*' -not -path '*/.git/*' | sed 's|^\./||' | sort
}
# A check that sees no file would find nothing wrong.
[ -n "$(all_files | head -n 1)" ] || { echo "$PWD:1: there is no file to check."; exit 1; }

# Hand-written files that match the extended regular expression.
files() {
  all_files | grep -E "$1" | grep -vE '^tests/lint/bad/|(^|/)(generated|node_modules)/' |
    while IFS= read -r file; do [ -f "$file" ] && printf '%s\n' "$file"; done || true
}
# shellcheck disable=SC2034  # For the checks that source this.
cpp='\.(cc|h)$'

# The first lines of files without an extension decide whether they are scripts.
scripts() {
  files '(^|/)[^./]+$|\.sh$' | while IFS= read -r file; do
    case $file in *.sh) echo "$file" ;; *) head -c 2 "$file" | grep -q '#!' && echo "$file" ;; esac
  done || true
}

# Turns lines of "FILE:LINE:text", as grep prints them, into complaints.
complain_each() {
  local file line _
  while IFS=: read -r file line _; do
    [ -z "$file" ] || complain "$file" "$line" "$1"
  done
}
