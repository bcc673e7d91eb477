// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "agent/metrics/statistics.h"

namespace rigong::metrics {
namespace {

using model::Better;
using model::DayFigures;
using model::DeliveredField;
using model::Unit;

constexpr std::int64_t kRatingsForPercent = 10;

const std::vector<FigureKind>& all() {
  using F = DayFigures;
  using D = DeliveredField;
  static const std::vector<FigureKind> kinds = {
      // The daily self-check.
      {"satisfaction",
       {"满意度", "Satisfaction"},
       Unit::share,
       Better::higher,
       &F::ratings_good,
       &F::ratings,
       kRatingsForPercent,
       Needs::ratings,
       Finality::closings,
       D::satisfaction},
      {"response_mean_ms",
       {"平响", "Response time"},
       Unit::ms,
       Better::lower,
       &F::response_capped_sum_ms,
       &F::response_n,
       0,
       Needs::messages,
       Finality::turns,
       D::response_mean_ms},
      {"slow_share", {"慢响应", "Slow responses"}, Unit::share, Better::lower, &F::turns_slow, &F::turns},
      {"answer_ratio",
       {"答问比", "Answer ratio"},
       Unit::ratio,
       Better::band,
       &F::messages_out,
       &F::messages_in,
       0,
       Needs::messages,
       Finality::turns,
       D::answer_ratio},
      {"reply_rate",
       {"回复率", "Reply rate"},
       Unit::share,
       Better::higher,
       &F::customers_replied,
       &F::customers,
       0,
       Needs::messages,
       Finality::turns,
       D::reply_rate},
      // Answering.
      {"first_response_mean_ms",
       {"首响", "First response"},
       Unit::ms,
       Better::lower,
       &F::first_response_sum_ms,
       &F::first_response_n,
       0,
       Needs::messages,
       Finality::turns,
       D::first_response_mean_ms},
      {"first_response_in_time_rate",
       {"首响达标率", "First answers in time"},
       Unit::share,
       Better::higher,
       &F::first_response_in_time_n,
       &F::first_response_n},
      {"substantive_mean_ms",
       {"实质回复", "Substantive reply"},
       Unit::ms,
       Better::lower,
       &F::substantive_sum_ms,
       &F::substantive_n},
      {"customer_response_mean_ms",
       {"客户等待", "Customer's wait"},
       Unit::ms,
       Better::lower,
       &F::customer_response_sum_ms,
       &F::response_n},
      {"customers",
       {"接待人数", "Customers"},
       Unit::count,
       Better::none,
       &F::customers,
       nullptr,
       0,
       Needs::messages,
       Finality::turns,
       D::customers},
      {"conversations", {"会话", "Conversations"}, Unit::count, Better::none, &F::conversations},
      {"turns", {"轮次", "Turns"}, Unit::count, Better::none, &F::turns},
      {"turns_unanswered", {"未回复", "Unanswered"}, Unit::count, Better::lower, &F::turns_unanswered},
      {"turns_slow", {"慢响应量", "Slow turns"}, Unit::count, Better::lower, &F::turns_slow},
      {"leftover_in_time_rate",
       {"留言及时率", "Messages left, answered in time"},
       Unit::share,
       Better::higher,
       &F::turns_leftover_in_time,
       &F::turns_leftover},
      {"messages_in",
       {"客户消息", "Messages in"},
       Unit::count,
       Better::none,
       &F::messages_in,
       nullptr,
       0,
       Needs::messages,
       Finality::turns,
       D::messages_in},
      {"messages_out",
       {"客服消息", "Messages out"},
       Unit::count,
       Better::none,
       &F::messages_out,
       nullptr,
       0,
       Needs::messages,
       Finality::turns,
       D::messages_out},
      {"passed_on", {"转出", "Passed on"}, Unit::count, Better::none, &F::passed_on, nullptr, 0, Needs::assignments},
      {"assists", {"协助", "Assists"}, Unit::count, Better::none, &F::assists, nullptr, 0, Needs::assignments},
      // Solving.
      {"fcr_rate",
       {"一次解决率", "First-contact resolution"},
       Unit::share,
       Better::higher,
       &F::fcr_resolved,
       &F::fcr_n,
       0,
       Needs::closings,
       Finality::closings},
      {"escalation_rate",
       {"升级率", "Escalations"},
       Unit::share,
       Better::none,
       &F::stints_escalated,
       &F::stints,
       0,
       Needs::assignments},
      {"session_mean_ms",
       {"平均会话时长", "Session length"},
       Unit::ms,
       Better::none,
       &F::session_sum_ms,
       &F::sessions_ended,
       0,
       Needs::messages,
       Finality::turns},
      // Ratings.
      {"ratings",
       {"评价", "Ratings"},
       Unit::count,
       Better::none,
       &F::ratings,
       nullptr,
       0,
       Needs::ratings,
       Finality::closings,
       D::ratings},
      {"invitation_rate",
       {"邀评率", "Invitations to rate"},
       Unit::share,
       Better::higher,
       &F::invitations,
       &F::sessions,
       0,
       Needs::ratings},
      // Selling.
      {"inquiries",
       {"询单人数", "Inquiries"},
       Unit::count,
       Better::none,
       &F::inquiries,
       nullptr,
       0,
       Needs::orders,
       Finality::third_day,
       D::inquiries},
      {"conversion_rate",
       {"询单次日转化", "Conversion, next day"},
       Unit::share,
       Better::higher,
       &F::paid_next_day,
       &F::inquiries,
       0,
       Needs::orders,
       Finality::third_day,
       D::conversion_rate},
      {"conversion_final_rate",
       {"询单最终转化", "Conversion, final"},
       Unit::share,
       Better::higher,
       &F::paid_final,
       &F::inquiries,
       0,
       Needs::orders,
       Finality::third_day},
      {"sales_fen",
       {"销售额", "Sales"},
       Unit::fen,
       Better::higher,
       &F::sales_fen,
       nullptr,
       0,
       Needs::orders,
       Finality::turns,
       D::sales_fen},
      {"orders",
       {"订单量", "Orders"},
       Unit::count,
       Better::higher,
       &F::orders,
       nullptr,
       0,
       Needs::orders,
       Finality::turns,
       D::orders},
      {"paying_customers",
       {"付款人数", "Paying customers"},
       Unit::count,
       Better::higher,
       &F::paying_customers,
       nullptr,
       0,
       Needs::orders,
       Finality::turns,
       D::paying_customers},
      {"sales_per_customer_fen",
       {"客单价", "Sales per customer"},
       Unit::fen,
       Better::higher,
       &F::sales_fen,
       &F::paying_customers,
       0,
       Needs::orders},
      {"orders_lost_rate",
       {"订单流失率", "Orders lost"},
       Unit::share,
       Better::lower,
       &F::orders_lost,
       &F::orders,
       0,
       Needs::orders},
      {"payment_rate", {"付款率", "Paid of ordered"}, Unit::share, Better::higher, &F::orders_paid, &F::orders, 0, Needs::orders},
      {"buying_again_rate",
       {"回购率", "Buying again"},
       Unit::share,
       Better::higher,
       &F::customers_buying_again,
       &F::paying_customers,
       0,
       Needs::orders},
      // What only a platform tells.
      {"answered_in_3_min_rate",
       {"3 分钟响应率", "Answered within 3 min"},
       Unit::share,
       Better::higher,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::answered_in_3_min_rate},
      {"answered_in_30_s_rate",
       {"30 秒应答率", "Answered within 30 s"},
       Unit::share,
       Better::higher,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::answered_in_30_s_rate},
      {"consulting_customers",
       {"咨询人数", "Consulting customers"},
       Unit::count,
       Better::none,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::consulting_customers},
      {"customers_unreplied",
       {"未回复人数", "Customers without a reply"},
       Unit::count,
       Better::lower,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::customers_unreplied},
      {"customers_slow",
       {"慢响应人数", "Customers answered slowly"},
       Unit::count,
       Better::lower,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::customers_slow},
      {"slow_unread",
       {"未读慢响应提醒", "Slow-response notes unread"},
       Unit::count,
       Better::lower,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::slow_unread},
      {"online_ms",
       {"在线时长", "Time online"},
       Unit::ms,
       Better::none,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::online_ms},
      {"suspended_ms",
       {"挂起时长", "Time suspended"},
       Unit::ms,
       Better::none,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::suspended_ms},
      {"bot_share",
       {"机器人占比", "Share of the bot"},
       Unit::share,
       Better::none,
       nullptr,
       nullptr,
       0,
       Needs::platform,
       Finality::turns,
       D::bot_share},
      // What no record of ours tells yet.
      {"complaint_rate", {"投诉率", "Complaints"}, Unit::share, Better::lower, nullptr, nullptr, 0, Needs::nothing_tells},
  };
  return kinds;
}

double fraction(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

std::span<const FigureKind> catalogue() { return all(); }

const FigureKind* find_figure(std::string_view name) {
  const auto found = std::find_if(all().begin(), all().end(), [&](const FigureKind& kind) { return kind.name == name; });
  return found != all().end() ? &*found : nullptr;
}

std::span<const FigureKind* const> self_check_figures() {
  static const std::array<const FigureKind*, 5> five = {&all()[0], &all()[1], &all()[2], &all()[3], &all()[4]};
  return five;
}

FigureValue value_of(const FigureKind& kind, const DayFigures& sums) {
  FigureValue result;
  const std::int64_t numerator = sums.*kind.numerator;
  result.numerator = static_cast<double>(numerator);
  if (kind.denominator == nullptr) {
    result.denominator = 1;
    result.value = result.numerator;
    return result;
  }
  const std::int64_t denominator = sums.*kind.denominator;
  result.denominator = static_cast<double>(denominator);
  if (denominator <= 0) return result;
  if (denominator < kind.few_below) {
    result.few = true;
    return result;
  }
  switch (kind.unit) {
    case Unit::ms:
      result.value = static_cast<double>(*mean(numerator, denominator));
      break;
    case Unit::fen:  // Refunds can make it negative.
      result.value = std::floor(fraction(numerator, denominator) + 0.5);
      break;
    default:
      result.value = fraction(numerator, denominator);
  }
  return result;
}

FigureStatus status_of(Finality finality, const DayFigures& figures, const ShopCalendar& calendar, TimeMs now) {
  const Day today = calendar.day_of(now);
  if (figures.day >= today) return FigureStatus::live;
  switch (finality) {
    case Finality::third_day:
      return figures.day + 3 >= today ? FigureStatus::provisional : FigureStatus::final;
    case Finality::closings:
      // A closed conversation may yet be followed by another within 24 h.
      if (figures.fcr_n > 0 && now < calendar.day_start(figures.day + 2)) return FigureStatus::provisional;
      break;
    case Finality::turns:
      break;
  }
  return now < figures.settled_at ? FigureStatus::provisional : FigureStatus::final;
}

bool is_fraction(DeliveredField field) {
  switch (field) {
    case DeliveredField::answer_ratio:
    case DeliveredField::reply_rate:
    case DeliveredField::answered_in_3_min_rate:
    case DeliveredField::answered_in_30_s_rate:
    case DeliveredField::satisfaction:
    case DeliveredField::conversion_rate:
    case DeliveredField::bot_share:
      return true;
    default:
      return false;
  }
}

bool adds_up(DeliveredField field) {
  return !is_fraction(field) && field != DeliveredField::first_response_mean_ms && field != DeliveredField::response_mean_ms;
}

}  // namespace rigong::metrics
