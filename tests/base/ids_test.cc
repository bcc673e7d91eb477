// SPDX-License-Identifier: Apache-2.0
#include "agent/base/ids.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/params.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <set>

using namespace rigong;

namespace {

const std::string kKey = "0123456789abcdef0123456789abcdef";

KeyedHasher hasher(const std::string& key = kKey) {
  auto made = KeyedHasher::make(Secret(key));
  REQUIRE(made.has_value());
  return std::move(*made);
}

std::string hmac(const std::string& key, const std::string& text) {
  unsigned char digest[32];
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       digest, &length);
  return {reinterpret_cast<const char*>(digest), length};
}

// OpenSSL's own SipHash, with 64 bits of output.
std::uint64_t siphash(const std::string& key, const std::string& text) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, "SIPHASH", nullptr);
  EVP_MAC_CTX* context = EVP_MAC_CTX_new(mac);
  std::size_t size = 8;
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t("size", &size), OSSL_PARAM_construct_end()};
  unsigned char digest[8] = {};
  std::size_t length = 0;
  CHECK(EVP_MAC_init(context, reinterpret_cast<const unsigned char*>(key.data()), 16, parameters) == 1);
  CHECK(EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1);
  CHECK(EVP_MAC_final(context, digest, &length, sizeof digest) == 1);
  EVP_MAC_CTX_free(context);
  EVP_MAC_free(mac);
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = value << 8 | digest[i];
  return value;
}

}  // namespace

TEST_CASE("A UUID of version 7 carries its time and sorts by it") {
  const std::string id = make_uuid_v7(0x0123456789AB);
  CHECK(id.size() == 36);
  CHECK(id.substr(0, 15) == "01234567-89ab-7");
  CHECK(id.find_first_not_of("0123456789abcdef-") == std::string::npos);
  CHECK(std::string("89ab").find(id[19]) != std::string::npos);
  CHECK(make_uuid_v7(1'767'225'600'000) < make_uuid_v7(1'767'225'600'001));
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(make_uuid_v7(1));
  CHECK(ids.size() == 1000);
}

TEST_CASE("Bytes are written as hex") {
  CHECK(to_hex(std::string_view("\x00\x7f\xff", 3)) == "007fff");
  CHECK(to_hex(std::string_view()).empty());
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(random_bytes(33).size() == 33);
  CHECK(random_bytes(16) != random_bytes(16));
  CHECK(random_bytes(0).empty());
}

TEST_CASE("A keyed hash is HMAC-SHA-256 over domain, zero byte and id") {
  const KeyedHasher keyed = hasher();
  using namespace std::string_literals;
  CHECK(to_hex(keyed.hash128("customer", "小明")) == to_hex(hmac(kKey, "customer\0小明"s).substr(0, 16)));
  // The same again, and others kept apart.
  const Hash128 first = keyed.hash128("a", "bc");
  CHECK(keyed.hash128("a", "bc") == first);
  CHECK(keyed.hash128("ab", "c") != first);
  CHECK(keyed.hash128("a", "bd") != first);
  CHECK(keyed.hash128("", "") != Hash128{});
  CHECK(hasher(kKey + "x").hash128("a", "bc") != first);
}

TEST_CASE("Message ids are hashed by SipHash-2-4 with a key of its own") {
  using namespace std::string_literals;
  const KeyedHasher keyed = hasher();
  const std::string derived = hmac(kKey, "rigong siphash key\0001"s).substr(0, 16);
  std::string text;
  for (int length = 0; length < 70; ++length) {
    CAPTURE(length);
    CHECK(keyed.hash64(text) == siphash(derived, text));
    text.push_back(static_cast<char>(length * 37));
  }
}

TEST_CASE("A key that is too short is refused") {
  CHECK(KeyedHasher::make(Secret("")).error().kind == ErrorKind::wrong_use);
  CHECK(KeyedHasher::make(Secret("fifteen bytes..")).error().kind == ErrorKind::wrong_use);
  CHECK(KeyedHasher::make(Secret("sixteen bytes ..")).has_value());
}

TEST_CASE("A hasher that was moved goes on") {
  KeyedHasher first = hasher();
  const Hash128 expected = first.hash128("a", "b");
  KeyedHasher second = std::move(first);
  CHECK(second.hash128("a", "b") == expected);
  first = std::move(second);
  CHECK(first.hash128("a", "b") == expected);
}
