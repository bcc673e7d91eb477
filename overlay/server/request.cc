// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/request.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rigong::overlay {
namespace {

constexpr int kBadRequest = 400;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// METHOD SP target SP HTTP/1.x, without its line end. Returns 0 or a status.
int read_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos || first == 0 || first > 16) return kBadRequest;
  const std::size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return kBadRequest;
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!std::all_of(head.method.begin(), head.method.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return kBadRequest;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return kBadRequest;
  head.minor_version = version.back() - '0';
  if (head.target.size() > kMostTargetBytes) return 414;
  // Only the form that begins with a path. The absolute form is for proxies, and says another host than the Host header.
  if (head.target.empty() || head.target.front() != '/') return kBadRequest;
  if (!std::all_of(head.target.begin(), head.target.end(), [](char c) { return c > ' ' && c < 0x7f && c != '#'; }))
    return kBadRequest;
  const std::size_t question = head.target.find('?');
  head.path = head.target.substr(0, question);
  head.query = question == std::string_view::npos ? std::string_view() : head.target.substr(question + 1);
  return 0;
}

enum class Repeats { no, first, any };
struct Known {
  std::string_view name;
  std::optional<std::string_view> RequestHead::*field;
  Repeats repeats;
};
constexpr std::array kKnown = {
    Known{"host", &RequestHead::host, Repeats::no},
    Known{"origin", &RequestHead::origin, Repeats::no},
    Known{"authorization", &RequestHead::authorization, Repeats::no},
    Known{"content-type", &RequestHead::content_type, Repeats::no},
    Known{"content-encoding", &RequestHead::content_encoding, Repeats::no},
    Known{"sec-fetch-site", &RequestHead::fetch_site, Repeats::no},
    Known{"sec-fetch-mode", &RequestHead::fetch_mode, Repeats::no},
    Known{"sec-fetch-dest", &RequestHead::fetch_dest, Repeats::no},
    Known{"expect", &RequestHead::expect, Repeats::no},
    Known{"upgrade", &RequestHead::upgrade, Repeats::first},
    Known{"range", &RequestHead::range, Repeats::no},
    Known{"accept-encoding", &RequestHead::accept_encoding, Repeats::first},
    Known{"if-none-match", &RequestHead::if_none_match, Repeats::first},
};

int read_content_length(std::string_view value, RequestHead& head) {
  if (head.has_content_length) return kBadRequest;
  head.has_content_length = true;
  if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) return kBadRequest;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), head.content_length);
  if (error == std::errc::result_out_of_range) return 413;
  return end == value.data() + value.size() ? 0 : kBadRequest;
}

void read_connection(std::string_view value, RequestHead& head) {
  while (!value.empty()) {
    const std::size_t comma = value.find(',');
    std::string_view word = value.substr(0, comma);
    while (!word.empty() && (word.front() == ' ' || word.front() == '\t')) word.remove_prefix(1);
    while (!word.empty() && (word.back() == ' ' || word.back() == '\t')) word.remove_suffix(1);
    if (same_name(word, "close")) head.wants_close = true;
    value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
  }
}

int read_field(std::string_view line, RequestHead& head) {
  const std::size_t colon = line.find(':');
  // A name without its colon, a space before it, and a line that goes on from the one above (obs-fold) all end here.
  if (colon == std::string_view::npos || colon == 0) return kBadRequest;
  const std::string_view name = line.substr(0, colon);
  if (!std::all_of(name.begin(), name.end(), is_token_char)) return kBadRequest;
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);

  // No way of writing a length but Content-Length: with two, readers disagree where a request ends.
  if (same_name(name, "transfer-encoding")) return kBadRequest;
  if (same_name(name, "content-length")) return read_content_length(value, head);
  if (same_name(name, "connection")) read_connection(value, head);
  if (name.size() > 10 && same_name(name.substr(0, 10), "sec-fetch-")) head.has_fetch_header = true;
  for (const Known& known : kKnown) {
    if (!same_name(name, known.name)) continue;
    auto& field = head.*known.field;
    if (!field) {
      field = value;
    } else if (known.repeats == Repeats::no) {
      return kBadRequest;
    }
    break;
  }
  return 0;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

HeadScan::State HeadScan::look(std::string_view bytes) {
  if (size_ != 0) return State::whole;
  if (status_ != 0) return State::broken;
  for (; seen_ < bytes.size(); ++seen_) {
    const char c = bytes[seen_];
    if (seen_ >= kMostHeadBytes) return broken(431);
    if (seen_ == 0 && (c < 'A' || c > 'Z')) return broken(kBadRequest);
    const bool after_return = seen_ > 0 && bytes[seen_ - 1] == '\r';
    if (after_return != (c == '\n')) return broken(kBadRequest);
    if (c == '\r') continue;
    if (c != '\n') {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\t') || byte == 0x7f) return broken(kBadRequest);
      if (seen_ - line_ < kMostLineBytes) continue;
      return broken(lines_ == 0 ? 414 : 431);
    }
    if (lines_ == 0) {
      RequestHead head;
      if (const int status = read_request_line(bytes.substr(0, seen_ - 1), head)) return broken(status);
    } else if (seen_ - 1 == line_) {
      size_ = ++seen_;
      return State::whole;
    }
    // The request line does not count, the empty one is not reached here.
    if (lines_++ > kMostHeaders) return broken(431);
    line_ = seen_ + 1;
  }
  return State::more;
}

int read_head(std::string_view bytes, RequestHead& head) {
  bool first = true;
  int headers = 0;
  while (bytes.size() > 2) {
    const std::size_t end = bytes.find("\r\n");
    if (end == std::string_view::npos) return kBadRequest;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (!first && ++headers > kMostHeaders) return 431;
    if (const int status = first ? read_request_line(line, head) : read_field(line, head)) return status;
    first = false;
  }
  if (first || bytes != "\r\n") return kBadRequest;
  if (head.minor_version == 0) head.wants_close = true;
  return 0;
}

}  // namespace rigong::overlay
