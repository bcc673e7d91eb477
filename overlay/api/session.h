// SPDX-License-Identifier: Apache-2.0
// Who looks at the page, and where its figures come from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

struct NewSession {
  std::string token;  // Shown once. Never logged.
};
template <class Visit>
void describe(Visit&& visit, const NewSession& x) {
  visit("token", x.token);
}

struct NewCode {
  std::string code;
  TimeMs expires_at = 0;
};
template <class Visit>
void describe(Visit&& visit, const NewCode& x) {
  visit("code", x.code);
  visit("expires_at", x.expires_at);
}

// A hand-off that a lead is to see: a major one, or a complaint that is late.
struct MajorTask {
  enum class Why { major, cause_late, answer_late };
  std::string task;
  std::string shown_number;
  std::string department;
  std::string title;
  Named owner;
  std::string group;
  Day day;
  Why why = Why::major;
};
[[nodiscard]] const char* word(MajorTask::Why why);
template <class Visit>
void describe(Visit&& visit, const MajorTask& x) {
  visit("task", x.task);
  visit("shown_number", x.shown_number);
  visit("department", x.department);
  visit("title", x.title);
  visit("owner", x.owner);
  visit("group", x.group);
  visit("day", x.day);
  visit("why", x.why);
}

// A source that cannot be read at this moment.
struct AwaySource {
  std::string name;
  std::optional<TimeMs> since;
};
template <class Visit>
void describe(Visit&& visit, const AwaySource& x) {
  visit("name", x.name);
  visit("since", x.since);
}

struct Session {
  Role role = Role::unset;
  std::optional<Person> person;
  std::optional<Named> acting_for;
  bool own_device = false;
  std::vector<std::string> may;
  std::vector<std::string> to_sign;
  std::vector<MajorTask> major;
  std::optional<Day> talk;
  std::vector<AwaySource> away;
  Day today;
  TimeMs now = 0;
  std::int64_t change = 0;
  std::string version;
  std::string zone;
  std::vector<Shop> shops;
  std::vector<std::string> groups;
  bool demo = false;
  bool demo_only = false;  // This program has no other shop to go back to.
  bool desk_fixed = false;
  bool empty = true;
  std::optional<Words> notice;
};
template <class Visit>
void describe(Visit&& visit, const Session& x) {
  visit("role", x.role);
  visit("person", x.person);
  visit("acting_for", x.acting_for);
  visit("own_device", x.own_device);
  visit("may", x.may);
  visit("to_sign", x.to_sign);
  visit("major", x.major);
  visit("talk", x.talk);
  visit("away", x.away);
  visit("today", x.today);
  visit("now", x.now);
  visit("change", x.change);
  visit("version", x.version);
  visit("zone", x.zone);
  visit("shops", x.shops);
  visit("groups", x.groups);
  visit("demo", x.demo);
  visit("demo_only", x.demo_only);
  visit("desk_fixed", x.desk_fixed);
  visit("empty", x.empty);
  visit("notice", x.notice);
}

struct OptionSpec {
  std::string name;
  Words title;
  std::string type;  // text, integer, boolean, secret, path, url
  bool required = false;
  std::string default_value;
  Words help;
};
template <class Visit>
void describe(Visit&& visit, const OptionSpec& x) {
  visit("name", x.name);
  visit("title", x.title);
  visit("type", x.type);
  visit("required", x.required);
  visit("default_value", x.default_value);
  visit("help", x.help);
}

struct ConnectorKind {
  std::string type;
  Words title;
  std::vector<OptionSpec> options;
};
template <class Visit>
void describe(Visit&& visit, const ConnectorKind& x) {
  visit("type", x.type);
  visit("title", x.title);
  visit("options", x.options);
}

struct AccountState {
  std::string name;
  std::string type;
  Words title;
  std::string shop;
  bool polled = false;
  bool fixed = false;
  std::optional<TimeMs> last_success_at;
  std::optional<TimeMs> caught_up_at;  // Now minus this is the lag.
  std::optional<TimeMs> next_poll_at;
  std::optional<TimeMs> last_message_at;
  std::optional<Words> problem;
  std::optional<Words> progress;
  std::vector<Words> reading;  // What the account gives.
  std::vector<Words> lacking;  // What it does not give, each with what to apply for.
  std::optional<std::int64_t> calls_left;
  std::optional<std::int64_t> calls_today;
};
template <class Visit>
void describe(Visit&& visit, const AccountState& x) {
  visit("name", x.name);
  visit("type", x.type);
  visit("title", x.title);
  visit("shop", x.shop);
  visit("polled", x.polled);
  visit("fixed", x.fixed);
  visit("last_success_at", x.last_success_at);
  visit("caught_up_at", x.caught_up_at);
  visit("next_poll_at", x.next_poll_at);
  visit("last_message_at", x.last_message_at);
  visit("problem", x.problem);
  visit("progress", x.progress);
  visit("reading", x.reading);
  visit("lacking", x.lacking);
  visit("calls_left", x.calls_left);
  visit("calls_today", x.calls_today);
}

struct FoundRecords {
  std::int64_t messages = 0, assignments = 0, ratings = 0, orders = 0, shifts = 0;
  std::int64_t days = 0;  // Ready figures of a day.
  std::int64_t reps = 0;  // That were named.
  std::int64_t rejected = 0;
};
template <class Visit>
void describe(Visit&& visit, const FoundRecords& x) {
  visit("messages", x.messages);
  visit("assignments", x.assignments);
  visit("ratings", x.ratings);
  visit("orders", x.orders);
  visit("shifts", x.shifts);
  visit("days", x.days);
  visit("reps", x.reps);
  visit("rejected", x.rejected);
}

// What came when an account was asked once.
struct AccountCheck {
  std::optional<Words> problem;  // Why nothing came.
  std::vector<Words> reading;
  std::vector<Words> lacking;
  std::optional<std::int64_t> calls_left;
  bool more = false;  // There is more than was asked for.
  FoundRecords found;
};
template <class Visit>
void describe(Visit&& visit, const AccountCheck& x) {
  visit("problem", x.problem);
  visit("reading", x.reading);
  visit("lacking", x.lacking);
  visit("calls_left", x.calls_left);
  visit("more", x.more);
  visit("found", x.found);
}

struct Accounts {
  std::vector<AccountState> accounts;
  std::vector<ConnectorKind> kinds;
};
template <class Visit>
void describe(Visit&& visit, const Accounts& x) {
  visit("accounts", x.accounts);
  visit("kinds", x.kinds);
}

}  // namespace rigong::overlay
