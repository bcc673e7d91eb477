// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/store_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/runtime/day_maker.h"
#include "agent/runtime/people.h"
#include "agent/runtime/seen_rows.h"
#include "agent/runtime/touched_days.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime {
namespace {

using storage::ConversationRef;
using storage::ReadView;

// More than this is not worked out while somebody waits for an answer.
constexpr std::size_t kMostPending = 200'000;

// What is pending in the store, worked out in memory, by shop.
struct Unsettled {
  std::map<std::string, FactsOverlay> overlays;
  std::map<std::string, std::set<Day>> days;
};

Result<std::vector<std::string>> shops_asked_for(ReadView& view, const std::string& wanted) {
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  std::set<std::string> shops;
  for (const model::Account& account : accounts) shops.insert(account.shop);
  if (wanted.empty()) return std::vector<std::string>(shops.begin(), shops.end());
  if (!shops.contains(wanted)) {
    return fail(ErrorKind::not_found, fmt::format("没有店铺“{}”的数据。请检查 --shop，或先为它导入数据。", wanted),
                fmt::format("There are no data of a shop '{}'. Check --shop, or import data for it first.", wanted));
  }
  return std::vector<std::string>{wanted};
}

Result<std::set<model::RepNo>> reps_asked_for(const People& people, const std::string& wanted) {
  std::set<model::RepNo> reps;
  if (wanted.empty()) return reps;
  const auto found = people.find(wanted);
  if (found.empty()) {
    return fail(ErrorKind::not_found, fmt::format("没有客服“{}”。用 rigong figures 不带 --rep 可看到所有名称。", wanted),
                fmt::format("There is no rep '{}'. 'rigong figures' without --rep shows all names.", wanted));
  }
  reps.insert(found.begin(), found.end());
  return reps;
}

// What rules that have changed since the facts were stored ask to be worked out anew.
struct Outdated {
  std::vector<ConversationRef> conversations;
  std::set<std::string> shops;
};

Result<Outdated> outdated_in(ReadView& view, ShopRules& rules, const StoreFiguresRequest& request) {
  Outdated outdated;
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  for (const model::Account& account : accounts) {
    if (!request.shop.empty() && account.shop != request.shop) continue;
    RIGONG_ASSIGN(const std::string kept, view.setting(rules_setting(account.number)));
    if (kept.empty() || kept == rules.fingerprint(account.shop)) continue;
    outdated.shops.insert(account.shop);
    const std::size_t room = request.most_anew + 1 - std::min(outdated.conversations.size(), request.most_anew + 1);
    RIGONG_ASSIGN(const auto refs, view.conversations(account.number, room));
    outdated.conversations.insert(outdated.conversations.end(), refs.begin(), refs.end());
  }
  if (outdated.conversations.size() <= request.most_anew) return outdated;
  if (request.tell) {
    request.tell(
        {"rigong.toml 的规则（[shop]、[metrics]）在这些数据计算之后改过，下面仍是按原来的规则算的。"
         "请执行 rigong doctor --repair 按现在的规则重新计算。",
         "The rules in rigong.toml ([shop], [metrics]) have changed since these data were worked out; what is shown follows "
         "the former ones. Run 'rigong doctor --repair' to work them out under the present rules."});
  }
  return Outdated();
}

Result<Unsettled> unsettled_in(ReadView& view, ShopRules& rules, const People& people, const StoreFiguresRequest& request) {
  Unsettled result;
  RIGONG_ASSIGN(auto pending, view.pending_conversations(kMostPending + 1));
  if (pending.size() > kMostPending) {
    return fail(
        ErrorKind::busy, "导入的数据还在计算中，请稍后再看；若没有程序在运行，请执行 rigong doctor --repair。",
        "What was imported is still being worked out; look again shortly, or run 'rigong doctor --repair' if nothing runs.");
  }
  RIGONG_ASSIGN(const Outdated outdated, outdated_in(view, rules, request));
  pending.insert(pending.end(), outdated.conversations.begin(), outdated.conversations.end());
  std::sort(pending.begin(), pending.end());
  pending.erase(std::unique(pending.begin(), pending.end()), pending.end());
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  std::map<model::AccountNo, std::string> shops;
  for (const model::Account& account : accounts) shops[account.number] = account.shop;
  std::map<std::string, metrics::Deriver> derivers;
  std::map<std::string, TouchedDays> touched;
  std::set<std::string> closing;
  for (const ConversationRef ref : pending) {
    const std::string& shop = shops[ref.account];
    const ShopCalendar& calendar = rules.calendar(shop);
    auto deriver = derivers.find(shop);
    if (deriver == derivers.end()) {
      deriver = derivers.try_emplace(shop, rules.options(), calendar, model::kUnknownRepNo, people.resolver()).first;
    }
    RIGONG_ASSIGN(auto records, view.conversation(ref));
    model::ConversationFacts fresh;
    deriver->second.derive(records.messages, records.assignments, fresh);
    RIGONG_ASSIGN(const auto stored, view.conversation_facts(ref));
    auto& days = result.days[shop];
    days.merge(differing_days(stored, fresh));
    touched.try_emplace(shop, shop, calendar).first->second.changed(ref, stored, fresh);
    if (std::any_of(fresh.sessions.begin(), fresh.sessions.end(), [](const auto& row) { return row.closed_by_platform; })) {
      closing.insert(shop);
    }
    result.overlays[shop].emplace(ref, std::move(fresh));
  }
  for (const auto& [shop, changes] : touched) {
    RIGONG_ASSIGN(const std::string closed, view.setting(closings_setting(shop)));
    RIGONG_ASSIGN(auto others, changes.find(view, !closed.empty() || closing.contains(shop)));
    result.days[shop].merge(others);
  }
  for (const std::string& shop : outdated.shops) {
    RIGONG_ASSIGN(auto days, every_day(view, shop));
    result.days[shop].merge(days);
  }
  RIGONG_ASSIGN(const auto days, view.pending_days(kMostPending));
  for (const storage::ShopDay& day : days) result.days[day.shop].insert(day.day);
  return result;
}

struct Bounds {
  Day from;
  Day to;
};

class ShopReport {
 public:
  ShopReport(ReadView& view, ShopRules& rules, const People& people, const StoreFiguresRequest& request, std::string shop,
             const FactsOverlay& overlay, const std::set<Day>& unsettled, const std::set<model::RepNo>& reps)
      : view_(view),
        rules_(rules),
        people_(people),
        request_(request),
        shop_(std::move(shop)),
        overlay_(overlay),
        unsettled_(unsettled),
        reps_(reps) {}

  Result<std::vector<FigureRow>> figures() {
    RIGONG_ASSIGN(const auto bounds, days_to_show());
    if (!bounds) return std::vector<FigureRow>();
    FigureRows rows(request_.period, bounds->from, bounds->to, rules_.calendar(shop_), request_.now);
    if (request_.source.empty() || request_.source == "own") RIGONG_TRY(add_own(rows, *bounds));
    if (request_.source != "own") RIGONG_TRY(add_delivered(rows, *bounds));
    return rows.finish();
  }

  Result<std::vector<TurnLine>> turns() {
    std::vector<TurnLine> lines;
    RIGONG_ASSIGN(const auto bounds, days_to_show());
    if (!bounds) return lines;
    std::map<ConversationRef, std::string> labels;
    for (const auto& [ref, facts] : overlay_) {
      RIGONG_ASSIGN(labels[ref], view_.conversation_label(ref));
    }
    RIGONG_TRY(each_turn(*bounds, [&](const storage::TurnRow& row) {
      const auto overlaid = labels.find(row.where);
      const std::string& label = overlaid != labels.end() ? overlaid->second : row.conversation_label;
      if (wanted(row.turn.owner)) lines.push_back({label, people_.id(row.turn.owner), shop_, row.turn});
    }));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TurnLine& a, const TurnLine& b) { return a.turn.opened_at < b.turn.opened_at; });
    return lines;
  }

 private:
  [[nodiscard]] bool wanted(model::RepNo rep) const { return reps_.empty() || reps_.contains(rep); }

  // The days asked for; without a first or last one, the known ones: those that will have figures once all is worked out.
  Result<std::optional<Bounds>> days_to_show() {
    if (request_.from && request_.to) return std::optional<Bounds>(Bounds{*request_.from, *request_.to});
    RIGONG_ASSIGN(auto known, view_.known_days(shop_));
    if (!unsettled_.empty()) {
      std::set<Day> days;
      if (known) {
        RIGONG_ASSIGN(const auto stored, view_.day_figures({known->first, known->second, shop_, std::nullopt}));
        for (const auto& row : stored) {
          if (!unsettled_.contains(row.figures.day)) days.insert(row.figures.day);
        }
        RIGONG_ASSIGN(const auto delivered, view_.delivered({known->first, known->second, shop_, std::nullopt}));
        for (const auto& row : delivered) days.insert(row.delivered.day);
      }
      // Pending days include neighbours on which nothing happened.
      DayMaker maker(rules_, people_);
      for (const Day day : unsettled_) {
        RIGONG_ASSIGN(const auto fresh, maker.make(view_, shop_, day, request_.now, &overlay_));
        if (!fresh.empty()) days.insert(day);
      }
      known.reset();
      if (!days.empty()) known = {*days.begin(), *days.rbegin()};
    }
    if (!known) return std::optional<Bounds>();
    return std::optional<Bounds>(Bounds{request_.from.value_or(known->first), request_.to.value_or(known->second)});
  }

  Status add_own(FigureRows& rows, const Bounds& bounds) {
    RIGONG_ASSIGN(const auto stored, view_.day_figures({bounds.from, bounds.to, shop_, std::nullopt}));
    std::map<Day, std::vector<model::DayFigures>> days;
    for (const auto& row : stored) {
      if (!unsettled_.contains(row.figures.day)) days[row.figures.day].push_back(row.figures);
    }
    SeenRows seen(view_, Moments(request_.now));
    for (auto& [day, figures] : days) RIGONG_TRY(seen.see(shop_, day, figures));
    DayMaker maker(rules_, people_);
    for (const Day day : unsettled_) {
      if (day < bounds.from || bounds.to < day) continue;
      RIGONG_ASSIGN(days[day], maker.make(view_, shop_, day, request_.now, &overlay_));
    }
    for (const auto& [day, rows_of_day] : days) {
      for (const auto& figures : rows_of_day) {
        if (wanted(figures.rep)) rows.add(people_.id(figures.rep), shop_, figures);
      }
    }
    std::map<std::pair<Day, model::RepNo>, std::vector<DurationMs>> responses;
    RIGONG_TRY(each_turn(bounds, [&](const storage::TurnRow& row) {
      if (metrics::is_sample(row.turn) && wanted(row.turn.owner)) {
        responses[{row.turn.day, row.turn.owner}].push_back(row.turn.held_ms);
      }
    }));
    for (const auto& [key, values] : responses) rows.add_responses(people_.id(key.second), shop_, key.first, values);
    return {};
  }

  template <class Visit>
  Status each_turn(const Bounds& bounds, Visit visit) {
    RIGONG_TRY(view_.turns({bounds.from, bounds.to, shop_, std::nullopt}, [&](const storage::TurnRow& row) {
      if (!overlay_.contains(row.where)) visit(row);
      return true;
    }));
    for (const auto& [ref, facts] : overlay_) {
      for (const model::Turn& turn : facts.turns) {
        if (bounds.from <= turn.day && turn.day <= bounds.to) visit(storage::TurnRow{ref, {}, shop_, turn});
      }
    }
    return {};
  }

  Status add_delivered(FigureRows& rows, const Bounds& bounds) {
    RIGONG_ASSIGN(const auto delivered, view_.delivered({bounds.from, bounds.to, shop_, std::nullopt}));
    for (const auto& row : delivered) {
      if (!request_.source.empty() && row.platform != request_.source) continue;
      const model::RepNo rep =
          row.delivered.rep == model::kNoRep ? model::kNoRep : people_.on_day(row.delivered.rep, row.delivered.day);
      if (!wanted(rep)) continue;
      const std::string name = row.delivered.rep == model::kNoRep ? "(shop)" : people_.id(rep);
      rows.add_delivered(name, shop_, row.platform, row.delivered.day, row.delivered.field, row.delivered.value);
    }
    return {};
  }

  ReadView& view_;
  ShopRules& rules_;
  const People& people_;
  const StoreFiguresRequest& request_;
  std::string shop_;
  const FactsOverlay& overlay_;
  const std::set<Day>& unsettled_;
  const std::set<model::RepNo>& reps_;
};

// Runs `make(report)` for each shop asked for and hands its result on.
template <class Make, class Take>
Status each_shop(ReadView& view, ShopRules& rules, const StoreFiguresRequest& request, Make make, Take take) {
  RIGONG_ASSIGN(const People people, People::load(view));
  RIGONG_ASSIGN(const auto shops, shops_asked_for(view, request.shop));
  RIGONG_ASSIGN(const auto reps, reps_asked_for(people, request.rep));
  RIGONG_ASSIGN(const Unsettled unsettled, unsettled_in(view, rules, people, request));
  static const FactsOverlay no_overlay;
  static const std::set<Day> no_days;
  for (const std::string& shop : shops) {
    const auto overlay = unsettled.overlays.find(shop);
    const auto days = unsettled.days.find(shop);
    ShopReport report(view, rules, people, request, shop, overlay != unsettled.overlays.end() ? overlay->second : no_overlay,
                      days != unsettled.days.end() ? days->second : no_days, reps);
    auto result = make(report);
    if (!result) return fail(std::move(result.error()));
    take(shop, std::move(*result));
  }
  return {};
}

}  // namespace

Result<std::vector<FigureRow>> figures_from_store(ReadView& view, ShopRules& rules, const StoreFiguresRequest& request) {
  std::vector<FigureRow> all;
  RIGONG_TRY(each_shop(
      view, rules, request, [](ShopReport& report) { return report.figures(); },
      [&](const std::string&, std::vector<FigureRow> rows) { std::move(rows.begin(), rows.end(), std::back_inserter(all)); }));
  std::stable_sort(all.begin(), all.end(), [](const FigureRow& a, const FigureRow& b) { return a.days < b.days; });
  return all;
}

Result<std::vector<ShopTurns>> turns_from_store(ReadView& view, ShopRules& rules, const StoreFiguresRequest& request) {
  std::vector<ShopTurns> all;
  RIGONG_TRY(each_shop(
      view, rules, request, [](ShopReport& report) { return report.turns(); },
      [&](const std::string& shop, std::vector<TurnLine> lines) {
        all.push_back({shop, std::move(lines)});
      }));
  return all;
}

}  // namespace rigong::runtime
