// SPDX-License-Identifier: Apache-2.0
// What an account's settings say. The same for all polls.
#pragma once

#include <string>
#include <vector>

#include "agent/base/secret.h"

namespace rigong::connectors::jd {

struct Settings {
  std::string endpoint;
  std::string token_endpoint;
  std::string host;  // Of the endpoint, for words to a person.
  std::string app_key;
  Secret app_secret;
  Secret access_token;
  Secret refresh_token;              // May be empty.
  std::vector<std::string> waiters;  // Only these reps, sorted; empty: whom the platform names.
  int days = 30;                     // Before the first poll.
  bool orders = true;
  bool chats = true;
};

}  // namespace rigong::connectors::jd
