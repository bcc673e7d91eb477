# SPDX-License-Identifier: Apache-2.0
# To pack an answer that unpacks to more than anybody wants to read.
find_package(ZLIB REQUIRED)
set(test_links ZLIB::ZLIB)
