// SPDX-License-Identifier: Apache-2.0
// How a connector asks the outside world. The host does TLS, time-outs, sizes, retries, waiting and the count of it all; a
// connector says what it wants to know and reads the answer. No connector sees the library behind it.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "agent/base/time.h"

namespace rigong::connectors {

enum class HttpMethod { get, post };

// Whether the request may be sent again after it may have arrived. A GET changes nothing; a POST is sent once, unless the
// connector knows that it only reads.
enum class HttpRepeat { by_method, harmless };

struct HttpLimits {
  std::size_t body_bytes = 8 * 1024 * 1024;  // Of the answer, unpacked. Counted while it comes.
  std::chrono::milliseconds whole{30'000};   // From the first byte sent to the last received, for each try.
};

struct HttpRequest {
  HttpMethod method = HttpMethod::get;
  HttpRepeat repeat = HttpRepeat::by_method;
  // https anywhere; http only to this machine and to hosts that the owner of the machine named (rigong.toml, [network]).
  std::string url;
  // What is asked, where the path does not tell: the name of a method. Never a secret. The host has requests of different kinds
  // take turns where a platform is down.
  std::string topic;
  std::vector<std::pair<std::string, std::string>> headers;
  // Headers whose values are never logged nor put into words.
  std::vector<std::pair<std::string, Secret>> secret_headers;
  std::string body;  // Of a POST.
  HttpLimits limits;
};

// What came back, as it came: bytes of somebody else. At most 100 headers with 64 KB together.
struct HttpResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // Names in lower case.
  std::string body;

  // The value of a header by its name in lower case; empty where there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const auto& [each, value] : headers) {
      if (each == name) return value;
    }
    return {};
  }
};

// One for each account; used by its thread only.
class HttpClient {
 public:
  virtual ~HttpClient() = default;

  // Any answer of 200 to 299 and of 400 to 499, but for 408, 425 and 429: what those mean is the platform's own, and the
  // connector reads it. Everything else is an error, after as many tries as are sensible:
  //   unavailable  no answer, 5xx or 429; or the host has been told to wait, or waits by itself. End the poll with this error.
  //   refused      trying again changes nothing: the address, its certificate, a redirection, an answer beyond the limits.
  //   wrong_use    the request itself is not one that may be sent.
  //   cancelled    the account is being stopped. End the poll with this error.
  virtual Result<HttpResponse> send(const HttpRequest& request) = 0;

  // For platforms that say in an answer of their own how long they want to be left alone: it holds for the host that was asked
  // last. The program keeps to it, within bounds: until then send() to it fails without asking.
  virtual void hold_off(DurationMs length) = 0;

  // The other side's clock minus ours, as far as its answers have told; 0 before that, and where they differ by little.
  [[nodiscard]] virtual DurationMs clock_offset() const = 0;
};

}  // namespace rigong::connectors
