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

# Hand-written files, committed or about to be, that match the extended regular expression.
files() {
  git ls-files -co --exclude-standard --deduplicate . | grep -E "$1" | grep -vE '^tests/lint/bad/|(^|/)(generated|node_modules)/' |
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
