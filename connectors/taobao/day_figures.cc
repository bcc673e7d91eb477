// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/day_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/kit/values.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

using model::DeliveredField;
using Values = std::vector<std::pair<DeliveredField, double>>;

// Where the days of a method's answer lie, and the reps within a day.
struct Shape {
  const char* days;
  const char* day;
  const char* date;
  const char* ids;
  const char* id;
};

constexpr Shape kReceived = {"reply_stat_list_on_days", "reply_stat_on_day", "reply_date", "reply_stat_by_ids",
                             "reply_stat_by_id"};
constexpr Shape kUnreplied = {"non_reply_stat_on_days", "non_reply_stat_on_day", "nonreply_date", "nonreply_stat_by_ids",
                              "nonreply_stat_by_id"};
constexpr Shape kWaiting = {"waiting_time_list_on_days", "waiting_times_on_day", "waiting_date", "waiting_time_by_ids",
                            "waiting_time_by_id"};
constexpr Shape kEvaluation = {"staff_eval_stat_on_days", "staff_eval_stat_on_day", "eval_date", "staff_eval_stat_by_ids",
                               "staff_eval_stat_by_id"};
constexpr Shape kOnline = {"online_times_list_on_days", "online_times_on_day", "online_date", "online_time_by_ids",
                           "online_time_by_id"};

const Shape& shape_of(RepTask task) {
  switch (task) {
    case RepTask::online:
      return kOnline;
    case RepTask::unreplied:
      return kUnreplied;
    case RepTask::waiting:
      return kWaiting;
    case RepTask::evaluation:
      return kEvaluation;
    default:
      return kReceived;
  }
}

void add(Values& values, DeliveredField field, std::optional<std::int64_t> value) {
  if (value) values.emplace_back(field, static_cast<double>(*value));
}

// Words that are no level, such as a count of invitations, are left out.
Values counted_ratings(const rapidjson::Value& row) {
  constexpr int kGood = 4;
  std::int64_t all = 0;
  std::int64_t good = 0;
  bool any = false;
  for (const rapidjson::Value* each : rows(row, "evaluations", "evaluation")) {
    const auto level = parse_level(text_of(*each, "evaluation_name").value_or(""), RatingScale::zero_is_best);
    const auto number = count_of(*each, "evaluation_num");
    if (!level || !number) continue;
    any = true;
    all += *number;
    if (*level >= kGood) good += *number;
  }
  Values values;
  if (any) {
    add(values, DeliveredField::ratings, all);
    add(values, DeliveredField::ratings_good, good);
  }
  return values;
}

Values values_of(RepTask task, const rapidjson::Value& row) {
  Values values;
  switch (task) {
    case RepTask::received:
      add(values, DeliveredField::customers, count_of(row, "reply_num"));
      break;
    case RepTask::unreplied:
      // non_reply_customId (spelled so) beside it names customers and is not read.
      add(values, DeliveredField::customers_unreplied, count_of(row, "non_reply_num"));
      break;
    case RepTask::waiting:
      add(values, DeliveredField::response_mean_ms, seconds_as_ms(row, "avg_waiting_times"));
      break;
    case RepTask::evaluation:
      return counted_ratings(row);
    case RepTask::online:
      add(values, DeliveredField::online_ms, seconds_as_ms(row, "online_times"));
      break;
    default:
      break;
  }
  return values;
}

}  // namespace

std::vector<model::DeliveredDay> read_rep_days(RepTask task, const rapidjson::Value& root, Day from, Day to) {
  std::vector<model::DeliveredDay> days;
  const Shape& shape = shape_of(task);
  for (const rapidjson::Value* of_day : rows(root, shape.days, shape.day)) {
    const auto date = read_date(text_of(*of_day, shape.date).value_or(""));
    if (!date || *date < from || *date >= to) continue;
    for (const rapidjson::Value* row : rows(*of_day, shape.ids, shape.id)) {
      const auto rep = rep_of(*row);
      Values values = values_of(task, *row);
      if (rep && !values.empty()) days.push_back({*rep, *date, {}, std::move(values)});
    }
  }
  return days;
}

std::optional<model::DeliveredDay> read_shop_day(const rapidjson::Value& root, Day day) {
  const rapidjson::Value* result = member(root, "result");
  if (result == nullptr) return std::nullopt;
  for (const rapidjson::Value* row : rows(*result, "shop_performance_do_list", "shop_performance_do")) {
    Values values;
    add(values, DeliveredField::customers, count_of(*row, "reception_cnt"));
    add(values, DeliveredField::customers_unreplied, count_of(*row, "num_customer_recep_no_reply"));
    add(values, DeliveredField::messages_in, count_of(*row, "num_customer_msg_cnt"));
    add(values, DeliveredField::messages_out, count_of(*row, "num_kf_msg_cnt"));
    add(values, DeliveredField::response_mean_ms, seconds_as_ms(*row, "avg_response_duration"));
    add(values, DeliveredField::sales_fen, fen_of(*row, "customer_pay_total_amt"));
    add(values, DeliveredField::paying_customers, count_of(*row, "num_pay_customer"));
    add(values, DeliveredField::inquiries, count_of(*row, "presale_reception_cnt"));
    if (!values.empty()) return model::DeliveredDay{{}, day, {}, std::move(values)};
  }
  return std::nullopt;
}

std::optional<model::DeliveredDay> read_service_now(const rapidjson::Value& root, Day today) {
  const rapidjson::Value* result = member(root, "result");
  const rapidjson::Value& body = result != nullptr && result->IsObject() ? *result : root;
  const auto share = parse_fraction(text_of(body, "robot_answered_ratio").value_or(""), false);
  if (!share || *share < 0 || *share > 1) return std::nullopt;
  // An answer that was made before midnight is yesterday's.
  const auto until = time_of(body, "end_time");
  const Day day = until && day_of(*until) + 1 == today ? day_of(*until) : today;
  return model::DeliveredDay{{}, day, {}, {{DeliveredField::bot_share, *share}}};
}

std::optional<model::DeliveredDay> read_slow_unread(const rapidjson::Value& root, Day day) {
  const auto count = count_of(root, "module");
  if (!count) return std::nullopt;
  return model::DeliveredDay{{}, day, {}, {{DeliveredField::slow_unread, static_cast<double>(*count)}}};
}

ReadRatings read_ratings(const rapidjson::Value& root) {
  ReadRatings result;
  // What tells one rating from another, and when it was given: a rep may invite two customers within one second, and newer
  // answers hide the customer's name.
  using Parts = std::tuple<std::string, Seconds, std::string>;
  std::map<Parts, std::map<std::pair<Seconds, int>, int>> met;
  for (const rapidjson::Value* row : rows(root, "staff_eval_details", "eval_detail")) {
    const auto rep = id_of(*row, "eval_sender");
    const auto invited = time_of(*row, "send_time");
    const auto rated = time_of(*row, "eval_time");
    const auto level = parse_level(text_of(*row, "eval_code").value_or(""), RatingScale::zero_is_best);
    const bool says_level = !is_nothing(text_of(*row, "eval_code").value_or(""));
    const bool has_time = level ? rated.has_value() : invited.has_value();
    if (!rep || !has_time || (says_level && !level)) {
      result.unusable.push_back(row);
      continue;
    }
    const std::string customer = short_nick(id_of(*row, "eval_recer").value_or(""));
    auto& twins = met[{short_nick(*rep), invited.value_or(*rated), customer}];
    const std::pair<Seconds, int> when{rated.value_or(0), level.value_or(0)};
    const auto [twin, is_new] = twins.try_emplace(when, static_cast<int>(twins.size()));
    if (!is_new) continue;
    model::Rating rating;
    rating.rep_id = short_nick(*rep);
    if (!is_masked(customer)) rating.customer_id = customer;
    if (invited) rating.invited_at = *invited * kSecondMs;
    if (level) {
      rating.rated_at = *rated * kSecondMs;
      rating.level = *level;
    }
    constexpr std::size_t kIdLength = 32;
    const std::string parts =
        fmt::format("{}\n{}\n{}\n{}", rating.rep_id, invited.value_or(rated.value_or(0)), customer, twin->second);
    rating.rating_id = sha256_hex(parts).substr(0, kIdLength);
    result.ratings.push_back(std::move(rating));
  }
  return result;
}

ChatPage read_chat_page(const rapidjson::Value& root, const std::string& rep, Day from, Day to) {
  ChatPage page;
  const rapidjson::Value* result = member(root, "result");
  const rapidjson::Value& body = result == nullptr ? root : *result;
  page.code = whole_of(body, "code");
  std::string content;
  for (const rapidjson::Value* peer : rows(body, "peers", "chat_peer")) {
    const auto uid = id_of(*peer, "uid");
    const auto date = read_date(text_of(*peer, "date").value_or(""));
    if (!uid || !date) continue;
    content += fmt::format("{}{},", *uid, date->number);
    const std::string nick = short_nick(*uid);
    const bool colleague = nick == main_of(rep) || nick.starts_with(main_of(rep) + ":");
    if (!colleague && *date >= from && *date < to) ++page.partners[date->number];
  }
  page.next_key = text_of(body, "end_key").value_or("");
  page.content = sha256_hex(content);
  return page;
}

}  // namespace rigong::connectors::taobao
