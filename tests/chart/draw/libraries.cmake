# SPDX-License-Identifier: Apache-2.0
# What only the drawing program is linked with.
list(APPEND test_links rigong_agent_chart_draw)
