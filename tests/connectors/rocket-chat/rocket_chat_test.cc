// SPDX-License-Identifier: Apache-2.0
#include "connectors/rocket-chat/rocket_chat.h"

#include <catch2/catch.hpp>

#include "connectors/kit/json.h"
#include "connectors/kit/robot_text.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kToken = "6612madeup/tokenmadeup";
const std::string kWebhook = "https://chat.corp.example/hooks/" + kToken;

std::unique_ptr<Robot> robot_of() { return make_robot(rocket_chat::robot(), {{"webhook", kWebhook}}); }

}  // namespace

TEST_CASE("Rocket.Chat: folder, promises and recorded cases") {
  check_folder(rocket_chat::robot());
  check_promises(*robot_of(), {kToken, "chat.corp"});
  check_cases(rocket_chat::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    check_harmless(part.body);
    // Its servers look for mentions and channels within code as well.
    for (const std::string& text : texts_in(part.body)) CHECK(text.find_first_of("@#") == std::string::npos);
  }
}

TEST_CASE("Rocket.Chat: a table is code, and no name ends it") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].shown.starts_with("*客服日榜 11月29日 · 晨光小店*\n"));
  CHECK(parts[0].shown.find("*综合排名*\n```\n名次  客服") != std::string::npos);
  CHECK(texts_in(parts[0].body) == std::vector<std::string>{parts[0].shown});
  const std::string nasty = parts_of(*robot_of(), nasty_report())[0].shown;
  std::size_t fences = 0;
  for (std::size_t at = nasty.find("```"); at != std::string::npos; at = nasty.find("```", at + 3)) ++fences;
  CHECK(fences == 2);
}

TEST_CASE("Rocket.Chat: 5,000 characters pass, one more is split; nothing empty is ever sent") {
  const auto parts = [](std::size_t letters) {
    model::Report report = line_report(std::string(100, 'x'));
    report.blocks.push_back({model::ReportBlock::Kind::line, std::string(letters, 'y'), {}, {}});
    return parts_of(*robot_of(), report);
  };
  const std::size_t rest = utf16_units(parts(1)[0].shown) - 1;
  CHECK(parts(5000 - rest).size() == 1);
  CHECK(parts(5000 - rest + 1).size() == 2);
  model::Report nothing;
  CHECK_FALSE(robot_of()->write(nothing, kReportTime));
  nothing.title = "\xE2\x80\x8B";
  CHECK_FALSE(robot_of()->write(nothing, kReportTime));
}

TEST_CASE("Rocket.Chat: fewer than the ten calls a minute that a server takes") {
  CHECK(rocket_chat::robot().most_a_minute < 10);
}

TEST_CASE("Rocket.Chat: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](int status, const std::string& body) { return outcome_text(robot->read(answer(status, body))); };
  CHECK(read(200, R"({"success":true})") == "delivered");
  CHECK(read(200, R"({"success":"true"})") == "unknown");
  CHECK(read(200, "ok") == "unknown");
  CHECK(read(200, "{}") == "unknown");
  CHECK(read(200, "") == "unknown");
  CHECK(read(200, R"({"success":false})") == "refused success:false");
  CHECK(read(400, R"({"success":false,"error":"invalid-channel"})") == "refused invalid-channel");
  CHECK(read(400, R"({"success":false,"error":"Invalid integration id or token provided."})") == "refused invalid-integration");
  CHECK(read(404, R"({"success":false,"error":"Invalid integration id or token provided."})") == "refused invalid-integration");
  CHECK(read(400, R"({"success":false,"error":"error-not-allowed"})") == "refused not-allowed");
  CHECK(read(400, R"({"success":false,"error":"Error, too many requests. [error-too-many-requests]"})") ==
        "later 60 too-many-requests");
  CHECK(read(429, R"({"success":false,"error":"[error-too-many-requests]"})") == "later 60 429");
  CHECK(read(400, R"({"success":false,"error":"what else"})") == "refused 400");
  CHECK(read(503, "Service Unavailable") == "later 60 503");
  CHECK(read(504, R"({"success":true})") == "unknown 504");
}
