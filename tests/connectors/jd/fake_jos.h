// SPDX-License-Identifier: Apache-2.0
// JD's open platform as its pages and public clients describe it: it holds a state, checks every signature on its own, complains
// of every request that the real one would not understand, and misbehaves when told to. It knows neither a socket nor a store;
// "now" is the clock's. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/clock.h"
#include "connectors/api/http.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::jd_test {

enum class Fault {
  none,
  too_often,      // code 2
  busy,           // code 67
  forbidden,      // code 24
  no_method,      // code 15
  wrong_request,  // code 61
  unknown_code,   // A code that nobody has seen.
  token_ended,    // code 19, whatever the token
  too_many,       // 429 with Retry-After
  server_error,   // 500
  gateway,        // 502 with a web page
  missing,        // 404
  truncated,      // 200 with half of the JSON
  web_page,       // 200 with a sign-in page
  bad_bytes,      // A text that was cut within a character.
  odd_shape,      // Numbers as text, times as text, a list of one as an object, null for nothing, JSON within a text.
  other_shape,    // Another version: nothing is called as it was.
  same_page,      // The first page, whichever is asked for.
  lost,           // The connection breaks.
  too_large,      // The client stops reading.
  other_account,  // Rows of another shop's waiter.
};

struct FakeMessage {
  std::string customer;
  std::string waiter;
  TimeMs at = 0;
  bool by_waiter = false;
  std::string content;
};
struct FakeSession {
  std::string customer;
  std::string waiter;
  TimeMs begin = 0;
  TimeMs reply = 0;  // 0: none.
  TimeMs end = 0;    // 0: it lasts.
  int type = 1;
};
struct FakeEvaluation {
  std::string customer;
  std::string waiter;
  TimeMs at = 0;
  int score = 100;
};
struct FakeLogin {
  std::string waiter;
  TimeMs login = 0;   // 0: it is not said.
  TimeMs logout = 0;  // 0: none.
};
struct FakeOrder {
  std::int64_t id = 0;
  std::string pin;
  TimeMs created = 0;
  TimeMs modified = 0;
  TimeMs paid = 0;  // 0: not yet.
  TimeMs ended = 0;
  std::int64_t payment_fen = 0;
  std::string state = "WAIT_SELLER_STOCK_OUT";
};

struct FakeReply {
  enum class Ending { whole, lost, too_large };
  HttpResponse response;
  Ending ending = Ending::whole;
};

class FakeJos {
 public:
  static constexpr const char* kEndpoint = "https://api.jd.com/routerjson";
  static constexpr const char* kTokenEndpoint = "https://open-oauth.jd.com/oauth2/refresh_token";
  static constexpr const char* kAppKey = "0123456789ABCDEF0123456789ABCDEF";
  static constexpr const char* kAppSecret = "app-secret-that-must-stay-secret";
  static constexpr const char* kAccess = "first-access-that-must-stay-secret";
  static constexpr const char* kRefresh = "first-refresh-that-must-stay-secret";

  explicit FakeJos(const Clock& clock) : clock_(clock) {}

  [[nodiscard]] TimeMs now() const { return (clock_.now() + clock_ahead) / kSecondMs * kSecondMs; }
  // A customer writes to a rep, within the session that is open or a new one; the rep answers after so long (0: never).
  void chat(const std::string& customer, const std::string& waiter, DurationMs answered_after, const std::string& text = "在吗");
  // The access token ends now.
  void end_token() { access_ends_ = now(); }
  [[nodiscard]] const std::string& access() const { return access_; }

  // `target` is what follows the host: "/routerjson?…" or "/oauth2/refresh_token?…".
  [[nodiscard]] FakeReply answer(HttpMethod method, std::string_view target, std::string_view body);

  // Asked before each answer with the method, "refresh_token" for renewals. Null: all is well.
  std::function<Fault(const std::string& method)> trouble;
  std::set<std::string> forbidden;  // Methods that this app may not call.
  std::set<std::string> unknown_waiters;
  DurationMs clock_ahead = 0;
  bool pins_are_masked = false;
  bool newest_first = false;  // Messages, within a page and over the pages.

  std::vector<std::string> waiters;
  std::vector<FakeSession> sessions;
  std::vector<FakeMessage> messages;
  std::vector<FakeEvaluation> evaluations;
  std::vector<FakeLogin> logins;
  std::map<std::int64_t, FakeOrder> orders;
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> received;   // By rep and day, …
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> unreplied;  // … of the platform's own counting.
  std::map<std::pair<std::string, std::int32_t>, std::string> waited;

  std::vector<std::string> complaints;
  std::vector<std::string> asked;  // "METHOD question", without tokens and secrets.
  int tokens_given = 0;

 private:
  using Query = std::map<std::string, std::string>;
  struct Failure {
    int code;
    const char* words;
  };
  void complain(const std::string& what, const std::string& method) { complaints.push_back(method + ": " + what); }
  std::string renew(const Query& query);
  std::optional<Failure> check(const Query& query, const std::string& question, const std::string& method);
  void only(const rapidjson::Value& question, const std::vector<std::string>& names, const std::string& method);
  // The days asked for, both included; nothing where the platform would refuse them.
  std::optional<std::pair<std::int32_t, std::int32_t>> days_of(const rapidjson::Value& question, const std::string& method);
  std::optional<std::pair<std::size_t, std::size_t>> page_of(const rapidjson::Value& question, const std::string& method,
                                                             std::size_t most, const char* size_name = "pageSize");
  std::string inner(const std::string& method, const rapidjson::Value& question, Fault fault);
  std::string session_list(const rapidjson::Value& question, Fault fault);
  std::string chat_log(const rapidjson::Value& question, Fault fault);
  std::string evaluation_list(const rapidjson::Value& question, Fault fault);
  std::string pass_log(const rapidjson::Value& question, Fault fault);
  std::string statistic(const std::string& method, const rapidjson::Value& question, Fault fault);
  std::string order_list(const std::string& method, const rapidjson::Value& question, Fault fault);
  [[nodiscard]] bool is_asked_for(const rapidjson::Value& question, const std::string& waiter) const;

  const Clock& clock_;
  std::string access_ = kAccess;
  std::string refresh_ = kRefresh;
  TimeMs access_ends_ = kLatestTime;
};

}  // namespace rigong::connectors::jd_test
