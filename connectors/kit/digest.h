// SPDX-License-Identifier: Apache-2.0
// Digests and base64 as platforms, robots and mails ask for them, by OpenSSL. Any thread may call them. A digest is empty where
// OpenSSL cannot make it, which it only cannot without memory or where MD5 is forbidden to this machine's programs (FIPS).
#pragma once

#include <string>
#include <string_view>

namespace rigong::connectors {

// RFC 4648 with "=" at its end, in one line.
[[nodiscard]] std::string base64(std::string_view bytes);

// The bytes of the digest. MD5 is never for secrecy: it is what a platform asks for to sign a call or to compare a picture.
[[nodiscard]] std::string md5(std::string_view bytes);
[[nodiscard]] std::string hmac_md5(std::string_view key, std::string_view message);
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

// As shops' platforms write a signature; rigong::to_hex gives small letters.
[[nodiscard]] std::string upper_hex(std::string_view bytes);

}  // namespace rigong::connectors
