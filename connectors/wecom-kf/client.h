// SPDX-License-Identifier: Apache-2.0
// One question to WeCom and its answer as checked JSON, with the access token that goes with it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "connectors/api/connector.h"
#include "connectors/kit/json.h"
#include "connectors/kit/query.h"

namespace rigong::connectors::wecom_kf {

// What the app is. The same for all polls.
class Client {
 public:
  Client(std::string endpoint, std::string corp, Secret secret)
      : endpoint_(std::move(endpoint)), host_(host_of(endpoint_)), corp_(std::move(corp)), secret_(std::move(secret)) {}
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] const std::string& corp() const { return corp_; }
  [[nodiscard]] const Secret& secret() const { return secret_; }

 private:
  std::string endpoint_;
  std::string host_;
  std::string corp_;
  Secret secret_;
};

struct Answer {
  // 0: the document is what was asked for. Else the errcode, or the HTTP status, of a call that costs one capability: it is
  // forbidden, or nobody here knows the code.
  std::int64_t errcode = 0;
  rapidjson::Document document;
  [[nodiscard]] bool given() const { return errcode == 0; }
};

// The calls of one poll. The token is taken from what the host keeps, asked for where there is none, and renewed once in a poll
// where the platform no longer takes it. Where it says that it is asked too often, the host is told to leave it alone for a
// while.
class Session {
 public:
  Session(const Client& client, const PollRequest& request) : client_(client), request_(request) {}

  // `method` is what stands behind /cgi-bin/. Errors: refused (id, secret, address of this machine), unavailable, cancelled.
  [[nodiscard]] Result<Answer> get(std::string_view method, const Parameters& parameters);
  // `body` is a JSON object. All calls made here only read.
  [[nodiscard]] Result<Answer> post(std::string_view method, std::string body);

  [[nodiscard]] const std::string& host() const { return client_.host(); }
  [[nodiscard]] bool was_too_often() const { return too_often_; }

 private:
  [[nodiscard]] Result<Answer> call(HttpMethod method, std::string_view name, const Parameters& parameters, std::string body);
  // The answer whatever its errcode, which is put into `errcode`.
  [[nodiscard]] Result<rapidjson::Document> ask(const HttpRequest& request, std::int64_t& errcode);
  [[nodiscard]] Error refusal(std::int64_t errcode, const rapidjson::Value& document);
  [[nodiscard]] Status ready_token();
  [[nodiscard]] Status new_token();

  const Client& client_;
  const PollRequest& request_;
  Secret token_;
  bool renewed_ = false;
  bool too_often_ = false;
};

// The elements of a list, or the one object that stands where a list should be; nothing for all else.
[[nodiscard]] std::vector<const rapidjson::Value*> elements(const rapidjson::Value* list);

}  // namespace rigong::connectors::wecom_kf
