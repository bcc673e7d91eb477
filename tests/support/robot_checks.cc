// SPDX-License-Identifier: Apache-2.0
#include "tests/support/robot_checks.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "agent/base/text.h"
#include "connectors/kit/json.h"
#include "connectors/kit/json_out.h"
#include "tests/support/given_options.h"
#include "tests/support/robot_reports.h"
#include "tests/support/source_dir.h"

namespace rigong::testing {
namespace {

using connectors::HttpResponse;
using connectors::Robot;
using connectors::RobotDefinition;
using connectors::RobotOutcome;
using connectors::RobotPart;

std::filesystem::path folder_of(const RobotDefinition& definition) {
  return test::source_dir() / "connectors" / std::string(definition.type);
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void check_expected(const std::filesystem::path& path, const std::string& got) {
  if (std::getenv("RIGONG_UPDATE_CASES") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << got;
    return;
  }
  INFO(path.string());
  CHECK(contents(path) == got);
}

std::string_view kind_text(RobotOutcome::Kind kind) {
  switch (kind) {
    case RobotOutcome::Kind::delivered:
      return "delivered";
    case RobotOutcome::Kind::later:
      return "later";
    case RobotOutcome::Kind::refused:
      return "refused";
    case RobotOutcome::Kind::unknown:
      break;
  }
  return "unknown";
}

std::string outcome_line(const RobotOutcome& outcome) {
  connectors::JsonOut out;
  out.object().text("kind", kind_text(outcome.kind)).whole("wait", outcome.wait).text("code", outcome.code);
  out.text("zh", outcome.words.zh).text("en", outcome.words.en).end_object();
  return out.take() + "\n";
}

std::string parts_text(const std::vector<RobotPart>& parts) {
  std::string text;
  for (const RobotPart& part : parts) text += "=== body\n" + part.body + "\n=== shown\n" + part.shown + "\n";
  return text;
}

void check_words(const Words& words, const std::vector<std::string>& secrets) {
  CHECK_FALSE(words.zh.empty());
  CHECK_FALSE(words.en.empty());
  for (const std::string& secret : secrets) {
    CHECK(words.zh.find(secret) == std::string::npos);
    CHECK(words.en.find(secret) == std::string::npos);
  }
}

void collect(const rapidjson::Value& value, std::vector<std::string>& texts) {
  if (value.IsString()) texts.emplace_back(value.GetString(), value.GetStringLength());
  if (value.IsArray()) {
    for (const auto& each : value.GetArray()) collect(each, texts);
  }
  if (value.IsObject()) {
    for (const auto& each : value.GetObject()) collect(each.value, texts);
  }
}

}  // namespace

std::unique_ptr<Robot> make_robot(const RobotDefinition& definition, const Given& given) {
  auto robot = definition.make(GivenOptions(definition.options, given));
  if (!robot) FAIL(robot.error().words.en);
  return std::move(*robot);
}

std::string refusal_of(const RobotDefinition& definition, const Given& given) {
  const auto robot = definition.make(GivenOptions(definition.options, given));
  REQUIRE_FALSE(robot);
  CHECK(robot.error().kind == ErrorKind::wrong_use);
  std::vector<std::string> secrets;
  for (const auto& [name, value] : given) {
    if ((name == "webhook" || name == "secret" || name == "password" || name == "secret_headers") && value.size() > 8) {
      secrets.push_back(value);
    }
  }
  check_words(robot.error().words, secrets);
  return robot.error().words.en;
}

std::vector<RobotPart> parts_of(const Robot& robot, const model::Report& report) {
  auto parts = robot.write(report, kReportTime);
  if (!parts) FAIL(parts.error().words.en);
  REQUIRE_FALSE(parts->empty());
  return std::move(*parts);
}

HttpResponse answer(int status, std::string body, std::map<std::string, std::string> headers) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  for (auto& [name, value] : headers) response.headers.emplace_back(name, value);
  return response;
}

std::string outcome_text(const RobotOutcome& outcome) {
  std::string text(kind_text(outcome.kind));
  if (outcome.kind == RobotOutcome::Kind::later) text += fmt::format(" {}", outcome.wait / kSecondMs);
  return outcome.code.empty() ? text : text + " " + outcome.code;
}

void check_cases(const RobotDefinition& definition, const Robot& robot) {
  model::Report with_picture = ranking_report(3);
  with_picture.picture = "\x89PNG";
  CHECK(definition.takes_pictures == (parts_of(robot, with_picture) != parts_of(robot, ranking_report(3))));
  const std::filesystem::path cases = folder_of(definition) / "cases";
  check_expected(cases / "ranking" / "expected.txt", parts_text(parts_of(robot, ranking_report())));
  check_expected(cases / "nasty" / "expected.txt", parts_text(parts_of(robot, nasty_report())));
  const auto replies = connectors::parse_json(contents(cases / "answers" / "replies.json"), "replies.json");
  REQUIRE(replies);
  REQUIRE(replies->IsArray());
  std::string lines;
  for (const auto& reply : replies->GetArray()) {
    HttpResponse response;
    response.status = static_cast<int>(connectors::whole_of(reply, "status").value_or(200));
    response.body = connectors::text_of(reply, "reply").value_or("");
    if (const auto* headers = connectors::member(reply, "headers")) {
      for (const auto& each : headers->GetObject()) response.headers.emplace_back(each.name.GetString(), each.value.GetString());
    }
    lines += outcome_line(robot.read(response));
  }
  CHECK_FALSE(lines.empty());
  check_expected(cases / "answers" / "expected.jsonl", lines);
}

void check_folder(const RobotDefinition& definition) {
  CHECK_FALSE(definition.title_zh.empty());
  CHECK_FALSE(definition.title_en.empty());
  CHECK(definition.apart >= 250);
  CHECK(definition.most_a_minute >= 1);
  const std::string readme = contents(folder_of(definition) / "README.md");
  const std::string sample = contents(folder_of(definition) / "sample.toml");
  CHECK(sample.find(fmt::format("[[group]]\ntype = \"{}\"\nname = ", definition.type)) != std::string::npos);
  // What every group has, whatever its robot.
  for (const std::string_view key : {"group", "reports", "at", "rests", "language"}) {
    INFO(key);
    CHECK(sample.find(fmt::format("\n# {} = ", key)) != std::string::npos);
    CHECK(readme.find(fmt::format("`{}`", key)) != std::string::npos);
  }
  for (const connectors::OptionSpec& option : definition.options) {
    INFO(option.name);
    for (const std::string_view words : {option.title_zh, option.title_en, option.help_zh, option.help_en}) {
      CHECK_FALSE(words.empty());
    }
    CHECK(sample.find("\n" + std::string(option.required ? "" : "# ") + std::string(option.name) + " = ") != std::string::npos);
    CHECK(readme.find(fmt::format("| `{}` |", option.name)) != std::string::npos);
  }
}

void check_promises(const Robot& robot, const std::vector<std::string>& secrets) {
  for (const model::Report& report : {ranking_report(), nasty_report(), ranking_report(400), ranking_report(0)}) {
    for (const RobotPart& part : parts_of(robot, report)) {
      CHECK(is_clean_utf8(part.body));
      CHECK(is_clean_utf8(part.shown));
      CHECK(part.shown.find(report.mark) != std::string::npos);
      for (const std::string& secret : secrets) {
        CHECK(part.body.find(secret) == std::string::npos);
        CHECK(part.shown.find(secret) == std::string::npos);
      }
    }
  }
  std::string all;
  for (const std::string& secret : secrets) all += secret + " ";
  const std::string bodies[] = {"",
                                "ok but not",
                                "null",
                                "[]",
                                "{}",
                                "{\"errcode\":\"0\",\"code\":\"0\",\"success\":\"true\"}",
                                "{\"errcode\":0.5,\"code\":false,\"success\":1}",
                                "{\"errcode\":0,\"errcode\":0,\"code\":0,\"code\":0,\"success\":true,\"success\":true}",
                                "{\"errcode\":0",
                                "<!doctype html><title>ok</title><p>Sign in</p>",
                                "{\"errcode\":123456,\"code\":123456,\"errmsg\":\"" + all + "\",\"msg\":\"" + all +
                                    "\",\"id\":\"" + all + "\",\"success\":false,\"error\":\"" + all + "\"}",
                                all,
                                std::string(300'000, '['),
                                std::string("\xFF\x00{", 3)};
  for (int status :
       {0, 100, 204, 301, 302, 307, 308, 400, 401, 403, 404, 408, 410, 413, 425, 429, 500, 501, 502, 503, 504, 599, 999}) {
    for (const std::string& body : bodies) {
      INFO(status << " " << body.substr(0, 60));
      const RobotOutcome outcome = robot.read(answer(status, body, {{"retry-after", "never"}}));
      check_words(outcome.words, secrets);
      for (const std::string& secret : secrets) CHECK(outcome.code.find(secret) == std::string::npos);
      // A plain webhook has no other sign than a status of 2xx.
      if (status != 204) CHECK(outcome.kind != RobotOutcome::Kind::delivered);
      CHECK((outcome.kind == RobotOutcome::Kind::later) == (outcome.wait > 0));
    }
  }
}

std::vector<std::string> texts_in(const std::string& json) {
  const auto document = connectors::parse_json(json, "body");
  REQUIRE(document);
  std::vector<std::string> texts;
  collect(*document, texts);
  return texts;
}

void check_harmless(const std::string& json) {
  constexpr std::string_view kNever[] = {
      "@all", "@channel", "@here",        "@user",        "@所有人",      "<!",   "<at", "<@",
      "://",  "两行\n",   "evil.example", "\xE2\x80\xAE", "\xE2\x80\x8B", "\x07", "<b>", "<font color='red'"};
  for (const std::string& text : texts_in(json)) {
    for (const std::string_view never : kNever) {
      INFO(text << " holds " << never);
      CHECK(text.find(never) == std::string::npos);
    }
  }
}

}  // namespace rigong::testing
