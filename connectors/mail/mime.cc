// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/mime.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/kit/digest.h"
#include "connectors/kit/robot_text.h"

namespace rigong::connectors::mail {
namespace {

constexpr std::string_view kCrLf = "\r\n";
constexpr std::size_t kMostColumns = 76;

// Base64 in lines of 76.
std::string wrapped_base64(std::string_view bytes) {
  const std::string text = base64(bytes);
  std::string lines;
  for (std::size_t i = 0; i < text.size(); i += kMostColumns) {
    lines += text.substr(i, kMostColumns);
    lines += kCrLf;
  }
  return lines;
}

// Lines of text end with CRLF, also beneath the base64.
std::string with_crlf(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  return lines + std::string(kCrLf);
}

std::string shown(const Address& address, std::size_t used) {
  if (address.name.empty()) return address.mailbox;
  const std::string name = header_text(address.name, used);
  // What is no encoded word stands in quotes, within which two characters are escaped.
  return (name.starts_with("=?") ? name : "\"" + escaped(name, "\"\\", "\\") + "\"") + " <" + address.mailbox + ">";
}

// Base64 knows neither "_" nor "=" but at its end, so that no line of a body is this.
std::string boundary(const Mail& mail, int number) {
  return fmt::format("=_rigong_{}_{}", sha256_hex(mail.message_id).substr(0, 24), number);
}

std::string body_part(std::string_view type, std::string_view more, std::string_view bytes) {
  return fmt::format("Content-Type: {}\r\nContent-Transfer-Encoding: base64\r\n{}\r\n{}", type, more, wrapped_base64(bytes));
}

std::string multipart(const std::string& boundary, const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += fmt::format("--{}\r\n{}", boundary, part);
  return text + fmt::format("--{}--\r\n", boundary);
}

std::string html_part(const Mail& mail) {
  std::string html = body_part("text/html; charset=utf-8", "", with_crlf(mail.html));
  if (mail.picture.empty()) return html;
  const std::string inside = boundary(mail, 2);
  return fmt::format("Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"{}\"\r\n\r\n", inside) +
         multipart(inside, {std::move(html), body_part("image/png; name=\"picture.png\"",
                                                       "Content-ID: <picture>\r\nContent-Disposition: inline; "
                                                       "filename=\"picture.png\"\r\n",
                                                       mail.picture)});
}

}  // namespace

std::string header_text(std::string_view value, std::size_t used) {
  const std::string clean = escaped(value, "", "");
  const bool plain = clean.find("=?") == std::string::npos && used + clean.size() <= kMostColumns &&
                     std::all_of(clean.begin(), clean.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
  if (plain) return clean;
  // 75 characters of a word leave 63 for base64, which are 45 bytes; a character is never cut in two.
  constexpr std::size_t kMostBytes = 45;
  constexpr std::size_t kFrame = 12;  // "=?UTF-8?B?" and "?=".
  std::string text;
  std::string_view left = clean;
  while (!left.empty()) {
    std::size_t length = kMostBytes;
    if (text.empty()) length = used + kFrame + 4 < kMostColumns ? std::min(length, (kMostColumns - used - kFrame) / 4 * 3) : 3;
    length = std::min(length, left.size());
    while (length > 0 && length < left.size() && (static_cast<unsigned char>(left[length]) & 0xC0U) == 0x80U) --length;
    // A character of four bytes where the first line had room for three.
    if (length == 0) length = std::min<std::size_t>(4, left.size());
    text += fmt::format("{}=?UTF-8?B?{}?=", text.empty() ? "" : "\r\n ", base64(left.substr(0, length)));
    left.remove_prefix(length);
  }
  return text;
}

std::string mail_date(TimeMs at) {
  const auto seconds = static_cast<std::time_t>(std::clamp<TimeMs>(at, 0, kLatestTime) / kSecondMs);
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(seconds));
}

std::string mail_bytes(const Mail& mail) {
  std::string to;
  for (const Address& address : mail.to) to += (to.empty() ? "" : ",\r\n ") + shown(address, 4);
  std::string bytes = fmt::format("From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n", shown(mail.from, 6),
                                  to, header_text(mail.subject, 9), mail_date(mail.at), mail.message_id);
  const std::string outside = boundary(mail, 1);
  // Says to vacation notices and their like that nobody waits for them.
  bytes += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
  bytes += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", outside);
  return bytes + multipart(outside, {body_part("text/plain; charset=utf-8", "", with_crlf(mail.text)), html_part(mail)});
}

}  // namespace rigong::connectors::mail
