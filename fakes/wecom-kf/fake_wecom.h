// SPDX-License-Identifier: Apache-2.0
// WeCom's customer service as its documentation describes it: it holds a state, gives out tokens that end, hands out messages
// page by page and figures the day after, complains of every request that the real one would not understand, and misbehaves when
// told to. It knows neither a socket nor a store: what happens is told it from outside, requests are answered as text, and "now"
// is the clock's, so that tests and the made-up shop of `rigong demo` can be served by the same one. Used by one thread at a
// time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/json.h"
#include "fakes/kit/answer.h"

namespace rigong::fakes::wecom_kf {

enum class Fault {
  none,
  too_often,      // errcode 45009
  busy,           // errcode -1
  forbidden,      // errcode 48002
  unknown_code,   // An errcode that nobody has seen.
  untrusted,      // errcode 60020, with the address it saw
  token_void,     // errcode 40014, whatever the token
  token_ended,    // errcode 42001, whatever the token
  too_many,       // 429 with Retry-After
  server_error,   // 500
  gateway,        // 502 with a web page
  missing,        // 404
  truncated,      // 200 with half of the JSON
  web_page,       // 200 with a sign-in page
  bad_bytes,      // A text that was cut within a character.
  odd_shape,      // Numbers as text, a list of one as an object, null for nothing.
  other_shape,    // Another version: nothing is called as it was.
  other_account,  // Rows of another service account.
  same_cursor,    // More, and from where it was asked for.
  circling,       // More, and a cursor that came before.
  lost,           // The connection breaks.
  slow,           // It takes its time.
  too_large,      // The client stops reading.
};

struct FakeItem {
  std::string msgid;
  std::string customer;  // external_userid
  std::int64_t send_time = 0;
  int origin = 3;  // 3 customer, 4 system, 5 rep
  std::string rep;
  std::string msgtype = "text";
  std::string text;
  std::string event_type;  // Where msgtype is "event".
  int change_type = 0;
  std::string old_rep;
  std::string new_rep;
  std::string target;        // recall_msgid or fail_msgid
  std::int64_t written = 0;  // When it was put into the list: what is older than three days is not given.
  bool withdrawn = false;    // Recalled later on.
};

struct FakeServicer {
  std::string user;  // Empty: a department.
  int status = 0;    // 0 serving, 1 not
  int department = 0;
};

struct FakeAccount {
  std::string id;
  std::string name;
  bool manageable = true;  // 通过API管理微信客服账号
  std::vector<FakeServicer> servicers;
  std::vector<FakeItem> items;  // In the order in which the platform wrote them down.
};

// What the platform counts of one day.
struct FakeStatistic {
  std::int64_t sessions = 0;
  std::int64_t customers = 0;
  std::int64_t messages = 0;
  std::optional<double> reply_rate;
  std::optional<double> first_seconds;
  std::int64_t invited = 0;
  std::optional<double> taken_part;
  std::optional<double> satisfied;
};

// A stretch of an account's list. A place is a number that grows along the list; 0 stands before it.
struct FakePage {
  std::vector<FakeItem> items;
  std::uint64_t place = 0;  // Of the last item; where it was asked from where there is none.
  bool more = false;
};

class FakeWecom {
 public:
  FakeWecom(const Clock& clock, std::string corp, std::string secret)
      : clock_(clock), corp_(std::move(corp)), secret_(std::move(secret)) {}

  // What happens. Times are seconds of the platform's clock; 0 = now.
  void add_account(const std::string& id, const std::string& name, bool manageable = true);
  void add_servicer(const std::string& account, const std::string& user, int status = 0);
  void add_department(const std::string& account, int department);
  std::string customer_says(const std::string& account, const std::string& customer, std::string text, std::int64_t at = 0);
  std::string rep_says(const std::string& account, const std::string& customer, const std::string& rep, std::string text,
                       std::int64_t at = 0);
  // change_type: 1 taken from the pool, 2 transferred, 3 ended, 4 taken again.
  std::string session_changes(const std::string& account, const std::string& customer, int change_type,
                              const std::string& old_rep, const std::string& new_rep);
  void recall(const std::string& account, const std::string& msgid);
  std::string add(const std::string& account, FakeItem item);
  // The platform's figures of a day of China; `rep` empty: of the account.
  void count_shop(const std::string& account, Day day, const FakeStatistic& statistic);
  void count_reps(const std::string& account, const std::string& rep, Day day, const FakeStatistic& statistic);
  // The tokens given out so far are of no use any more.
  void void_tokens() { token_.clear(); }

  [[nodiscard]] Answer answer(const Request& request);
  [[nodiscard]] std::int64_t now() const { return (clock_.now() + clock_ahead) / kSecondMs; }

  // Asked before each answer with what stands behind /cgi-bin/. Null: all is well.
  std::function<Fault(const std::string& method)> trouble;
  // Where messages come from, in place of the accounts' items: those of an account after a place, the oldest first, at most so
  // many, and none that was written before the second `since`.
  std::function<FakePage(const std::string& account, std::uint64_t after, std::size_t most, std::int64_t since)> list;
  std::size_t rows_of_page = 1000;  // However many are asked for.
  int empty_page_every = 0;         // So many pages are followed by an empty one with more behind it.
  bool listed = true;               // 可调用接口的应用
  bool figures_allowed = true;      // 获取客服数据统计
  DurationMs clock_ahead = 0;
  std::vector<std::string> invisible;  // Reps outside 可见范围.

  std::map<std::string, FakeAccount> accounts;
  bool keeps_notes = true;  // False: the next two stay empty, for whoever runs for days.
  std::vector<std::string> complaints;
  std::vector<std::string> asked;  // "METHOD body", without tokens and secrets.
  std::string last_complaint;
  int tokens_given = 0;

 private:
  using Query = std::map<std::string, std::string>;
  struct Failure {
    std::int64_t code;
    std::string words;
  };
  void complain(const std::string& what, const std::string& method);
  void only(const Query& query, const std::vector<std::string>& names, const std::string& method);
  void only(const rapidjson::Value& body, const std::vector<std::string>& names, const std::string& method);
  std::string token(const Query& query);
  std::optional<Failure> check_token(const Query& query, const std::string& method);
  std::string account_list(const rapidjson::Value& body);
  std::string servicer_list(const Query& query);
  std::string sync(const rapidjson::Value& body, Fault fault);
  [[nodiscard]] FakePage page_of(const FakeAccount& account, std::uint64_t after, std::size_t most) const;
  std::string statistic(const std::string& method, const rapidjson::Value& body);
  std::string row(const FakeAccount& account, const FakeItem& item, Fault fault) const;

  const Clock& clock_;
  std::string corp_;
  std::string secret_;
  std::string token_;
  std::int64_t token_ends_ = 0;
  std::int64_t next_message_ = 1;
  int pages_ = 0;
  std::map<std::string, std::map<std::int32_t, FakeStatistic>> shop_figures_;                         // By account, day.
  std::map<std::pair<std::string, std::string>, std::map<std::int32_t, FakeStatistic>> rep_figures_;  // And rep.
};

}  // namespace rigong::fakes::wecom_kf
