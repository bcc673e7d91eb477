// SPDX-License-Identifier: Apache-2.0
// Who may ask at all: the rules that stand in front of every path, over a request's head. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "overlay/server/request.h"

namespace rigong::overlay {

inline constexpr std::uint64_t kMostBodyBytes = 1024 * 1024;

struct GuardRules {
  // A name under which a browser may know this server, and the origin of pages that came from there.
  struct Place {
    std::string host;    // As in the Host header, "127.0.0.1:7717".
    std::string origin;  // "http://127.0.0.1:7717"
  };
  std::vector<Place> places;
  std::vector<std::string> extensions;  // Origins that may call /api with a token.
  bool framed = false;                  // Other sites may show "/" in a frame.
};

// The names of a server that listens there; with `public_url` ("https://HOST", or empty) that host as well.
[[nodiscard]] std::vector<GuardRules::Place> places_of(std::string_view address, int port, std::string_view public_url);

struct Verdict {
  int status = 0;                // 0: let it through; else the status of the answer, after which the connection is closed.
  std::string_view reason = {};  // For the log.
  [[nodiscard]] bool allowed() const { return status == 0; }
};

[[nodiscard]] Verdict check(const RequestHead& head, const GuardRules& rules);

[[nodiscard]] bool is_api(std::string_view path);
// "application/json", with or without "; charset=utf-8".
[[nodiscard]] bool is_json(std::string_view content_type);

}  // namespace rigong::overlay
