# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# A private apt: the machine's own Debian mirrors and keys, asked for source packages, with lists and downloads in a folder of ours, so
# that the system's own lists stay as they are. It needs no root. Sourced by packaging/httplib and packaging/windows/deps, which set
# `cache`, the folder that holds apt/ and log/.

# $1 is its name; with $2 it asks for that suite in place of the machine's.
# shellcheck disable=SC2154
private_apt_setup() {
  local home=$cache/apt/$1 suite=${2-} codename file
  # shellcheck source=/dev/null
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  rm -rf "$home/sources"
  mkdir -p "$home/sources" "$home/lists/partial" "$home/cache/archives/partial"
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] || continue
    awk -v RS= -v ORS='\n\n' -v codename="$codename" -v suite="$suite" '
      $0 !~ "(^|\n)Suites:[^\n]*" codename || $0 !~ /(^|\n)Components:[^\n]* main/ { next }
      suite != "" && $0 ~ "(^|\n)Suites:[^\n]*-security" { next }
      { sub(/(^|\n)Types:[^\n]*/, "\nTypes: deb-src"); sub(/^\n/, "")
        if (suite != "") { match($0, /(^|\n)Suites:[^\n]*/)
          $0 = substr($0, 1, RSTART - 1) "\nSuites: " suite substr($0, RSTART + RLENGTH); sub(/^\n/, "") }
        print }' "$file" > "$home/sources/$(basename "$file")"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$file" ] || continue
    awk -v codename="$codename" -v suite="$suite" '
      $1 != "deb" || $0 !~ codename || $0 !~ / main/ { next }
      suite != "" && $0 ~ codename "-security" { next }
      { $1 = "deb-src"; if (suite != "") sub(codename "[a-z-]*", suite); print }' "$file" |
      sort -u > "$home/sources/$(basename "$file")"
  done
  apt_with "$1" apt-get update -qq > "$cache/log/apt-$1" 2>&1 || { tail -5 "$cache/log/apt-$1" >&2; return 1; }
}

# apt_with NAME TOOL arguments...
apt_with() {
  local home=$cache/apt/$1
  shift
  "$1" -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$home/sources" -o Dir::State::lists="$home/lists" \
    -o Dir::Cache="$home/cache" -o APT::Sandbox::User=root "${@:2}"
}

# The versions of a source package that this apt knows, newest first.
versions_of() {
  apt_with "$1" apt-cache showsrc --only-source "$2" 2> /dev/null | sed -n 's/^Version: //p' | sort -uV -r
}
