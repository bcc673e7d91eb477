// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/figures.h"

#include <cmath>

#include "connectors/kit/values.h"
#include "connectors/wecom-kf/client.h"

namespace rigong::connectors::wecom_kf {
namespace {

using model::DeliveredField;

constexpr DurationMs kChina = 8 * kHourMs;
// The platform says six o'clock; some minutes for its clock and ours.
constexpr DurationMs kReadyAt = 6 * kHourMs + 10 * kMinuteMs;
constexpr std::int64_t kMostCount = 1'000'000'000;
constexpr double kMostSeconds = 10.0 * 86'400;

// As a number or as text; a number in text with an exponent is none that the platform writes.
std::optional<double> number_of(const rapidjson::Value& value) {
  if (value.IsNumber()) return value.GetDouble();
  if (!value.IsString()) return std::nullopt;
  return parse_number({value.GetString(), value.GetStringLength()});
}

}  // namespace

Day china_day(TimeMs time) { return Day{static_cast<std::int32_t>((time + kChina) / kDayMs)}; }
TimeMs china_day_start(Day day) { return day.number * kDayMs - kChina; }
Day newest_ready(TimeMs time) { return china_day(time - kReadyAt) - 1; }

void DayFigures::Sum::add(std::optional<std::int64_t> more) {
  if (!more) return;
  value += *more;
  given = true;
}

std::optional<std::int64_t> DayFigures::count(const rapidjson::Value& statistic, std::string_view name) {
  const auto text = text_of(statistic, name);
  if (!text) return std::nullopt;
  const auto number = parse_count(*text);
  if (number && *number <= kMostCount) return number;
  ++strange_;
  return std::nullopt;
}

std::optional<double> DayFigures::fraction(const rapidjson::Value& statistic, std::string_view name, double most) {
  const rapidjson::Value* found = member(statistic, name);
  if (found == nullptr) return std::nullopt;
  const auto number = number_of(*found);
  if (number && *number >= 0 && *number <= most) return number;
  ++strange_;
  return std::nullopt;
}

void DayFigures::add_shop(const rapidjson::Value& statistic) {
  consulting_.add(count(statistic, "customer_cnt"));
  shop_messages_.add(count(statistic, "customer_msg_cnt"));
}

void DayFigures::add_reps(const rapidjson::Value& statistic) {
  customers_.add(count(statistic, "customer_cnt"));
  messages_.add(count(statistic, "customer_msg_cnt"));
  if (const auto rate = fraction(statistic, "reply_rate", 1)) {
    reply_rate_.value = *rate;
    ++reply_rate_.sources;
  }
  if (const auto seconds = fraction(statistic, "first_reply_average_sec", kMostSeconds)) {
    first_seconds_.value = *seconds;
    ++first_seconds_.sources;
  }
  const auto invited = count(statistic, "satisfaction_investgate_cnt");
  const auto taken_part = fraction(statistic, "satisfaction_participation_rate", 1);
  // Where none was sent there is nothing to say: an app that assigns the sessions switches the platform's own ratings off.
  if (!invited || *invited == 0 || !taken_part) return;
  const double rated = std::round(static_cast<double>(*invited) * *taken_part);
  ratings_.add(static_cast<std::int64_t>(rated));
  if (rated < 1) return;
  const auto satisfied = fraction(statistic, "satisfied_rate", 1);
  if (!satisfied) {
    good_unknown_ = true;
    return;
  }
  good_.add(static_cast<std::int64_t>(std::round(rated * *satisfied)));
  satisfied_.value = *satisfied;
  ++satisfied_.sources;
}

std::vector<std::pair<DeliveredField, double>> DayFigures::values() const {
  std::vector<std::pair<DeliveredField, double>> values;
  const auto add = [&](DeliveredField field, const Sum& sum) {
    if (sum.given) values.emplace_back(field, static_cast<double>(sum.value));
  };
  add(DeliveredField::consulting_customers, consulting_);
  add(DeliveredField::customers, customers_);
  // Those to the assistant are among the shop's.
  add(DeliveredField::messages_in, shop_messages_.given ? shop_messages_ : messages_);
  if (reply_rate_.sources == 1) values.emplace_back(DeliveredField::reply_rate, reply_rate_.value);
  if (first_seconds_.sources == 1) {
    values.emplace_back(DeliveredField::first_response_mean_ms, std::round(first_seconds_.value * kSecondMs));
  }
  add(DeliveredField::ratings, ratings_);
  if (good_unknown_) return values;
  add(DeliveredField::ratings_good, good_);
  if (satisfied_.sources == 1) {
    values.emplace_back(DeliveredField::satisfaction, satisfied_.value);
  } else if (satisfied_.sources > 1 && ratings_.value > 0) {
    values.emplace_back(DeliveredField::satisfaction, static_cast<double>(good_.value) / static_cast<double>(ratings_.value));
  }
  return values;
}

int add_statistics(const rapidjson::Value& document, FiguresKind kind, Day from, Day to, FiguresByDay& days) {
  int without_day = 0;
  for (const rapidjson::Value* row : elements(member(document, "statistic_list"))) {
    const auto seconds = whole_of(*row, "stat_time");
    if (!seconds || *seconds < kEarliestTime / kSecondMs || *seconds > kLatestTime / kSecondMs) {
      ++without_day;
      continue;
    }
    const Day day = china_day(*seconds * kSecondMs);
    const rapidjson::Value* statistic = member(*row, "statistic");
    if (day < from || day > to || statistic == nullptr || !statistic->IsObject()) continue;
    if (kind == FiguresKind::shop) {
      days[day].add_shop(*statistic);
    } else {
      days[day].add_reps(*statistic);
    }
  }
  return without_day;
}

}  // namespace rigong::connectors::wecom_kf
