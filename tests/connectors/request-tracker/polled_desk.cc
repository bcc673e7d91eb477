// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/request-tracker/polled_desk.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::request_tracker_test {
namespace {

using rigong::testing::get;
using rigong::testing::sorted;

std::string message_line(std::int64_t seconds, model::SenderKind kind, const std::string& rep, std::uint64_t key) {
  return fmt::format("{} {} rep={} {:016x}", seconds, static_cast<int>(kind), rep, key);
}
std::string withdrawn_line(std::int64_t seconds, std::uint64_t key) { return fmt::format("{} withdrawn {:016x}", seconds, key); }
std::string assignment_line(std::int64_t seconds, model::AssignmentKind kind, const std::string& rep, std::uint64_t key) {
  return fmt::format("{} {} rep={} {:016x}", seconds, static_cast<int>(kind), rep, key);
}

}  // namespace

PolledDesk::PolledDesk()
    : PolledAccount(request_tracker::definition(), {0, "rt", "request-tracker", "request-tracker", "main"},
                    runtime_test::at("2026-03-02 09:00:00"), [this]() -> runtime::HttpTransport& { return *fake; }),
      fake(std::make_unique<FakeRt>(clock(), std::string("token ") + kToken)) {
  options = {{"endpoint", "https://rt.example/"}, {"token", kToken}};
  restart();
}

std::vector<std::string> PolledDesk::held_messages() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& m : records.messages) {
      const bool withdrawn = (m.flags & model::kWithdrawn) != 0;
      lines.push_back(withdrawn ? withdrawn_line(m.sent_at / kSecondMs, m.key)
                                : message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key));
    }
  });
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::held_assignments() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& a : records.assignments) lines.push_back(assignment_line(a.at / kSecondMs, a.kind, names[a.rep], a.key));
  });
  return sorted(std::move(lines));
}

std::vector<std::int64_t> PolledDesk::conversations_of(std::int64_t ticket) const {
  std::vector<std::int64_t> result = {ticket};
  while (fake->tickets.at(result.back()).effective != 0) result.push_back(fake->tickets.at(result.back()).effective);
  return result;
}

std::vector<std::string> PolledDesk::ledger_messages() {
  using model::SenderKind;
  std::vector<std::string> lines;
  const std::int64_t now = clock().now() / kSecondMs + fake->clock_ahead / kSecondMs;
  for (const auto& [id, t] : fake->transactions) {
    const bool note = t.type == "Comment";
    if ((t.type != "Create" && t.type != "Correspond" && !note) || t.visible_at > now) continue;
    const FakeUser& creator = fake->users.at(t.creator);
    SenderKind kind = creator.privileged ? SenderKind::rep : SenderKind::customer;
    const auto& requestors = fake->tickets.at(t.ticket).requestors;
    const bool for_customer =
        std::any_of(requestors.begin(), requestors.end(), [&](std::int64_t each) { return !fake->users.at(each).privileged; });
    if (t.type == "Create" && for_customer) kind = SenderKind::customer;
    if (note) kind = SenderKind::note;
    if (t.creator == kSystemUser) kind = SenderKind::system;
    const bool by_agent = kind == SenderKind::rep || kind == SenderKind::note;
    const std::uint64_t key = hasher().hash64(std::to_string(id));
    const auto conversations = conversations_of(t.ticket);
    const bool deleted = fake->tickets.at(conversations.back()).status == "deleted";
    for (const std::int64_t conversation : conversations) {
      // Notes stay where they were written: they count nowhere else.
      const bool counts = note || (conversation == conversations.back() && !deleted);
      if (note && conversation != t.ticket) continue;
      lines.push_back(counts ? message_line(t.created, kind, by_agent ? creator.name : "", key) : withdrawn_line(t.created, key));
    }
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::ledger_assignments() {
  using model::AssignmentKind;
  std::vector<std::string> lines;
  for (const auto& [id, t] : fake->transactions) {
    const std::uint64_t key = hasher().hash64(std::to_string(id));
    if (t.type == "Set" && t.field == "Owner") {
      const FakeUser& owner = fake->users.at(std::stoll(t.new_value));
      lines.push_back(assignment_line(t.created, owner.privileged ? AssignmentKind::to_rep : AssignmentKind::to_queue,
                                      owner.privileged ? owner.name : "", key));
    }
    if (t.type == "Status" && (t.new_value == "resolved" || t.new_value == "rejected")) {
      lines.push_back(assignment_line(t.created, AssignmentKind::closed, "", key));
    }
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::held_ratings() {
  std::vector<std::string> lines;
  for (const auto& rating : get(get(store().read())->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(fmt::format("{} {} {}", to_hex(rating.rating), rating.rated_at / kSecondMs, rating.level));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::ledger_ratings() {
  std::map<std::int64_t, std::string> last;
  for (const auto& [id, t] : fake->transactions) {
    if (t.type != "CustomField") continue;
    last[t.ticket] = fmt::format("{} {} {}", to_hex(hasher().hash128("rating|rt", fmt::format("ticket-{}", t.ticket))), t.created,
                                 t.new_value);
  }
  std::vector<std::string> lines;
  for (const auto& [ticket, line] : last) lines.push_back(line);
  return sorted(std::move(lines));
}

bool PolledDesk::is_complete() {
  return held_messages() == ledger_messages() && held_assignments() == ledger_assignments() && fake->complaints.empty();
}

int PolledDesk::flags_of(std::int64_t transaction) {
  int flags = -1;
  const std::uint64_t key = hasher().hash64(std::to_string(transaction));
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& m : records.messages) {
      if (m.key == key) flags = m.flags;
    }
  });
  return flags;
}

}  // namespace rigong::connectors::request_tracker_test
