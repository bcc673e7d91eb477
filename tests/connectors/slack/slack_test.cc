// SPDX-License-Identifier: Apache-2.0
#include "connectors/slack/slack.h"

#include <catch2/catch.hpp>

#include "connectors/kit/json.h"
#include "connectors/kit/robot_text.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kPath = "T00000000/B00000000/madeupmadeupmadeup";
const std::string kWebhook = "https://hooks.slack.com/services/" + kPath;

std::unique_ptr<Robot> robot_of() { return make_robot(slack::robot(), {{"webhook", kWebhook}}); }

// The texts of the blocks, in order, with what Slack allows checked.
std::vector<std::string> blocks_of(const RobotPart& part) {
  const auto document = parse_json(part.body, "body");
  REQUIRE(document);
  const auto& blocks = (*document)["blocks"];
  CHECK(blocks.Size() <= 50);
  std::vector<std::string> texts;
  std::size_t all = 0;
  for (const auto& block : blocks.GetArray()) {
    const std::string type = text_of(block, "type").value();
    const auto& text = type == "context" ? block["elements"][0] : block["text"];
    texts.push_back(text_of(text, "text").value());
    const std::size_t units = utf16_units(texts.back());
    CHECK(units >= 1);
    CHECK(units <= (type == "header" ? 150U : 3000U));
    if (type != "header") CHECK(to_text(text["verbatim"]) == "true");
    all += units;
  }
  CHECK(all <= 12'000);
  return texts;
}

}  // namespace

TEST_CASE("Slack: folder, promises and recorded cases") {
  check_folder(slack::robot());
  check_promises(*robot_of(), {kPath, "hooks.slack"});
  check_cases(slack::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    check_harmless(part.body);
    for (const std::string& text : texts_in(part.body)) CHECK(text.find_first_of("<>") == std::string::npos);
  }
}

TEST_CASE("Slack: a table is code whose columns stand straight") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  const auto texts = blocks_of(parts[0]);
  REQUIRE(texts.size() == 5);
  CHECK(texts[0] == "客服日榜 11月29日 · 晨光小店");
  CHECK(texts[1].find('\n') != std::string::npos);
  CHECK(texts[2].starts_with("*综合排名*\n```\n名次  客服      接待  首响  满意度\n   1  小满       120  12秒   99.0%\n"));
  CHECK(texts[2].ends_with("\n```"));
  CHECK(texts[4] == "日拱日报 20261129");
  CHECK(parts[0].shown.find("```\n名次") != std::string::npos);
}

TEST_CASE("Slack: what could end a fence or mention anybody cannot") {
  model::Report report = line_report("<!channel> & <@U1> `x`");
  report.blocks.push_back({model::ReportBlock::Kind::table, "", {{"a", false}}, {{"```<!here>"}}});
  const auto texts = blocks_of(parts_of(*robot_of(), report)[0]);
  CHECK(texts[1] == "&lt;!channel&gt; &amp; &lt;＠U1&gt; ｀x｀");
  CHECK(texts[2] == "```\na\n｀｀｀&lt;!here&gt;\n```");
}

TEST_CASE("Slack: long tables go into several sections, then into several messages") {
  const auto parts = parts_of(*robot_of(), ranking_report(150));
  REQUIRE(parts.size() == 1);
  CHECK(blocks_of(parts[0]).size() > 5);
  const auto many = parts_of(*robot_of(), ranking_report(900));
  REQUIRE(many.size() > 1);
  std::string all;
  for (const RobotPart& part : many) {
    for (const std::string& text : blocks_of(part)) all += text + "\n";
  }
  for (int i = 1; i <= 900; ++i) CHECK(all.find(" " + std::to_string(i) + "  ") != std::string::npos);
}

TEST_CASE("Slack: a section of 3,000 passes, one more does not; a table at the edge gets a section more") {
  CHECK(robot_of()->write(line_report(std::string(3000, 'x')), kReportTime));
  CHECK_FALSE(robot_of()->write(line_report(std::string(3001, 'x')), kReportTime));
  // As they are escaped.
  CHECK(robot_of()->write(line_report(std::string(600, '&')), kReportTime));
  CHECK_FALSE(robot_of()->write(line_report(std::string(601, '&')), kReportTime));
  model::Report report = line_report("");
  report.blocks.push_back({model::ReportBlock::Kind::table, "", {{"a", false}}, {}});
  // Fences take 8, the head 2 and each row 21.
  for (int i = 0; i < 142; ++i) report.blocks[1].rows.push_back({std::string(20, 'x')});
  report.blocks[1].rows[0][0] += std::string(3000 - 8 - 1 - 142 * 21, 'y');
  CHECK(blocks_of(parts_of(*robot_of(), report)[0]).size() == 3);
  report.blocks[1].rows[0][0] += 'y';
  CHECK(blocks_of(parts_of(*robot_of(), report)[0]).size() == 4);
  report.title = std::string(150, 'x');
  CHECK(robot_of()->write(report, kReportTime));
  report.title += 'x';
  CHECK_FALSE(robot_of()->write(report, kReportTime));
}

TEST_CASE("Slack: only its own host") {
  CHECK(refusal_of(slack::robot(), {{"webhook", "https://hooks.slack.com.evil.example/services/" + kPath}})
            .find("hooks.slack.com") != std::string::npos);
  CHECK(make_robot(slack::robot(), {{"webhook", "http://127.0.0.1:9/services/x"}}));
  CHECK(slack::robot().apart >= 1000);
}

TEST_CASE("Slack: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](int status, const std::string& body, std::map<std::string, std::string> headers = {}) {
    return outcome_text(robot->read(answer(status, body, std::move(headers))));
  };
  CHECK(read(200, "ok") == "delivered");
  CHECK(read(200, "ok\n") == "delivered");
  CHECK(read(200, "") == "unknown");
  CHECK(read(200, R"({"ok":true})") == "unknown");
  CHECK(read(201, "ok") == "unknown ok");
  for (const auto& [status, word] : std::vector<std::pair<int, std::string>>{{400, "invalid_payload"},
                                                                             {400, "user_not_found"},
                                                                             {400, "no_text"},
                                                                             {400, "invalid_blocks"},
                                                                             {403, "action_prohibited"},
                                                                             {403, "invalid_token"},
                                                                             {404, "channel_not_found"},
                                                                             {404, "no_service"},
                                                                             {404, "no_team"},
                                                                             {410, "channel_is_archived"},
                                                                             {400, "something_new"}}) {
    CHECK(read(status, word) == "refused " + word);
  }
  CHECK(read(400, "<html>") == "refused 400");
  CHECK(read(500, "rollup_error") == "later 60 rollup_error");
  CHECK(read(429, "rate_limited", {{"retry-after", "30"}}) == "later 30 rate_limited");
  CHECK(read(429, "") == "later 60 429");
  CHECK(read(302, "") == "refused 302");
}
