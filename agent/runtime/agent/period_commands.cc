// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/period_commands.h"

#include <algorithm>
#include <set>

#include "agent/base/calendar.h"
#include "agent/base/text.h"
#include "agent/runtime/answers/period_aims.h"
#include "agent/runtime/answers/scene.h"
#include "agent/team/periods.h"

namespace rigong::runtime {
namespace {

using model::NamedPeriod;
using Done = Result<PeriodDone>;

class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, const Scene& scene, const std::string& command)
      : transaction_(transaction), reading_(reading), scene_(scene), command_(command) {}

  Done operator()(const overlay::MakePeriod& act) const {
    NamedPeriod period;
    period.id = command_;
    period.made_by = reading_.viewer.person;
    period.made_at = reading_.now;
    RIGONG_TRY(take(act.words, period));
    const PeriodSpan span = span_of(period);
    if (period.kind == model::PeriodKind::reported) return put(period, {"已登记报备。", "The report is noted."});
    if (span.holds(reading_.now)) return put(period, {"已开始。", "It runs."});
    if (span.ends_at <= reading_.now) return put(period, {"已记下。", "Noted."});
    return put(period, {"已添加，到时自动开始。", "Added; it begins by itself."});
  }

  Done operator()(const overlay::ChangePeriod& act) const {
    RIGONG_ASSIGN(NamedPeriod period, found(act.period));
    if (period.state != model::PeriodState::kept) {
      return fail(ErrorKind::refused, "它已经结束或取消了。要修改，请先恢复。",
                  "It was ended or taken back. Restore it first, then change it.");
    }
    RIGONG_TRY(take(act.words, period));
    return put(period, {"已保存。", "Saved."});
  }

  Done operator()(const overlay::EndPeriod& act) const {
    RIGONG_ASSIGN(const NamedPeriod period, found(act.period));
    const PeriodSpan span = span_of(period);
    RIGONG_ASSIGN(const NamedPeriod ended, team::end_period(period, span.begins_at <= reading_.now, span.ends_at <= reading_.now,
                                                            reading_.viewer.person, reading_.now, today_of(period)));
    return put(ended, {"已结束，目标和提醒已恢复平常。", "Ended; targets and warnings are as on any day."});
  }

  Done operator()(const overlay::DropPeriod& act) const {
    RIGONG_ASSIGN(const NamedPeriod period, found(act.period));
    RIGONG_ASSIGN(const NamedPeriod dropped, team::drop_period(period, reading_.viewer.person, reading_.now, today_of(period)));
    if (period.kind == model::PeriodKind::reported) return put(dropped, {"已取消。", "Taken back."});
    return put(dropped, {"已取消，比较时不再跳过这几天。", "Taken back; comparisons no longer leave its days out."});
  }

  Done operator()(const overlay::RestorePeriod& act) const {
    RIGONG_ASSIGN(const NamedPeriod period, found(act.period));
    RIGONG_ASSIGN(const NamedPeriod restored, team::restore_period(period));
    return put(restored, {"已恢复。", "Restored."});
  }

 private:
  [[nodiscard]] PeriodSpan span_of(const NamedPeriod& period) const {
    return runtime::span_of(period, reading_.rules, reading_.config);
  }
  [[nodiscard]] Day today_of(const NamedPeriod& period) const {
    return reading_.rules.calendar(period.shop.empty() ? reading_.config.shop.id : period.shop).day_of(reading_.now);
  }
  [[nodiscard]] Result<NamedPeriod> found(const std::string& id) const {
    RIGONG_ASSIGN(const auto period, transaction_.named_period(id));
    if (!period) {
      return fail(ErrorKind::not_found, "没有这段活动或专项。请刷新页面。", "There is no such period. Reload the page.");
    }
    return *period;
  }

  [[nodiscard]] static Result<std::optional<std::int32_t>> minute_of(const std::string& text) {
    if (text.empty()) return std::optional<std::int32_t>();
    RIGONG_ASSIGN(const int minute, parse_clock_time(text));
    return std::optional<std::int32_t>(minute);
  }

  // What the lead says, checked.
  [[nodiscard]] Status take(const overlay::PeriodWords& words, NamedPeriod& period) const {
    period.kind = words.period_kind;
    period.level = words.level;
    period.name = std::string(trim(clean_utf8(words.name)));
    period.shop = words.shop;
    period.group = words.group;
    period.from = words.from;
    period.to = words.to;
    RIGONG_ASSIGN(period.begin_min, minute_of(words.begin));
    RIGONG_ASSIGN(period.end_min, minute_of(words.end));
    // Midnight of a day, said as an end, is when the day before is over.
    if (period.end_min == 0 && period.to > period.from) period.to = period.to - 1;
    period.aims = words.aims;
    period.warn_after_ms = words.warn_after_s * kSecondMs;
    period.claim = words.claim;
    period.evidence = std::string(trim(clean_utf8(words.evidence)));
    RIGONG_TRY(team::check_period(period));
    RIGONG_TRY(check_aims(period.aims));
    const auto groups = scene_.cast.groups();
    if (!period.group.empty() && std::find(groups.begin(), groups.end(), period.group) == groups.end()) {
      return fail(ErrorKind::not_found, "没有这个组。请从组别里选一个。", "There is no such group. Choose one of those offered.");
    }
    const bool shop_known = period.shop.empty() || period.shop == reading_.config.shop.id ||
                            reading_.config.shops.contains(period.shop) ||
                            std::find(scene_.shops.begin(), scene_.shops.end(), period.shop) != scene_.shops.end();
    if (!shop_known) {
      return fail(ErrorKind::not_found, "没有这家店铺。请从列表里选一家。",
                  "There is no such shop. Choose one of those offered.");
    }
    const PeriodSpan span = span_of(period);
    if (span.ends_at <= span.begins_at) {
      return fail(ErrorKind::wrong_use, "结束时间要晚于开始时间。请更正后重试。",
                  "It must end after it begins. Correct the times and try again.");
    }
    return {};
  }

  [[nodiscard]] Done put(const NamedPeriod& period, Words words) const {
    RIGONG_TRY(transaction_.put_named_period(period));
    return PeriodDone{std::move(words), "group:" + period.group};
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  const Scene& scene_;
  const std::string& command_;
};

}  // namespace

Result<PeriodDone> do_period(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                             const overlay::PeriodAct& act) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  if (!scene.may_with_all(team::Deed::set_periods)) {
    return fail(ErrorKind::refused, "活动和专项由主管安排。需要时请联系主管。",
                "Campaigns, crises and topics are a lead's to set. Ask a lead where one is needed.");
  }
  return std::visit(Doing(transaction, reading, scene, command), act);
}

}  // namespace rigong::runtime
