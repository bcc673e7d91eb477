// SPDX-License-Identifier: Apache-2.0
// Ratings and orders.
#include <fmt/format.h>
#include <algorithm>

#include "agent/base/text.h"
#include "connectors/files/records.h"
#include "connectors/files/row_values.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::files {
namespace {

// Spreadsheets keep the digits of long numbers by ="123" or '123; the number itself is meant.
std::string_view unwrapped(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() > 3 && cell.starts_with("=\"") && cell.ends_with('"')) return cell.substr(2, cell.size() - 3);
  if (cell.size() > 1 && cell.front() == '\'' && cell[1] >= '0' && cell[1] <= '9') return cell.substr(1);
  return cell;
}

class RatingMaker final : public RecordMaker {
 public:
  RatingMaker(const Layout& layout, const ShopCalendar& calendar) : layout_(layout), calendar_(calendar) {}

  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::Rating& r = rating_;
    if (!take_id(row[Field::rating_id], Field::rating_id, false, r.rating_id, reason) ||
        !take_id(row[Field::conversation_id], Field::conversation_id, false, r.conversation_id, reason) ||
        !take_id(row[Field::agent_id], Field::agent_id, false, r.rep_id, reason) ||
        !take_id(row[Field::customer_id], Field::customer_id, false, r.customer_id, reason) ||
        !take_time(row[Field::invited_at], Field::invited_at, calendar_, r.invited_at, reason) ||
        !take_time(row[Field::rated_at], Field::rated_at, calendar_, r.rated_at, reason)) {
      return false;
    }
    if (!r.invited_at && !r.rated_at) {
      return wrong({}, Field::rated_at, "邀评时间和评价时间至少要有一个", "the time of the invitation or of the rating is needed",
                   reason);
    }
    r.level.reset();
    if (!is_nothing(row[Field::level])) {
      r.level = parse_level(row[Field::level], layout_.preset().scale);
      if (!r.level) return wrong_level(row[Field::level], reason);
      if (!r.rated_at) {
        return wrong({}, Field::rated_at, "有评价就要有评价时间", "a rating that was given needs its time", reason);
      }
    }
    r.appeal_upheld = false;
    if (row.has(Field::appeal_upheld) && !take_flag(row[Field::appeal_upheld], Field::appeal_upheld, r.appeal_upheld, reason)) {
      return false;
    }
    if (r.rating_id.empty() && !make_id(reason)) return false;
    saw(r.rated_at.value_or(r.invited_at.value_or(0)));
    sink.rating(r);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    const model::Rating& r = rating_;
    return Preview()
        .add_time(Field::invited_at, r.invited_at, calendar_)
        .add_time(Field::rated_at, r.rated_at, calendar_)
        .add(Field::level, r.level ? std::to_string(*r.level) : std::string())
        .add(Field::agent_id, r.rep_id)
        .add(Field::customer_id, r.customer_id)
        .add(Field::conversation_id, r.conversation_id)
        .add(Field::rating_id, r.rating_id)
        .text();
  }

 private:
  bool wrong_level(std::string_view cell, Words& reason) const {
    switch (layout_.preset().scale) {
      case RatingScale::one_to_five:
        return wrong(cell, Field::level,
                     "请写 1 至 5（5 为非常满意）或 满意 等文字；京东、淘宝的数字请加 --preset ratings-jd、ratings-taobao",
                     "write 1 to 5 (5 is very satisfied) or words; for the numbers of JD or Taobao use --preset ratings-jd or "
                     "ratings-taobao",
                     reason);
      case RatingScale::hundred:
        return wrong(cell, Field::level, "京东的评价是 0、25、50、75、100", "JD's levels are 0, 25, 50, 75 and 100", reason);
      case RatingScale::zero_is_best:
        return wrong(cell, Field::level, "淘宝的评价是 0（非常满意）至 4", "Taobao's levels are 0 (very satisfied) to 4", reason);
    }
    return false;
  }

  // Without an id of its own a rating is known by its conversation, or by who rated whom, and when it was asked for.
  bool make_id(Words& reason) {
    model::Rating& r = rating_;
    const TimeMs asked = r.invited_at.value_or(r.rated_at.value_or(0));
    std::string who = r.conversation_id;
    if (who.empty() && !r.rep_id.empty() && !r.customer_id.empty()) who = r.rep_id + "/" + r.customer_id;
    if (who.empty()) {
      return wrong({}, Field::rating_id, "没有评价编号时，要有会话编号，或客服与客户",
                   "without it a conversation_id, or an agent_id and a customer_id, is needed", reason);
    }
    r.rating_id = fmt::format("{}@{}", who.substr(0, model::kMaxIdBytes - 24), asked);
    clean_field(r.rating_id, model::kMaxIdBytes);
    return true;
  }

  const Layout& layout_;
  const ShopCalendar& calendar_;
  model::Rating rating_;
};

class OrderMaker final : public RecordMaker {
 public:
  OrderMaker(const Layout& layout, const ShopCalendar& calendar) : layout_(layout), calendar_(calendar) {}

  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::Order& o = order_;
    if (!take_id(unwrapped(row[Field::order_id]), Field::order_id, true, o.order_id, reason) ||
        !take_id(unwrapped(row[Field::customer_id]), Field::customer_id, false, o.customer_id, reason) ||
        !take_time(row[Field::created_at], Field::created_at, calendar_, o.created_at, reason) ||
        !take_time(row[Field::paid_at], Field::paid_at, calendar_, o.paid_at, reason) ||
        !take_time(row[Field::closed_unpaid_at], Field::closed_unpaid_at, calendar_, o.closed_unpaid_at, reason) ||
        !take_time(row[Field::refunded_at], Field::refunded_at, calendar_, o.refunded_at, reason) ||
        !take_money(row[Field::amount], Field::amount, layout_.unit(Field::amount), o.amount_fen, reason)) {
      return false;
    }
    o.refunded_fen = 0;
    if (!is_nothing(row[Field::refunded]) &&
        !take_money(row[Field::refunded], Field::refunded, layout_.unit(Field::refunded), o.refunded_fen, reason)) {
      return false;
    }
    if (o.amount_fen < 0) return wrong(row[Field::amount], Field::amount, "金额不能是负数", "an amount is not negative", reason);
    if (o.refunded_fen < 0)
      return wrong(row[Field::refunded], Field::refunded, "退款不能是负数", "a refund is not negative", reason);
    std::optional<TimeMs> updated;
    if (!take_time(row[Field::updated_at], Field::updated_at, calendar_, updated, reason)) return false;
    // What a file shows last of an order is its version.
    o.updated_at = updated.value_or(
        std::max({o.created_at, o.paid_at.value_or(0), o.closed_unpaid_at.value_or(0), o.refunded_at.value_or(0)}));
    saw(o.created_at);
    sink.order(o);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    const model::Order& o = order_;
    return Preview()
        .add(Field::order_id, o.order_id)
        .add(Field::customer_id, o.customer_id)
        .add_time(Field::created_at, o.created_at, calendar_)
        .add_time(Field::paid_at, o.paid_at, calendar_)
        .add_time(Field::closed_unpaid_at, o.closed_unpaid_at, calendar_)
        .add(Field::amount, fmt::format("{}.{:02}", o.amount_fen / 100, o.amount_fen % 100))
        .add(Field::refunded, o.refunded_fen == 0 ? "" : fmt::format("{}.{:02}", o.refunded_fen / 100, o.refunded_fen % 100))
        .text();
  }

 private:
  const Layout& layout_;
  const ShopCalendar& calendar_;
  model::Order order_;
};

}  // namespace

std::unique_ptr<RecordMaker> make_rating_maker(const Layout& layout, const ShopCalendar& calendar) {
  return std::make_unique<RatingMaker>(layout, calendar);
}
std::unique_ptr<RecordMaker> make_order_maker(const Layout& layout, const ShopCalendar& calendar) {
  return std::make_unique<OrderMaker>(layout, calendar);
}

}  // namespace rigong::connectors::files
