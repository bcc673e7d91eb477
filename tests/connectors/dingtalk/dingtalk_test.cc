// SPDX-License-Identifier: Apache-2.0
#include "connectors/dingtalk/dingtalk.h"

#include <catch2/catch.hpp>

#include "connectors/dingtalk/signing.h"
#include "connectors/kit/json.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kToken = "566cc69da782ec33e42541b09b08551f";
const std::string kWebhook = "https://oapi.dingtalk.com/robot/send?access_token=" + kToken;
const std::string kSecret = "SECthis-is-a-test-secret";

std::unique_ptr<Robot> robot_of(const std::string& secret = kSecret) {
  return make_robot(dingtalk::robot(), {{"webhook", kWebhook}, {"secret", secret}});
}

std::string url_at(const Robot& robot, TimeMs now) {
  const auto request = robot.address({"{}", ""}, now);
  REQUIRE(request);
  return std::string(std::get<SecretRequest>(*request).url.reveal());
}

}  // namespace

TEST_CASE("DingTalk: signatures as its own clients make them") {
  CHECK(dingtalk::sign(Secret(kSecret), 1577262236757) == "NkacC61mETTYp7O9Zp6aCDO7zbXe/+aoMo91VLOeqog=");
  CHECK(dingtalk::sign(Secret("this is secret"), 1599360473000) == "hXZTWifRGHclNuZSKxoXc//sh51SWfVfRIhcdeKs63I=");
}

TEST_CASE("DingTalk: a public client's address and body (dingtalk-robot-sender 1.2.0)") {
  const auto robot = make_robot(dingtalk::robot(), {{"webhook", "https://oapi.dingtalk.com/robot/send?access_token=tok"},
                                                    {"secret", "SEC7d2f+made/up=key"}});
  CHECK(url_at(*robot, 1795957620123) ==
        "https://oapi.dingtalk.com/robot/send?access_token=tok&timestamp=1795957620123"
        "&sign=NBGxpNc31iDa4ZzvzpAzZzTJ7LR2CCW4vQ2k31p%2F1wM%3D");
  const RobotPart part = parts_of(*robot, line_report("文"))[0];
  CHECK(part.body ==
        R"({"msgtype":"markdown","markdown":{"title":"标题","text":"### 标题\n\n文\n\n> 日拱"},"at":{"isAtAll":false}})");
}

TEST_CASE("DingTalk: the signature stands in the address, encoded once, anew for each try") {
  const auto robot = robot_of();
  CHECK(url_at(*robot, 1577262236757) ==
        kWebhook + "&timestamp=1577262236757&sign=NkacC61mETTYp7O9Zp6aCDO7zbXe%2F%2BaoMo91VLOeqog%3D");
  CHECK(url_at(*robot, 1577262236758) != url_at(*robot, 1577262236757));
  CHECK(url_at(*robot_of(""), 1577262236757) == kWebhook);
  CHECK(url_at(*robot_of(" " + kSecret + "\n"), 1577262236757) == url_at(*robot, 1577262236757));
}

TEST_CASE("DingTalk: folder, promises and recorded cases") {
  check_folder(dingtalk::robot());
  check_promises(*robot_of(), {kToken, kSecret, "oapi.dingtalk"});
  check_cases(dingtalk::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    check_harmless(part.body);
    CHECK(part.shown.find("](") == std::string::npos);
  }
}

TEST_CASE("DingTalk: a line for each rank, the title in the notification and in the text, nobody called") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  const auto body = parse_json(parts[0].body, "body");
  REQUIRE(body);
  const auto& markdown = *member(*body, "markdown");
  CHECK(text_of(markdown, "title") == "客服日榜 11月29日 · 晨光小店");
  CHECK(text_of(markdown, "text") == parts[0].shown);
  CHECK(parts[0].shown.starts_with("### 客服日榜 11月29日 · 晨光小店\n\n"));
  CHECK(parts[0].shown.find("\n- 1 小满 · 接待 120 · 首响 12秒 · 满意度 99.0%\n") != std::string::npos);
  CHECK(parts[0].shown.find('|') == std::string::npos);
  CHECK(to_text(*member(*body, "at")) == R"({"isAtAll":false})");
}

TEST_CASE("DingTalk: 20,000 bytes of body pass, one more is split; quotes count as they are escaped") {
  const auto parts = [](std::size_t letters) {
    model::Report report = line_report(std::string(100, '"'));
    report.blocks.push_back({model::ReportBlock::Kind::line, std::string(letters, 'y'), {}, {}});
    return parts_of(*robot_of(), report);
  };
  const std::size_t rest = parts(1)[0].body.size() - 1;
  const auto exact = parts(20'000 - rest);
  REQUIRE(exact.size() == 1);
  CHECK(exact[0].body.size() == 20'000);
  CHECK(parts(20'000 - rest + 1).size() == 2);
  for (const RobotPart& part : parts_of(*robot_of(), ranking_report(1500))) CHECK(part.body.size() <= 20'000);
}

TEST_CASE("DingTalk: only its own host, and nothing that is signed already") {
  CHECK(refusal_of(dingtalk::robot(), {{"webhook", "https://evil.example/robot/send?access_token=" + kToken}})
            .find("oapi.dingtalk.com") != std::string::npos);
  CHECK(refusal_of(dingtalk::robot(), {{"webhook", kWebhook + "&timestamp=1&sign=x"}}).find("access_token") != std::string::npos);
  const auto local = make_robot(dingtalk::robot(), {{"webhook", "http://127.0.0.1:9/robot"}, {"secret", "s"}});
  CHECK(url_at(*local, 1000).starts_with("http://127.0.0.1:9/robot?timestamp=1000&sign="));
}

TEST_CASE("DingTalk: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](const std::string& body, int status = 200) { return outcome_text(robot->read(answer(status, body))); };
  const auto code = [&](const std::string& number, const std::string& words = "x") {
    return read("{\"errcode\":" + number + ",\"errmsg\":\"" + words + "\"}");
  };
  CHECK(code("0", "ok") == "delivered");
  CHECK(code("130101", "send too fast, exceed 20 times per minute") == "later 600 130101");
  CHECK(code("410100") == "later 600 410100");
  CHECK(code("-1") == "later 30 -1");
  for (const char* number : {"310000", "460101", "101002", "300001", "300005", "400101", "400013", "400102", "400105", "400106",
                             "430101", "430104", "40035", "43002", "43004", "88", "90030", "99999"}) {
    CHECK(code(number) == std::string("refused ") + number);
  }
  // The code for it has changed before.
  CHECK(code("999", "发送速度太快而限流") == "later 600 999");
  CHECK(code("999", "exceed 20 times") == "later 600 999");
  CHECK(code("999", "too long, exceed 20000 bytes") == "refused 999");
  CHECK(code("460101", "message too long, exceed 20000 bytes") == "refused 460101");
  CHECK(read("<html>") == "unknown");
  CHECK(read(R"({"errmsg":"ok"})") == "unknown");
  CHECK(read(R"({"errcode":"0"})") == "unknown");
  CHECK(read("", 502) == "unknown 502");
  CHECK(read("", 500) == "later 60 500");
}

TEST_CASE("DingTalk: 310000 says which of its four causes it is") {
  const auto robot = robot_of();
  const auto words = [&](const std::string& errmsg) {
    return robot->read(answer(200, "{\"errcode\":310000,\"errmsg\":\"" + errmsg + "\"}")).words.en;
  };
  const std::string advice =
      ";solution:请确认签名和生成签名的时间戳都放在调用的网址中，并检查关键词和IP白名单;link:请参考本接口对应文档https://"
      "x.example";
  for (const std::string& errmsg : {std::string("keywords not in content"), "description:关键词不匹配" + advice}) {
    CHECK(words(errmsg).find("keyword in the message") != std::string::npos);
  }
  for (const std::string& errmsg : {std::string("sign not match"), "description:机器人发送签名不匹配" + advice}) {
    CHECK(words(errmsg).find("signature wrong") != std::string::npos);
  }
  for (const std::string& errmsg : {std::string("ip 1.2.3.4 not in whitelist"), "description:IP地址不在白名单中" + advice}) {
    CHECK(words(errmsg).find("IP address") != std::string::npos);
  }
  for (const std::string& errmsg : {std::string("invalid timestamp"), "description:机器人发送签名过期" + advice}) {
    CHECK(words(errmsg).find("clock") != std::string::npos);
    CHECK(words(errmsg).find("keywords") == std::string::npos);
  }
  CHECK(words("something else").find("its keywords, its key for signing, its IP ranges") != std::string::npos);
}
