// SPDX-License-Identifier: Apache-2.0
// What a source delivers, before anything is hashed or numbered. Strings are clean UTF-8 and bounded by kMax… when they leave a
// connector. These structs live for a moment only: they are never stored and never logged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "agent/base/time.h"

namespace rigong::model {

inline constexpr std::size_t kMaxIdBytes = 256;
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;

enum class SenderKind : std::uint8_t { customer, rep, bot, automatic, system, note };

struct Message {
  std::string conversation_id;
  std::string message_id;  // Empty where the source has none.
  TimeMs sent_at = 0;
  SenderKind kind = SenderKind::customer;
  std::string rep_id;       // The platform's; for `rep` messages, where known.
  std::string customer_id;  // The platform's; where known.
  std::string text;
  bool has_text = false;        // Without text nothing is courtesy.
  bool starts_session = false;  // The platform says that a session begins with this customer message.
  bool withdrawn = false;       // Recalled: it and whatever else comes under its id counts nowhere.
  // As the platform shows the customer; where known. It is kept in memory for a day at most, for the rep's own panel, and goes
  // nowhere else.
  std::string customer_name;
};

enum class AssignmentKind : std::uint8_t {
  to_rep,     // The open turn, and what follows, is assigned to rep_id.
  to_queue,   // Nobody holds it.
  to_people,  // The bot hands the conversation to people; who takes it is not said.
  closed,     // The platform closes the conversation.
};
enum class TransferReason : std::uint8_t { none, routing, load, escalation };

struct Assignment {
  std::string conversation_id;
  std::string assignment_id;  // Empty where the source has none.
  TimeMs at = 0;
  AssignmentKind kind = AssignmentKind::to_rep;
  TransferReason reason = TransferReason::none;
  std::string rep_id;
};

// One asked-for rating. It stays one record while it is invited, answered, changed and appealed against.
struct Rating {
  std::string rating_id;
  std::string conversation_id;
  std::string rep_id;  // Whom the platform credits; used where the conversation's messages are not known.
  std::string customer_id;
  std::optional<TimeMs> invited_at;
  std::optional<TimeMs> rated_at;
  std::optional<int> level;  // 5 very satisfied … 1 very dissatisfied; none while only invited.
  bool appeal_upheld = false;
};

struct Order {
  std::string order_id;
  std::string customer_id;
  TimeMs created_at = 0;
  std::optional<TimeMs> paid_at;
  std::optional<TimeMs> closed_unpaid_at;
  std::int64_t amount_fen = 0;  // Paid, or to be paid.
  std::int64_t refunded_fen = 0;
  std::optional<TimeMs> refunded_at;
  TimeMs updated_at = 0;  // The newer version replaces the older.
};

enum class ShiftKind : std::uint8_t { work, day_off, leave };
struct Shift {
  std::string rep_id;
  Day day;
  ShiftKind kind = ShiftKind::work;
  std::optional<int> start_min;  // Minutes after midnight, shop time; an end below the start is on the next day.
  std::optional<int> end_min;
};

// The figures a platform may deliver ready, by the names of our own (reference: metrics 2, platforms 7).
enum class DeliveredField : std::uint8_t {
  consulting_customers,    // 咨询人数
  customers,               // 接待人数
  customers_effective,     // 有效接待人数
  customers_unreplied,     // 未回复人数
  customers_slow,          // 慢响应人数, 慢接待人数
  messages_all,            // 总消息数
  messages_in,             // 买家消息数
  messages_out,            // 客服消息数
  characters_out,          // 客服字数
  answer_ratio,            // 答问比, a fraction
  reply_rate,              // 回复率, a fraction
  answered_in_3_min_rate,  // 3分钟人工响应率, a fraction
  answered_in_30_s_rate,   // 30秒应答率, a fraction
  first_response_mean_ms,  // 首次响应时长
  response_mean_ms,        // 平均响应时长
  satisfaction,            // 满意度, a fraction
  ratings,                 // 评价量
  ratings_good,
  sales_fen,  // 销售额
  orders,
  paying_customers,  // 销售人数
  inquiries,         // 询单人数
  conversion_rate,   // 询单转化率, a fraction
  online_ms,         // 在线时长
  suspended_ms,      // 挂起时长
  bot_share,         // 机器人占比, a fraction
  slow_unread,       // 未读的慢响应提醒
  count_,
};
// "response_mean_ms" and so on: the name in files, in the store and in JSON.
[[nodiscard]] const char* field_name(DeliveredField field);
[[nodiscard]] std::optional<DeliveredField> delivered_field(std::string_view name);

struct DeliveredDay {
  std::string rep_id;  // Empty: the whole shop.
  Day day;
  std::string platform;  // Whose figures they are: "taobao", "jd" …; empty: those of the account's own platform.
  // Counts, fen and milliseconds are whole numbers; fractions keep what was delivered.
  std::vector<std::pair<DeliveredField, double>> values;
};

// How an account calls one of its reps: for those who say which rep is which member, and for views of reps whom nobody claims.
struct RepName {
  std::string rep_id;
  std::string name;
  std::string group;  // The platform's, where it has groups.
};

}  // namespace rigong::model
