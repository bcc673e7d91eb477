# SPDX-License-Identifier: Apache-2.0
# awk -f tally.awk CTEST-OUTPUT LastTest.log: prints "PASSED FAILED SKIPPED", counting Catch2's test cases, and then the name of each
# program that failed, one a line. What ctest prints says how each program ended; LastTest.log holds what each said. A program that
# says nothing of cases counts as one; so does one that fails although all its cases passed, or before it could say (a crash, a
# sanitizer's find at the end, running out of time). One in which no case ran has failed.
function settle(   end) {
  if (name == "") return
  end = ending[name]
  if (end == "Skipped") { skipped++; name = ""; return }
  if (empty) end = "no test ran"
  if (end == "Passed" && passed_here + failed_here == 0) passed_here = 1
  if (end != "Passed" && !failed_here) failed_here = 1
  passed += passed_here
  failed += failed_here
  if (failed_here) names = names "\n" name " (" end ")"
  name = ""
}
# "3/10 Test  #2: base .....   Passed    0.01 sec", or "***Failed", "***Timeout", "***Exception: SegFault", "***Not Run", "***Skipped".
FNR == NR {
  if (match($0, /^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: /)) {
    words = substr($0, RLENGTH + 1)
    program = words; sub(/ .*/, "", program)
    end = words; sub(/^[^ ]+ \.*/, "", end); sub(/ +[0-9.]+ sec.*/, "", end); sub(/^[ *]+/, "", end); sub(/\*.*/, "", end)
    ending[program] = end
  }
  next
}
/^[0-9]+\/[0-9]+ Testing: / {
  settle()
  name = $0; sub(/^[0-9]+\/[0-9]+ Testing: /, "", name)
  empty = passed_here = failed_here = 0
}
# Catch2 2.x: "All tests passed (12 assertions in 3 test cases)" or "test cases: 3 | 2 passed | 1 failed | 1 failed as expected".
/^All tests passed \([0-9]+ assertions? in [0-9]+ test cases?\)/ {
  words = $0; sub(/ test cases?\).*/, "", words); sub(/.* in /, "", words)
  passed_here += words
}
/^test cases: +[0-9]+ / {
  count = split($0, parts, "|")
  for (i = 2; i <= count; i++) {
    if (parts[i] ~ /passed|failed as expected/) passed_here += parts[i]
    else if (parts[i] ~ /failed/) failed_here += parts[i]
  }
}
/^No tests ran/ { empty = 1 }
END { settle(); print passed + 0, failed + 0, skipped + 0 names }
