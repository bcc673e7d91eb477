// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/delivered.h"

#include <algorithm>
#include <utility>

namespace rigong::runtime {
namespace {

using model::DeliveredField;

std::optional<double> get(const DeliveredFigures& figures, DeliveredField field) {
  const auto found = figures.values.find(field);
  return found != figures.values.end() ? std::optional(found->second) : std::nullopt;
}

// Numerator and denominator of a figure, where the platform told them beside it.
std::optional<std::pair<double, double>> parts(const metrics::FigureKind& kind, const DeliveredFigures& figures) {
  const auto both = [&](DeliveredField part, DeliveredField whole) -> std::optional<std::pair<double, double>> {
    const auto numerator = get(figures, part);
    const auto denominator = get(figures, whole);
    if (!numerator || !denominator) return std::nullopt;
    return std::pair(*numerator, *denominator);
  };
  if (kind.name == "satisfaction") return both(DeliveredField::ratings_good, DeliveredField::ratings);
  if (kind.name == "answer_ratio") return both(DeliveredField::messages_out, DeliveredField::messages_in);
  if (kind.name == "slow_share") return both(DeliveredField::customers_slow, DeliveredField::customers);
  if (kind.name == "reply_rate") {
    auto found = both(DeliveredField::customers_unreplied, DeliveredField::customers);
    if (found) found->first = std::max(0.0, found->second - found->first);
    return found;
  }
  return std::nullopt;
}

}  // namespace

void DeliveredFigures::add(DeliveredField field, double value) {
  if (several.contains(field)) return;
  const auto [place, made] = values.try_emplace(field, value);
  if (made) return;
  if (metrics::adds_up(field)) {
    place->second += value;
  } else {
    values.erase(place);
    several.insert(field);
  }
}

Result<DeliveredDays> delivered_days(Scene& scene, Day from, Day to, const Somebody* only) {
  DeliveredDays result;
  const auto take = [&](const storage::DeliveredRow& row) {
    const model::LeanDelivered& one = row.delivered;
    const Somebody* somebody = one.rep == model::kNoRep ? nullptr : scene.cast.on_day(one.rep, one.day);
    if (one.rep != model::kNoRep && somebody == nullptr) return;
    if (only != nullptr && somebody != only) return;
    result.platforms[row.platform][one.day][somebody].add(one.field, one.value);
    result.delivered_at = std::max(result.delivered_at, row.delivered_at);
  };
  for (const std::string& shop : scene.shops) {
    std::vector<std::optional<model::RepNo>> reps = {std::nullopt};
    if (only != nullptr) {
      reps.clear();
      for (const model::RepNo rep : only->platform_reps) reps.emplace_back(rep);
    }
    for (const auto& rep : reps) {
      RIGONG_ASSIGN(const auto rows, scene.reading.view.delivered({from, to, shop, rep}));
      for (const storage::DeliveredRow& row : rows) take(row);
    }
  }
  return result;
}

Result<std::optional<DeliveredSource>> delivered_source(Scene& scene, const Somebody& somebody, Day to, int back) {
  // Mostly the last days are enough; a shop that stopped sending may have its last day long ago.
  std::optional<Day> first;
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const auto known, scene.reading.view.known_days(shop));
    if (known && (!first || known->first < *first)) first = known->first;
  }
  if (!first) return std::optional<DeliveredSource>();
  DeliveredDays found;
  for (const Day from : {std::max(*first, to - back), *first}) {
    RIGONG_ASSIGN(found, delivered_days(scene, from, to, &somebody));
    if (!found.platforms.empty() || from == *first) break;
  }
  std::optional<DeliveredSource> best;
  double best_customers = -1;
  for (const auto& [platform, days] : found.platforms) {
    const auto& [day, of_day] = *days.rbegin();
    const double customers = get(of_day.at(&somebody), DeliveredField::customers).value_or(0);
    if (best && (day < best->day || (day == best->day && customers <= best_customers))) continue;
    best = DeliveredSource{platform, day, found.delivered_at, {}};
    best_customers = customers;
  }
  if (!best) return best;
  for (const auto& [day, of_day] : found.platforms.at(best->platform)) {
    if (best->day - day <= back) best->days[day] = of_day.at(&somebody);
  }
  if (best->day < to - back) {  // What came before its last day was not asked for yet.
    RIGONG_ASSIGN(const auto before, delivered_days(scene, best->day - back, best->day, &somebody));
    const auto days = before.platforms.find(best->platform);
    if (days != before.platforms.end()) {
      for (const auto& [day, of_day] : days->second) best->days[day] = of_day.at(&somebody);
    }
  }
  return best;
}

metrics::FigureValue delivered_value(const metrics::FigureKind& kind, const DeliveredFigures& figures) {
  metrics::FigureValue result;
  if (const auto counts = parts(kind, figures)) {
    result.numerator = counts->first;
    result.denominator = counts->second;
  }
  if (kind.delivered != DeliveredField::count_) {
    if (const auto value = get(figures, kind.delivered)) {
      // Whole numbers, as `rigong figures` shows them.
      result.value = metrics::is_fraction(kind.delivered) ? *value : static_cast<double>(static_cast<std::int64_t>(*value));
    }
  }
  if (kind.unit == model::Unit::count || kind.unit == model::Unit::fen) {
    result.numerator = result.value.value_or(0);
    result.denominator = result.value ? 1 : 0;
  }
  result.few = !result.value && result.denominator > 0;
  return result;
}

}  // namespace rigong::runtime
