// SPDX-License-Identifier: Apache-2.0
// Real conversations in, right figures out: the program against the oracles beside the data, straight from the file and through
// the store, to the millisecond.
#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <string>

#include "tests/support/process.h"

using namespace rigong::test;

namespace {

// Section 3 of the metrics reference: all rules off.
constexpr const char* kPlain = R"([shop]
timezone = "UTC"
service_window = "00:00-24:00"
[metrics]
instant_reply_ms = 0
cap_s = 0
session_gap_min = 0
courtesy = false
bot_ends_turn = false
)";
constexpr const char* kFarAfter = "2030-01-01T00:00:00Z";

using Row = std::map<std::string, std::string>;

std::map<std::string, Row> rows_by(const std::string& csv, const std::string& first, const std::string& second) {
  const auto lines = read_csv(csv);
  std::map<std::string, Row> rows;
  for (std::size_t line = 1; line < lines.size(); ++line) {
    Row row;
    for (std::size_t at = 0; at < lines[0].size(); ++at) row[lines[0][at]] = lines[line].at(at);
    rows[row[first] + "|" + row[second]] = row;
  }
  return rows;
}

// Seconds with a fraction to whole milliseconds; our medians are rounded half up.
std::string ms(const std::string& seconds) {
  if (seconds.empty()) return "";
  return std::to_string(static_cast<long long>(std::floor(std::stod(seconds) * 1000 + 0.5)));
}

void compare(const std::string& figures_csv, const std::string& oracle_csv) {
  const auto ours = rows_by(figures_csv, "rep", "from");
  const auto oracle = rows_by(oracle_csv, "agent_id", "day");
  REQUIRE_FALSE(oracle.empty());
  CHECK(ours.size() == oracle.size());
  static const std::map<std::string, std::string> kSame = {
      {"msgs_in", "messages_in"}, {"msgs_out", "messages_out"},          {"conversations", "conversations"},
      {"rounds", "turns"},        {"rounds_answered", "turns_answered"}, {"rounds_unanswered", "turns_unanswered"},
      {"rtF_n", "response_n"},    {"frt_n", "first_response_n"},         {"slow_gt180s", "turns_slow_answered"}};
  static const std::map<std::string, std::string> kSeconds = {
      {"rtF_sum_s", "response_sum_ms"},   {"rtF_mean_s", "response_mean_ms"},     {"rtF_median_s", "response_median_ms"},
      {"rtF_p90nr_s", "response_p90_ms"}, {"frt_sum_s", "first_response_sum_ms"}, {"frt_mean_s", "first_response_mean_ms"}};
  for (const auto& [key, expected] : oracle) {
    INFO(key);
    const auto found = ours.find(key);
    REQUIRE(found != ours.end());
    const Row& row = found->second;
    for (const auto& [theirs, name] : kSame) {
      INFO(name);
      CHECK(row.at(name) == expected.at(theirs));
    }
    for (const auto& [theirs, name] : kSeconds) {
      INFO(name);
      // The oracle gives an empty sum as nothing, and we as 0.
      const std::string value = ms(expected.at(theirs));
      CHECK(row.at(name) == (value.empty() && name.find("_sum_") != std::string::npos ? "0" : value));
    }
    CHECK(row.at("turns_open") == "0");
    CHECK(row.at("status") == "final");
  }
}

std::map<std::string, Row> turns_by_opening(const std::string& csv) {
  const auto lines = read_csv(csv);
  std::map<std::string, Row> rows;
  for (std::size_t line = 1; line < lines.size(); ++line) {
    Row row;
    for (std::size_t at = 0; at < lines[0].size(); ++at) row[lines[0][at]] = lines[line].at(at);
    rows[row["conversation"] + "|" + row["opened_at"]] = row;
  }
  return rows;
}

}  // namespace

TEST_CASE("figures of real conversations equal the oracles, from the file and from the store") {
  const auto data = shared_data();
  if (!data) {
    WARN("skipped: the folder with real conversations is not beside the checkout (RIGONG_SHARED_DATA names another)");
    return;
  }
  const std::string folder = GENERATE(std::string("stripe-irc"), std::string("twitter-care"));
  INFO(folder);
  TempFolder temp;
  const std::string config = temp.write("plain.toml", kPlain);
  const std::string messages = (*data / folder / "messages.csv").string();
  const std::string oracle = read_text(*data / folder / "oracle-agent-day.csv");

  const Outcome direct = run_rigong({"figures", "--config", config, "--input", messages, "--now", kFarAfter, "--format", "csv"});
  INFO(direct.err);
  REQUIRE(direct.exit_code == 0);
  compare(direct.out, oracle);

  const std::string store = temp.file("data");
  const Outcome import = run_rigong({"import", "--config", config, "--data", store, messages});
  INFO(import.err);
  REQUIRE(import.exit_code == 0);
  const std::vector<std::string> figures = {"figures", "--config", config,     "--data", store,
                                            "--now",   kFarAfter,  "--format", "csv"};
  const Outcome stored = run_rigong(figures);
  CHECK(stored.out == direct.out);

  // Importing again changes nothing.
  const Outcome again = run_rigong({"import", "--config", config, "--data", store, messages});
  CHECK(again.exit_code == 0);
  CHECK(again.err.find(" 0 new") != std::string::npos);
  CHECK(run_rigong(figures).out == direct.out);
}

TEST_CASE("turns of real conversations equal the oracle's rounds to the millisecond") {
  const auto data = shared_data();
  if (!data) {
    WARN("skipped: the folder with real conversations is not beside the checkout");
    return;
  }
  const std::string folder = GENERATE(std::string("stripe-irc"), std::string("twitter-care"));
  INFO(folder);
  TempFolder temp;
  const std::string config = temp.write("plain.toml", kPlain);
  const Outcome turns = run_rigong({"turns", "--config", config, "--input", (*data / folder / "messages.csv").string(), "--now",
                                    kFarAfter, "--format", "csv"});
  REQUIRE(turns.exit_code == 0);
  const auto ours = turns_by_opening(turns.out);
  const auto rounds = read_csv(read_text(*data / folder / "oracle-rounds.csv"));
  REQUIRE(rounds.size() > 1000);
  CHECK(ours.size() == rounds.size() - 1);
  std::map<std::string, long long> sum_of_responses;
  for (std::size_t line = 1; line < rounds.size(); ++line) {
    const auto& round = rounds[line];
    const long long first = std::stoll(round[2]);
    // The oracle's epoch as our ISO text: whole seconds, UTC.
    const std::time_t seconds = static_cast<std::time_t>(first / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S+00:00", &parts);
    INFO(round[0] << " " << text);
    const auto found = ours.find(round[0] + "|" + text);
    REQUIRE(found != ours.end());
    const Row& row = found->second;
    CHECK(row.at("rep") == round[1]);
    CHECK(row.at("state") == (round[4].empty() ? "unanswered" : "answered"));
    CHECK(row.at("response_ms") == (round[4].empty() ? "" : std::to_string(std::stoll(round[4]) - first)));
    CHECK(row.at("first_response") == (round[5] == "1" ? "true" : "false"));
  }
}
