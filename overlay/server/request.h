// SPDX-License-Identifier: Apache-2.0
// The head of a request, read strictly: what RFC 9112 does not allow, or what two readers could understand differently, is
// refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rigong::overlay {

inline constexpr std::size_t kMostHeadBytes = 16 * 1024;
inline constexpr std::size_t kMostLineBytes = 8 * 1024;
inline constexpr std::size_t kMostTargetBytes = 2048;
inline constexpr int kMostHeaders = 64;

// Views into the bytes it was read from. A header that is not there is nothing; one that must not occur twice did not.
struct RequestHead {
  std::string_view method;
  std::string_view target;  // As it came.
  std::string_view path;    // Before "?", not decoded.
  std::string_view query;   // After it.
  int minor_version = 1;
  std::uint64_t content_length = 0;
  bool has_content_length = false;
  bool wants_close = false;       // By its Connection header or its version.
  bool has_fetch_header = false;  // Any Sec-Fetch-… at all: a browser asks.
  std::optional<std::string_view> host;
  std::optional<std::string_view> origin;
  std::optional<std::string_view> authorization;
  std::optional<std::string_view> content_type;
  std::optional<std::string_view> content_encoding;
  std::optional<std::string_view> fetch_site;
  std::optional<std::string_view> fetch_mode;
  std::optional<std::string_view> fetch_dest;
  std::optional<std::string_view> expect;
  std::optional<std::string_view> upgrade;
  std::optional<std::string_view> range;
  std::optional<std::string_view> accept_encoding;
  std::optional<std::string_view> if_none_match;
};

// How far the bytes of a connection are understood. Bytes are looked at once, however small the pieces they come in.
class HeadScan {
 public:
  enum class State {
    more,    // Not whole yet, and nothing wrong so far.
    whole,   // The head ends at size().
    broken,  // status() says how.
  };
  // `bytes` is everything received for this request, the same at its front as in the call before.
  State look(std::string_view bytes);
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] int status() const { return status_; }

 private:
  State broken(int status) {
    status_ = status;
    return State::broken;
  }
  std::size_t seen_ = 0;
  std::size_t line_ = 0;  // Where the present line begins.
  int lines_ = 0;
  std::size_t size_ = 0;
  int status_ = 0;
};

// Reads a whole head, as HeadScan found it, its empty line included. Returns 0, or the status of the answer.
[[nodiscard]] int read_head(std::string_view bytes, RequestHead& head);

// ASCII letters alike, whatever their case.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

}  // namespace rigong::overlay
