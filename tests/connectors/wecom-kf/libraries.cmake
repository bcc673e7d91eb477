# SPDX-License-Identifier: Apache-2.0
list(APPEND sources runtime/team.cc runtime/http/scripted_server.cc contract/record_lines_test.cc)
set(test_links rigong_fakes_wecom-kf)
