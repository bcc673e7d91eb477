// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/chatwoot/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::chatwoot_test {
namespace {

using rigong::testing::get;
using rigong::testing::sorted;

std::string message_line(std::int64_t seconds, model::SenderKind kind, const std::string& rep, std::uint64_t key,
                         bool withdrawn) {
  return fmt::format("{} {} rep={} {:016x}{}", seconds, static_cast<int>(kind), rep, key, withdrawn ? " withdrawn" : "");
}

std::string rating_line(const Hash128& hash, std::int64_t invited, std::int64_t rated, int level) {
  return fmt::format("{} invited={} rated={} level={}", to_hex(hash), invited, rated, level);
}

}  // namespace

PolledShop::PolledShop()
    : PolledAccount(chatwoot::definition(), {0, "chatwoot", "chatwoot", "chatwoot", "main"},
                    runtime_test::at("2026-03-02 09:00:00"), [this]() -> runtime::HttpTransport& { return *fake; }),
      fake(std::make_unique<FakeChatwoot>(clock(), kAccount, kToken)) {
  options = {{"endpoint", "https://chat.example/"}, {"account", std::to_string(kAccount)}, {"token", kToken}, {"days", "30"}};
  restart();
}

std::vector<std::string> PolledShop::held_messages() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  each_conversation([&](const model::ConversationRecords& records) {
    for (const auto& m : records.messages) {
      lines.push_back(message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key, (m.flags & model::kWithdrawn) != 0));
    }
  });
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_messages(const std::map<std::int64_t, FakeMessage>& messages) {
  using model::SenderKind;
  static constexpr SenderKind kKinds[] = {SenderKind::customer,  SenderKind::rep,    SenderKind::bot, SenderKind::automatic,
                                          SenderKind::automatic, SenderKind::system, SenderKind::note};
  std::vector<std::string> lines;
  for (const auto& [id, m] : messages) {
    if (m.failed) continue;
    const bool by_person = m.who == Who::user || m.who == Who::note;
    lines.push_back(message_line(m.created, kKinds[static_cast<std::size_t>(m.who)], by_person ? std::to_string(m.user) : "",
                                 hasher().hash64(std::to_string(id)), m.deleted));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::held_ratings() {
  std::vector<std::string> lines;
  for (const auto& rating : get(get(store().read())->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(rating_line(rating.rating, rating.invited_at / kSecondMs,
                                rating.rated_at == kNoTime ? 0 : rating.rated_at / kSecondMs, rating.level));
  }
  return sorted(std::move(lines));
}

std::vector<std::string> PolledShop::ledger_ratings() {
  std::vector<std::string> lines;
  for (const auto& [id, message] : fake->messages) {
    if (!message.csat) continue;
    const auto given = std::find_if(fake->ratings.begin(), fake->ratings.end(),
                                    [message_id = id](const auto& entry) { return entry.second.message == message_id; });
    const bool rated = given != fake->ratings.end();
    lines.push_back(rating_line(hasher().hash128("rating|chatwoot", std::to_string(id)), message.created,
                                rated ? given->second.created : 0, rated ? given->second.level : 0));
  }
  return sorted(std::move(lines));
}

}  // namespace rigong::connectors::chatwoot_test
