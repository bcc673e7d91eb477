# SPDX-License-Identifier: Apache-2.0
# A platform on loopback for the lanes, and the store of a team.
list(APPEND sources runtime/http/scripted_server.cc runtime/team.cc)
