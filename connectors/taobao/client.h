// SPDX-License-Identifier: Apache-2.0
// One call of a method and its answer as checked JSON.
#pragma once

#include <optional>

#include "connectors/api/connector.h"
#include "connectors/kit/json.h"
#include "connectors/taobao/platform_time.h"
#include "connectors/taobao/rights.h"
#include "connectors/taobao/sessions.h"
#include "connectors/taobao/settings.h"

namespace rigong::connectors::taobao {

struct Answer {
  // What the method answered where it did not do what it was asked, and that costs this one thing only: a right, a method, the
  // day's calls, a question too heavy or not understood.
  std::optional<Fault> fault;
  rapidjson::Document document;
  const rapidjson::Value* root = nullptr;  // What stands under …_response; never null without a fault.
};

class Client {
 public:
  // For one poll; what is given outlives it.
  Client(const Settings& settings, const PollRequest& request, Sessions& sessions)
      : settings_(settings), request_(request), sessions_(sessions) {}

  // Signed and sent; once more with a new session, or with the platform's time, where that was what was wrong. Errors concern the
  // whole account: refused (keys, authorisation, address), unavailable (a ban, a web page, half an answer), cancelled.
  [[nodiscard]] Result<Answer> call(Method method, const Parameters& parameters);

  // The platform's clock.
  [[nodiscard]] Seconds now() const;

 private:
  [[nodiscard]] Result<Answer> call_once(Method method, const Parameters& parameters);
  [[nodiscard]] Error error_of(const Fault& fault) const;

  const Settings& settings_;
  const PollRequest& request_;
  Sessions& sessions_;
};

}  // namespace rigong::connectors::taobao
