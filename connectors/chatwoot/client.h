// SPDX-License-Identifier: Apache-2.0
// One question to the server and its answer as checked JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "connectors/api/http.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::chatwoot {

enum class Outcome { given, forbidden, missing };

struct Answer {
  Outcome outcome = Outcome::given;
  rapidjson::Document document;  // Null unless given.
};

class Client {
 public:
  Client(std::string endpoint, std::int64_t account, Secret token)
      : endpoint_(std::move(endpoint)), host_(host_of(endpoint_)), account_(account), token_(std::move(token)) {}

  // `path` below /api/v1/accounts/ID. 403 and 404 are answers, since they cost one capability or one conversation; everything
  // else that is not JSON with 2xx is an error: refused (the token, the address), unavailable (a web page, half an answer, a
  // server that is not well), cancelled.
  [[nodiscard]] Result<Answer> get(HttpClient& http, std::string_view path, const Parameters& query = {}) const;

  [[nodiscard]] std::int64_t account() const { return account_; }
  [[nodiscard]] const std::string& host() const { return host_; }

 private:
  std::string endpoint_;
  std::string host_;
  std::int64_t account_;
  Secret token_;
};

// The elements of a list, or the one object that stands where a list should be; nothing for all else.
[[nodiscard]] std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list);

}  // namespace rigong::connectors::chatwoot
