// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook/webhook.h"

#include <catch2/catch.hpp>

#include "connectors/kit/json.h"
#include "connectors/webhook/body_template.h"
#include "connectors/webhook/header_list.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;
using webhook::BodyKind;
using webhook::BodyTemplate;

namespace {

const std::string kWebhook = "https://relay.example/in/made-up-key";

std::unique_ptr<Robot> robot_of(Given given = {}) {
  given.emplace("webhook", kWebhook);
  return make_robot(webhook::robot(), given);
}

std::string filled(const std::string& text, BodyKind kind, const webhook::FieldValues& values) {
  const auto made = BodyTemplate::read(text, kind);
  REQUIRE(made);
  return made->fill(values);
}

}  // namespace

TEST_CASE("Webhook: folder, promises and recorded cases") {
  check_folder(webhook::robot());
  const Given secret = {{"secret_headers", "Authorization: Bearer made-up-token"}};
  check_promises(*robot_of(secret), {"made-up-key", "made-up-token", "relay.example"});
  check_cases(webhook::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) check_harmless(part.body);
  for (const RobotPart& part : parts_of(*robot_of({{"body", R"({"m":"{markdown}"})"}}), nasty_report()))
    check_harmless(part.body);
}

TEST_CASE("Webhook: places are filled as where they stand asks for, once") {
  const webhook::FieldValues values = {"a\"b", "line\n{title}", "m", "k", "d", R"({"x":1})"};
  CHECK(filled(R"({"t":"<{title}>","u":{text}})", BodyKind::json, values) == R"({"t":"<a\"b>","u":"line\n{title}"})");
  CHECK(filled(R"({"t":{json},"u":"{json}","v":{markdown}})", BodyKind::json, values) ==
        R"({"t":{"x":1},"u":"{\"x\":1}","v":"m"})");
  CHECK(filled(R"({"a\"{mark}":"\\","b":{text}})", BodyKind::json, values) == R"({"a\"k":"\\","b":"line\n{title}"})");
  CHECK(filled("{title}: {text} {other} {", BodyKind::text, values) == "a\"b: line\n{title} {other} {");
  CHECK(filled("{text}", BodyKind::json, values) == R"("line\n{title}")");
}

TEST_CASE("Webhook: a body that is no JSON, or says nothing, is refused when it is set") {
  for (const char* bad :
       {R"({"t":"{text}")", R"({"t":{text}x})", R"({"t":{text},})", R"({"a":1})", "", R"({"t":"{title} {mark}"})"}) {
    INFO(bad);
    CHECK_FALSE(BodyTemplate::read(bad, BodyKind::json));
  }
  CHECK_FALSE(BodyTemplate::read("{title}", BodyKind::text));
  CHECK(refusal_of(webhook::robot(), {{"webhook", kWebhook}, {"body", "{text"}}).find("`body`") != std::string::npos);
  CHECK(refusal_of(webhook::robot(), {{"webhook", kWebhook}, {"content_type", "text/html"}}).find("content_type") !=
        std::string::npos);
}

TEST_CASE("Webhook: headers, of which the secret ones stay secret") {
  const auto robot =
      robot_of({{"headers", "X-Team: 1 | X-From:rigong"}, {"secret_headers", "Authorization: Bearer made-up\nX-Key: k:v"}});
  const auto request = robot->address({"{}", ""}, kReportTime);
  REQUIRE(request);
  const auto& post = std::get<SecretRequest>(*request);
  using Headers = std::vector<std::pair<std::string, std::string>>;
  CHECK(post.request.headers ==
        Headers{{"X-Team", "1"}, {"X-From", "rigong"}, {"Content-Type", "application/json; charset=utf-8"}});
  REQUIRE(post.request.secret_headers.size() == 2);
  CHECK(post.request.secret_headers[0].first == "Authorization");
  CHECK(post.request.secret_headers[0].second.reveal() == "Bearer made-up");
  CHECK(post.request.secret_headers[1].second.reveal() == "k:v");
  CHECK(post.url.reveal() == kWebhook);
  for (const char* bad : {"X-Team", ": x", "X Team: 1", "Host: a", "content-length: 3", "Content-Type: text/html", "X: 值",
                          "X: a\rb", "Transfer-Encoding: chunked"}) {
    INFO(bad);
    CHECK_FALSE(webhook::read_headers(bad));
  }
  CHECK(webhook::read_headers("")->empty());
}

TEST_CASE("Webhook: a usual body, as text, as Markdown and for programs") {
  const auto body = [](const Given& given) { return parts_of(*robot_of(given), ranking_report(1))[0].body; };
  CHECK(texts_in(body({}))[0] == "客服日榜 11月29日 · 晨光小店");
  CHECK(texts_in(body({}))[3] == "2026-11-29T13:07:00Z");
  CHECK(
      body({{"body", "{title}\n{text}"}, {"content_type", "text/plain"}}) ==
      "客服日榜 11月29日 · 晨光小店\n全组接待 1,982 人，首次响应 31秒，满意度 96.2%（812 "
      "条评价）。\n服务之星：小满；最佳响应：谷雨。\n综合排名\n"
      "名次  客服  接待  首响  满意度\n   1  小满   120  12秒   99.0%\n接待不足 10 人的不列名；请假的不计。\n日拱日报 20261129");
  CHECK(texts_in(body({{"body", R"({"content":"{markdown}"})"}}))[0].find("| 1 | 小满 | 120 |") != std::string::npos);
  const auto data = parse_json(body({{"body", "{json}"}}), "body");
  REQUIRE(data);
  CHECK(text_of(*data, "mark") == "日拱日报 20261129");
  CHECK(to_text((*data)["blocks"][2]["rows"]) == R"([["1","小满","120","12秒","99.0%"]])");
}

TEST_CASE("Webhook: as many bytes as the receiver takes, one more is split") {
  const auto parts = [](const std::string& most) { return parts_of(*robot_of({{"most_bytes", most}}), ranking_report()); };
  const std::size_t size = parts("20000")[0].body.size();
  CHECK(parts(std::to_string(size)).size() == 1);
  CHECK(parts(std::to_string(size - 1)).size() == 2);
  for (const RobotPart& part : parts("1000")) {
    CHECK(part.body.size() <= 1000);
    CHECK(texts_in(part.body)[1].ends_with("日拱日报 20261129"));
  }
  CHECK(refusal_of(webhook::robot(), {{"webhook", kWebhook}, {"most_bytes", "10"}}).find("most_bytes") != std::string::npos);
}

TEST_CASE("Webhook: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](int status) { return outcome_text(robot->read(answer(status, "whatever"))); };
  for (const int status : {200, 201, 202, 204}) CHECK(read(status) == "delivered");
  CHECK(read(302) == "refused 302");
  CHECK(read(404) == "refused 404");
  CHECK(read(429) == "later 60 429");
  CHECK(read(503) == "later 60 503");
  CHECK(read(504) == "unknown 504");
}
