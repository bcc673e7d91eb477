# SPDX-License-Identifier: Apache-2.0
# The store of a team that the folder above fills.
list(APPEND sources runtime/team.cc)
