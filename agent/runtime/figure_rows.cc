// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/figure_rows.h"

#include <algorithm>

#include "agent/base/civil.h"
#include "agent/metrics/figures.h"
#include "agent/metrics/statistics.h"

namespace rigong::runtime {
namespace {

using model::DayFigures;
using model::DeliveredField;

Cell maybe(std::optional<std::int64_t> value) { return value ? Cell(*value) : Cell(); }

// The figure of that name in the catalogue, where its value is worked out.
Cell figure(const FigureRow& row, std::string_view name) {
  const metrics::FigureKind* kind = metrics::find_figure(name);
  const auto value = metrics::value_of(*kind, row.sums).value;
  if (!value) return {};
  if (kind->unit == model::Unit::share || kind->unit == model::Unit::ratio) return *value;
  return static_cast<std::int64_t>(*value);
}

std::string satisfaction_status(const FigureRow& row) {
  const auto value = metrics::value_of(*metrics::find_figure("satisfaction"), row.sums);
  if (value.denominator == 0) return "none";
  if (value.few) return "few";
  return status_word(row.status);
}

// One column: its name and titles, how it is shown, its value in a row of our own, and the delivered field that fills it in a
// platform's row.
struct FigureColumn {
  Column column;
  Cell (*own)(const FigureRow&);
  DeliveredField delivered = DeliveredField::count_;
};

#define SUM(field) [](const FigureRow& row) { return Cell(row.sums.field); }

const std::vector<FigureColumn>& figure_columns() {
  static const std::vector<FigureColumn> columns = {
      {{"rep", {"客服", "rep"}, Show::plain, Align::left}, [](const FigureRow& row) { return Cell(row.rep); }},
      {{"shop", {"店铺", "shop"}, Show::plain, Align::left}, [](const FigureRow& row) { return Cell(row.shop); }},
      {{"source", {"来源", "source"}, Show::plain, Align::left}, [](const FigureRow& row) { return Cell(row.source); }},
      {{"from", {"从", "from"}, Show::plain, Align::left}, [](const FigureRow& row) { return Cell(to_string(row.days.from)); }},
      {{"to", {"到", "to"}, Show::plain, Align::left}, [](const FigureRow& row) { return Cell(to_string(row.days.to)); }},
      {{"conversations", {"会话", "conversations"}, Show::hidden}, SUM(conversations)},
      {{"customers", {"接待人数", "customers"}}, SUM(customers), DeliveredField::customers},
      {{"customers_replied", {"已回人数", "customers replied"}, Show::hidden}, SUM(customers_replied)},
      {{"turns", {"轮次", "turns"}}, SUM(turns)},
      {{"turns_answered", {"已回", "answered"}, Show::hidden}, SUM(turns_answered)},
      {{"turns_unanswered", {"未回", "unanswered"}}, SUM(turns_unanswered)},
      {{"turns_open", {"等待中", "open"}, Show::hidden}, SUM(turns_open)},
      {{"turns_slow", {"慢响应", "slow"}}, SUM(turns_slow)},
      {{"turns_slow_answered", {"慢响应(已回)", "slow, answered"}, Show::hidden}, SUM(turns_slow_answered)},
      {{"turns_leftover", {"留言", "leftover"}, Show::hidden}, SUM(turns_leftover)},
      {{"turns_courtesy", {"礼貌语", "courtesy"}, Show::hidden}, SUM(turns_courtesy)},
      {{"passed_on", {"转出", "passed on"}, Show::hidden}, SUM(passed_on)},
      {{"assists", {"协助", "assists"}, Show::hidden}, SUM(assists)},
      {{"response_n", {"响应次数", "responses"}, Show::hidden}, SUM(response_n)},
      {{"response_sum_ms", {"响应总时长", "response sum"}, Show::hidden}, SUM(response_sum_ms)},
      {{"response_capped_sum_ms", {"响应总时长(封顶)", "response sum, capped"}, Show::hidden}, SUM(response_capped_sum_ms)},
      {{"response_mean_ms", {"平响(秒)", "response (s)"}, Show::seconds},
       [](const FigureRow& row) { return figure(row, "response_mean_ms"); },
       DeliveredField::response_mean_ms},
      {{"response_median_ms", {"中位(秒)", "median (s)"}, Show::seconds},
       [](const FigureRow& row) { return maybe(row.response_median_ms); }},
      {{"response_p90_ms", {"P90(秒)", "p90 (s)"}, Show::seconds},
       [](const FigureRow& row) { return maybe(row.response_p90_ms); }},
      {{"first_response_n", {"首响次数", "first responses"}, Show::hidden}, SUM(first_response_n)},
      {{"first_response_sum_ms", {"首响总时长", "first response sum"}, Show::hidden}, SUM(first_response_sum_ms)},
      {{"first_response_mean_ms", {"首响(秒)", "first (s)"}, Show::seconds},
       [](const FigureRow& row) { return figure(row, "first_response_mean_ms"); },
       DeliveredField::first_response_mean_ms},
      {{"messages_in", {"客户消息", "messages in"}, Show::hidden}, SUM(messages_in), DeliveredField::messages_in},
      {{"messages_out", {"客服消息", "messages out"}, Show::hidden}, SUM(messages_out), DeliveredField::messages_out},
      {{"answer_ratio", {"答问比", "answer ratio"}, Show::ratio},
       [](const FigureRow& row) { return figure(row, "answer_ratio"); },
       DeliveredField::answer_ratio},
      {{"reply_rate", {"回复率", "reply rate"}, Show::percent},
       [](const FigureRow& row) { return figure(row, "reply_rate"); },
       DeliveredField::reply_rate},
      {{"ratings", {"评价", "ratings"}}, SUM(ratings), DeliveredField::ratings},
      {{"ratings_good", {"好评", "good"}}, SUM(ratings_good), DeliveredField::ratings_good},
      {{"satisfaction", {"满意度", "satisfaction"}, Show::percent},
       [](const FigureRow& row) { return figure(row, "satisfaction"); },
       DeliveredField::satisfaction},
      {{"satisfaction_status", {"满意度状态", "satisfaction status"}, Show::hidden},
       [](const FigureRow& row) { return Cell(satisfaction_status(row)); }},
      {{"fcr_n", {"已结会话", "closed"}, Show::hidden}, SUM(fcr_n)},
      {{"fcr_resolved", {"一次解决", "resolved at once"}, Show::hidden}, SUM(fcr_resolved)},
      {{"stints", {"经手", "stints"}, Show::hidden}, SUM(stints)},
      {{"stints_escalated", {"升级", "escalated"}, Show::hidden}, SUM(stints_escalated)},
      {{"inquiries", {"询单人数", "inquiries"}, Show::hidden}, SUM(inquiries), DeliveredField::inquiries},
      {{"paid_next_day", {"次日付款", "paid next day"}, Show::hidden}, SUM(paid_next_day)},
      {{"paid_final", {"最终付款", "paid in the end"}, Show::hidden}, SUM(paid_final)},
      {{"conversion_status", {"询单状态", "conversion status"}, Show::hidden},
       [](const FigureRow& row) { return Cell(status_word(row.conversion_status)); }},
      {{"sales_fen", {"销售额(元)", "sales (yuan)"}, Show::yuan}, SUM(sales_fen), DeliveredField::sales_fen},
      {{"orders", {"订单", "orders"}, Show::hidden}, SUM(orders), DeliveredField::orders},
      {{"orders_lost", {"流失订单", "orders lost"}, Show::hidden}, SUM(orders_lost)},
      {{"paying_customers", {"付款人数", "paying customers"}, Show::hidden},
       SUM(paying_customers),
       DeliveredField::paying_customers},
      {{"status", {"状态", "status"}, Show::word, Align::left},
       [](const FigureRow& row) { return Cell(status_word(row.status)); }},
  };
  return columns;
}
#undef SUM

// What a platform did not deliver is unknown, not zero. Who, where, when and the status are known.
Cell delivered_cell(const FigureColumn& column, const FigureRow& row) {
  static constexpr std::string_view kAlways[] = {"rep", "shop", "source", "from", "to", "status"};
  if (std::find(std::begin(kAlways), std::end(kAlways), column.column.name) != std::end(kAlways)) return column.own(row);
  const auto value = row.delivered.find(column.delivered);
  if (column.delivered == DeliveredField::count_ || value == row.delivered.end()) return {};
  if (metrics::is_fraction(column.delivered)) return value->second;
  return static_cast<std::int64_t>(value->second);
}

}  // namespace

bool nothing_to_show(const DayFigures& sums) {
  const std::int64_t shown[] = {sums.turns,   sums.turns_open,  sums.turns_leftover, sums.turns_courtesy, sums.passed_on,
                                sums.assists, sums.messages_in, sums.messages_out,   sums.ratings,        sums.fcr_n,
                                sums.stints,  sums.inquiries,   sums.sales_fen,      sums.orders,         sums.paying_customers};
  return std::all_of(std::begin(shown), std::end(shown), [](std::int64_t count) { return count == 0; });
}

PeriodDays period_of(Day day, Period period, Day first, Day last) {
  PeriodDays result{day, day};
  switch (period) {
    case Period::day:
      break;
    case Period::week:
      result.from = day - weekday(day);
      result.to = result.from + 6;
      break;
    case Period::month: {
      const cctz::civil_day date = civil_day_of(day);
      const cctz::civil_day begin(date.year(), date.month(), 1);
      const cctz::civil_day next(date.year(), date.month() + 1, 1);
      result.from = day - static_cast<int>(date - begin);
      result.to = result.from + static_cast<int>(next - begin) - 1;
      break;
    }
    case Period::range:
      return {first, last};
  }
  return {std::max(result.from, first), std::min(result.to, last)};
}

std::string status_word(FigureStatus status) {
  switch (status) {
    case FigureStatus::final:
      return "final";
    case FigureStatus::provisional:
      return "provisional";
    case FigureStatus::live:
      return "live";
  }
  return "";
}

FigureRows::FigureRows(Period period, Day first, Day last, const ShopCalendar& calendar, TimeMs now)
    : period_(period), first_(first), last_(last), calendar_(calendar), now_(now) {}

FigureRows::Entry& FigureRows::entry(const std::string& rep, const std::string& shop, const std::string& source, Day day) {
  const PeriodDays days = period_of(day, period_, first_, last_);
  const auto [place, made] = entries_.try_emplace(Key{days, shop, source, rep});
  if (made) {
    place->second.row.rep = rep;
    place->second.row.shop = shop;
    place->second.row.source = source;
    place->second.row.days = days;
  }
  return place->second;
}

void FigureRows::add(const std::string& rep, const std::string& shop, const DayFigures& figures) {
  FigureRow& row = entry(rep, shop, "own", figures.day).row;
  metrics::add_up(row.sums, figures);
  row.status = std::max(row.status, metrics::status_of(metrics::Finality::closings, figures, calendar_, now_));
  row.conversion_status =
      std::max(row.conversion_status, metrics::status_of(metrics::Finality::third_day, figures, calendar_, now_));
}

void FigureRows::add_responses(const std::string& rep, const std::string& shop, Day day, std::span<const DurationMs> responses) {
  auto& all = entry(rep, shop, "own", day).responses;
  all.insert(all.end(), responses.begin(), responses.end());
}

void FigureRows::add_delivered(const std::string& rep, const std::string& shop, const std::string& platform, Day day,
                               DeliveredField field, double value) {
  FigureRow& row = entry(rep, shop, platform, day).row;
  // Counts and money of several days add up; means and rates of several days cannot be put together without what they were made
  // from, so a longer period shows them as unknown.
  if (metrics::adds_up(field)) {
    row.delivered[field] += value;
  } else if (row.days.from == row.days.to) {
    row.delivered[field] = value;
  }
  if (day >= calendar_.day_of(now_)) row.status = FigureStatus::live;
}

std::vector<FigureRow> FigureRows::finish() {
  std::vector<FigureRow> rows;
  rows.reserve(entries_.size());
  for (auto& [key, entry] : entries_) {
    if (entry.row.source == "own" && nothing_to_show(entry.row.sums)) continue;
    entry.row.response_median_ms = metrics::median(entry.responses);
    entry.row.response_p90_ms = metrics::nearest_rank(entry.responses, 90);
    rows.push_back(std::move(entry.row));
  }
  entries_.clear();
  return rows;
}

Table figures_table(const std::vector<FigureRow>& rows) {
  Table table;
  table.when_empty = {"这段时间没有数据。可先用 rigong import 导入，或换一段日期。",
                      "There are no figures for these days. Import a file with 'rigong import', or choose other days."};
  const auto& columns = figure_columns();
  const bool one_shop = std::all_of(rows.begin(), rows.end(), [&](const FigureRow& row) { return row.shop == rows[0].shop; });
  const bool one_source = std::all_of(rows.begin(), rows.end(), [](const FigureRow& row) { return row.source == "own"; });
  const bool days = std::all_of(rows.begin(), rows.end(), [](const FigureRow& row) { return row.days.from == row.days.to; });
  for (const FigureColumn& column : columns) {
    table.columns.push_back(column.column);
    // A person's table leaves out what is the same in every row.
    Column& added = table.columns.back();
    if ((added.name == "shop" && one_shop) || (added.name == "source" && one_source) || (added.name == "to" && days)) {
      added.show = Show::hidden;
    }
    if (added.name == "from" && days) added.title = {"日期", "day"};
  }
  for (const FigureRow& row : rows) {
    std::vector<Cell> cells;
    cells.reserve(columns.size());
    for (const FigureColumn& column : columns) {
      cells.push_back(row.source == "own" ? column.own(row) : delivered_cell(column, row));
    }
    table.rows.push_back(std::move(cells));
  }
  // Nor has it room for what nobody has: ratings in a shop without ratings, sales without orders.
  static constexpr std::string_view kOptional[] = {"ratings", "ratings_good", "satisfaction", "sales_fen"};
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (std::find(std::begin(kOptional), std::end(kOptional), table.columns[at].name) == std::end(kOptional)) continue;
    const bool empty = std::all_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Cell>& row) {
      return std::holds_alternative<std::monostate>(row[at]) || row[at] == Cell(std::int64_t{0});
    });
    if (empty) table.columns[at].show = Show::hidden;
  }
  return table;
}

Table turns_table(const std::vector<TurnLine>& lines, const ShopCalendar& calendar, TimeMs now) {
  Table table;
  table.when_empty = {"这段时间没有一问一答。", "There are no turns on these days."};
  table.columns = {{"conversation", {"会话", "conversation"}, Show::plain, Align::left},
                   {"rep", {"客服", "rep"}, Show::plain, Align::left},
                   {"shop", {"店铺", "shop"}, Show::hidden, Align::left},
                   {"opened_at", {"提问", "opened"}, Show::moment, Align::left},
                   {"clock_start_at", {"计时起点", "clock start"}, Show::moment, Align::left},
                   {"answered_at", {"回复", "answered"}, Show::moment, Align::left},
                   {"response_ms", {"响应(秒)", "response (s)"}, Show::seconds},
                   {"messages_in", {"客户消息", "messages in"}},
                   {"state", {"状态", "state"}, Show::word, Align::left},
                   {"slow", {"慢", "slow"}, Show::plain, Align::left},
                   {"first_response", {"首响", "first"}, Show::plain, Align::left}};
  for (const TurnLine& line : lines) {
    const model::Turn& turn = line.turn;
    const bool answered = turn.end == model::TurnEnd::answered;
    table.rows.push_back({line.conversation, line.rep, line.shop, calendar.iso(turn.opened_at), calendar.iso(turn.clock_start_at),
                          answered ? Cell(calendar.iso(turn.ended_at)) : Cell(),
                          metrics::is_sample(turn) ? Cell(turn.held_ms) : Cell(), static_cast<std::int64_t>(turn.messages_in),
                          std::string(metrics::name(metrics::state_of(turn, now))), metrics::is_slow(turn, now),
                          turn.first_response});
  }
  return table;
}

}  // namespace rigong::runtime
