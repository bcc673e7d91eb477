// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/tidy.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "agent/base/civil.h"
#include "agent/base/text.h"
#include "agent/runtime/log_entry.h"
#include "agent/runtime/terms.h"
#include "agent/team/members.h"
#include "connectors/kit/json.h"
#include "overlay/api/people.h"

namespace rigong::runtime {
namespace {

constexpr const char* kSetting = "tidy.last";
constexpr const char* kPurgeDue = "tidy.purge_due";

// The first of the month behind the day.
Day next_month(Day day) {
  const cctz::civil_day first(cctz::civil_month(civil_day_of(day)) + 1);
  return Day{static_cast<std::int32_t>(first - cctz::civil_day(1970, 1, 1))};
}

std::string text_of(const TidyReport& report) {
  std::string counts;
  for (const auto& [what, count] : report.removed) {
    counts += fmt::format("{}\"{}\":{}", counts.empty() ? "" : ",", word(what), count);
  }
  const std::string waits = report.waits_until ? fmt::format(",\"waits_until\":\"{}\"", to_string(*report.waits_until)) : "";
  return fmt::format("{{\"at\":{},\"day\":\"{}\",\"removed\":{{{}}}{}}}", report.at, to_string(report.day), counts, waits);
}

// The oldest day of which there are figures.
Result<std::optional<Day>> oldest_day(storage::ReadView& view) {
  std::optional<Day> oldest;
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  std::set<std::string> shops;
  for (const model::Account& account : accounts) shops.insert(account.shop);
  for (const std::string& shop : shops) {
    RIGONG_ASSIGN(const auto days, view.known_days(shop));
    if (days && (!oldest || days->first < *oldest)) oldest = days->first;
  }
  return oldest;
}

Result<std::int64_t> remove(storage::Store& store, model::Retained what, Day before) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const std::int64_t removed, transaction->remove_before(what, before));
  if (removed == 0) return 0;
  RIGONG_TRY(set_purge_due(*transaction, true));
  RIGONG_TRY(transaction->commit());
  return removed;
}

// Until when nothing is removed, of a run today behind that one.
std::optional<Day> waits_until(const TidyReport& before, Day today) {
  const bool first = before.at == kNoTime;
  if (first || today < before.day || today - before.day > kLongestGapDays) return today + kWaitDays;
  return before.waits_until && today < *before.waits_until ? before.waits_until : std::nullopt;
}

}  // namespace

Result<TidyReport> last_tidy(storage::ReadView& view) {
  TidyReport report;
  RIGONG_ASSIGN(const std::string kept, view.setting(kSetting));
  if (kept.empty()) return report;
  const auto document = connectors::parse_json(kept, kSetting);
  if (!document) return report;
  report.at = connectors::whole_of(*document, "at").value_or(kNoTime);
  report.waits_until = parse_day(connectors::text_of(*document, "waits_until").value_or(""));
  report.day = parse_day(connectors::text_of(*document, "day").value_or("")).value_or(Day{});
  if (const auto* counts = connectors::member(*document, "removed")) {
    for (const team::Term& term : team::kTerms) {
      report.removed[term.what] = connectors::whole_of(*counts, word(term.what)).value_or(0);
    }
  }
  return report;
}

Result<TidyReport> tidy(storage::Store& store, TimeMs now, Day today, const std::function<bool()>& stopped) {
  const auto cancelled = [] { return fail(ErrorKind::cancelled, "已停止，下次接着清理。", "Stopped; the next run goes on."); };
  TidyReport report;
  report.at = now;
  report.day = today;
  Terms terms;
  std::optional<Day> oldest;
  {
    RIGONG_ASSIGN(const auto view, store.read());
    RIGONG_ASSIGN(terms, terms_of(*view));
    RIGONG_ASSIGN(oldest, oldest_day(*view));
    RIGONG_ASSIGN(const TidyReport before, last_tidy(*view));
    report.waits_until = waits_until(before, today);
  }
  for (const team::Term& term : team::kTerms) {
    const Day before = today - terms.at(term.what);
    std::int64_t& removed = report.removed[term.what];
    if (report.waits_until) continue;
    // Years that became too old at once are removed month by month.
    if (term.what == model::Retained::figures && oldest) {
      for (Day step = next_month(*oldest); step < before; step = next_month(step)) {
        if (stopped()) return cancelled();
        RIGONG_ASSIGN(const std::int64_t some, remove(store, term.what, step));
        removed += some;
      }
    }
    if (stopped()) return cancelled();
    RIGONG_ASSIGN(const std::int64_t rest, remove(store, term.what, before));
    removed += rest;
  }
  {
    RIGONG_ASSIGN(const auto transaction, store.write());
    RIGONG_TRY(transaction->set_setting(kSetting, text_of(report)));
    model::CommandEntry entry = log_entry("tidy.run", now);
    entry.body = text_of(report);
    RIGONG_TRY(transaction->add_command(entry));
    RIGONG_TRY(transaction->commit());
  }
  bool due = false;
  {
    RIGONG_ASSIGN(const auto view, store.read());
    RIGONG_ASSIGN(const std::string kept, view->setting(kPurgeDue));
    due = !kept.empty();
  }
  if (due) purge_now(store);
  return report;
}

Status set_purge_due(storage::WriteTransaction& transaction, bool due) {
  return transaction.set_setting(kPurgeDue, due ? "1" : "");
}

void purge_now(storage::Store& store) {
  const auto done = [&]() -> Status {
    // It takes the file's size again for a while, so it is only done where something went.
    RIGONG_TRY(store.purge());
    RIGONG_ASSIGN(const auto transaction, store.write());
    RIGONG_TRY(set_purge_due(*transaction, false));
    return transaction->commit();
  }();
  // It stays due, and the next run tries again.
  if (!done) spdlog::info("purge: {}", one_line(done.error().words.en));
}

}  // namespace rigong::runtime
