// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/chatwoot/polled_shop.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::connectors::chatwoot_test {
namespace {

using rigong::testing::get;
using rigong::testing::must;

const model::Account kPolled{0, "chatwoot", "chatwoot", "chatwoot", "main"};

class GivenOptions final : public Options {
 public:
  explicit GivenOptions(const std::map<std::string, std::string>& given) {
    for (const OptionSpec& spec : chatwoot::definition().options) {
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

std::string message_line(std::int64_t seconds, model::SenderKind kind, const std::string& rep, std::uint64_t key,
                         bool withdrawn) {
  return fmt::format("{} {} rep={} {:016x}{}", seconds, static_cast<int>(kind), rep, key, withdrawn ? " withdrawn" : "");
}

std::string rating_line(const Hash128& hash, std::int64_t invited, std::int64_t rated, int level) {
  return fmt::format("{} invited={} rated={} level={}", to_hex(hash), invited, rated, level);
}

}  // namespace

PolledShop::PolledShop()
    : options{{"endpoint", "https://chat.example/"}, {"account", std::to_string(kAccount)}, {"token", kToken}, {"days", "30"}},
      calendar_(get(ShopCalendar::make({}))),
      flags_(team_.config().metrics) {
  clock().set(runtime_test::at("2026-03-02 09:00:00"));
  fake = std::make_unique<FakeChatwoot>(clock(), kAccount, kToken);
  restart();
}

void PolledShop::restart() {
  http_ = std::make_unique<runtime::PatientHttp>(
      *fake, clock(),
      [this](DurationMs length) {
        clock().advance(length);
        return true;
      },
      ++starts_);
  connector_ = get(chatwoot::definition().make(GivenOptions(options)));
}

Result<runtime::PollOutcome> PolledShop::poll() {
  return runtime::poll_once({team_.store(), team_.hasher(), flags_, clock(), calendar_, http_.get()}, kPolled, *connector_);
}

Result<runtime::PollOutcome> PolledShop::poll_all() {
  constexpr int kMostPolls = 3000;
  for (int polls = 0; polls < kMostPolls; ++polls) {
    auto outcome = poll();
    if (!outcome || !outcome->more) return outcome;
  }
  return fail(ErrorKind::internal, "没有尽头", "there is no end to it");
}

std::vector<std::string> PolledShop::held_messages() {
  const auto view = get(team_.store().read());
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(view->reps())) names[rep.number] = rep.platform_id;
  std::vector<std::string> lines;
  for (const model::Account& account : get(view->accounts())) {
    for (const auto& ref : get(view->conversations(account.number, 1'000'000))) {
      for (const auto& m : get(view->conversation(ref)).messages) {
        lines.push_back(message_line(m.sent_at / kSecondMs, m.kind, names[m.rep], m.key, (m.flags & model::kWithdrawn) != 0));
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
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
                                 team_.hasher().hash64(std::to_string(id)), m.deleted));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> PolledShop::held_ratings() {
  std::vector<std::string> lines;
  for (const auto& rating : get(get(team_.store().read())->ratings("main", kEarliestTime, kLatestTime))) {
    lines.push_back(rating_line(rating.rating, rating.invited_at / kSecondMs,
                                rating.rated_at == kNoTime ? 0 : rating.rated_at / kSecondMs, rating.level));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> PolledShop::ledger_ratings() {
  std::vector<std::string> lines;
  for (const auto& [id, message] : fake->messages) {
    if (!message.csat) continue;
    const auto given = std::find_if(fake->ratings.begin(), fake->ratings.end(),
                                    [message_id = id](const auto& entry) { return entry.second.message == message_id; });
    const bool rated = given != fake->ratings.end();
    lines.push_back(rating_line(team_.hasher().hash128("rating|chatwoot", std::to_string(id)), message.created,
                                rated ? given->second.created : 0, rated ? given->second.level : 0));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> PolledShop::kept_rows() {
  std::vector<std::string> lines;
  must(get(team_.store().read())->kept_rows([&](const storage::KeptRow& row) {
    lines.push_back(row.file + " " + row.row);
    return true;
  }));
  return lines;
}

std::string PolledShop::cursor() {
  const auto view = get(team_.store().read());
  const auto accounts = get(view->accounts());
  return accounts.empty() ? std::string() : get(view->cursor(accounts.at(0).number, runtime::kPollStream));
}

std::int64_t PolledShop::change_number() { return get(get(team_.store().read())->change_number()); }

}  // namespace rigong::connectors::chatwoot_test
