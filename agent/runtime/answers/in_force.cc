// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/in_force.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/reported.h"
#include "agent/team/periods.h"
#include "agent/team/stage.h"
#include "overlay/api/people.h"

namespace rigong::runtime {
namespace {

using model::NamedPeriod;
using model::PeriodKind;
using model::PeriodLevel;

bool stands_for(const Scene& scene, const NamedPeriod& period, const std::string& shop) {
  if (period.shop.empty()) return true;
  if (!shop.empty()) return period.shop == shop;
  return std::all_of(scene.shops.begin(), scene.shops.end(), [&](const std::string& each) { return each == period.shop; });
}

Words level_words(PeriodLevel level) {
  switch (level) {
    case PeriodLevel::urgent:
      return {"急", "urgent"};
    case PeriodLevel::standard:
      return {"标准", "standard"};
    case PeriodLevel::back_office:
      break;
  }
  return {"后台", "back office"};
}

// "20:00" where it is today's, else with its day.
std::string clock_of(const Scene& scene, TimeMs time) {
  const auto local = scene.calendar.local(time);
  const auto minutes = static_cast<int>(local.since_midnight / kMinuteMs);
  const std::string clock = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  return scene.calendar.day_of(time) == scene.today ? clock : fmt::format("{} {}", to_string(local.date).substr(5), clock);
}

// An end at midnight is the end of the day before.
std::string end_of(const Scene& scene, TimeMs time) {
  if (scene.calendar.local(time).since_midnight != 0) return clock_of(scene, time);
  const Day day = scene.calendar.local(time - 1).date;
  return scene.calendar.day_of(time - 1) == scene.today ? "24:00" : fmt::format("{} 24:00", to_string(day).substr(5));
}

Words claim_words(model::PeriodClaim claim) {
  switch (claim) {
    case model::PeriodClaim::accepted:
      return {"平台已受理", "accepted by the platform"};
    case model::PeriodClaim::refused:
      return {"平台未通过", "refused by the platform"};
    case model::PeriodClaim::sent:
    case model::PeriodClaim::none:
      break;
  }
  return {"等平台答复", "the platform has not answered yet"};
}

std::string number(double value) { return fmt::format("{:.10g}", value); }

std::string amount(const metrics::FigureKind& kind, double value) {
  switch (kind.unit) {
    case model::Unit::ms:
      return number(value / kSecondMs);
    case model::Unit::share:
      return fmt::format("{:.4g}%", value * 100);
    case model::Unit::fen:
      return fmt::format("{:.2f}", value / 100);
    case model::Unit::count:
    case model::Unit::ratio:
      break;
  }
  return number(value);
}

// "answer_ratio" of its bounds answer_ratio_low and answer_ratio_high.
std::string_view figure_of_aim(std::string_view aim) {
  for (const std::string_view end : {std::string_view("_low"), std::string_view("_high")}) {
    if (aim.ends_with(end)) return aim.substr(0, aim.size() - end.size());
  }
  return aim;
}

// What is aimed at: the response alone without its name, since that is what everybody is asked for.
Words aims_words(const NamedPeriod& period) {
  Words words;
  for (const model::PeriodAim& aim : period.aims) {
    const metrics::FigureKind* kind = metrics::find_figure(figure_of_aim(aim.figure));
    if (kind == nullptr) continue;
    const bool seconds = kind->unit == model::Unit::ms;
    const bool response = aim.figure == "response_mean_ms";
    const char* bound = aim.figure.ends_with("_low") ? "≥" : aim.figure.ends_with("_high") ? "≤" : "";
    const std::string value = bound + amount(*kind, aim.value);
    words.zh += fmt::format("{}{}{}{}", words.zh.empty() ? "；目标 " : "，", response ? "" : kind->title.zh + " ", value,
                            seconds ? " 秒" : "");
    words.en += fmt::format("{}{}{}{}", words.en.empty() ? "; target " : ", ", response ? "" : kind->title.en + " ", value,
                            seconds ? " s" : "");
  }
  return words;
}

}  // namespace

std::vector<model::Target> aims_in_force(const Scene& scene, const std::string& group, Day day, const std::string& shop) {
  std::vector<team::InForce> periods;
  for (const SpannedPeriod& each : scene.periods) {
    if (!team::is_for(each.period, group) || !stands_for(scene, each.period, shop)) continue;
    // A day is not judged by what was asked for when it had begun, or was over, already.
    const TimeMs begins = std::max(each.span.begins_at, each.period.made_at);
    const bool whole = begins <= scene.calendar.day_start(day) && scene.calendar.day_start(day + 1) <= each.span.ends_at;
    if (day == scene.today ? each.span.holds(scene.now()) : whole) periods.push_back({&each.period, each.span.begins_at});
  }
  return team::targets_of(std::move(periods), day);
}

team::GoalFor goal_for(const Somebody& somebody, Day day, std::span<const model::Target> first) {
  team::GoalFor whose{somebody.person.id, somebody.person.group, first, {}};
  // Of a platform's rep whom no member claims nobody knows a stage.
  if (somebody.member) whose.stage = model::word(team::stage_on(somebody.stage, somebody.joined_on, day));
  return whose;
}

std::vector<overlay::PeriodLine> period_lines(const Scene& scene, const std::string& group) {
  std::vector<overlay::PeriodLine> lines;
  for (const auto& [period, span] : scene.periods) {
    const bool running = span.holds(scene.now());
    const bool later = scene.now() < span.begins_at && scene.calendar.day_of(span.begins_at) == scene.today;
    if (period.kind == PeriodKind::reported || !team::is_for(period, group) || !(running || later)) continue;
    const Words level = level_words(period.level);
    // Of several shops together the usual targets stay; then it is one shop's, and that is what there is to say.
    const bool here = stands_for(scene, period, "");
    const Words aims = here ? aims_words(period) : Words{"；" + period.shop, "; " + period.shop};
    const std::string from = later ? clock_of(scene, span.begins_at) : std::string();
    const std::string to = end_of(scene, span.ends_at);
    overlay::PeriodLine line{period.id, running, {}};
    const bool topic = period.kind == PeriodKind::topic;
    line.words.zh =
        fmt::format("{}{} · {}到 {}{}", period.name, topic ? "" : " · " + level.zh, later ? "从 " + from + " " : "", to, aims.zh);
    line.words.en = fmt::format("{}{} · {}until {}{}", period.name, topic ? "" : " · " + level.en,
                                later ? "from " + from + " " : "", to, aims.en);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<overlay::PeriodLine> reported_lines(const Scene& scene, const std::string& group, Day day) {
  std::vector<overlay::PeriodLine> lines;
  for (const SpannedPeriod* each : reported_on(scene, group, day)) {
    const auto& [period, span] = *each;
    const Words claim = claim_words(period.claim);
    const std::string from = clock_of(scene, span.begins_at);
    const std::string to = end_of(scene, span.ends_at);
    lines.push_back({period.id,
                     span.holds(scene.now()),
                     {fmt::format("{} · {} 到 {} 已报备，{}", period.name, from, to, claim.zh),
                      fmt::format("{} · {} to {} was reported, {}", period.name, from, to, claim.en)}});
  }
  return lines;
}

}  // namespace rigong::runtime
