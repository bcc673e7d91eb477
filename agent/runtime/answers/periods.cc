// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/period_aims.h"
#include "agent/runtime/answers/period_page.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/team/periods.h"

namespace rigong::runtime {
namespace {

std::string clock_of(const std::optional<std::int32_t>& minute) {
  return minute ? fmt::format("{:02}:{:02}", *minute / 60, *minute % 60) : std::string();
}

overlay::Period::State state_of(const model::NamedPeriod& period, const PeriodSpan& span, TimeMs now) {
  using State = overlay::Period::State;
  if (period.state == model::PeriodState::dropped) return State::dropped;
  if (period.state == model::PeriodState::ended) return State::ended;
  if (now < span.begins_at) return State::planned;
  return now < span.ends_at ? State::running : State::over;
}

}  // namespace

overlay::Period period_page(const Scene& scene, const model::NamedPeriod& period) {
  const PeriodSpan span = span_of(period, scene.reading.rules, scene.reading.config);
  // Also of a shop that has no account yet, which the scene does not know.
  for (const TimeMs turning : {span.begins_at, span.ends_at}) {
    if (turning > scene.now()) scene.reading.valid_only_until(turning);
  }
  overlay::Period page;
  page.id = period.id;
  page.period_kind = period.kind;
  page.level = period.level;
  page.name = period.name;
  page.shop = period.shop;
  page.group = period.group;
  page.from = period.from;
  page.to = period.to;
  page.begin = clock_of(period.begin_min);
  page.end = clock_of(period.end_min);
  page.aims = period.aims;
  page.warn_after_s = period.warn_after_ms / kSecondMs;
  page.claim = period.claim;
  page.evidence = period.evidence;
  page.state = state_of(period, span, scene.now());
  page.begins_at = span.begins_at;
  page.ends_at = span.ends_at;
  page.made_by = maybe_named(scene, period.made_by);
  page.made_at = period.made_at;
  if (period.state != model::PeriodState::kept) {
    page.closed_by = maybe_named(scene, period.closed_by);
    page.closed_at = period.closed_at;
  }
  return page;
}

tl::unexpected<Error> no_such_period() {
  return fail(ErrorKind::not_found, "没有这段活动或专项。请从列表里选。", "There is no such period. Choose one of the list.");
}

Result<overlay::Periods> answer_periods(Reading& reading) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  if (!scene.may_with_all(team::Deed::see_team)) {
    return fail(ErrorKind::not_found, "没有这一页。请回到自己的面板。", "There is no such page. Go back to your own panel.");
  }
  overlay::Periods periods;
  periods.today = scene.today;
  periods.now = reading.now;
  periods.groups = scene.cast.groups();
  std::erase(periods.groups, std::string());
  periods.may_set = scene.may_with_all(team::Deed::set_periods);
  for (const model::PeriodKind kind : model::kPeriodKinds) {
    for (const model::PeriodLevel level : model::kPeriodLevels) {
      auto defaults = team::period_defaults(kind, level);
      periods.defaults.push_back({kind, level, std::move(defaults.aims), defaults.warn_after_ms / kSecondMs});
    }
  }
  periods.figures = aim_kinds();
  RIGONG_ASSIGN(const auto kept, reading.view.named_periods());
  for (auto each = kept.rbegin(); each != kept.rend(); ++each) periods.periods.push_back(period_page(scene, *each));
  return periods;
}

}  // namespace rigong::runtime
