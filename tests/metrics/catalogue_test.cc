// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/catalogue.h"

#include <catch2/catch.hpp>

#include <set>

using namespace rigong;
using namespace rigong::metrics;

namespace {

const ShopCalendar& calendar() {
  static const ShopCalendar made = ShopCalendar::make({}).value();
  return made;
}
constexpr Day kDay{20780};

FigureValue value(const char* name, const model::DayFigures& sums) { return value_of(*find_figure(name), sums); }

}  // namespace

TEST_CASE("figures have names of their own, and every figure that divides has something to divide") {
  std::set<std::string_view> names;
  for (const FigureKind& kind : catalogue()) {
    CAPTURE(kind.name);
    CHECK(names.insert(kind.name).second);
    CHECK_FALSE(kind.title.zh.empty());
    CHECK_FALSE(kind.title.en.empty());
    const bool divides = kind.unit == model::Unit::share || kind.unit == model::Unit::ratio;
    if (divides && kind.numerator != nullptr) CHECK(kind.denominator != nullptr);
    if (kind.numerator == nullptr) CHECK((kind.needs == Needs::platform || kind.needs == Needs::nothing_tells));
    CHECK(find_figure(kind.name) == &kind);
  }
  CHECK(find_figure("no_such_figure") == nullptr);
}

TEST_CASE("the five of the self-check come in their order") {
  std::vector<std::string_view> names;
  for (const FigureKind* kind : self_check_figures()) names.push_back(kind->name);
  CHECK(names == std::vector<std::string_view>{"satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"});
}

TEST_CASE("values are made from counts and sums") {
  model::DayFigures sums;
  sums.turns = 219;
  sums.turns_slow = 7;
  sums.response_n = 3;
  sums.response_capped_sum_ms = 100'001;  // 33,333.67: rounded half up.
  sums.messages_in = 5;
  sums.messages_out = 3;
  CHECK(value("slow_share", sums) == FigureValue{7.0 / 219, 7, 219, false});
  CHECK(value("response_mean_ms", sums) == FigureValue{33'334, 100'001, 3, false});
  CHECK(value("answer_ratio", sums) == FigureValue{0.6, 3, 5, false});
  CHECK(value("reply_rate", sums) == FigureValue{std::nullopt, 0, 0, false});
  CHECK(value("turns_slow", sums) == FigureValue{7, 7, 1, false});
  sums.paying_customers = 2;
  sums.sales_fen = -301;  // Refunds: -150.5 rounded half up.
  CHECK(value("sales_per_customer_fen", sums).value == -150);
}

TEST_CASE("satisfaction is a count below ten ratings") {
  model::DayFigures sums;
  CHECK(value("satisfaction", sums) == FigureValue{std::nullopt, 0, 0, false});
  sums.ratings = 9;
  sums.ratings_good = 8;
  CHECK(value("satisfaction", sums) == FigureValue{std::nullopt, 8, 9, true});
  sums.ratings = 10;
  CHECK(value("satisfaction", sums) == FigureValue{0.8, 8, 10, false});
}

TEST_CASE("a figure is final when nothing can change it any more") {
  model::DayFigures figures;
  figures.day = kDay;
  const TimeMs noon = calendar().day_start(kDay) + 12 * kHourMs;
  const auto at = [&](Finality finality, TimeMs now) { return status_of(finality, figures, calendar(), now); };
  CHECK(at(Finality::turns, noon) == FigureStatus::live);
  CHECK(at(Finality::turns, noon + kDayMs) == FigureStatus::final);
  figures.settled_at = noon + kDayMs + 1;  // Somebody still waits.
  CHECK(at(Finality::turns, noon + kDayMs) == FigureStatus::provisional);
  CHECK(at(Finality::turns, noon + kDayMs + 1) == FigureStatus::final);
  CHECK(at(Finality::closings, noon + kDayMs + 1) == FigureStatus::final);
  figures.fcr_n = 1;  // The customer may come back within 24 h of the closing.
  CHECK(at(Finality::closings, noon + kDayMs + 1) == FigureStatus::provisional);
  CHECK(at(Finality::closings, calendar().day_start(kDay + 2)) == FigureStatus::final);
  CHECK(at(Finality::third_day, calendar().day_start(kDay + 4) - 1) == FigureStatus::provisional);
  CHECK(at(Finality::third_day, calendar().day_start(kDay + 4)) == FigureStatus::final);
}

TEST_CASE("counts and money of several days add up, means and rates do not") {
  CHECK(adds_up(model::DeliveredField::sales_fen));
  CHECK(adds_up(model::DeliveredField::customers_slow));
  CHECK_FALSE(adds_up(model::DeliveredField::response_mean_ms));
  CHECK_FALSE(adds_up(model::DeliveredField::satisfaction));
  CHECK(is_fraction(model::DeliveredField::answer_ratio));
  CHECK_FALSE(is_fraction(model::DeliveredField::response_mean_ms));
}
