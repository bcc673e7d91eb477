// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/day_counts.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

using model::DeliveredField;

constexpr double kMostSeconds = 86'400;
constexpr int kGoodLevel = 4;

struct Key {
  std::string rep;
  Day day;
  friend auto operator<=>(const Key&, const Key&) = default;
};

// Whose row it is and of which day; nothing where it says neither, or is of another day than asked for.
std::optional<Key> key_of(const rapidjson::Value& row, const Question& question) {
  Key key;
  key.rep = rep_of(row, question).value_or("");
  const auto day = day_in(row, "date");
  if (key.rep.empty() || !day) return std::nullopt;
  key.day = *day;
  return key;
}

bool is_within(Day day, const Question& question) { return day >= question.from && day <= question.to; }

void reject(RecordSink& sink, Method method, const rapidjson::Value& row) {
  std::string outline;
  for (const char* name : {"date", "result", "score", "count"}) {
    if (const std::string text = text_in(row, name, 32); !text.empty()) {
      outline += fmt::format("{}{}={}", outline.empty() ? "" : " ", name, text);
    }
  }
  sink.rejected({std::string(name_of(method)),
                 0,
                 {"这一行没有日期或合理的数值，或不是所问的客服的，没有采用。",
                  "This row has no date or sane number, or is not of the rep asked for, and was not taken."},
                 outline});
}

Page off_page(Method method, const Fault& fault) {
  Page page;
  page.off = Off{method, fault};
  return page;
}

}  // namespace

Result<Page> CountTask::read(const Question& question) {
  RIGONG_ASSIGN(const Answer answer, work_.client.call(method_, stretch_of(question)));
  if (answer.fault) return off_page(method_, *answer.fault);
  Page page;
  for (const rapidjson::Value* row : elements(field(*answer.root, "WaiterDailyStat"))) {
    const auto key = key_of(*row, question);
    const auto count = count_in(*row, "result");
    if (!key || !count) {
      reject(work_.sink, method_, *row);
      continue;
    }
    if (!is_within(key->day, question)) continue;
    page.saw_newest |= key->day == question.to;
    work_.sink.delivered({key->rep, key->day, {}, {{field_, static_cast<double>(*count)}}});
  }
  return page;
}

Result<Page> WaitTask::read(const Question& question) {
  Parameters parameters = {{"date", wall_text(china_day_start(question.from))}};
  if (question.rep != kMainAccount) parameters.emplace_back("waiter", question.rep);
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::average_wait, parameters));
  if (answer.fault) return off_page(Method::average_wait, *answer.fault);
  Page page;
  const std::string text = text_in(*answer.root, "avgTime", 32);
  // Of a day on which nobody waited there is nothing to say. The main account's answer does not tell its name.
  if (is_nothing(text) || question.rep == kMainAccount) return page;
  const auto seconds = parse_number(text);
  if (!seconds || *seconds < 0 || *seconds > kMostSeconds) {
    reject(work_.sink, Method::average_wait, *answer.root);
    return page;
  }
  // Nobody is served in no time at all: that is how a day without customers is written.
  if (*seconds == 0) return page;
  page.saw_newest = true;
  work_.sink.delivered({question.rep, question.from, {}, {{DeliveredField::response_mean_ms, std::round(*seconds * kSecondMs)}}});
  return page;
}

Result<Page> EvaluationTask::read(const Question& question) {
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::evaluation_stat, stretch_of(question)));
  if (answer.fault) return off_page(Method::evaluation_stat, *answer.fault);
  struct Sum {
    std::int64_t all = 0;
    std::int64_t good = 0;
    bool strange = false;
  };
  std::map<Key, Sum> sums;
  Page page;
  for (const rapidjson::Value* row : elements(field(*answer.root, "WaiterDailyEvaStat"))) {
    const auto key = key_of(*row, question);
    const auto level = parse_level(text_in(*row, "score", 32), RatingScale::hundred);
    const auto count = count_in(*row, "count");
    if (!key || !level || !count) {
      reject(work_.sink, Method::evaluation_stat, *row);
      // Without this row the day's shares would be wrong.
      if (key) sums[*key].strange = true;
      continue;
    }
    if (!is_within(key->day, question)) continue;
    Sum& sum = sums[*key];
    sum.all += *count;
    if (*level >= kGoodLevel) sum.good += *count;
  }
  for (const auto& [key, sum] : sums) {
    if (sum.strange || !is_within(key.day, question)) continue;
    page.saw_newest |= key.day == question.to;
    model::DeliveredDay day{key.rep, key.day, {}, {}};
    day.values.emplace_back(DeliveredField::ratings, static_cast<double>(sum.all));
    day.values.emplace_back(DeliveredField::ratings_good, static_cast<double>(sum.good));
    if (sum.all > 0) {
      day.values.emplace_back(DeliveredField::satisfaction, static_cast<double>(sum.good) / static_cast<double>(sum.all));
    }
    work_.sink.delivered(day);
  }
  return page;
}

}  // namespace rigong::connectors::jd
