// SPDX-License-Identifier: Apache-2.0
// A Request Tracker that holds a state, answers as REST 2 of RT 5.0.3 does (each answer here was seen from a real one), complains
// of what the real one would pass over in silence, and misbehaves when told to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/runtime/http/transport.h"

namespace rigong::connectors::request_tracker_test {

enum class Fault {
  none,
  too_many,      // 429 with Retry-After
  server_error,  // 500
  gateway,       // 502 with a web page
  truncated,     // 200 with half of the JSON
  web_page,      // 200 with a sign-in page
  lost,          // The connection breaks, or nothing comes in time.
  too_large,     // The client stops reading.
  forbidden,     // 403
  other_shape,   // Another version: nothing is called as it was.
  everything     // As of a version that does not know the search: all rows from the beginning.
};

inline constexpr std::int64_t kSystemUser = 1;
inline constexpr std::int64_t kNobody = 6;

struct FakeUser {
  std::int64_t id = 0;
  std::string name;
  std::string real_name;
  bool privileged = false;
};

struct FakeTicket {
  std::int64_t id = 0;
  std::string queue = "Shop";
  std::string type = "ticket";
  std::set<std::int64_t> requestors;
  std::int64_t owner = kNobody;
  std::string status = "new";
  std::int64_t effective = 0;  // Of a merged one: the ticket it is in.
};

struct FakeTransaction {
  std::int64_t id = 0;
  std::int64_t ticket = 0;
  std::int64_t created = 0;
  std::int64_t creator = 0;
  std::string type;
  std::string field;
  std::string old_value;
  std::string new_value;
  std::string text;
  std::int64_t visible_at = 0;  // Its database transaction ends.
};

class FakeRt final : public runtime::HttpTransport {
 public:
  FakeRt(const Clock& clock, std::string authorization);

  // What happens. All times are the server's now.
  std::int64_t user(const std::string& name, bool privileged);
  std::int64_t create(std::int64_t creator, std::int64_t requestor, const std::string& text = "hello");
  std::int64_t correspond(std::int64_t ticket, std::int64_t creator, const std::string& text = "hello");
  // Begun now, seen so many seconds later.
  std::int64_t correspond_slowly(std::int64_t ticket, std::int64_t creator, std::int64_t seconds);
  std::int64_t comment(std::int64_t ticket, std::int64_t creator);
  void own(std::int64_t ticket, std::int64_t creator, std::int64_t owner);
  void set_status(std::int64_t ticket, std::int64_t creator, const std::string& status);
  void merge(std::int64_t ticket, std::int64_t into, std::int64_t creator);
  void rate(std::int64_t ticket, std::int64_t creator, const std::string& value);
  std::int64_t add(std::int64_t ticket, std::int64_t creator, const std::string& type, const std::string& field = {},
                   const std::string& old_value = {}, const std::string& new_value = {}, const std::string& text = {});

  // Asked before each answer, by the path below /REST/2.0/ and the whole address. Null: all is well.
  std::function<Fault(const std::string& path, const std::string& url)> trouble;
  bool reader_privileged = true;
  bool sees_comments = true;
  bool rights_in_search = true;         // UseSQLForACLChecks; else what may not be seen leaves gaps in pages.
  std::set<std::string> hidden_queues;  // Not for this account.
  std::int64_t zone_hours = 0;          // Of the token's owner.
  std::string rating_field = "Satisfaction";
  DurationMs clock_ahead = 0;

  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

  std::map<std::int64_t, FakeUser> users;
  std::map<std::int64_t, FakeTicket> tickets;
  std::map<std::int64_t, FakeTransaction> transactions;
  std::vector<std::string> complaints;
  std::vector<std::string> asked;  // Path of each request.

 private:
  using Query = std::map<std::string, std::string>;
  [[nodiscard]] std::int64_t now() const { return (clock_.now() + clock_ahead) / kSecondMs; }
  [[nodiscard]] bool may_see(const FakeTransaction& transaction) const;
  [[nodiscard]] std::int64_t effective(std::int64_t ticket) const;
  void complain(const std::string& what, const std::string& url) { complaints.push_back(what + ": " + url); }
  void check(const Query& query, const std::set<std::string>& allowed, const std::string& url);
  std::optional<bool> fits_search(const FakeTransaction& transaction, const std::string& query);
  std::string answer(const std::string& path, const Query& query, const std::string& url, Fault fault, int& status);
  std::string search(const Query& query, const std::string& url, Fault fault, int& status);
  std::string page(std::vector<const FakeTransaction*> rows, const Query& query, const std::string& url, int& status);
  std::string history(std::int64_t ticket, const Query& query, const std::string& url, int& status);
  std::string search_tickets(const Query& query, const std::string& url, int& status);
  std::string attachments(const Query& query, const std::string& url, int& status);
  std::string user_answer(std::int64_t id, int& status);
  [[nodiscard]] std::string transaction_json(const FakeTransaction& transaction, bool with_fields) const;
  [[nodiscard]] std::string person_json(std::int64_t id) const;

  const Clock& clock_;
  std::string authorization_;
  std::int64_t next_user_ = 20;
  std::int64_t next_ticket_ = 1;
  std::int64_t next_transaction_ = 40;
};

}  // namespace rigong::connectors::request_tracker_test
