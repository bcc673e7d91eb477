// SPDX-License-Identifier: Apache-2.0
// The checked options of one account.
#pragma once

#include <string>
#include <vector>

#include "agent/base/secret.h"
#include "connectors/taobao/signing.h"

namespace rigong::connectors::taobao {

// By what orders and ratings name their customer. Most apps get masked nicks and open ids.
enum class CustomerKey { nick, open_uid };

struct Settings {
  std::string endpoint;
  std::string token_endpoint;
  std::string host;  // Of the endpoint, for words.
  std::string app_key;
  Secret app_secret;
  Secret session;
  Secret refresh_token;
  SignMethod sign_method = SignMethod::md5;
  std::string nick;               // The shop's main account; empty where it is not given.
  std::vector<std::string> reps;  // "main:sub", without prefix; empty: asked for.
  int days = 30;                  // Before the first poll.
  CustomerKey customer_key = CustomerKey::nick;
  bool orders = true;
  bool chats = true;
};

}  // namespace rigong::connectors::taobao
