# SPDX-License-Identifier: Apache-2.0
# A platform on loopback for the lanes.
list(APPEND sources runtime/http/scripted_server.cc)
