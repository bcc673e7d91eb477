// SPDX-License-Identifier: Apache-2.0
// Against the numbers of the RFCs: 4648 (base64), 4231 and 2202 (HMAC), 1321 (MD5).
#include "connectors/kit/digest.h"

#include <catch2/catch.hpp>

using namespace rigong::connectors;

TEST_CASE("base64 as in its RFC") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xfb\xff\xfe") == "+//+");
}

TEST_CASE("digests as in theirs") {
  CHECK(base64(hmac_sha256("Jefe", "what do ya want for nothing?")) == "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
  CHECK(hmac_sha256("key", "").size() == 32);
  CHECK(upper_hex(hmac_md5("Jefe", "what do ya want for nothing?")) == "750C783E6AB0B503EAA86E310A5DB738");
  CHECK(upper_hex(md5("abc")) == "900150983CD24FB0D6963F7D28E17F72");
  CHECK(upper_hex(md5("")) == "D41D8CD98F00B204E9800998ECF8427E");
}
