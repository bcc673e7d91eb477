// SPDX-License-Identifier: Apache-2.0
// A Taobao Open Platform that holds a state, signs and checks on its own, refuses what the real one would refuse, and misbehaves
// when told to. What no real client may send, it complains of as well.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/base/result.h"
#include "fakes/kit/answer.h"

namespace rigong::fakes::taobao {

enum class Fault {
  none,
  too_many,       // 429 with Retry-After
  server_error,   // 500
  gateway,        // 502 with a web page
  truncated,      // 200 with half of the JSON
  web_page,       // 200 with a sign-in page
  lost,           // The connection breaks.
  too_large,      // The client stops reading.
  slow,           // It takes its time.
  bad_bytes,      // A name that was cut within a character.
  other_account,  // Rows of another shop's reps.
  banned,         // 7 with "5 more seconds"
  quota,          // 7: the calls of the day are used up.
  unavailable,    // 10
  too_heavy,      // isp.top-remote-connection-timeout
  too_slow,       // isp.runtime-max-limit
  not_valid,      // isv.invalid-parameter
  same_page,      // The first page, whichever was asked for.
  other_shape,    // A root that nobody knows.
};

// Times are seconds of the platform's clock; days are dates of GMT+8 in days since 1970.
struct FakePart {
  std::int64_t oid = 0;
  std::int64_t paid_fen = 0;
  std::int64_t refund = 0;
  std::string refund_status = "NO_REFUND";
};
struct FakeTrade {
  std::int64_t tid = 0;
  std::string status = "WAIT_BUYER_PAY";
  std::string buyer;
  std::int64_t created = 0;
  std::int64_t modified = 0;
  std::int64_t paid = 0;
  std::int64_t ended = 0;
  std::int64_t payment_fen = 0;  // Before refunds.
  std::vector<FakePart> parts;
};
struct FakeRefund {
  std::int64_t id = 0;
  std::int64_t tid = 0;
  std::int64_t oid = 0;
  std::int64_t fee_fen = 0;
  std::int64_t total_fen = 0;
  std::string status = "WAIT_SELLER_AGREE";
  std::int64_t created = 0;
  std::int64_t modified = 0;
};
struct FakeEval {
  std::string rep;
  std::string customer;
  std::int64_t sent = 0;
  std::int64_t rated = 0;
  int code = -1;  // -1: not answered yet.
};
struct FakeRepDay {
  std::int64_t received = 0;
  std::int64_t unreplied = 0;
  std::int64_t waiting_s = 0;
  std::map<std::string, std::int64_t> evaluations;  // By name.
  std::int64_t online_s = 0;
  std::int64_t suspended_s = 0;
};
// 1 came, -1 went, 2 suspended, 3 resumed.
struct FakeChange {
  std::int64_t at = 0;
  int status = 1;
};
struct FakeShopDay {
  std::int64_t customers = 0;
  std::int64_t unreplied = 0;
  std::int64_t messages_in = 0;
  std::int64_t messages_out = 0;
  std::string response_s;
  std::string paid_yuan;
  std::int64_t paying = 0;
  std::int64_t inquiries = 0;  // Below 0: not counted.
};

struct FakeKeys {
  std::string app_key = "12345678";
  std::string app_secret = "an-app-secret-that-stays-secret";
  std::string session = "6100-first-session";
  std::string refresh_token = "6101-first-refresh";
};

class FakeTop {
 public:
  using Query = std::map<std::string, std::string>;
  static constexpr const char* kPath = "/router/rest";
  static constexpr const char* kTokenPath = "/token";

  explicit FakeTop(const Clock& clock, FakeKeys keys = {}) : keys_(std::move(keys)), clock_(clock) {}

  [[nodiscard]] std::int64_t now() const { return (clock_.now() + clock_ahead) / kSecondMs; }
  [[nodiscard]] std::int32_t today() const { return day_of(now()); }
  [[nodiscard]] static std::int32_t day_of(std::int64_t seconds);
  [[nodiscard]] static std::int64_t start_of(std::int32_t day);

  // What happens in the shop, now.
  std::int64_t order(const std::string& buyer, const std::vector<std::int64_t>& parts_fen);
  void pay(std::int64_t tid);
  void close(std::int64_t tid);  // Unpaid.
  void finish(std::int64_t tid);
  // A rep on line from `came` to `went`, suspended for a while in between (0: not at all): the log and the days' sums.
  void work(const std::string& rep, std::int64_t came, std::int64_t went, std::int64_t suspended = 0, std::int64_t resumed = 0);
  // The number of a sub-account.
  [[nodiscard]] std::int64_t number_of(const std::string& rep);
  // Asked for and granted at once.
  std::int64_t refund(std::int64_t tid, std::size_t part, std::int64_t fee_fen);

  [[nodiscard]] Answer answer(const Request& request);

  // Asked before each answer, by the method's name or "token". Null: all is well.
  std::function<Fault(const std::string& method)> trouble;
  // Called for each request that is signed and allowed, before it is answered: the last moment to fill in what it is about.
  std::function<void(const std::string& method, const Query& query)> before;
  DurationMs clock_ahead = 0;
  int publish_hour = 6;        // When the figures of yesterday are there.
  bool plain_styles = true;    // False: objects in place of lists of one, numbers as text, nulls, user_id for the other name.
  bool payment_falls = false;  // Refunds are taken off `payment`.
  bool touches_trade = true;   // A refund changes its order's time.
  bool counts_totals = true;   // False: total_results is missing.
  bool refreshes = true;       // The refresh token is taken.
  std::int64_t session_life = 86'400;
  bool masks_customers = false;        // As airisland does, everywhere.
  std::map<std::string, int> refused;  // Methods with the code that they answer with.

  std::map<std::string, std::vector<std::string>> groups;  // By name; nicks "main:sub".
  std::map<std::int32_t, std::map<std::string, FakeRepDay>> rep_days;
  std::map<std::int32_t, FakeShopDay> shop_days;
  std::vector<FakeEval> evals;
  std::map<std::string, std::vector<FakeChange>> changes;  // By rep.
  std::map<std::int32_t, std::int64_t> slow_notes;         // Unread, by day.
  std::string bot_ratio;                                   // Of the service assistant, now; empty: there is none.
  std::map<std::int32_t, std::string> bot_ratios;          // What was said of it last, by day.
  std::map<std::int64_t, FakeTrade> trades;
  std::map<std::int64_t, FakeRefund> refunds;
  std::map<std::string, std::map<std::int32_t, std::vector<std::string>>> chats;  // Rep, day, partners.
  std::set<std::string> gone_reps;                                                // In a group, but not taken by any method.

  [[nodiscard]] const FakeKeys& keys() const { return keys_; }
  void end_session() { keys_.session = "6100-ended-" + std::to_string(++tokens_); }

  bool keeps_notes = true;  // False: the next three stay empty, for whoever runs for days.
  std::vector<std::string> complaints;
  std::vector<std::string> asked;  // The names of the methods.
  std::vector<Query> queries;      // And what came with them.
  std::string last_complaint;

 private:
  struct Refused {
    int code = 0;
    std::string message;
    std::string sub_code;
    std::string sub_message;
  };
  using Reply = tl::expected<std::string, Refused>;

  void complain(const std::string& what);
  static tl::unexpected<Refused> refuse(int code, std::string sub_code = {});
  tl::unexpected<Refused> not_allowed(const std::string& method, const std::string& what);
  [[nodiscard]] std::optional<Refused> check(const Query& query, const std::string& content_type);
  [[nodiscard]] std::string signature(const Query& query) const;
  Answer rest(const Request& request, const Query& query, Fault fault);
  Answer token(const Query& query);
  Reply dispatch(const std::string& method, const Query& query, Fault fault);
  // As it stands in an answer: of another shop, where it is to be.
  [[nodiscard]] std::string shown(const std::string& rep) const;
  Reply check_names(const std::string& method, const Query& query);
  Reply check_reps(const std::string& method, const std::string& ids, std::size_t most, std::vector<std::string>& reps);

  Reply groups_reply(const Query& query);
  Reply sub_users_reply(const Query& query);
  Reply statistics(const std::string& method, const Query& query);
  Reply evaluations(const std::string& method, const Query& query);
  Reply chat_relation(const Query& query);
  Reply shop_performance(const Query& query);
  Reply login_logs(const Query& query);
  Reply status_log(const Query& query);
  Reply service_now();
  Reply slow_unread(const Query& query);
  Reply trade_list(const std::string& method, const Query& query, Fault fault);
  Reply refund_list(const Query& query, Fault fault);
  Reply one_trade(const Query& query);
  Reply one_refund(const Query& query);
  std::string list(const std::string& outer, const std::string& inner, const std::vector<std::string>& rows) const;
  std::string number(std::int64_t value) const;
  std::string trade_json(const FakeTrade& trade, const std::string& fields) const;
  std::string refund_json(const FakeRefund& refund) const;
  Reply page(const Query& query, const std::string& outer, const std::string& inner, std::vector<std::string> rows, Fault fault);

  FakeKeys keys_;
  const Clock& clock_;
  std::int64_t next_tid_ = 3'000'000'000'000'000'001;
  std::int64_t next_refund_ = 90'000'000'001;
  int tokens_ = 0;
  Fault fault_ = Fault::none;  // Of the request that is answered.
  std::map<std::string, std::int64_t> numbers_;
};

// "2026-11-25 09:30:00", and back; nothing for anything that is not exactly so.
[[nodiscard]] std::string wall(std::int64_t seconds);
[[nodiscard]] std::optional<std::int64_t> from_wall(const std::string& text);
// "20261125093000"
[[nodiscard]] std::optional<std::int64_t> from_compact(const std::string& text);
[[nodiscard]] std::string date(std::int32_t day);
[[nodiscard]] std::string yuan(std::int64_t fen);

}  // namespace rigong::fakes::taobao
