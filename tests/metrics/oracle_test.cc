// SPDX-License-Identifier: Apache-2.0
// Real conversations with figures that two other programs agree on (reference: metrics, section 3). They lie in the folder
// ../shared/data beside the checkout, or where RIGONG_SHARED_DATA says; without them there is nothing to compare.
#include <csv.h>
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/metrics/statistics.h"
#include "tests/support/source_dir.h"

using namespace rigong;

namespace {

// A CSV file with a header line: rows of text by column name.
class Table {
 public:
  explicit Table(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    csv_parser parser;
    if (!file || csv_init(&parser, CSV_STRICT) != 0) throw std::runtime_error("cannot read " + path.string());
    const auto on_field = [](void* field, std::size_t length, void* table) {
      static_cast<Table*>(table)->line_.emplace_back(static_cast<const char*>(field), length);
    };
    const auto on_line = [](int, void* table) { static_cast<Table*>(table)->end_line(); };
    const bool read = csv_parse(&parser, text.data(), text.size(), on_field, on_line, this) == text.size() &&
                      csv_fini(&parser, on_field, on_line, this) == 0;
    csv_free(&parser);
    if (!read) throw std::runtime_error("not a CSV file: " + path.string());
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const std::string& at(std::size_t row, const std::string& column) const {
    return rows_.at(row).at(columns_.at(column));
  }

 private:
  void end_line() {
    if (columns_.empty()) {
      for (const std::string& name : line_) columns_.emplace(name, columns_.size());
    } else {
      rows_.push_back(std::move(line_));
    }
    line_.clear();
  }

  std::map<std::string, std::size_t> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> line_;
};

// Small numbers for long ids, from 1 on, in order of first sight.
class Numbers {
 public:
  std::uint32_t of(const std::string& id) {
    const auto [place, made] = numbers_.emplace(id, names_.size());
    if (made) names_.push_back(id);
    return place->second;
  }
  [[nodiscard]] const std::string& name(std::uint32_t number) const { return names_.at(number); }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_{""};
};

TimeMs read_time(const std::string& text) {  // "2019-09-05 13:56:47", UTC.
  const auto part = [&text](std::size_t from) { return std::stoll(text.substr(from, 2)); };
  return parse_day(text.substr(0, 10)).value().number * kDayMs + ((part(11) * 60 + part(14)) * 60 + part(17)) * kSecondMs;
}

std::optional<std::int64_t> millis(const std::string& seconds) {  // "16144.000", or nothing.
  if (seconds.empty()) return std::nullopt;
  return std::llround(std::stod(seconds) * 1000);
}

model::MetricOptions research_options() {
  model::MetricOptions options;
  options.instant_reply_ms = 0;
  options.cap_ms = 0;
  options.session_gap_ms = 0;
  options.courtesy = false;
  options.bot_ends_turn = false;
  return options;
}

ShopCalendar research_calendar() {
  CalendarRules rules;
  rules.time_zone = "UTC";
  rules.windows.fill(parse_windows("00:00-24:00").value());
  return ShopCalendar::make(rules).value();
}

// The figures of a file of messages.
struct Computed {
  Numbers conversations;
  Numbers reps;
  std::map<std::uint32_t, model::ConversationFacts> facts;
  std::map<std::pair<std::string, std::string>, model::DayFigures> rows;  // By rep and day.

  [[nodiscard]] std::string rep_name(model::RepNo rep) const {
    return rep == model::kNoRep ? model::kUnassignedRep : reps.name(rep);
  }
};

Computed compute(const Table& file) {
  Computed result;
  Numbers customers;
  std::map<std::uint32_t, model::ConversationRecords> records;
  std::map<std::uint32_t, Numbers> ids;
  const model::RepNo unknown = result.reps.of(model::kUnknownRep);
  for (std::size_t row = 0; row < file.size(); ++row) {
    const std::uint32_t conversation = result.conversations.of(file.at(row, "conversation_id"));
    model::ConversationRecords& into = records[conversation];
    model::LeanMessage message;
    message.sent_at = read_time(file.at(row, "sent_at"));
    message.arrival = static_cast<std::uint32_t>(into.messages.size());
    if (!file.at(row, "message_id").empty()) message.key = ids[conversation].of(file.at(row, "message_id"));
    if (!file.at(row, "customer_id").empty()) message.customer = customers.of(file.at(row, "customer_id"));
    const std::string& direction = file.at(row, "direction");
    message.kind = direction == "in"    ? model::SenderKind::customer
                   : direction == "out" ? model::SenderKind::rep
                                        : model::SenderKind::bot;
    if (direction == "out" && !file.at(row, "agent_id").empty()) message.rep = result.reps.of(file.at(row, "agent_id"));
    into.messages.push_back(message);
  }

  const model::MetricOptions options = research_options();
  metrics::Deriver deriver(options, research_calendar(), unknown);
  metrics::FigureCounter counter(options, metrics::kEndOfTime);
  for (auto& [conversation, of_conversation] : records) {
    model::ConversationFacts& facts = result.facts[conversation];
    deriver.derive(of_conversation.messages, of_conversation.assignments, facts);
    for (const auto& turn : facts.turns) counter.add(conversation, turn);
    for (const auto& activity : facts.activity) counter.add(activity);
  }
  for (const auto& row : counter.finish()) result.rows[{result.rep_name(row.rep), to_string(row.day)}] = row;
  return result;
}

// The response times of a rep on a day; of first responses only where asked.
std::vector<std::int64_t> responses(const Computed& computed, const model::DayFigures& row, bool only_first) {
  std::vector<std::int64_t> found;
  for (const auto& [conversation, facts] : computed.facts) {
    for (const auto& turn : facts.turns) {
      const bool wanted = metrics::is_sample(turn) && turn.owner == row.rep && turn.day == row.day;
      if (wanted && (turn.first_response || !only_first)) found.push_back(turn.held_ms);
    }
  }
  return found;
}

void check_days(const Computed& computed, const Table& oracle) {
  REQUIRE(oracle.size() > 0);
  CHECK(computed.rows.size() == oracle.size());
  for (std::size_t line = 0; line < oracle.size(); ++line) {
    const std::pair key{oracle.at(line, "agent_id"), oracle.at(line, "day")};
    INFO(key.first << " on " << key.second);
    REQUIRE(computed.rows.contains(key));
    const model::DayFigures& row = computed.rows.at(key);
    const auto count = [&](const char* column) { return std::stoll(oracle.at(line, column)); };
    CHECK(row.messages_in == count("msgs_in"));
    CHECK(row.messages_out == count("msgs_out"));
    CHECK(row.conversations == count("conversations"));
    CHECK(row.turns == count("rounds"));
    CHECK(row.turns_answered == count("rounds_answered"));
    CHECK(row.turns_unanswered == count("rounds_unanswered"));
    CHECK(row.turns_slow_answered == count("slow_gt180s"));
    CHECK(row.turns_open == 0);
    CHECK(row.response_n == count("rtF_n"));
    CHECK(row.first_response_n == count("frt_n"));
    CHECK(row.response_sum_ms == millis(oracle.at(line, "rtF_sum_s")).value_or(0));
    CHECK(row.response_capped_sum_ms == row.response_sum_ms);
    CHECK(row.first_response_sum_ms == millis(oracle.at(line, "frt_sum_s")).value_or(0));
    for (const bool only_first : {false, true}) {
      const std::string prefix = only_first ? "frt" : "rtF";
      std::vector<std::int64_t> values = responses(computed, row, only_first);
      CHECK(metrics::median(values) == millis(oracle.at(line, prefix + "_median_s")));
      CHECK(metrics::nearest_rank(values, 90) == millis(oracle.at(line, prefix + "_p90nr_s")));
    }
  }
}

void check_turns(const Computed& computed, const Table& oracle) {
  // One line for each turn: conversation, owner, opening, reply, whether it is the first response.
  std::multiset<std::string> ours;
  for (const auto& [conversation, facts] : computed.facts) {
    for (const auto& turn : facts.turns) {
      const std::string reply = turn.end == model::TurnEnd::answered ? std::to_string(turn.ended_at) : "";
      ours.insert(fmt::format("{},{},{},{},{}", computed.conversations.name(conversation), computed.rep_name(turn.owner),
                              turn.opened_at, reply, turn.first_response ? 1 : 0));
    }
  }
  std::multiset<std::string> theirs;
  for (std::size_t line = 0; line < oracle.size(); ++line) {
    theirs.insert(fmt::format("{},{},{},{},{}", oracle.at(line, "conversation_id"), oracle.at(line, "agent_id"),
                              oracle.at(line, "first_question_ms"), oracle.at(line, "reply_ms"),
                              oracle.at(line, "is_first_response")));
  }
  REQUIRE_FALSE(theirs.empty());
  CHECK(ours == theirs);
}

}  // namespace

TEST_CASE("the figures of real conversations are those of the oracles") {
  const char* said = std::getenv("RIGONG_SHARED_DATA");
  const std::filesystem::path root = said != nullptr ? said : rigong::test::source_dir() / "../shared/data";
  if (!std::filesystem::is_directory(root)) {
    WARN("Skipped: there is no folder " << root << ". Set RIGONG_SHARED_DATA to where the real conversations lie.");
    return;
  }
  int compared = 0;
  for (const auto& folder : std::filesystem::directory_iterator(root)) {
    if (!std::filesystem::exists(folder.path() / "messages.csv")) continue;
    INFO(folder.path().filename());
    const Computed computed = compute(Table(folder.path() / "messages.csv"));
    check_days(computed, Table(folder.path() / "oracle-agent-day.csv"));
    check_turns(computed, Table(folder.path() / "oracle-rounds.csv"));
    ++compared;
  }
  CHECK(compared > 0);
}
