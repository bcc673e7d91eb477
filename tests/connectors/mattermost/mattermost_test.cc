// SPDX-License-Identifier: Apache-2.0
#include "connectors/mattermost/mattermost.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/kit/json.h"
#include "connectors/kit/robot_text.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const std::string kId = "xxxmadeupxxxmadeupxxxmadeup";
const std::string kWebhook = "https://chat.corp.example/hooks/" + kId;

std::unique_ptr<Robot> robot_of() { return make_robot(mattermost::robot(), {{"webhook", kWebhook}}); }

}  // namespace

TEST_CASE("Mattermost: folder, promises and recorded cases") {
  check_folder(mattermost::robot());
  check_promises(*robot_of(), {kId, "chat.corp"});
  check_cases(mattermost::robot(), *robot_of());
}

TEST_CASE("Mattermost: nothing is left that its server or Slack's way of writing takes for a mention") {
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    check_harmless(part.body);
    for (const std::string& text : texts_in(part.body)) {
      CHECK(text.find('@') == std::string::npos);
      CHECK(text.find('<') == std::string::npos);
      CHECK(text.find('~') == std::string::npos);
      CHECK(text.find('&') == std::string::npos);
      CHECK(text.find("](") == std::string::npos);
    }
  }
}

TEST_CASE("Mattermost: a table of Markdown whose rows hold nothing but cells") {
  const auto parts = parts_of(*robot_of(), ranking_report());
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].shown.starts_with("#### 客服日榜 11月29日 · 晨光小店\n\n"));
  CHECK(parts[0].shown.find(
            "**综合排名**\n\n| 名次 | 客服 | 接待 | 首响 | 满意度 |\n| ---: | :--- | ---: | ---: | ---: |\n| 1 | 小满 |") !=
        std::string::npos);
  CHECK(texts_in(parts[0].body) == std::vector<std::string>{parts[0].shown});
  const std::string nasty = parts_of(*robot_of(), nasty_report())[0].shown;
  for (std::size_t at = nasty.find("\n| "); at != std::string::npos; at = nasty.find("\n| ", at + 1)) {
    const std::string row = nasty.substr(at + 1, nasty.find('\n', at + 1) - at - 1);
    CHECK(std::count(row.begin(), row.end(), '|') == 6);
  }
}

TEST_CASE("Mattermost: 4,000 characters pass, one more is split") {
  const auto parts = [](std::size_t letters) {
    std::string long_line;
    for (std::size_t i = 0; i < letters; ++i) long_line += "长";
    model::Report report = line_report(std::string(100, 'x'));
    report.blocks.push_back({model::ReportBlock::Kind::line, long_line, {}, {}});
    return parts_of(*robot_of(), report);
  };
  const std::size_t rest = utf16_units(parts(1)[0].shown) - 1;
  const auto exact = parts(4000 - rest);
  REQUIRE(exact.size() == 1);
  CHECK(utf16_units(exact[0].shown) == 4000);
  CHECK(parts(4000 - rest + 1).size() == 2);
  for (const RobotPart& part : parts_of(*robot_of(), ranking_report(500))) CHECK(utf16_units(part.shown) <= 4000);
}

TEST_CASE("Mattermost: any server of one's own, with its hook") {
  CHECK(make_robot(mattermost::robot(), {{"webhook", "https://corp.example/mattermost/hooks/x"}}));
  CHECK(refusal_of(mattermost::robot(), {{"webhook", "https://corp.example/other/" + kId}}).find("/hooks/") != std::string::npos);
}

TEST_CASE("Mattermost: what each answer means") {
  const auto robot = robot_of();
  const auto read = [&](int status, const std::string& body) { return outcome_text(robot->read(answer(status, body))); };
  const auto error = [&](int status, const std::string& id) {
    return read(status, R"({"id":")" + id + R"(","message":"x","detailed_error":"","request_id":"r","status_code":)" +
                            std::to_string(status) + "}");
  };
  CHECK(read(200, "ok") == "delivered");
  CHECK(read(200, "<html>") == "unknown");
  CHECK(read(200, "") == "unknown");
  for (const auto& [status, id] : std::vector<std::pair<int, std::string>>{{400, "web.incoming_webhook.invalid.app_error"},
                                                                           {400, "web.incoming_webhook.text.app_error"},
                                                                           {400, "web.incoming_webhook.parse.app_error"},
                                                                           {403, "web.incoming_webhook.channel_locked.app_error"},
                                                                           {403, "web.incoming_webhook.permissions.app_error"},
                                                                           {404, "web.incoming_webhook.channel.app_error"},
                                                                           {501, "web.incoming_webhook.disabled.app_error"},
                                                                           {400, "some.other.app_error"}}) {
    CHECK(error(status, id) == "refused " + id);
  }
  CHECK(robot->read(answer(400, R"({"id":"web.incoming_webhook.invalid.app_error"})")).words.en.find("does not know") !=
        std::string::npos);
  CHECK(error(500, "app.post.save.app_error") == "later 60 app.post.save.app_error");
  CHECK(read(429, "limit exceeded") == "later 60 429");
  CHECK(read(404, "<html>") == "refused 404");
  CHECK(error(400, "a b\\nc") == "refused 400");
}
