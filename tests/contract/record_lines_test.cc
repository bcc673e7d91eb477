// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/record_lines.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <catch2/catch.hpp>

#include "agent/base/text.h"

namespace rigong::connectors::test {
namespace {

// One object; what is empty is left out, so that a line shows what was said.
class Line {
 public:
  Line(std::string_view record, const ShopCalendar& calendar) : writer_(buffer_), calendar_(calendar) {
    writer_.StartObject();
    add("record", record);
  }
  Line& add(const char* name, std::string_view value) {
    CHECK(is_clean_utf8(value));
    if (!value.empty()) key(name).String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    return *this;
  }
  Line& number(const char* name, std::int64_t value) {
    key(name).Int64(value);
    return *this;
  }
  Line& fraction(const char* name, double value) {
    key(name).Double(value);
    return *this;
  }
  Line& number(const char* name, const std::optional<int>& value) { return value ? number(name, std::int64_t{*value}) : *this; }
  Line& time(const char* name, TimeMs value) { return add(name, calendar_.iso(value)); }
  Line& time(const char* name, const std::optional<TimeMs>& value) { return value ? time(name, *value) : *this; }
  Line& flag(const char* name, bool value) {
    if (value) key(name).Bool(true);
    return *this;
  }
  std::string text() {
    writer_.EndObject();
    return buffer_.GetString();
  }

 private:
  rapidjson::Writer<rapidjson::StringBuffer>& key(const char* name) {
    writer_.Key(name);
    return writer_;
  }
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
  const ShopCalendar& calendar_;
};

template <class Value, std::size_t N>
const char* word(const char* const (&words)[N], Value value) {
  return words[static_cast<std::size_t>(value)];
}

constexpr const char* kSenders[] = {"in", "out", "bot", "auto", "system", "note"};
constexpr const char* kAssignments[] = {"to_rep", "to_queue", "to_people", "closed"};
constexpr const char* kReasons[] = {"", "routing", "load", "escalation"};
constexpr const char* kShifts[] = {"work", "day_off", "leave"};
constexpr const char* kErrors[] = {"wrong_use", "not_found", "refused",   "busy",    "unavailable",
                                   "damaged",   "io",        "cancelled", "internal"};

}  // namespace

void RecordLines::message(const model::Message& m) {
  Line line("message", calendar_);
  line.add("conversation_id", m.conversation_id)
      .add("message_id", m.message_id)
      .time("sent_at", m.sent_at)
      .add("kind", word(kSenders, m.kind))
      .add("rep_id", m.rep_id)
      .add("customer_id", m.customer_id)
      .add("customer_name", m.customer_name);
  if (m.has_text) line.add("text", m.text.empty() ? "(empty)" : m.text);
  lines.push_back(line.flag("starts_session", m.starts_session).flag("withdrawn", m.withdrawn).text());
}

void RecordLines::assignment(const model::Assignment& a) {
  lines.push_back(Line("assignment", calendar_)
                      .add("conversation_id", a.conversation_id)
                      .add("assignment_id", a.assignment_id)
                      .time("at", a.at)
                      .add("kind", word(kAssignments, a.kind))
                      .add("reason", word(kReasons, a.reason))
                      .add("rep_id", a.rep_id)
                      .text());
}

void RecordLines::rating(const model::Rating& r) {
  lines.push_back(Line("rating", calendar_)
                      .add("rating_id", r.rating_id)
                      .add("conversation_id", r.conversation_id)
                      .add("rep_id", r.rep_id)
                      .add("customer_id", r.customer_id)
                      .time("invited_at", r.invited_at)
                      .time("rated_at", r.rated_at)
                      .number("level", r.level)
                      .flag("appeal_upheld", r.appeal_upheld)
                      .text());
}

void RecordLines::order(const model::Order& o) {
  Line line("order", calendar_);
  line.add("order_id", o.order_id)
      .add("customer_id", o.customer_id)
      .time("created_at", o.created_at)
      .time("paid_at", o.paid_at)
      .time("closed_unpaid_at", o.closed_unpaid_at)
      .number("amount_fen", o.amount_fen);
  if (o.refunded_fen != 0) line.number("refunded_fen", o.refunded_fen);
  lines.push_back(line.time("refunded_at", o.refunded_at).time("updated_at", o.updated_at).text());
}

void RecordLines::shift(const model::Shift& s) {
  lines.push_back(Line("shift", calendar_)
                      .add("rep_id", s.rep_id)
                      .add("day", to_string(s.day))
                      .add("kind", word(kShifts, s.kind))
                      .number("start_min", s.start_min)
                      .number("end_min", s.end_min)
                      .text());
}

void RecordLines::delivered(const model::DeliveredDay& d) {
  Line line("delivered", calendar_);
  line.add("rep_id", d.rep_id).add("day", to_string(d.day));
  if (!d.platform.empty()) line.add("platform", d.platform);
  for (const auto& [field, value] : d.values) line.fraction(model::field_name(field), value);
  lines.push_back(line.text());
}

void RecordLines::rep(const model::RepName& rep) {
  lines.push_back(Line("rep", calendar_).add("rep_id", rep.rep_id).add("name", rep.name).add("group", rep.group).text());
}
void RecordLines::rejected(const RejectedRow& row) {
  CHECK_FALSE(row.reason.zh.empty());
  Line line("rejected", calendar_);
  // The folder differs from run to run.
  line.add("origin", row.origin.substr(row.origin.find_last_of("/\\") + 1));
  lines.push_back(
      line.number("line", static_cast<std::int64_t>(row.line)).add("reason", row.reason.en).add("row", row.row).text());
}

void RecordLines::error(const Error& error) {
  CHECK_FALSE(error.words.zh.empty());
  lines.push_back(Line("error", calendar_).add("kind", word(kErrors, error.kind)).add("words", error.words.en).text());
}

TEST_CASE("a record is one line") {
  const ShopCalendar calendar = ShopCalendar::make({}).value();
  RecordLines lines(calendar);
  lines.shift({"rep-a", *parse_day("2026-11-22"), model::ShiftKind::work, 480, 960});
  CHECK(lines.lines.at(0) ==
        R"({"record":"shift","rep_id":"rep-a","day":"2026-11-22","kind":"work","start_min":480,"end_min":960})");
}

}  // namespace rigong::connectors::test
