// SPDX-License-Identifier: Apache-2.0
// A mail as bytes: RFC 5322 header lines with CRLF, RFC 2047 words where a header is not plain ASCII, RFC 2045 bodies in base64.
// The few lines that this takes are written here: the libraries that Debian has for it parse and build all of MIME, and none of
// them can be had for Windows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agent/base/time.h"
#include "connectors/mail/address.h"

namespace rigong::connectors::mail {

struct Mail {
  Address from;
  std::vector<Address> to;
  std::string subject;
  TimeMs at = 0;
  std::string message_id;  // Without its angle brackets.
  std::string text;
  std::string html;     // Refers to the picture as "cid:picture".
  std::string picture;  // PNG; empty = none.
};
// The same mail gives the same bytes.
[[nodiscard]] std::string mail_bytes(const Mail& mail);

// The value as it stands in a header line whose name takes `used` columns: itself, or encoded words of at most 75 characters,
// folded.
[[nodiscard]] std::string header_text(std::string_view value, std::size_t used);
// "Mon, 30 Nov 2026 13:05:00 +0000".
[[nodiscard]] std::string mail_date(TimeMs at);

}  // namespace rigong::connectors::mail
