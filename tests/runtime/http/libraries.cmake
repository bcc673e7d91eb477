# SPDX-License-Identifier: Apache-2.0
# To pack an answer that unpacks to more than anybody wants to read.
find_package(ZLIB REQUIRED)
# For a server with a certificate of its own making.
find_package(OpenSSL REQUIRED COMPONENTS SSL)
# For one that keeps its connections.
set(test_links ZLIB::ZLIB OpenSSL::SSL rigong::httplib)
