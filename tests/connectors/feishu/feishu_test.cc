// SPDX-License-Identifier: Apache-2.0
#include "connectors/feishu/feishu.h"

#include <catch2/catch.hpp>

#include "connectors/feishu/signing.h"
#include "connectors/kit/json.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kToken = "cdcd3bb1-0b1e-4a2c-9d9e-made-up";
const std::string kWebhook = "https://open.feishu.cn/open-apis/bot/v2/hook/" + kToken;
const std::string kSecret = "made-up-signing-key";

std::unique_ptr<Robot> robot_of(const std::string& secret = kSecret) {
  return make_robot(feishu::robot(), {{"webhook", kWebhook}, {"secret", secret}});
}

std::string sent(const Robot& robot, const RobotPart& part, TimeMs now) {
  const auto request = robot.address(part, now);
  REQUIRE(request);
  CHECK(std::get<SecretRequest>(*request).url.reveal() == kWebhook);
  return std::get<SecretRequest>(*request).request.body;
}

// How many rows each table of the card has.
std::vector<std::size_t> tables_in(const std::string& body) {
  const auto document = parse_json(body, "body");
  REQUIRE(document);
  std::vector<std::size_t> tables;
  for (const auto& element : (*document)["card"]["body"]["elements"].GetArray()) {
    if (text_of(element, "tag") == "table") tables.push_back(element["rows"].Size());
  }
  return tables;
}

}  // namespace

TEST_CASE("Feishu: signatures as others make them, the other way round than DingTalk's") {
  CHECK(feishu::sign(Secret("xxx"), 1661860880'000) == "QnWVTSBe6FmQDE0bG6X0mURbI+DnvVyu1h+j5dHOjrU=");
  CHECK(feishu::sign(Secret("demo"), 1599360473'999) == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
}

TEST_CASE("Feishu: time and signature go into the body, anew for each try") {
  const auto robot = robot_of();
  const RobotPart part = parts_of(*robot, line_report("x"))[0];
  CHECK(part.body.find("sign") == std::string::npos);
  const std::string body = sent(*make_robot(feishu::robot(), {{"webhook", kWebhook}, {"secret", "demo"}}), part, 1599360473'000);
  CHECK(body == R"({"timestamp":"1599360473","sign":"l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",)" + part.body.substr(1));
  CHECK(body.size() == part.body.size() + feishu::kSignBytes);
  CHECK(sent(*robot, part, 1599360474'000) != sent(*robot, part, 1599360473'000));
  CHECK(sent(*robot_of(""), part, 1599360474'000) == part.body);
}

TEST_CASE("Feishu: folder, promises and recorded cases") {
  check_folder(feishu::robot());
  check_promises(*robot_of(), {kToken, kSecret, "open.feishu"});
  check_cases(feishu::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) check_harmless(part.body);
}

TEST_CASE("Feishu: a card with tables of ten, which show without turning pages") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  CHECK(tables_in(parts[0].body) == std::vector<std::size_t>{10, 10, 6});
  const auto document = parse_json(parts[0].body, "body");
  REQUIRE(document);
  const auto& card = (*document)["card"];
  CHECK(text_of(*document, "msg_type") == "interactive");
  CHECK(text_of(card, "schema") == "2.0");
  CHECK(to_text(card["header"]) ==
        R"({"title":{"tag":"plain_text","content":"客服日榜 11月29日 · 晨光小店"},"template":"blue"})");
  const auto& table = card["body"]["elements"][3];
  CHECK(table["page_size"].GetInt() == 10);
  CHECK(text_of(table["columns"][0], "horizontal_align") == "right");
  CHECK(text_of(table["columns"][1], "horizontal_align") == "left");
  CHECK(to_text(table["rows"][0]) == R"({"c0":"1","c1":"小满","c2":"120","c3":"12秒","c4":"99.0%"})");
}

TEST_CASE("Feishu: five tables a card at most, what is longer is written as lines") {
  CHECK(tables_in(parts_of(*robot_of(), ranking_report(50))[0].body).size() == 5);
  for (const RobotPart& part : parts_of(*robot_of(), ranking_report(51))) CHECK(tables_in(part.body).empty());
  model::Report report = ranking_report(30);
  report.blocks.push_back(report.blocks[2]);
  std::size_t tables = 0;
  for (const RobotPart& part : parts_of(*robot_of(), report)) {
    tables += tables_in(part.body).size();
    CHECK(part.body.size() <= 20'000 - feishu::kSignBytes);
  }
  CHECK(tables == 3);
}

TEST_CASE("Feishu: 20,000 bytes with the signature pass, one more is split") {
  for (const std::string& secret : {kSecret, std::string()}) {
    const auto robot = robot_of(secret);
    const auto parts = [&](std::size_t letters) {
      model::Report report = line_report(std::string(100, '"'));
      report.blocks.push_back({model::ReportBlock::Kind::line, std::string(letters, 'y'), {}, {}});
      return parts_of(*robot, report);
    };
    const std::size_t rest = sent(*robot, parts(1)[0], kReportTime).size() - 1;
    const auto exact = parts(20'000 - rest);
    REQUIRE(exact.size() == 1);
    CHECK(sent(*robot, exact[0], kReportTime).size() == 20'000);
    CHECK(parts(20'000 - rest + 1).size() == 2);
  }
}

TEST_CASE("Feishu: its own two hosts") {
  CHECK(make_robot(feishu::robot(), {{"webhook", "https://open.larksuite.com/open-apis/bot/v2/hook/x"}}));
  CHECK(make_robot(feishu::robot(), {{"webhook", "http://127.0.0.1:9/open-apis/bot/v2/hook/x"}}));
  CHECK(refusal_of(feishu::robot(), {{"webhook", "https://open.feishu.cn/open-apis/bot/v2/hooks/" + kToken}})
            .find("open.larksuite.com") != std::string::npos);
  CHECK(
      refusal_of(feishu::robot(), {{"webhook", "https://evil.example/open-apis/bot/v2/hook/" + kToken}}).find("open.feishu.cn") !=
      std::string::npos);
}

TEST_CASE("Feishu: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](const std::string& body, int status = 200, std::map<std::string, std::string> headers = {}) {
    return outcome_text(robot->read(answer(status, body, std::move(headers))));
  };
  CHECK(read(R"({"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"})") == "delivered");
  CHECK(read(R"({"StatusCode":0,"StatusMessage":"success"})") == "delivered");
  CHECK(read(R"({"StatusCode":0,"code":19024})") == "refused 19024");
  CHECK(read(R"({"StatusCode":0,"code":null})") == "unknown");
  CHECK(read(R"({"code":11232,"msg":"frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]"})") == "later 20 11232");
  for (const char* code : {"9499", "19021", "19022", "19024", "19001", "77777"}) {
    CHECK(read(std::string("{\"code\":") + code + "}") == std::string("refused ") + code);
    CHECK(read(std::string("{\"code\":") + code + "}", 400) == std::string("refused ") + code);
  }
  const auto both =
      robot->read(answer(200, R"({"code":19021,"msg":"sign match fail or timestamp is not within one hour"})")).words;
  CHECK(both.zh.find("secret") != std::string::npos);
  CHECK(both.zh.find("时钟") != std::string::npos);
  CHECK(read(R"({"code":99991400})", 400, {{"x-ogw-ratelimit-reset", "42"}}) == "later 42 99991400");
  CHECK(read(R"({"code":99991400})", 429) == "later 60 99991400");
  CHECK(read("busy", 429, {{"x-ogw-ratelimit-reset", "7"}}) == "later 7 429");
  CHECK(read("<html>") == "unknown");
  CHECK(read("{}") == "unknown");
  CHECK(read(R"({"code":"0"})") == "unknown");
  CHECK(read(R"({"code":0})", 504) == "unknown 504");
}
