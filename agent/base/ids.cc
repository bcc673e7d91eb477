// SPDX-License-Identifier: Apache-2.0
#include "agent/base/ids.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <bit>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace rigong {
namespace {

constexpr std::size_t kSha256Bytes = 32;
constexpr char kHexDigits[] = "0123456789abcdef";

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::uint64_t read_little_endian(const std::uint8_t* bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

// SipHash-2-4 (Aumasson and Bernstein).
struct SipState {
  std::uint64_t v0, v1, v2, v3;

  SipState(std::uint64_t k0, std::uint64_t k1)
      : v0(k0 ^ 0x736f6d6570736575ULL),
        v1(k1 ^ 0x646f72616e646f6dULL),
        v2(k0 ^ 0x6c7967656e657261ULL),
        v3(k1 ^ 0x7465646279746573ULL) {}

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }

  void take(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  std::uint64_t finish() {
    v2 ^= 0xff;
    for (int i = 0; i < 4; ++i) round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  // Without random numbers there is no safe id and no safe token: nothing sensible can go on.
  if (count > INT_MAX || RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(kHexDigits[byte >> 4]);
    hex.push_back(kHexDigits[byte & 15]);
  }
  return hex;
}

std::string to_hex(const Hash128& hash) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()));
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, kSha256Bytes> digest{};
  SHA256(bytes_of(bytes), bytes.size(), digest.data());
  return to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

std::string make_uuid_v7(TimeMs now) {
  std::string bytes = random_bytes(16);
  const auto time = static_cast<std::uint64_t>(now);
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>((time >> (40 - 8 * i)) & 0xff);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0f) | 0x70);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3f) | 0x80);
  std::string text = to_hex(bytes);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

struct KeyedHasher::Impl {
  std::unique_ptr<EVP_MAC_CTX, void (*)(EVP_MAC_CTX*)> hmac{nullptr, EVP_MAC_CTX_free};
  std::uint64_t k0 = 0;
  std::uint64_t k1 = 0;

  std::array<unsigned char, kSha256Bytes> mac(std::string_view domain, std::string_view id) {
    std::array<unsigned char, kSha256Bytes> digest{};
    std::size_t length = 0;
    const unsigned char zero = 0;
    // With a null key the context starts again with the key it was given first.
    if (EVP_MAC_init(hmac.get(), nullptr, 0, nullptr) != 1 || EVP_MAC_update(hmac.get(), bytes_of(domain), domain.size()) != 1 ||
        EVP_MAC_update(hmac.get(), &zero, 1) != 1 || EVP_MAC_update(hmac.get(), bytes_of(id), id.size()) != 1 ||
        EVP_MAC_final(hmac.get(), digest.data(), &length, digest.size()) != 1) {
      std::abort();
    }
    return digest;
  }
  ~Impl() {
    OPENSSL_cleanse(&k0, sizeof k0);
    OPENSSL_cleanse(&k1, sizeof k1);
  }
};

KeyedHasher::KeyedHasher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KeyedHasher::KeyedHasher(KeyedHasher&&) noexcept = default;
KeyedHasher& KeyedHasher::operator=(KeyedHasher&&) noexcept = default;
KeyedHasher::~KeyedHasher() = default;

Result<KeyedHasher> KeyedHasher::make(const Secret& key) {
  constexpr std::size_t kShortestKey = 16;
  const std::string_view bytes = key.reveal();
  if (bytes.size() < kShortestKey) {
    return fail(ErrorKind::wrong_use, "散列密钥太短:至少需要 16 字节,请重新生成密钥文件。",
                "The hash key is too short: it needs at least 16 bytes. Make a new key file.");
  }
  auto impl = std::make_unique<Impl>();
  EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  impl->hmac.reset(EVP_MAC_CTX_new(hmac));
  EVP_MAC_free(hmac);
  char digest_name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string("digest", digest_name, 0), OSSL_PARAM_construct_end()};
  if (!impl->hmac || EVP_MAC_init(impl->hmac.get(), bytes_of(bytes), bytes.size(), parameters) != 1) {
    return fail(ErrorKind::internal, "OpenSSL 无法提供 HMAC-SHA-256,请重新安装本程序。",
                "OpenSSL does not offer HMAC-SHA-256. Install the program again.");
  }
  auto derived = impl->mac("rigong siphash key", "1");
  impl->k0 = read_little_endian(derived.data(), 8);
  impl->k1 = read_little_endian(derived.data() + 8, 8);
  OPENSSL_cleanse(derived.data(), derived.size());
  return KeyedHasher(std::move(impl));
}

Hash128 KeyedHasher::hash128(std::string_view domain, std::string_view id) const {
  const auto digest = impl_->mac(domain, id);
  Hash128 hash;
  std::memcpy(hash.bytes.data(), digest.data(), hash.bytes.size());
  return hash;
}

std::uint64_t KeyedHasher::hash64(std::string_view bytes) const {
  SipState state(impl_->k0, impl_->k1);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  for (; left >= 8; left -= 8, data += 8) state.take(read_little_endian(data, 8));
  state.take(read_little_endian(data, left) | (static_cast<std::uint64_t>(bytes.size() & 0xff) << 56));
  return state.finish();
}

}  // namespace rigong
