// SPDX-License-Identifier: Apache-2.0
// The access token of an account: the one of the settings, or what the platform gave for its refresh token since.
#pragma once

#include <string>

#include "connectors/api/connector.h"
#include "connectors/jd/settings.h"

namespace rigong::connectors::jd {

class Tokens {
 public:
  // For one poll; both outlive it.
  Tokens(const Settings& settings, const PollRequest& request);

  [[nodiscard]] const Secret& current() const { return access_; }
  // Renews a token that was given here and whose end is near. That this fails is no error as long as the token still holds.
  void freshen();
  // Whether renew() can be tried: there is a refresh token, and it was not tried in this poll yet.
  [[nodiscard]] bool may_renew() const { return !renewed_ && !refresh_.empty(); }
  // Errors: refused (the authorisation must be given again), unavailable, cancelled.
  [[nodiscard]] Status renew();

 private:
  [[nodiscard]] Secret kept(std::string_view name) const;
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) const;

  const Settings& settings_;
  const PollRequest& request_;
  std::string mark_;  // Of the settings: what was kept under others is of no use.
  Secret access_;
  Secret refresh_;
  bool given_here_ = false;
  bool renewed_ = false;
};

}  // namespace rigong::connectors::jd
