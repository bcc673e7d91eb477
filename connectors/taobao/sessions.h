// SPDX-License-Identifier: Apache-2.0
// The session that requests carry: the one of the settings, or one that the platform has given in its place.
#pragma once

#include <optional>
#include <string>

#include "connectors/api/connector.h"
#include "connectors/kit/json.h"
#include "connectors/taobao/settings.h"

namespace rigong::connectors::taobao {

class Sessions {
 public:
  // For one poll; what is given outlives it.
  Sessions(const Settings& settings, const PollRequest& request);

  // Empty where there is none.
  [[nodiscard]] const Secret& current() const { return current_; }
  // Asks for a new session where the end of the present one is known and near. A session that holds is reason enough to go on
  // where that fails; the sentence for a person is then in warning(). Errors: cancelled, and those of SecretKeeper::keep().
  [[nodiscard]] Status renew_in_time();
  // After the platform has said that the session ended. Fails with refused, and a sentence that says what to do, where there is
  // nothing to renew it with or the platform refuses; with unavailable where it does not answer.
  [[nodiscard]] Status renew();
  [[nodiscard]] const std::optional<Words>& warning() const { return warning_; }

 private:
  [[nodiscard]] Status ask(const Secret& refresh_token);
  [[nodiscard]] Status keep(const rapidjson::Document& reply);
  [[nodiscard]] Secret refresh_token() const;

  const Settings& settings_;
  const PollRequest& request_;
  std::string mark_;   // Of the secrets in the settings, so that new ones there win over what was kept for the old.
  bool kept_is_ours_;  // What is kept was given in place of the present settings.
  Secret current_;
  std::optional<Words> warning_;
};

}  // namespace rigong::connectors::taobao
