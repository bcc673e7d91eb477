# SPDX-License-Identifier: Apache-2.0
list(APPEND sources runtime/team.cc)
set(test_links rigong_fakes_taobao)
