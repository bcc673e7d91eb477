// SPDX-License-Identifier: Apache-2.0
// A Chatwoot that holds a state, answers as its controllers do, complains of every request that the real one would not
// understand, and misbehaves when told to.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "agent/runtime/http/transport.h"

namespace rigong::connectors::chatwoot_test {

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
  same_page,     // The first page, whichever was asked for.
  other_account  // Rows of somebody else's account.
};

enum class Who { contact, user, bot, nobody, form, activity, note };

struct FakeMessage {
  std::int64_t id = 0;
  std::int64_t conversation = 0;
  std::int64_t created = 0;
  Who who = Who::contact;
  std::int64_t user = 0;
  std::string content;
  bool deleted = false;
  bool failed = false;
  bool csat = false;
};

struct FakeConversation {
  std::int64_t id = 0;
  std::int64_t contact = 0;
  std::string status = "open";
  std::int64_t created = 0;
  std::int64_t activity = 0;
  double updated = 0;
};

struct FakeRating {
  std::int64_t id = 0;
  std::int64_t message = 0;
  std::int64_t conversation = 0;
  std::int64_t user = 0;
  int level = 0;
  std::int64_t created = 0;
};

class FakeChatwoot final : public runtime::HttpTransport {
 public:
  FakeChatwoot(const Clock& clock, std::int64_t account, std::string token)
      : clock_(clock), account_(account), token_(std::move(token)) {}

  // What happens. Times are the server's; those that say so lie in the past.
  std::int64_t open(std::int64_t contact);
  std::int64_t say(std::int64_t conversation, Who who, std::int64_t user = 0, std::string content = "hello");
  // Written down now, but dated back, as an import or a slow channel does; the last activity goes back with it.
  std::int64_t say_late(std::int64_t conversation, Who who, std::int64_t user, std::int64_t seconds_ago);
  void withdraw(std::int64_t message);
  void resolve(std::int64_t conversation) { conversations.at(conversation).status = "resolved"; }
  void remove(std::int64_t conversation);
  std::int64_t rate(std::int64_t message, std::int64_t user, int level);

  // Asked before each answer. Null: all is well.
  std::function<Fault(const std::string& path)> trouble;
  bool administrator = true;
  DurationMs clock_ahead = 0;

  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override;

  std::map<std::int64_t, FakeConversation> conversations;
  std::map<std::int64_t, FakeMessage> messages;
  std::map<std::int64_t, std::vector<std::int64_t>> messages_of;  // By conversation, in the order in which they were written.
  std::map<std::int64_t, FakeRating> ratings;
  std::vector<std::string> complaints;
  std::vector<std::string> asked;  // Path and query of each request.

 private:
  using Query = std::map<std::string, std::string>;
  [[nodiscard]] std::int64_t now() const { return (clock_.now() + clock_ahead) / kSecondMs; }
  std::int64_t add(FakeMessage message);
  void touch(std::int64_t conversation, std::int64_t activity);
  void complain(const std::string& what, const std::string& url);
  bool check(const Query& query, const std::vector<std::string>& allowed, const std::string& url);
  std::optional<std::int64_t> number(const Query& query, const std::string& name, const std::string& url);
  std::string conversation_json(const FakeConversation& row, Fault fault);
  std::string list(const Query& query, const std::string& url, Fault fault);
  std::string of_conversation(std::int64_t conversation, const Query& query, const std::string& url);
  std::string csat(const Query& query, const std::string& url, Fault fault);
  std::string message_json(const FakeMessage& message) const;

  const Clock& clock_;
  std::int64_t account_;
  std::string token_;
  std::int64_t next_conversation_ = 1;
  std::int64_t next_message_ = 1000;
  std::int64_t next_rating_ = 1;
};

}  // namespace rigong::connectors::chatwoot_test
