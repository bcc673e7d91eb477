// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace rigong::connectors {
namespace {

using Bytes = std::array<unsigned char, EVP_MAX_MD_SIZE>;

const unsigned char* unsigned_of(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
std::string text_of(const Bytes& bytes, unsigned length) { return {reinterpret_cast<const char*>(bytes.data()), length}; }

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view message) {
  Bytes out{};
  unsigned length = 0;
  const auto key_size = static_cast<int>(key.size());
  if (HMAC(digest, key.data(), key_size, unsigned_of(message), message.size(), out.data(), &length) == nullptr) return {};
  return text_of(out, length);
}

}  // namespace

std::string base64(std::string_view bytes) {
  // OpenSSL ends it with NUL, for which a string has room.
  std::string text((bytes.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), unsigned_of(bytes), static_cast<int>(bytes.size()));
  return text;
}

std::string md5(std::string_view bytes) {
  Bytes out{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, EVP_md5(), nullptr) != 1) return {};
  return text_of(out, length);
}

std::string hmac_md5(std::string_view key, std::string_view message) { return hmac(EVP_md5(), key, message); }
std::string hmac_sha256(std::string_view key, std::string_view message) { return hmac(EVP_sha256(), key, message); }

std::string upper_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

}  // namespace rigong::connectors
