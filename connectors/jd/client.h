// SPDX-License-Identifier: Apache-2.0
// One call of a method and its answer as checked JSON.
#pragma once

#include <optional>

#include "connectors/api/connector.h"
#include "connectors/jd/faults.h"
#include "connectors/jd/methods.h"
#include "connectors/jd/settings.h"
#include "connectors/jd/tokens.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::jd {

struct Answer {
  // What the method answered where it did not do what it was asked, and that costs this one thing only.
  std::optional<Fault> fault;
  rapidjson::Document document;
  const rapidjson::Value* root = nullptr;  // What stands under …_responce; never null without a fault.
};

class Client {
 public:
  // For one poll; what is given outlives it.
  Client(const Settings& settings, const PollRequest& request)
      : settings_(settings), request_(request), tokens_(settings, request) {}

  // Signed and sent; once more with a new token, or with the platform's time, where that was what was wrong. All values of the
  // question are texts. Errors concern the whole account: refused (keys, authorisation, address), unavailable, cancelled.
  [[nodiscard]] Result<Answer> call(Method method, const Parameters& question);

  // The platform's clock.
  [[nodiscard]] TimeMs now() const { return request_.now + request_.http->clock_offset(); }

 private:
  [[nodiscard]] Result<Answer> call_once(Method method, const std::string& question);
  [[nodiscard]] Result<Answer> read(Method method, const HttpResponse& response) const;

  const Settings& settings_;
  const PollRequest& request_;
  Tokens tokens_;
};

}  // namespace rigong::connectors::jd
