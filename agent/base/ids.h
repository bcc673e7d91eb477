// SPDX-License-Identifier: Apache-2.0
// Ids that are made here, and the keyed hashes that stand for ids of customers.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "agent/base/time.h"

namespace rigong {

// A UUID of version 7 (RFC 9562): 48 bits of the given time, then random bits; sorts by time. Lower case with hyphens.
[[nodiscard]] std::string make_uuid_v7(TimeMs now);
// Random bytes from the operating system.
[[nodiscard]] std::string random_bytes(std::size_t count);
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

struct Hash128 {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};
[[nodiscard]] std::string to_hex(const Hash128& hash);

// Keyed hashes: without the key nobody can find out whether a known phone number or name is among them (threats, Privacy 3).
// Not shared between threads; give each thread its own.
class KeyedHasher {
 public:
  // The key is at least 16 bytes; fails with wrong_use otherwise.
  [[nodiscard]] static Result<KeyedHasher> make(const Secret& key);
  KeyedHasher(KeyedHasher&&) noexcept;
  KeyedHasher& operator=(KeyedHasher&&) noexcept;
  ~KeyedHasher();
  // HMAC-SHA-256 over `domain`, a zero byte and `id`, the first 16 bytes. The domain keeps a customer, a conversation and an
  // order of the same id, and the same id of two accounts, apart.
  [[nodiscard]] Hash128 hash128(std::string_view domain, std::string_view id) const;
  // SipHash-2-4 with a key derived from the same key: for message ids, which need to differ only within their conversation.
  [[nodiscard]] std::uint64_t hash64(std::string_view bytes) const;

 private:
  struct Impl;
  explicit KeyedHasher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace rigong
