// SPDX-License-Identifier: Apache-2.0
#include "agent/team/periods.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "agent/base/text.h"
#include "agent/team/goals.h"

namespace rigong::team {
namespace {

using model::NamedPeriod;
using model::PeriodKind;
using model::PeriodLevel;
using model::PeriodState;

constexpr std::size_t kMostNameCharacters = 40;
// Each of its days is taken out of comparisons, so a campaign without end would leave none.
constexpr int kMostSpecialDays = 62;
constexpr int kMostTopicDays = 366;
constexpr int kMostReportedDays = 31;
constexpr int kDayMinutes = 24 * 60;
constexpr double kMostValue = 1e12;

tl::unexpected<Error> wrong(std::string zh, std::string en) { return fail(ErrorKind::wrong_use, std::move(zh), std::move(en)); }

Status check_claim(const NamedPeriod& period) {
  if (period.kind != PeriodKind::reported) {
    if (period.claim == model::PeriodClaim::none && period.evidence.empty()) return {};
    return wrong("只有报备有平台的答复和凭证。请换成“报备”，或清空这两项。",
                 "Only what was reported has an answer of the platform and evidence. Choose that kind, or empty the two.");
  }
  if (period.claim == model::PeriodClaim::none) {
    return wrong("请选平台的答复：已提交、已受理或未通过。", "Choose what the platform said: handed in, accepted or refused.");
  }
  if (character_count(period.evidence) > kMostEvidence) {
    return wrong(fmt::format("凭证最多 {} 个字。请写短一些，例如只写工单号。", kMostEvidence),
                 fmt::format("Evidence has {} characters at most. Make it shorter, such as the ticket's number.", kMostEvidence));
  }
  if (period.aims.empty() && period.warn_after_ms == 0) return {};
  return wrong("报备不改目标和提醒。请清空它们。", "What was reported changes no targets and warnings. Empty them.");
}

}  // namespace

PeriodDefaults period_defaults(PeriodKind kind, PeriodLevel level) {
  PeriodDefaults defaults;
  if (kind == PeriodKind::topic || kind == PeriodKind::reported) return defaults;
  if (level != PeriodLevel::back_office) {
    defaults.warn_after_ms = level == PeriodLevel::urgent ? 15 * kSecondMs : 30 * kSecondMs;
    defaults.aims.push_back({"response_mean_ms", static_cast<double>(defaults.warn_after_ms)});
  }
  if (kind == PeriodKind::crisis) defaults.aims.push_back({"complaint_rate", 0.01});
  return defaults;
}

Status check_period(const NamedPeriod& period) {
  const std::size_t characters = character_count(period.name);
  if (trim(period.name).empty() || characters > kMostNameCharacters) {
    return wrong(fmt::format("请起一个名称，最多 {} 个字。", kMostNameCharacters),
                 fmt::format("Give it a name of at most {} characters.", kMostNameCharacters));
  }
  if (period.to < period.from) {
    return wrong("结束日期早于开始日期。请更正后重试。", "The last day is before the first. Correct the days and try again.");
  }
  const int most = period.kind == PeriodKind::topic      ? kMostTopicDays
                   : period.kind == PeriodKind::reported ? kMostReportedDays
                                                         : kMostSpecialDays;
  if (period.to - period.from >= most) {
    return wrong(fmt::format("最多 {} 天。请缩短，或分成几段。", most),
                 fmt::format("It may last {} days at most. Make it shorter, or make two of it.", most));
  }
  const auto minute = [](const std::optional<std::int32_t>& value) { return !value || (*value >= 0 && *value <= kDayMinutes); };
  if (!minute(period.begin_min) || !minute(period.end_min) || period.begin_min == kDayMinutes) {
    return wrong("时间应在 00:00 到 24:00 之间。请更正。", "Times lie between 00:00 and 24:00. Correct them.");
  }
  if (period.warn_after_ms != 0 && (period.warn_after_ms < kShortestPeriodWarning || period.warn_after_ms > kDayMs)) {
    return wrong("等待提醒至少 5 秒。不改就留空。",
                 "A warning comes after 5 seconds at least. Leave it empty to change nothing.");
  }
  RIGONG_TRY(check_claim(period));
  if (period.aims.size() > kMostPeriodAims) {
    return wrong(fmt::format("目标最多 {} 个。请去掉几个。", kMostPeriodAims),
                 fmt::format("There are {} targets at most. Take some away.", kMostPeriodAims));
  }
  for (const model::PeriodAim& aim : period.aims) {
    if (!std::isfinite(aim.value) || aim.value < 0 || aim.value > kMostValue) {
      return wrong("目标值要是不小于 0 的数字。请更正。", "A target is a number of 0 or more. Correct it.");
    }
    const auto same = [&](const model::PeriodAim& other) { return other.figure == aim.figure; };
    if (std::count_if(period.aims.begin(), period.aims.end(), same) > 1) {
      return wrong("同一个指标只能有一个目标。请去掉一个。", "A figure has one target. Take one of them away.");
    }
  }
  return {};
}

Result<NamedPeriod> end_period(NamedPeriod period, bool begun, bool over, const std::string& by, TimeMs at, Day today) {
  if (period.state != PeriodState::kept || over) {
    return fail(ErrorKind::refused, "它已经结束或取消了。请刷新页面。", "It is over or was taken back already. Reload the page.");
  }
  if (!begun) {
    return fail(ErrorKind::refused, "它还没有开始。不需要的话请取消它。",
                "It has not begun. Take it back where it is not wanted.");
  }
  period.state = PeriodState::ended;
  period.closed_by = by;
  period.closed_at = at;
  period.closed_on = today;
  return period;
}

Result<NamedPeriod> drop_period(NamedPeriod period, const std::string& by, TimeMs at, Day today) {
  if (period.state == PeriodState::dropped) {
    return fail(ErrorKind::refused, "它已经取消了。请刷新页面。", "It was taken back already. Reload the page.");
  }
  // Taking the dropping back must lead to where it was.
  if (period.state == PeriodState::ended) {
    return fail(ErrorKind::refused, "它提前结束过。要取消，请先撤销结束。",
                "It was ended early. Take the ending back first, then take it back as a whole.");
  }
  period.state = PeriodState::dropped;
  period.closed_by = by;
  period.closed_at = at;
  period.closed_on = today;
  return period;
}

Result<NamedPeriod> restore_period(NamedPeriod period) {
  if (period.state == PeriodState::kept) {
    return fail(ErrorKind::refused, "它没有结束也没有取消，不用恢复。",
                "It was neither ended nor taken back; there is nothing to restore.");
  }
  period.state = PeriodState::kept;
  period.closed_by.clear();
  period.closed_at = 0;
  period.closed_on = Day{};
  return period;
}

bool is_for(const NamedPeriod& period, std::string_view group) { return period.group.empty() || period.group == group; }

Day last_day(const NamedPeriod& period) {
  return period.state == PeriodState::ended ? std::min(period.to, period.closed_on) : period.to;
}

bool makes_special(const NamedPeriod& period, Day day) {
  if (period.kind == PeriodKind::topic || period.kind == PeriodKind::reported || period.state == PeriodState::dropped)
    return false;
  return period.from <= day && day <= last_day(period);
}

std::vector<model::Target> targets_of(std::vector<InForce> periods, Day day) {
  std::sort(periods.begin(), periods.end(), [](const InForce& a, const InForce& b) {
    return std::tie(b.begins_at, b.period->id) < std::tie(a.begins_at, a.period->id);
  });
  std::vector<model::Target> targets;
  const auto add = [&](const NamedPeriod& period, std::string_view figure, double value) {
    const bool there =
        std::any_of(targets.begin(), targets.end(), [&](const model::Target& each) { return each.figure == figure; });
    if (!there) targets.push_back({"period:" + period.id, std::string(figure), value, day, day});
  };
  for (const InForce& each : periods) {
    for (const model::PeriodAim& aim : each.period->aims) add(*each.period, aim.figure, aim.value);
    if (each.period->warn_after_ms > 0) add(*each.period, kWarnAfter, static_cast<double>(each.period->warn_after_ms));
  }
  return targets;
}

}  // namespace rigong::team
