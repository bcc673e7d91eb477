// SPDX-License-Identifier: Apache-2.0
// One question to the server and its answer as checked JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "connectors/api/http.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::request_tracker {

enum class Outcome { given, not_understood, forbidden, missing };

struct Answer {
  Outcome outcome = Outcome::given;
  rapidjson::Document document;  // Null unless given.
};

// What stands in the header `Authorization`.
[[nodiscard]] Secret token_credentials(const Secret& token);
[[nodiscard]] Secret password_credentials(std::string_view user, const Secret& password);

// Where people open RT: `endpoint` without the /REST/2.0 that may stand at its end.
[[nodiscard]] std::string site_address(std::string_view endpoint);

class Client {
 public:
  // `endpoint` with or without /REST/2.0 at its end.
  Client(std::string_view endpoint, Secret credentials);

  // `path` below /REST/2.0. 400, 403 and 404 are answers, since they cost one thing only; everything else that is not JSON with
  // 2xx is an error: refused (the credentials, the address), unavailable (a web page, half an answer, a server that is not
  // well), cancelled.
  [[nodiscard]] Result<Answer> get(HttpClient& http, std::string_view path, const Parameters& query = {}) const;
  // The same for a list: an answer without `items` is no empty list, but none (unavailable).
  [[nodiscard]] Result<Answer> list(HttpClient& http, std::string_view path, const Parameters& query) const;
  // Whether the server answers at all, asked for something that costs it nothing: else why it does not.
  [[nodiscard]] Status ping(HttpClient& http) const;

  [[nodiscard]] const std::string& host() const { return host_; }

 private:
  std::string endpoint_;
  std::string host_;
  Secret credentials_;
};

// The rows of a list: of its `items`, or of what stands in their place. Nulls are left out.
[[nodiscard]] std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list);

}  // namespace rigong::connectors::request_tracker
