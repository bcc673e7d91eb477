// SPDX-License-Identifier: Apache-2.0
// What goes back, before it is bytes.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"

namespace rigong::overlay {

inline constexpr std::string_view kJsonType = "application/json; charset=utf-8";

struct Answer {
  enum class Kind {
    plain,   // `body`, all of it.
    events,  // The connection becomes a stream of changes.
    lines,   // `produce` writes it piece by piece.
  };
  // Hands a piece to the client; false where nobody takes it any more.
  using Write = std::function<bool(std::string_view)>;

  int status = 200;
  Kind kind = Kind::plain;
  std::string_view content_type = kJsonType;  // Must outlive the answer, as must content_encoding.
  std::string_view content_encoding = {};
  std::string etag;
  std::string more_headers;    // Whole lines with their ends.
  bool immutable = false;      // May be kept for ever; everything else must not be kept at all.
  bool close = false;          // No further request on this connection.
  std::string_view body = {};  // Owned by `owner`, or for as long as the program runs.
  std::shared_ptr<const std::string> owner;
  std::chrono::milliseconds delay{0};  // Sent no sooner.
  std::string session;                 // events: whose stream it is.
  std::string ended_session;           // Its streams end.
  std::function<void(const Write&)> produce;
};

[[nodiscard]] Answer answer_with(std::string body);
// An error as the contract's Problem. `field` names the part of the request that is meant; empty where there is none.
[[nodiscard]] Answer problem(int status, ErrorKind kind, const Words& words, std::string_view field = {});
// With the status and the words that the contract gives this kind of error.
[[nodiscard]] Answer problem(const Error& error, std::string_view field = {});
// A refusal that says nothing but its status in words; the connection is closed after it.
[[nodiscard]] Answer refusal(int status);

// The lines of a head after its status line, with the empty one at its end. `own` are those that never change (fixed_headers).
void append_headers(const Answer& answer, bool close, std::string_view own, std::string& out);
// The headers of every answer: what a browser may do with it. `frame_ancestors` may show the page in a frame.
[[nodiscard]] std::string fixed_headers(const std::vector<std::string>& frame_ancestors);

}  // namespace rigong::overlay
