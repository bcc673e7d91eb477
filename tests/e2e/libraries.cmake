# SPDX-License-Identifier: Apache-2.0
# A platform that says what a test wants.
list(APPEND sources runtime/http/scripted_server.cc)
