// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/request-tracker/polled_desk.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::request_tracker_test {
namespace {

using rigong::testing::get;
using rigong::testing::must;

const model::Account kPolled{0, "rt", "request-tracker", "request-tracker", "main"};

class GivenOptions final : public Options {
 public:
  explicit GivenOptions(const std::map<std::string, std::string>& given) {
    for (const OptionSpec& spec : request_tracker::definition().options) {
      const auto found = given.find(std::string(spec.name));
      values_[std::string(spec.name)] = found == given.end() ? std::string(spec.default_value) : found->second;
      secrets_.emplace(spec.name, Secret(values_[std::string(spec.name)]));
    }
  }
  [[nodiscard]] std::string text(std::string_view name) const override { return values_.find(name)->second; }
  [[nodiscard]] const Secret& secret(std::string_view name) const override { return secrets_.find(name)->second; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::map<std::string, Secret, std::less<>> secrets_;
};

std::string message_line(std::int64_t seconds, model::SenderKind kind, const std::string& rep, std::uint64_t key) {
  return fmt::format("{} {} rep={} {:016x}", seconds, static_cast<int>(kind), rep, key);
}
std::string withdrawn_line(std::int64_t seconds, std::uint64_t key) { return fmt::format("{} withdrawn {:016x}", seconds, key); }
std::string assignment_line(std::int64_t seconds, model::AssignmentKind kind, const std::string& rep, std::uint64_t key) {
  return fmt::format("{} {} rep={} {:016x}", seconds, static_cast<int>(kind), rep, key);
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

PolledDesk::PolledDesk()
    : options{{"endpoint", "https://rt.example/"}, {"token", kToken}},
      calendar_(get(ShopCalendar::make({}))),
      flags_(team_.config().metrics) {
  clock().set(runtime_test::at("2026-03-02 09:00:00"));
  fake = std::make_unique<FakeRt>(clock(), std::string("token ") + kToken);
  restart();
}

void PolledDesk::restart() {
  http_ = std::make_unique<runtime::PatientHttp>(
      *fake, clock(),
      [this](DurationMs length) {
        clock().advance(length);
        return true;
      },
      ++starts_);
  connector_ = get(request_tracker::definition().make(GivenOptions(options)));
}

Result<runtime::PollOutcome> PolledDesk::poll() {
  return runtime::poll_once({team_.store(), team_.hasher(), flags_, clock(), calendar_, http_.get()}, kPolled, *connector_);
}

Result<runtime::PollOutcome> PolledDesk::poll_all() {
  constexpr int kMostPolls = 2000;
  for (int polls = 0; polls < kMostPolls; ++polls) {
    auto outcome = poll();
    if (!outcome || !outcome->more) return outcome;
  }
  return fail(ErrorKind::internal, "没有尽头", "there is no end to it");
}

template <class Each>
void PolledDesk::each_conversation(Each each) {
  const auto view = get(team_.store().read());
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(view->reps())) names[rep.number] = rep.platform_id;
  for (const model::Account& account : get(view->accounts())) {
    for (const auto& ref : get(view->conversations(account.number, 1'000'000))) each(get(view->conversation(ref)), names);
  }
}

std::vector<std::string> PolledDesk::held_messages() {
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records, auto& names) {
    for (const auto& m : records.messages) {
      const bool withdrawn = (m.flags & model::kWithdrawn) != 0;
      lines.push_back(withdrawn ? withdrawn_line(m.sent_at / kSecondMs, m.key)
                                : message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key));
    }
  });
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::held_assignments() {
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records, auto& names) {
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
    const std::uint64_t key = team_.hasher().hash64(std::to_string(id));
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
    const std::uint64_t key = team_.hasher().hash64(std::to_string(id));
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
  for (const auto& rating : get(get(team_.store().read())->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(fmt::format("{} {} {}", to_hex(rating.rating), rating.rated_at / kSecondMs, rating.level));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledDesk::ledger_ratings() {
  std::map<std::int64_t, std::string> last;
  for (const auto& [id, t] : fake->transactions) {
    if (t.type != "CustomField") continue;
    last[t.ticket] = fmt::format("{} {} {}", to_hex(team_.hasher().hash128("rating|rt", fmt::format("ticket-{}", t.ticket))),
                                 t.created, t.new_value);
  }
  std::vector<std::string> lines;
  for (const auto& [ticket, line] : last) lines.push_back(line);
  return sorted(std::move(lines));
}

bool PolledDesk::is_complete() {
  return held_messages() == ledger_messages() && held_assignments() == ledger_assignments() && fake->complaints.empty();
}

std::vector<std::string> PolledDesk::kept_rows() {
  std::vector<std::string> lines;
  must(get(team_.store().read())->kept_rows([&](const storage::KeptRow& row) {
    lines.push_back(row.file + " " + row.row);
    return true;
  }));
  return lines;
}

std::string PolledDesk::cursor() {
  const auto view = get(team_.store().read());
  const auto accounts = get(view->accounts());
  return accounts.empty() ? std::string() : get(view->cursor(accounts.at(0).number, runtime::kPollStream));
}

std::int64_t PolledDesk::change_number() { return get(get(team_.store().read())->change_number()); }

int PolledDesk::flags_of(std::int64_t transaction) {
  int flags = -1;
  const std::uint64_t key = team_.hasher().hash64(std::to_string(transaction));
  each_conversation([&](const model::ConversationRecords& records, auto&) {
    for (const auto& m : records.messages) {
      if (m.key == key) flags = m.flags;
    }
  });
  return flags;
}

}  // namespace rigong::connectors::request_tracker_test
