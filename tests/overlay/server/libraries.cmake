# SPDX-License-Identifier: Apache-2.0
set(test_links rigong_overlay_server)
