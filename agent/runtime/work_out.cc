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
#include "agent/runtime/touched_days.h"

namespace rigong::runtime {
namespace {

// Large enough that a commit's fsync is a small part, small enough that others wait a moment only.
constexpr std::size_t kConversationsAtOnce = 5000;
constexpr std::size_t kDaysAtOnce = 32;
constexpr std::size_t kConversationsBetweenLooks = 128;

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
    const std::string name = rules_setting(account);
    const std::string wanted = rules.fingerprint(shop);
    RIGONG_ASSIGN(const std::string kept, transaction->setting(name));
    if (kept == wanted) continue;
    changed = true;
    if (!kept.empty()) {
      RIGONG_TRY(begin_anew(*transaction, account));
    }
    RIGONG_TRY(transaction->set_setting(name, wanted));
  }
  if (changed) return transaction->commit();
  return {};
}

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::cancelled, "已停止；没算完的下次接着算。", "Stopped; what is left is worked out next time.");
}

// Whether somebody wants an end is asked more often than is committed: a batch that is given up costs its time only.
using GoesOn = std::function<bool()>;

// One transaction's worth of conversations. Returns how many there were.
Result<std::size_t> work_out_conversations(storage::Store& store, ShopRules& rules, const GoesOn& goes_on) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const auto refs, transaction->pending_conversations(kConversationsAtOnce));
  if (refs.empty()) return 0;
  RIGONG_ASSIGN(const Shops shops, shops_of(*transaction));
  RIGONG_ASSIGN(const People people, People::load(*transaction));
  std::map<std::string, metrics::Deriver> derivers;
  model::ConversationFacts facts;
  std::map<std::string, TouchedDays> touched;
  std::set<std::string> closing;  // Shops whose platform closes conversations.
  std::size_t count = 0;
  for (const storage::ConversationRef ref : refs) {
    if (++count % kConversationsBetweenLooks == 0 && !goes_on()) return stopped();
    const std::string& shop = shops.at(ref.account);
    const ShopCalendar& calendar = rules.calendar(shop);
    auto deriver = derivers.find(shop);
    if (deriver == derivers.end()) {
      deriver = derivers.try_emplace(shop, rules.options(), calendar, model::kUnknownRepNo, people.resolver()).first;
    }
    RIGONG_ASSIGN(auto records, transaction->conversation(ref));
    deriver->second.derive(records.messages, records.assignments, facts);
    RIGONG_ASSIGN(const auto before, transaction->conversation_facts(ref));
    touched.try_emplace(shop, shop, calendar).first->second.changed(ref, before, facts);
    if (std::any_of(facts.sessions.begin(), facts.sessions.end(), [](const auto& row) { return row.closed_by_platform; })) {
      closing.insert(shop);
    }
    RIGONG_TRY(transaction->replace_facts(ref, facts));
  }
  for (const auto& [shop, changes] : touched) {
    RIGONG_ASSIGN(const std::string closed, transaction->setting(closings_setting(shop)));
    const bool closes = !closed.empty() || closing.contains(shop);
    if (closes && closed.empty()) RIGONG_TRY(transaction->set_setting(closings_setting(shop), "1"));
    RIGONG_ASSIGN(const auto days, changes.find(*transaction, closes));
    for (const Day day : days) RIGONG_TRY(transaction->mark_day_pending(shop, day));
  }
  RIGONG_TRY(transaction->commit());
  return refs.size();
}

Result<std::size_t> work_out_days(storage::Store& store, ShopRules& rules, const GoesOn& goes_on) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  RIGONG_ASSIGN(const auto days, transaction->pending_days(kDaysAtOnce));
  if (days.empty()) return 0;
  RIGONG_ASSIGN(const People people, People::load(*transaction));
  DayMaker maker(rules, people);
  for (const storage::ShopDay& day : days) {
    if (!goes_on()) return stopped();
    RIGONG_ASSIGN(const auto rows, maker.make(*transaction, day.shop, day.day, metrics::kEndOfTime));
    RIGONG_TRY(transaction->replace_day_figures(day.shop, day.day, rows));
  }
  RIGONG_TRY(transaction->commit());
  return days.size();
}

}  // namespace

std::string rules_setting(model::AccountNo account) { return "rules." + std::to_string(account); }

Status begin_anew(storage::WriteTransaction& transaction, model::AccountNo account) {
  RIGONG_TRY(transaction.mark_all_pending(account, kEarliestTime));
  RIGONG_ASSIGN(const Shops shops, shops_of(transaction));
  std::set<std::string> touched;
  for (const auto& [number, shop] : shops) {
    if (account == 0 || number == account) touched.insert(shop);
  }
  for (const std::string& shop : touched) {
    RIGONG_ASSIGN(const auto days, every_day(transaction, shop));
    for (const Day day : days) RIGONG_TRY(transaction.mark_day_pending(shop, day));
  }
  return {};
}

Result<WorkOutProgress> work_out(storage::Store& store, ShopRules& rules,
                                 const std::function<bool(const WorkOutProgress&)>& progress) {
  RIGONG_TRY(begin_anew_where_rules_changed(store, rules));
  WorkOutProgress done;
  const GoesOn goes_on = [&] { return !progress || progress(done); };
  for (;;) {
    RIGONG_ASSIGN(const std::size_t count, work_out_conversations(store, rules, goes_on));
    if (count == 0) break;
    done.conversations += count;
    if (!goes_on()) return stopped();
  }
  for (;;) {
    RIGONG_ASSIGN(const std::size_t count, work_out_days(store, rules, goes_on));
    if (count == 0) break;
    done.days += count;
    if (!goes_on()) return stopped();
  }
  return done;
}

}  // namespace rigong::runtime
