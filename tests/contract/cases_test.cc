// SPDX-License-Identifier: Apache-2.0
#include "tests/contract/cases.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "agent/base/clock.h"
#include "agent/base/text.h"
#include "agent/base/time_text.h"
#include "agent/runtime/http/patient_http.h"
#include "connectors/kit/json.h"
#include "tests/contract/record_lines.h"
#include "tests/support/given_options.h"
#include "tests/support/kept_secrets.h"

namespace rigong::connectors::test {
namespace {

constexpr int kMostPolls = 50;

std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// What case.toml gives, as text.
testing::GivenOptions options_of(const Definition& definition, const toml::table& given, const std::string& inputs) {
  std::map<std::string, std::string> values;
  for (const OptionSpec& spec : definition.options) {
    const auto* node = given.get(spec.name);
    std::string value(spec.default_value);
    if (node != nullptr) {
      if (const auto text = node->value<std::string>()) value = *text;
      if (node->is_integer()) value = std::to_string(*node->value<std::int64_t>());
      if (node->is_boolean()) value = *node->value<bool>() ? "true" : "false";
    }
    if (const std::size_t at = value.find("{inputs}"); at != std::string::npos) value.replace(at, 8, inputs);
    values.emplace(spec.name, std::move(value));
  }
  return {definition, values};
}

// Answers from replies.json.
class RecordedPlatform final : public runtime::HttpTransport {
 public:
  RecordedPlatform(const std::filesystem::path& folder, std::vector<std::string>& problems)
      : folder_(folder), problems_(problems) {
    if (!std::filesystem::exists(folder / "replies.json")) return;
    auto document = parse_json(contents(folder / "replies.json"), "replies.json");
    REQUIRE(document);
    REQUIRE(document->IsArray());
    replies_ = std::move(*document);
    left_.resize(replies_.Size());
    for (rapidjson::SizeType i = 0; i < replies_.Size(); ++i) left_[i] = whole_of(replies_[i], "times").value_or(1);
  }

  tl::expected<HttpResponse, runtime::TransportFailure> exchange(const HttpRequest& request) override {
    const std::string_view method = request.method == HttpMethod::get ? "GET" : "POST";
    for (rapidjson::SizeType i = 0; i < left_.size(); ++i) {
      const rapidjson::Value& reply = replies_[i];
      if (left_[i] == 0 || text_of(reply, "method").value_or(std::string(method)) != method) continue;
      if (request.url.find(text_of(reply, "url").value_or("")) == std::string::npos) continue;
      if (request.body.find(text_of(reply, "body").value_or("")) == std::string::npos) continue;
      --left_[i];
      HttpResponse response;
      response.status = static_cast<int>(whole_of(reply, "status").value_or(200));
      if (const rapidjson::Value* headers = member(reply, "headers"); headers != nullptr && headers->IsObject()) {
        for (const auto& header : headers->GetObject())
          response.headers.emplace_back(header.name.GetString(), header.value.GetString());
      }
      const auto file = text_of(reply, "file");
      response.body = file ? contents(folder_ / *file) : text_of(reply, "reply").value_or("");
      return response;
    }
    problems_.push_back(fmt::format("no reply is recorded for {} {} {}", method, request.url, request.body));
    return tl::unexpected<runtime::TransportFailure>(runtime::TransportFailure{
        {ErrorKind::refused, {"没有记录这个回答。", "No reply is recorded for this request."}}, runtime::Arrival::not_sent});
  }

  void check_all_used() {
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (left_[i] > 0) problems_.push_back(fmt::format("reply {} of replies.json was not asked for", i + 1));
    }
  }

 private:
  std::filesystem::path folder_;
  std::vector<std::string>& problems_;
  rapidjson::Document replies_;
  std::vector<std::int64_t> left_;
};

}  // namespace

CaseResult run_case(const Definition& definition, const std::filesystem::path& folder) {
  CaseResult result;
  std::random_device random;
  const auto inputs = std::filesystem::temp_directory_path() / fmt::format("rigong-case-{:08x}{:08x}", random(), random());
  std::filesystem::create_directories(inputs);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename();
    if (name != "case.toml" && name != "expected.jsonl" && name != "replies.json")
      std::filesystem::copy(entry.path(), inputs / name);
  }
  toml::table description;
  if (std::filesystem::exists(folder / "case.toml")) description = toml::parse(contents(folder / "case.toml"));
  const toml::table none;
  const toml::table* given = description["options"].as_table();
  const ShopCalendar calendar = ShopCalendar::make({}).value();
  ManualClock clock(parse_time(description["now"].value_or(std::string("2026-11-22T12:00:00+08:00")), calendar).value());
  const auto options = options_of(definition, given != nullptr ? *given : none, inputs.string());
  RecordLines lines(calendar);
  RecordedPlatform platform(folder, result.problems);
  // With the host's patience in between, so that a case may hold what passes by itself.
  const auto wait = [&](DurationMs length) {
    clock.advance(length);
    return true;
  };
  runtime::PatientHttp http(platform, clock, wait, 1);
  auto connector = definition.make(options);
  if (!connector) {
    lines.error(connector.error());
  } else {
    std::string cursor;
    rigong::testing::KeptSecrets secrets;
    // A connector that waits for something to settle says nothing at first; two polls in a row without anything new end the case.
    int quiet = 0;
    for (int polls = 0; polls < kMostPolls && quiet < 2; ++polls) {
      const std::size_t before = lines.lines.size();
      const auto polled = (*connector)->poll({cursor, clock.now(), &calendar, &http, &secrets}, lines);
      if (!polled) {
        lines.error(polled.error());
        break;
      }
      quiet = polled->more || lines.lines.size() != before ? 0 : quiet + 1;
      cursor = polled->next_cursor;
      clock.advance(kMinuteMs);
    }
    platform.check_all_used();
  }
  std::error_code ignored;
  std::filesystem::remove_all(inputs, ignored);
  result.lines = std::move(lines.lines);
  return result;
}

TEST_CASE("a case knows where its inputs are") {
  static const OptionSpec specs[] = {{"path", "", "", OptionType::path, true, "x", "", ""}};
  const Definition definition{"none", "", "", specs, nullptr};
  CHECK(options_of(definition, toml::table{{"path", "{inputs}/a"}}, "/b").text("path") == "/b/a");
  CHECK(options_of(definition, toml::table{}, "/b").text("path") == "x");
}

}  // namespace rigong::connectors::test
