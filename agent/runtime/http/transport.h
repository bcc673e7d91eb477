// SPDX-License-Identifier: Apache-2.0
// One request, one answer: what HttpClient is built on. Tests put a platform of their own in its place.
#pragma once

#include "agent/base/result.h"
#include "connectors/api/http.h"

namespace rigong::runtime {

// How a try without an answer ended, since not every failure may be tried again.
enum class Arrival {
  not_sent,  // The other side has certainly not seen the request.
  unknown,   // It may have.
};

struct TransportFailure {
  Error error;
  Arrival arrival = Arrival::unknown;
};

// Used by one thread.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  // Whatever status came, with the whole body. Errors: unavailable, refused, wrong_use, cancelled as HttpClient::send() has them.
  virtual tl::expected<connectors::HttpResponse, TransportFailure> exchange(const connectors::HttpRequest& request) = 0;
};

}  // namespace rigong::runtime
