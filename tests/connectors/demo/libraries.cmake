# SPDX-License-Identifier: Apache-2.0
# Every record as a line, and a store of a team, as the tests of the contract and of the runtime have them.
list(APPEND sources contract/record_lines_test.cc runtime/team.cc)
