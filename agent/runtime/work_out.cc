// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/work_out.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/runtime/day_maker.h"
#include "agent/runtime/people.h"

namespace rigong::runtime {
namespace {

// Large enough that a commit's fsync is a small part, small enough that others wait a moment only.
constexpr std::size_t kConversationsAtOnce = 5000;
constexpr std::size_t kDaysAtOnce = 32;

using Shops = std::map<model::AccountNo, std::string>;

Result<Shops> shops_of(storage::ReadView& view) {
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  Shops shops;
  for (const model::Account& account : accounts) shops[account.number] = account.shop;
  return shops;
}

// Facts depend on the rules they were made by. The fingerprint of those is kept beside them, per shop.
Status begin_anew_where_rules_changed(storage::Store& store, ShopRules& rules) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const Shops shops, shops_of(*transaction));
  bool changed = false;
  for (const auto& [account, shop] : shops) {
    const std::string name = "rules." + std::to_string(account);
    const std::string wanted = rules.fingerprint(shop);
    RIGONG_ASSIGN(const std::string kept, transaction->setting(name));
    if (kept == wanted) continue;
    changed = true;
    if (!kept.empty()) RIGONG_TRY(transaction->mark_all_pending(account, kEarliestTime));
    RIGONG_TRY(transaction->set_setting(name, wanted));
  }
  if (changed) return transaction->commit();
  return {};
}

// One transaction's worth of conversations. Returns how many there were.
Result<std::size_t> work_out_conversations(storage::Store& store, ShopRules& rules) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const auto refs, transaction->pending_conversations(kConversationsAtOnce));
  if (refs.empty()) return 0;
  RIGONG_ASSIGN(const Shops shops, shops_of(*transaction));
  RIGONG_ASSIGN(const People people, People::load(*transaction));
  std::map<std::string, metrics::Deriver> derivers;
  model::ConversationFacts facts;
  // Days before those on which a closed conversation's customer may have come back (first-contact resolution looks 24 h ahead).
  std::set<storage::ShopDay> days_before;
  for (const storage::ConversationRef ref : refs) {
    const std::string& shop = shops.at(ref.account);
    const ShopCalendar& calendar = rules.calendar(shop);
    auto deriver = derivers.find(shop);
    if (deriver == derivers.end()) {
      deriver = derivers.try_emplace(shop, rules.options(), calendar, model::kUnknownRepNo, people.resolver()).first;
    }
    RIGONG_ASSIGN(auto records, transaction->conversation(ref));
    deriver->second.derive(records.messages, records.assignments, facts);
    for (const model::Session& session : facts.sessions) {
      days_before.insert({shop, calendar.day_of(session.started_at - kDayMs)});
    }
    RIGONG_TRY(transaction->replace_facts(ref, facts));
  }
  for (const storage::ShopDay& before : days_before) {
    RIGONG_ASSIGN(const auto sessions, transaction->sessions(before.shop, before.day, before.day));
    const bool closed =
        std::any_of(sessions.begin(), sessions.end(), [](const auto& row) { return row.session.closed_by_platform; });
    if (closed) RIGONG_TRY(transaction->mark_day_pending(before.shop, before.day));
  }
  RIGONG_TRY(transaction->commit());
  return refs.size();
}

Result<std::size_t> work_out_days(storage::Store& store, ShopRules& rules) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const auto days, transaction->pending_days(kDaysAtOnce));
  if (days.empty()) return 0;
  RIGONG_ASSIGN(const People people, People::load(*transaction));
  DayMaker maker(rules, people);
  for (const storage::ShopDay& day : days) {
    RIGONG_ASSIGN(const auto rows, maker.make(*transaction, day.shop, day.day, metrics::kEndOfTime));
    RIGONG_TRY(transaction->replace_day_figures(day.shop, day.day, rows));
  }
  RIGONG_TRY(transaction->commit());
  return days.size();
}

}  // namespace

Result<WorkOutProgress> work_out(storage::Store& store, ShopRules& rules,
                                 const std::function<void(const WorkOutProgress&)>& progress) {
  RIGONG_TRY(begin_anew_where_rules_changed(store, rules));
  WorkOutProgress done;
  for (;;) {
    RIGONG_ASSIGN(const std::size_t count, work_out_conversations(store, rules));
    if (count == 0) break;
    done.conversations += count;
    if (progress) progress(done);
  }
  for (;;) {
    RIGONG_ASSIGN(const std::size_t count, work_out_days(store, rules));
    if (count == 0) break;
    done.days += count;
    if (progress) progress(done);
  }
  return done;
}

}  // namespace rigong::runtime
