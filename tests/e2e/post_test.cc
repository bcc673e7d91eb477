// SPDX-License-Identifier: Apache-2.0
// The ranking goes to a group by the real program: what is shown is what goes out, and it goes out once.
#include <rapidjson/document.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include "agent/runtime/posts/outbox.h"
#include "storage/open.h"
#include "tests/e2e/post_shop.h"
#include "tests/runtime/http/scripted_server.h"
#include "tests/support/process.h"

using namespace rigong::test;

namespace {

// How many rows of a ranking's JSON have a place.
int read_json_places(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  REQUIRE(document.IsArray());
  int places = 0;
  for (const auto& row : document.GetArray()) places += row["place"].IsInt() ? 1 : 0;
  return places;
}

using Robots = std::map<std::string, std::string>;  // Their addresses by name.

// A data folder with yesterday's messages and a group for each robot, by name.
class Shop {
 public:
  explicit Shop(const Robots& robots) : data_((temp_.path() / "data").string()) {
    std::filesystem::create_directory(data_);
    groups(robots);
    const std::string file = temp_.write("day.csv", messages(cctz::civil_day(shanghai_now()) - 1));
    REQUIRE(run_rigong({"import", file, "--data", data_}).exit_code == 0);
  }
  void groups(const Robots& robots) {
    std::string text;
    for (const auto& [name, url] : robots) {
      const std::string secret = temp_.write("data/" + name, url);
      std::filesystem::permissions(secret, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
      text += "[[group]]\ntype = \"webhook\"\nname = \"" + name + "\"\nwebhook = \"secret:file:" + name +
              "\"\nreports = [\"day\"]\nat = \"00:03\"\ncontent_type = \"text/plain\"\nbody = \"{title} {text}\"\n";
    }
    temp_.write("data/rigong.toml", text);
  }
  // As a program would have whose settings still named that robot.
  void plan_for(const std::string& target) const {
    const rigong::SystemClock clock;
    const auto store = rigong::storage::open_store({rigong::Secret("sqlite:rigong.db"), data_, {}, 1, &clock});
    REQUIRE(store);
    const rigong::TimeMs now = clock.now();
    const auto planned = rigong::runtime::plan_post(**store, {"ranking.day", "", rigong::Day{20000}, target, 1},
                                                    std::vector<rigong::connectors::RobotPart>{{"body", "shown"}}, now,
                                                    now + rigong::kDayMs, "", now);
    REQUIRE(planned);
    CHECK(*planned);
  }
  [[nodiscard]] Outcome post(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"post", "--data", data_, "--lang", "en"});
    return run_rigong(more);
  }

 private:
  TempFolder temp_;
  const std::string data_;
};

rigong::runtime_test::ScriptedServer::Answer answer(const std::string& status) {
  return {"HTTP/1.1 " + status + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"};
}

}  // namespace

TEST_CASE("the daily ranking: shown before, posted once, not again by another run, and the address in nobody's output",
          "[threads]") {
  if (too_early()) return;
  rigong::runtime_test::ScriptedServer robot({answer("200 OK")});
  const std::string canary = "canary-of-the-address";
  const Shop shop(Robots{{"test-group", robot.url("/" + canary)}});

  const Outcome shown = shop.post({"--dry-run"});
  INFO(shown.err);
  REQUIRE(shown.exit_code == 0);
  CHECK(shown.out.find("test-group (webhook)") != std::string::npos);
  CHECK(shown.out.find("客服日榜") != std::string::npos);
  CHECK(robot.requests().empty());

  const Outcome first = shop.post();
  INFO(first.err);
  CHECK(first.exit_code == 0);
  REQUIRE(robot.requests().size() == 1);
  const std::string request = robot.requests()[0];
  CHECK(request.find("POST /" + canary) != std::string::npos);
  const std::string body = request.substr(request.find("\r\n\r\n") + 4);
  CHECK(body.find("客服日榜") != std::string::npos);

  const Outcome again = shop.post();
  CHECK(again.exit_code == 0);
  CHECK(robot.requests().size() == 1);
  for (const Outcome* outcome : {&shown, &first, &again}) {
    CHECK(outcome->out.find(canary) == std::string::npos);
    CHECK(outcome->err.find(canary) == std::string::npos);
  }
}

TEST_CASE(
    "what a robot refuses is told with its reason and by the exit status; so is a group that is wrong, and others get theirs",
    "[threads]") {
  if (too_early()) return;
  rigong::runtime_test::ScriptedServer refuses({answer("403 Forbidden")});
  rigong::runtime_test::ScriptedServer takes({answer("200 OK")});
  const Shop shop(
      Robots{{"refusing", refuses.url("/hook")}, {"taking", takes.url("/hook")}, {"wrong", "ftp://chat.example/hook"}});
  const Outcome outcome = shop.post();
  INFO(outcome.err);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.find("refusing") != std::string::npos);
  CHECK(outcome.out.find("[403]") != std::string::npos);
  CHECK(outcome.err.find("wrong") != std::string::npos);
  CHECK(outcome.err.find("chat.example") == std::string::npos);
  CHECK(takes.requests().size() == 1);
  // Nothing of this second run went wrong, but for the group that still is.
  CHECK(shop.post().exit_code == 1);
  CHECK(refuses.requests().size() == 1);
}

TEST_CASE("what waits for a robot that was taken out of the settings keeps nobody waiting at the terminal", "[threads]") {
  if (too_early()) return;
  rigong::runtime_test::ScriptedServer robot({answer("200 OK")});
  const Shop shop(Robots{{"staying", robot.url("/hook")}});
  shop.plan_for("gone");
  const auto began = std::chrono::steady_clock::now();
  CHECK(shop.post().exit_code == 0);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(15));
  CHECK(robot.requests().size() == 1);
}

TEST_CASE("--by and --day only look, and say so without --dry-run") {
  const Shop shop(Robots{{"test-group", "http://127.0.0.1:9/"}});
  for (const std::vector<std::string>& options :
       {std::vector<std::string>{"--by", "week"}, std::vector<std::string>{"--day", "2026-03-02"}}) {
    const Outcome outcome = shop.post(options);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.err.find("--dry-run") != std::string::npos);
  }
  CHECK(shop.post({"--dry-run", "--by", "week"}).exit_code == 0);
}

TEST_CASE("without a group posting says what to write where") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", messages(cctz::civil_day(2026, 3, 2)));
  REQUIRE(run_rigong({"import", file, "--data", temp.file("d")}).exit_code == 0);
  const Outcome outcome = run_rigong({"post", "--dry-run", "--data", temp.file("d"), "--lang", "en"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find("[[group]]") != std::string::npos);
}

TEST_CASE("ranking: text, Markdown, HTML and JSON of one day, whole and as it may be told") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", messages(cctz::civil_day(2026, 3, 2)));
  REQUIRE(run_rigong({"import", file, "--data", temp.file("d")}).exit_code == 0);
  const auto ranking = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"ranking", "--data", temp.file("d"), "--day", "2026-03-02", "--lang", "zh"});
    const Outcome outcome = run_rigong(more);
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    return outcome.out;
  };
  const std::string whole = ranking({});
  CHECK(whole.find("客服日榜 3月2日 周一") != std::string::npos);
  for (int rep = 0; rep < 6; ++rep) CHECK(whole.find("客服" + std::to_string(rep)) != std::string::npos);
  CHECK(ranking({"--format", "markdown"}).find("| ---: | --- |") != std::string::npos);
  CHECK(ranking({"--format", "html"}).find("<!doctype html>") == 0);
  CHECK(read_json_places(ranking({"--format", "json"})) > 5);
  const std::string told = ranking({"--public"});
  CHECK(told.find("名次变动") == std::string::npos);
  CHECK(run_rigong({"ranking", "--data", temp.file("d"), "--group", "没有"}).exit_code == 1);
}
