// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/mirrored.h"
#include "agent/runtime/answers/own_days.h"
#include "agent/runtime/answers/series.h"
#include "agent/runtime/answers/why.h"
#include "agent/runtime/touched_days.h"

namespace rigong::runtime {
namespace {

// Which kinds of record the shops have at all: a zero is said only where it could be something else.
struct Known {
  bool messages = false;
  bool ratings = false;
  bool orders = false;
  bool closings = false;
  bool assignments = false;

  [[nodiscard]] bool tells(metrics::Needs needs) const {
    switch (needs) {
      case metrics::Needs::messages:
        return messages;
      case metrics::Needs::ratings:
        return ratings;
      case metrics::Needs::orders:
        return orders;
      case metrics::Needs::closings:
        return closings;
      case metrics::Needs::assignments:
        return assignments;
      case metrics::Needs::platform:
      case metrics::Needs::nothing_tells:
        break;
    }
    return false;
  }
};

Result<Known> known_in(Scene& scene, const model::DayFigures& sums) {
  Known known;
  known.messages =
      sums.messages_in > 0 || sums.messages_out > 0 || sums.turns > 0 || sums.turns_open > 0 || sums.turns_leftover > 0;
  known.ratings = sums.invitations > 0 || sums.ratings > 0;
  // Without assignments every stint is one that somebody began by answering; only passing on shows that the source tells them.
  known.assignments = sums.passed_on > 0 || sums.stints_escalated > 0 || sums.stints_routed > 0;
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const std::string orders, scene.reading.view.setting(orders_setting(shop)));
    RIGONG_ASSIGN(const std::string closings, scene.reading.view.setting(closings_setting(shop)));
    known.orders = known.orders || !orders.empty();
    known.closings = known.closings || !closings.empty();
  }
  return known;
}

// What one platform delivered over the days, put together as far as it can be: counts and money add up; of means and rates the
// last day's is given, with that day.
void add_delivered(overlay::ShopFigure& figure, const metrics::FigureKind& kind, const std::string& platform,
                   const std::map<Day, DeliveredFigures>& days) {
  if (kind.delivered == model::DeliveredField::count_) return;
  overlay::PlatformValue one;
  one.platform = platform;
  double sum = 0;
  bool any = false;
  for (const auto& [day, figures] : days) {
    const metrics::FigureValue value = delivered_value(kind, figures);
    if (!value.value) continue;
    if (!any || !metrics::adds_up(kind.delivered)) one.from = day;
    one.to = day;
    one.value = page(value);
    sum += *value.value;
    any = true;
  }
  if (!any) return;
  if (metrics::adds_up(kind.delivered)) one.value = {sum, sum, 1, false};
  figure.platforms.push_back(std::move(one));
}

void add_mirrored(overlay::ShopFigure& figure, const metrics::FigureKind& kind, const Mirrored& mirror) {
  overlay::PlatformValue one;
  one.platform = metrics::name(mirror.mirror);
  one.ready = false;
  one.from = mirror.from;
  one.to = mirror.to;
  if (kind.name == mirrored_figure(mirror.mirror) && mirror.all > 0) {
    const auto good = static_cast<double>(mirror.good);
    const auto all = static_cast<double>(mirror.all);
    one.value = {good / all, good, all, false};
    figure.platforms.push_back(std::move(one));
  } else if (kind.name == "response_mean_ms" && mirror.response_n > 0) {
    model::DayFigures sums;
    sums.response_capped_sum_ms = mirror.response_sum_ms;
    sums.response_n = mirror.response_n;
    one.value = page(metrics::value_of(kind, sums));
    figure.platforms.push_back(std::move(one));
  }
}

// A person's days of each platform, or the whole shop's. Where a platform tells only its reps' figures, their counts are the
// shop's.
std::map<std::string, std::map<Day, DeliveredFigures>> platform_days(const DeliveredDays& delivered, const Somebody* somebody) {
  std::map<std::string, std::map<Day, DeliveredFigures>> result;
  for (const auto& [platform, days] : delivered.platforms) {
    for (const auto& [day, of_day] : days) {
      if (const auto own = of_day.find(somebody); own != of_day.end()) {
        result[platform][day] = own->second;
        continue;
      }
      if (somebody != nullptr) continue;
      DeliveredFigures& sum = result[platform][day];
      for (const auto& [each, figures] : of_day) {
        for (const auto& [field, value] : figures.values) {
          if (metrics::adds_up(field)) sum.add(field, value);
        }
      }
    }
  }
  return result;
}

}  // namespace

Result<overlay::ShopFigures> answer_shop_figures(Reading& reading, const overlay::ShopFiguresQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  const Somebody* somebody = nullptr;
  if (!query.person.empty()) {
    RIGONG_ASSIGN(somebody, scene.person(query.person));
  } else if (!scene.may_with_all(team::Deed::see_team)) {
    return no_such_person();  // A whole shop's figures are the lead's.
  }
  const Day to = std::min(query.to, scene.today);
  overlay::ShopFigures answer;
  answer.shop = query.shop;
  if (somebody != nullptr) answer.person = somebody->person;
  answer.from = query.from;
  answer.to = query.to;

  model::DayFigures sums;
  sums.day = query.from;
  if (somebody == nullptr) {
    RIGONG_ASSIGN(sums, shop_sums(scene, query.from, to));
  } else {
    RIGONG_ASSIGN(const auto days, own_days(scene, *somebody, query.from, to));
    for (const auto& [day, figures] : days) {
      metrics::add_up(sums, figures);
      sums.day = day;
    }
  }
  for (const std::string& shop : scene.shops) {
    for (const Day day : {scene.today - 1, scene.today}) {
      RIGONG_ASSIGN(const auto* waiting, scene.seen.waiting(shop, day));
      for (const storage::TurnRow& row : *waiting) {
        if (row.turn.decided_at > reading.now) reading.valid_only_until(row.turn.decided_at);
      }
    }
  }
  RIGONG_ASSIGN(const Known known, known_in(scene, sums));
  RIGONG_ASSIGN(const auto delivered, delivered_days(scene, query.from, to, somebody));
  const auto platforms = platform_days(delivered, somebody);
  RIGONG_ASSIGN(const auto mirrors, mirrored(scene, somebody, query.from, to));

  for (const metrics::FigureKind& kind : metrics::catalogue()) {
    overlay::ShopFigure figure;
    figure.name = kind.name;
    figure.unit = kind.unit;
    figure.better = kind.better;
    figure.status = page(scene.status_of(kind.finality, sums));
    if (kind.numerator != nullptr && known.tells(kind.needs)) figure.own = page(metrics::value_of(kind, sums));
    for (const auto& [platform, days] : platforms) add_delivered(figure, kind, platform, days);
    for (const Mirrored& mirror : mirrors) add_mirrored(figure, kind, mirror);
    std::set<std::string> named;
    for (const overlay::PlatformValue& value : figure.platforms) named.insert(value.platform);
    figure.why = why_different(kind.name, named);
    if (!figure.own && figure.platforms.empty()) figure.missing = what_is_missing(kind.needs);
    answer.figures.push_back(std::move(figure));
  }
  return answer;
}

}  // namespace rigong::runtime
