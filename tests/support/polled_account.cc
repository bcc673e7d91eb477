// SPDX-License-Identifier: Apache-2.0
#include "tests/support/polled_account.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/given_options.h"

namespace rigong::testing {

PolledAccount::PolledAccount(const connectors::Definition& definition, model::Account account, TimeMs now,
                             std::function<runtime::HttpTransport&()> platform)
    : definition_(definition),
      account_(std::move(account)),
      platform_(std::move(platform)),
      test_store_("sqlite"),
      store_(test_store_.open()),
      hasher_(get(KeyedHasher::make(Secret("0123456789abcdef0123456789abcdef")))),
      calendar_(get(ShopCalendar::make({}))),
      flags_(config_.metrics) {
  clock().set(now);
}

void PolledAccount::restart() {
  http_ = std::make_unique<runtime::PatientHttp>(
      platform_(), clock(),
      [this](DurationMs length) {
        clock().advance(length);
        return true;
      },
      ++starts_);
  connector_ = get(definition_.make(GivenOptions(definition_, options)));
}

Result<runtime::PollOutcome> PolledAccount::poll() {
  return runtime::poll_once({*store_, hasher_, flags_, clock(), calendar_, http_.get(), &secrets}, account_, *connector_);
}

Result<runtime::PollOutcome> PolledAccount::poll_all() {
  constexpr int kMostPolls = 3000;
  for (int polls = 0; polls < kMostPolls; ++polls) {
    auto outcome = poll();
    if (!outcome || !outcome->more) return outcome;
  }
  return fail(ErrorKind::internal, "没有尽头", "there is no end to it");
}

void PolledAccount::live(DurationMs length, DurationMs step) {
  const TimeMs end = clock().now() + length;
  while (clock().now() < end) {
    (void)poll_all();
    clock().advance(step);
  }
}

std::map<model::RepNo, std::string> PolledAccount::names_of_reps() {
  std::map<model::RepNo, std::string> names;
  for (const model::Rep& rep : get(get(store_->read())->reps())) names[rep.number] = rep.platform_id;
  return names;
}

std::vector<std::string> PolledAccount::kept_rows() {
  std::vector<std::string> lines;
  must(get(store_->read())->kept_rows([&](const storage::KeptRow& row) {
    lines.push_back(row.file + " " + row.row);
    return true;
  }));
  return lines;
}

std::string PolledAccount::cursor() {
  const auto view = get(store_->read());
  const auto accounts = get(view->accounts());
  return accounts.empty() ? std::string() : get(view->cursor(accounts.at(0).number, runtime::kPollStream));
}

std::int64_t PolledAccount::change_number() { return get(get(store_->read())->change_number()); }

std::vector<std::string> PolledAccount::delivered() {
  auto names = names_of_reps();
  std::vector<std::string> lines;
  for (const auto& row : get(get(store_->read())->delivered({Day{0}, Day{100'000}, "main", std::nullopt}))) {
    const model::LeanDelivered& given = row.delivered;
    lines.push_back(
        fmt::format("{} {} {} {}", names[given.rep], to_string(given.day), model::field_name(given.field), given.value));
  }
  return sorted(std::move(lines));
}

bool says(const std::vector<Words>& words, const std::string& part) {
  return std::any_of(words.begin(), words.end(), [&](const Words& each) { return each.zh.find(part) != std::string::npos; });
}

std::vector<std::string> sorted(std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace rigong::testing
