// SPDX-License-Identifier: Apache-2.0
// Messages and assignments: the records that come by the million, so nothing here allocates for a good row.
#include <algorithm>

#include "agent/base/text.h"
#include "connectors/files/records.h"
#include "connectors/files/row_values.h"
#include "connectors/kit/fold.h"

namespace rigong::connectors::files {
namespace {

using model::AssignmentKind;
using model::SenderKind;
using model::TransferReason;

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

// The first of each value is our own name for it.
constexpr Word<SenderKind> kDirections[] = {
    {"in", SenderKind::customer},       {"out", SenderKind::rep},
    {"bot", SenderKind::bot},           {"auto", SenderKind::automatic},
    {"system", SenderKind::system},     {"note", SenderKind::note},
    {"customer", SenderKind::customer}, {"buyer", SenderKind::customer},
    {"user", SenderKind::customer},     {"visitor", SenderKind::customer},
    {"客户", SenderKind::customer},     {"买家", SenderKind::customer},
    {"顾客", SenderKind::customer},     {"访客", SenderKind::customer},
    {"客户消息", SenderKind::customer}, {"agent", SenderKind::rep},
    {"rep", SenderKind::rep},           {"staff", SenderKind::rep},
    {"seller", SenderKind::rep},        {"客服", SenderKind::rep},
    {"人工", SenderKind::rep},          {"卖家", SenderKind::rep},
    {"人工客服", SenderKind::rep},      {"客服消息", SenderKind::rep},
    {"robot", SenderKind::bot},         {"机器人", SenderKind::bot},
    {"机器人客服", SenderKind::bot},    {"automatic", SenderKind::automatic},
    {"自动", SenderKind::automatic},    {"自动回复", SenderKind::automatic},
    {"系统", SenderKind::system},       {"系统消息", SenderKind::system},
    {"备注", SenderKind::note},         {"内部备注", SenderKind::note},
};
constexpr Word<AssignmentKind> kActions[] = {
    {"to_rep", AssignmentKind::to_rep},     {"torep", AssignmentKind::to_rep},      {"assign", AssignmentKind::to_rep},
    {"assigned", AssignmentKind::to_rep},   {"transfer", AssignmentKind::to_rep},   {"分配", AssignmentKind::to_rep},
    {"分配客服", AssignmentKind::to_rep},   {"转接", AssignmentKind::to_rep},       {"转交", AssignmentKind::to_rep},
    {"接入", AssignmentKind::to_rep},       {"toqueue", AssignmentKind::to_queue},  {"queue", AssignmentKind::to_queue},
    {"排队", AssignmentKind::to_queue},     {"取消分配", AssignmentKind::to_queue}, {"topeople", AssignmentKind::to_people},
    {"handoff", AssignmentKind::to_people}, {"转人工", AssignmentKind::to_people},  {"closed", AssignmentKind::closed},
    {"close", AssignmentKind::closed},      {"关闭", AssignmentKind::closed},       {"结束", AssignmentKind::closed},
    {"会话结束", AssignmentKind::closed},   {"结束会话", AssignmentKind::closed},
};
constexpr Word<TransferReason> kReasons[] = {
    {"", TransferReason::none},           {"none", TransferReason::none},
    {"无", TransferReason::none},         {"routing", TransferReason::routing},
    {"分流", TransferReason::routing},    {"转组", TransferReason::routing},
    {"load", TransferReason::load},       {"负载", TransferReason::load},
    {"忙碌", TransferReason::load},       {"escalation", TransferReason::escalation},
    {"升级", TransferReason::escalation}, {"转主管", TransferReason::escalation},
};

template <class Value, std::size_t N>
const Word<Value>* find_word(const Word<Value> (&words)[N], std::string_view cell) {
  const auto is = [](std::string_view text) { return [text](const Word<Value>& known) { return known.word == text; }; };
  auto found = std::find_if(std::begin(words), std::end(words), is(cell));
  if (found == std::end(words)) found = std::find_if(std::begin(words), std::end(words), is(fold_name(cell).name));
  return found == std::end(words) ? nullptr : found;
}

template <class Value, std::size_t N>
std::string_view word_of(const Word<Value> (&words)[N], Value value) {
  return std::find_if(std::begin(words), std::end(words), [&](const auto& known) { return known.value == value; })->word;
}

class MessageMaker final : public RecordMaker {
 public:
  explicit MessageMaker(const ShopCalendar& calendar) : calendar_(calendar) {}

  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::Message& m = message_;
    if (!take_id(row[Field::conversation_id], Field::conversation_id, true, m.conversation_id, reason) ||
        !take_id(row[Field::message_id], Field::message_id, false, m.message_id, reason) ||
        !take_time(row[Field::sent_at], Field::sent_at, calendar_, m.sent_at, reason) ||
        !take_id(row[Field::agent_id], Field::agent_id, false, m.rep_id, reason) ||
        !take_id(row[Field::customer_id], Field::customer_id, false, m.customer_id, reason)) {
      return false;
    }
    const auto* direction = find_word(kDirections, row[Field::direction]);
    if (direction == nullptr) {
      return wrong(row[Field::direction], Field::direction,
                   "请写 in、out、bot、auto、system 或 note（买家、客服、机器人…也可以）",
                   "write in, out, bot, auto, system or note", reason);
    }
    m.kind = direction->value;
    m.has_text = row.has(Field::text);
    const std::string_view text = row[Field::text];
    m.text.assign(text.substr(0, model::kMaxTextBytes + 4));
    if (m.text.size() > model::kMaxTextBytes) clean_field(m.text, model::kMaxTextBytes);
    m.starts_session = false;
    m.withdrawn = false;
    if (row.has(Field::starts_session) &&
        !take_flag(row[Field::starts_session], Field::starts_session, m.starts_session, reason)) {
      return false;
    }
    if (row.has(Field::withdrawn) && !take_flag(row[Field::withdrawn], Field::withdrawn, m.withdrawn, reason)) return false;
    saw(m.sent_at);
    sink.message(m);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    const model::Message& m = message_;
    return Preview()
        .add_time(Field::sent_at, m.sent_at, calendar_)
        .add(Field::direction, word_of(kDirections, m.kind))
        .add(Field::conversation_id, m.conversation_id)
        .add(Field::message_id, m.message_id)
        .add(Field::agent_id, m.rep_id)
        .add(Field::customer_id, m.customer_id)
        .add(Field::text, m.text)
        .text();
  }

 private:
  const ShopCalendar& calendar_;
  model::Message message_;
};

class AssignmentMaker final : public RecordMaker {
 public:
  explicit AssignmentMaker(const ShopCalendar& calendar) : calendar_(calendar) {}

  bool take(const FieldRow& row, RecordSink& sink, Words& reason) override {
    model::Assignment& a = assignment_;
    if (!take_id(row[Field::conversation_id], Field::conversation_id, true, a.conversation_id, reason) ||
        !take_id(row[Field::assignment_id], Field::assignment_id, false, a.assignment_id, reason) ||
        !take_time(row[Field::at], Field::at, calendar_, a.at, reason) ||
        !take_id(row[Field::agent_id], Field::agent_id, false, a.rep_id, reason)) {
      return false;
    }
    const auto* action = find_word(kActions, row[Field::action]);
    if (action == nullptr) {
      return wrong(row[Field::action], Field::action, "请写 to_rep、to_queue、to_people 或 closed（分配、排队、转人工、关闭）",
                   "write to_rep, to_queue, to_people or closed", reason);
    }
    a.kind = action->value;
    if (a.kind == AssignmentKind::to_rep && a.rep_id.empty()) {
      return wrong({}, Field::agent_id, "分配给谁要写明", "say who it is assigned to", reason);
    }
    const auto* why = find_word(kReasons, row[Field::reason]);
    if (why == nullptr) {
      return wrong(row[Field::reason], Field::reason, "请写 routing、load、escalation（分流、负载、升级）或留空",
                   "write routing, load or escalation, or nothing", reason);
    }
    a.reason = why->value;
    saw(a.at);
    sink.assignment(a);
    return true;
  }

  [[nodiscard]] std::string describe() const override {
    const model::Assignment& a = assignment_;
    return Preview()
        .add_time(Field::at, a.at, calendar_)
        .add(Field::action, word_of(kActions, a.kind))
        .add(Field::conversation_id, a.conversation_id)
        .add(Field::agent_id, a.rep_id)
        .add(Field::reason, word_of(kReasons, a.reason))
        .text();
  }

 private:
  const ShopCalendar& calendar_;
  model::Assignment assignment_;
};

}  // namespace

void RecordMaker::saw(TimeMs time) {
  if (!first_time || time < *first_time) first_time = time;
  if (!last_time || time > *last_time) last_time = time;
}

void RecordMaker::saw(Day day) {
  if (!first_day || day < *first_day) first_day = day;
  if (!last_day || day > *last_day) last_day = day;
}

std::unique_ptr<RecordMaker> make_message_maker(const Layout&, const ShopCalendar& calendar) {
  return std::make_unique<MessageMaker>(calendar);
}
std::unique_ptr<RecordMaker> make_assignment_maker(const Layout&, const ShopCalendar& calendar) {
  return std::make_unique<AssignmentMaker>(calendar);
}

std::unique_ptr<RecordMaker> make_maker(const Layout& layout, const ShopCalendar& calendar) {
  switch (layout.preset().kind) {
    case Kind::messages:
      return make_message_maker(layout, calendar);
    case Kind::ratings:
      return make_rating_maker(layout, calendar);
    case Kind::orders:
      return make_order_maker(layout, calendar);
    case Kind::assignments:
      return make_assignment_maker(layout, calendar);
    case Kind::shifts:
      return make_shift_maker(layout);
    case Kind::daily:
      return make_daily_maker(layout);
  }
  return nullptr;
}

}  // namespace rigong::connectors::files
