// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/own_days.h"

#include <algorithm>

#include "agent/metrics/figures.h"
#include "agent/runtime/figure_rows.h"

namespace rigong::runtime {
namespace {

using Rows = std::map<Day, std::vector<model::DayFigures>>;

Result<Rows> rows_of(Scene& scene, const storage::DayRange& range) {
  RIGONG_ASSIGN(const auto stored, scene.reading.view.day_figures(range));
  Rows days;
  for (const auto& row : stored) days[row.figures.day].push_back(row.figures);
  for (auto& [day, rows] : days) RIGONG_TRY(scene.seen.see(range.shop, day, rows));
  return days;
}

void add(model::DayFigures& sum, const model::DayFigures& row) {
  sum.day = row.day;
  metrics::add_up(sum, row);
}

}  // namespace

Result<std::map<Day, model::DayFigures>> own_days(Scene& scene, const Somebody& somebody, Day from, Day to) {
  std::map<Day, model::DayFigures> sums;
  for (const std::string& shop : scene.shops) {
    for (const model::RepNo rep : somebody.reps) {
      RIGONG_ASSIGN(const Rows days, rows_of(scene, {from, to, shop, rep}));
      for (const auto& [day, rows] : days) {
        for (const auto& row : rows) {
          if (!nothing_to_show(row)) add(sums[day], row);
        }
      }
    }
  }
  return sums;
}

Result<std::map<const Somebody*, model::DayFigures>> everybodys_day(Scene& scene, Day day) {
  RIGONG_ASSIGN(auto days, everybodys_days(scene, day, day));
  return std::move(days[day]);
}

Result<std::map<Day, std::map<const Somebody*, model::DayFigures>>> everybodys_days(Scene& scene, Day from, Day to) {
  std::map<Day, std::map<const Somebody*, model::DayFigures>> sums;
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const Rows days, rows_of(scene, {from, to, shop, std::nullopt}));
    for (const auto& [day, rows] : days) {
      for (const auto& row : rows) {
        if (!nothing_to_show(row)) add(sums[day][scene.cast.of(row.rep)], row);
      }
    }
  }
  return sums;
}

Result<model::DayFigures> shop_sums(Scene& scene, Day from, Day to) {
  model::DayFigures sums;
  sums.day = to;
  for (const std::string& shop : scene.shops) {
    RIGONG_ASSIGN(const Rows days, rows_of(scene, {from, to, shop, std::nullopt}));
    for (const auto& [day, rows] : days) {
      for (const auto& row : rows) metrics::add_up(sums, row);
      if (!rows.empty()) sums.day = std::max(sums.day, day);
    }
  }
  return sums;
}

Result<bool> messages_come_in(Scene& scene) {
  // A shop that is closed over a long weekend still has its source.
  constexpr int kLately = 14;
  RIGONG_ASSIGN(const auto accounts, scene.reading.view.accounts());
  for (const std::string& shop : scene.shops) {
    const auto has_rows = [&](Day from, Day to) -> Result<bool> {
      RIGONG_ASSIGN(const auto rows, scene.reading.view.day_figures({from, to, shop, std::nullopt}));
      return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !nothing_to_show(row.figures); });
    };
    RIGONG_ASSIGN(const bool today, has_rows(scene.today, scene.today));
    if (today) return true;
    const bool polled = std::any_of(accounts.begin(), accounts.end(), [&](const model::Account& account) {
      return account.shop == shop && account.type != "files";
    });
    if (!polled) continue;
    RIGONG_ASSIGN(const bool lately, has_rows(scene.today - kLately, scene.today));
    if (lately) return true;
  }
  return false;
}

}  // namespace rigong::runtime
