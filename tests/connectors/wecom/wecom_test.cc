// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom/wecom.h"

#include <catch2/catch.hpp>

#include "connectors/kit/json.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kKey = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa";
const std::string kWebhook = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + kKey;

std::unique_ptr<Robot> robot_of() { return make_robot(wecom::robot(), {{"webhook", kWebhook}}); }

std::string content_of(const RobotPart& part) {
  const auto document = parse_json(part.body, "body");
  REQUIRE(document);
  CHECK(text_of(*document, "msgtype") == "markdown_v2");
  return text_of(*member(*document, "markdown_v2"), "content").value();
}

}  // namespace

TEST_CASE("WeCom: folder, promises and recorded cases") {
  check_folder(wecom::robot());
  check_promises(*robot_of(), {kKey, "qyapi.weixin"});
  check_cases(wecom::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    check_harmless(part.body);
    CHECK(part.shown.find("](") == std::string::npos);
  }
}

TEST_CASE("WeCom: a ranking of 26 is one message with a table, and what is shown is what is sent") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  CHECK(content_of(parts[0]) == parts[0].shown);
  CHECK(parts[0].shown.starts_with("## 客服日榜 11月29日 · 晨光小店\n\n"));
  CHECK(parts[0].shown.find("| ---: | :--- | ---: | ---: | ---: |\n| 1 | 小满 | 120 | 12秒 | 99.0% |\n") != std::string::npos);
  CHECK(parts[0].shown.ends_with("\n\n> 日拱日报 20261129"));
}

TEST_CASE("WeCom: 4,096 bytes of content pass, one more is split") {
  // Two lines, so that there is something to split between.
  const auto content = [](std::size_t letters) {
    model::Report report = line_report(std::string(100, 'x'));
    report.blocks.push_back({model::ReportBlock::Kind::line, std::string(letters, 'y'), {}, {}});
    return parts_of(*robot_of(), report);
  };
  const std::size_t rest = content(1)[0].shown.size() - 1;
  const auto exact = content(4096 - rest);
  REQUIRE(exact.size() == 1);
  CHECK(content_of(exact[0]).size() == 4096);
  const auto more = content(4096 - rest + 1);
  REQUIRE(more.size() == 2);
  CHECK(more[0].shown.starts_with("## 标题 (1/2)\n"));
  CHECK(more[1].shown.starts_with("## 标题 (2/2)\n"));
  for (const RobotPart& part : more) CHECK(part.shown.ends_with("> 日拱"));
  const auto many = parts_of(*robot_of(), ranking_report(300));
  CHECK(many.size() > 2);
  for (const RobotPart& part : many) CHECK(content_of(part).size() <= 4096);
  CHECK_FALSE(robot_of()->write(line_report(std::string(4096, 'x')), kReportTime));
}

TEST_CASE("WeCom: the picture is a message of its own, with the checksum of its bytes") {
  model::Report report = line_report("x");
  report.picture = "abc";
  const auto parts = parts_of(*robot_of(), report);
  REQUIRE(parts.size() == 2);
  CHECK(parts[1].body == R"({"msgtype":"image","image":{"base64":"YWJj","md5":"900150983cd24fb0d6963f7d28e17f72"}})");
  CHECK(parts[1].shown == "![标题](picture.png)");
  report.picture.assign(2'000'001, 'x');
  REQUIRE_FALSE(robot_of()->write(report, kReportTime));
}

TEST_CASE("WeCom: the address is the webhook, whatever the time") {
  const auto robot = robot_of();
  const auto parts = parts_of(*robot, line_report("x"));
  const auto request = robot->address(parts[0], kReportTime);
  REQUIRE(request);
  const auto& post = std::get<SecretRequest>(*request);
  CHECK(post.url.reveal() == kWebhook);
  CHECK(post.request.url.empty());
  CHECK(post.request.method == HttpMethod::post);
  CHECK(post.request.body == parts[0].body);
}

TEST_CASE("WeCom: only its own host is taken") {
  CHECK(refusal_of(wecom::robot(), {}) == "The WeCom robot lacks its webhook.");
  CHECK(refusal_of(wecom::robot(), {{"webhook", "https://evil.example/cgi-bin/webhook/send?key=" + kKey}})
            .find("qyapi.weixin.qq.com") != std::string::npos);
  CHECK(make_robot(wecom::robot(), {{"webhook", "http://127.0.0.1:9/cgi-bin/webhook/send?key=k"}}));
  CHECK(make_robot(wecom::robot(),
                   {{"webhook", "https://wx.corp.example/cgi-bin/webhook/send?key=k"}, {"endpoint", "https://wx.corp.example"}}));
}

TEST_CASE("WeCom: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](const std::string& body, int status = 200) { return outcome_text(robot->read(answer(status, body))); };
  CHECK(read(R"({"errcode":0,"errmsg":"ok"})") == "delivered");
  CHECK(read(R"({"errcode":45009,"errmsg":"api freq out of limit"})") == "later 60 45009");
  CHECK(read(R"({"errcode":-1,"errmsg":"system busy"})") == "later 30 -1");
  for (const char* code : {"93000", "93004", "93008", "40058", "45002", "44004", "40008", "40009", "301019", "99999", "1"}) {
    CHECK(read(std::string("{\"errcode\":") + code + ",\"errmsg\":\"x, from ip: 1.2.3.4\"}") == std::string("refused ") + code);
  }
  CHECK(read("") == "unknown");
  CHECK(read("ok") == "unknown");
  CHECK(read("<html>") == "unknown");
  CHECK(read("{}") == "unknown");
  CHECK(read(R"({"errcode":"0"})") == "unknown");
  CHECK(read(R"({"errcode":0)") == "unknown");
  CHECK(read(R"({"errcode":0})", 503) == "later 60 503");
  CHECK(read(R"({"errcode":0})", 504) == "unknown 504");
  CHECK(read("<html>", 404) == "refused 404");
}
