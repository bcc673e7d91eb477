// SPDX-License-Identifier: Apache-2.0
// The platform's ready figures of a day, from one service account or several. Pure: rows in, values out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "agent/base/time.h"
#include "agent/model/record.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::wecom_kf {

// Days and hours of China, which has no summer time.
[[nodiscard]] Day china_day(TimeMs time);
[[nodiscard]] TimeMs china_day_start(Day day);
// The newest day whose figures are ready at the instant: those of a day come from 06:00 of the next.
[[nodiscard]] Day newest_ready(TimeMs time);

// Sums over the service accounts. Shares can be added up only where their parts are known: ratings can, since both counts can be
// worked out; the share of answered sessions and the mean of first answers cannot, and are given where one account has them.
class DayFigures {
 public:
  void add_shop(const rapidjson::Value& statistic);  // Of get_corp_statistic.
  void add_reps(const rapidjson::Value& statistic);  // Of get_servicer_statistic: one rep, or all of an account.
  [[nodiscard]] std::vector<std::pair<model::DeliveredField, double>> values() const;
  // How many values were no sane ones and are left out.
  [[nodiscard]] int strange() const { return strange_; }

 private:
  struct Only {
    double value = 0;
    int sources = 0;
  };
  struct Sum {
    std::int64_t value = 0;
    bool given = false;
    void add(std::optional<std::int64_t> more);
  };
  std::optional<std::int64_t> count(const rapidjson::Value& statistic, std::string_view name);
  std::optional<double> fraction(const rapidjson::Value& statistic, std::string_view name, double most);

  Sum consulting_;
  Sum shop_messages_;
  Sum customers_;
  Sum messages_;
  Sum ratings_;
  Sum good_;
  Only reply_rate_;
  Only first_seconds_;
  Only satisfied_;
  bool good_unknown_ = false;  // Of some ratings only how many there are.
  int strange_ = 0;
};

using FiguresByDay = std::map<Day, DayFigures>;

enum class FiguresKind { shop, reps };
// Adds the days of an answer that lie within [from, to] and are there. Returns the rows that have no day.
int add_statistics(const rapidjson::Value& document, FiguresKind kind, Day from, Day to, FiguresByDay& days);

}  // namespace rigong::connectors::wecom_kf
