// SPDX-License-Identifier: Apache-2.0
// Whatever a robot's target answers, and whatever names a report holds. An input is
//
//   ROBOT STATUS
//   name: value        headers, as many as there are
//
//   the answer; it is also the report's every text
#include <charconv>
#include <cstdint>
#include <map>
#include <string_view>

#include "agent/base/text.h"
#include "connectors/api/robot.h"
#include "tests/fuzz/hostile_platform.h"
#include "tests/support/given_options.h"

namespace {

using namespace rigong;
using connectors::RobotOutcome;

const std::map<std::string, std::string> kGiven = {{"webhook", "http://127.0.0.1:9/hooks/secret-of-the-address"},
                                                   {"secret", "secret-for-signing"},
                                                   {"server", "smtps://mail.example"},
                                                   {"from", "bot@shop.example"},
                                                   {"to", "team@shop.example"}};

struct Made {
  std::string_view type;
  std::unique_ptr<connectors::Robot> robot;
};

const std::vector<Made>& all_made() {
  static const std::vector<Made> all = [] {
    std::vector<Made> made;
    for (const connectors::RobotDefinition* definition : connectors::robots()) {
      std::map<std::string, std::string> given = kGiven;
      if (definition->type == "mail") given["password"] = "secret-of-the-mailbox";
      if (definition->type == "mail") given["user"] = "bot";
      made.push_back({definition->type, definition->make(testing::GivenOptions(definition->options, given)).value()});
    }
    return made;
  }();
  return all;
}

void check_outcome(const RobotOutcome& outcome, const connectors::HttpResponse& answer, bool any_success) {
  fuzz::check_words(outcome.words);
  fuzz::must(is_clean_utf8(outcome.code) && outcome.code.size() <= 128);
  fuzz::must((outcome.kind == RobotOutcome::Kind::later) == (outcome.wait > 0));
  fuzz::must(outcome.wait <= kHourMs);
  // Nothing but a plain yes is one.
  if (!any_success && outcome.kind == RobotOutcome::Kind::delivered) {
    const bool yes = answer.body.find("ok") != std::string::npos || answer.body.find('0') != std::string::npos ||
                     answer.body.find("true") != std::string::npos;
    fuzz::must(answer.status == 250 || (answer.status == 200 && yes));
  }
}

void check_parts(const connectors::Robot& robot, std::string_view text) {
  model::Report report{"客服日榜", "日拱", {}, {}};
  report.blocks.push_back({model::ReportBlock::Kind::line, std::string(text), {}, {}});
  report.blocks.push_back({model::ReportBlock::Kind::table, std::string(text), {{"#", true}, {"x", false}}, {}});
  for (int i = 0; i < 12; ++i) report.blocks[1].rows.push_back({std::to_string(i), std::string(text)});
  const auto parts = robot.write(report, 1'795'957'620'000);
  if (!parts) {
    fuzz::must(parts.error().kind == ErrorKind::wrong_use);
    fuzz::check_words(parts.error().words);
    return;
  }
  for (const connectors::RobotPart& part : *parts) {
    fuzz::must(is_clean_utf8(part.body) && is_clean_utf8(part.shown));
    // Whoever chose the text must have known it.
    fuzz::must(part.body.find("secret-") == std::string::npos || text.find("secret-") != std::string_view::npos);
    fuzz::must(robot.address(part, 1'795'957'620'000).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string_view head = fuzz::take_until(text, '\n');
  const std::string_view type = fuzz::take_until(head, ' ');
  connectors::HttpResponse answer;
  answer.status = 200;
  std::from_chars(head.data(), head.data() + head.size(), answer.status);
  for (std::string_view line = fuzz::take_until(text, '\n'); !line.empty(); line = fuzz::take_until(text, '\n')) {
    const std::string_view name = fuzz::take_until(line, ':');
    answer.headers.emplace_back(name, line);
  }
  answer.body = std::string(text);
  for (const Made& made : all_made()) {
    if (made.type != type) continue;
    check_outcome(made.robot->read(answer), answer, type == "webhook");
    check_parts(*made.robot, text);
  }
  return 0;
}
