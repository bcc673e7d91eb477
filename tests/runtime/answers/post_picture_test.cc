// SPDX-License-Identifier: Apache-2.0
// A ranking with its picture: the text first and once, the picture behind it, and what is said where there is none.
#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "agent/base/ids.h"
#include "tests/runtime/answers/post_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using model::PostState;
using overlay::RankBy;
using rigong::testing::get;

namespace {

const TimeMs kNow = at("2026-03-10 12:00:00");
const model::PostKey kKey{"ranking.day", "售前", day("2026-03-09"), "群", 1};
const overlay::PostNow kPost{"群", "售前", RankBy::day, day("2026-03-09")};
const Error kNoFont{ErrorKind::unavailable, {"没有字体。请安装。", "No font. Install it."}};

// Shows a picture behind its text, as WeCom's does.
class PictureRobot final : public connectors::Robot {
 public:
  Result<std::vector<connectors::RobotPart>> write(const model::Report& report, TimeMs) const override {
    std::vector<connectors::RobotPart> parts = {{"text", report.title}};
    if (!report.picture.empty()) parts.push_back({"picture " + report.picture, "![picture]"});
    return parts;
  }
  Result<connectors::RobotRequest> address(const connectors::RobotPart& part, TimeMs now) const override {
    return TestRobot().address(part, now);
  }
  connectors::RobotOutcome read(const connectors::HttpResponse& answer) const override { return TestRobot().read(answer); }
};

struct Posting {
  Desk desk;
  Wire wire;
  int drawn = 0;
  std::optional<Error> trouble;  // In place of a picture.
  model::Report last;

  Posting() {
    fill(desk, "2026-03-09");
    desk.targets = {target("群", "售前", std::make_shared<PictureRobot>())};
    desk.targets[0].plan.weekly = desk.targets[0].plan.monthly = false;
    desk.targets[0].draw = [this](const model::Report& report, const std::function<bool()>&) -> Result<std::string> {
      ++drawn;
      last = report;
      if (trouble) return fail(*trouble);
      return std::string("PNG");
    };
  }
  PostState state(int part) { return post_of(desk, kKey, part).value().state; }
};

}  // namespace

TEST_CASE("the picture goes out behind the text, each once") {
  Posting posting;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  CHECK(go(posting.desk, posting.wire, kNow + 1'000) == 1);
  CHECK(go(posting.desk, posting.wire, kNow + 2'000) == 0);
  CHECK(posting.wire.bodies == std::vector<std::string>{"text", "picture PNG"});
  CHECK(posting.drawn == 1);
  CHECK(posting.state(1) == PostState::sent);
  CHECK(posting.state(2) == PostState::sent);
}

TEST_CASE("what is drawn is the text of the post and nothing else: no name that it does not have") {
  Posting posting;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  std::string text = posting.last.title + posting.last.mark;
  for (const auto& block : posting.last.blocks) {
    text += block.text;
    for (const auto& row : block.rows)
      for (const auto& cell : row) text += cell;
  }
  CHECK(text.find("名d") == std::string::npos);
  CHECK(text.find("名e") == std::string::npos);
}

TEST_CASE("without a picture the text goes out alone, and the history says why") {
  Posting posting;
  posting.trouble = kNoFont;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  CHECK(go(posting.desk, posting.wire, kNow + 1'000) == 0);
  CHECK(posting.wire.bodies == std::vector<std::string>{"text"});
  CHECK(posting.state(1) == PostState::sent);
  const model::Post lost = post_of(posting.desk, kKey, 2).value();
  CHECK(lost.state == PostState::failed);
  CHECK(lost.words == kNoFont.words);
  CHECK(lost.body.empty());
  CHECK(runtime::is_lost_picture(lost));
  CHECK_FALSE(runtime::is_lost_picture(post_of(posting.desk, kKey, 1).value()));
  // It is not sent later: the next one has its picture.
  model::PostKey key = kKey;
  key.part = 2;
  posting.trouble.reset();
  const auto again = posting.desk.post(overlay::SendPostAgain{key}, kNow);
  REQUIRE_FALSE(again);
  CHECK(again.error().kind == ErrorKind::refused);
  CHECK(again.error().words.en.find("never drawn") != std::string::npos);
  CHECK(posting.drawn == 1);
}

TEST_CASE("a text that was refused takes its lost picture with it when it is sent again") {
  Posting posting;
  posting.trouble = kNoFont;
  posting.wire.status = 400;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  CHECK(posting.state(1) == PostState::failed);
  posting.trouble.reset();
  posting.wire.status = 200;
  REQUIRE(posting.desk.post(overlay::SendPostAgain{kKey}, kNow + 1'000));
  CHECK(go(posting.desk, posting.wire, kNow + 2'000) == 1);
  CHECK(go(posting.desk, posting.wire, kNow + 3'000) == 1);
  CHECK(posting.wire.bodies == std::vector<std::string>{"text", "text", "picture PNG"});
  CHECK(posting.state(2) == PostState::sent);
}

TEST_CASE("a picture that is refused leaves its text sent; a text of unknown arrival holds the picture back") {
  Posting posting;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  posting.wire.status = 400;
  CHECK(go(posting.desk, posting.wire, kNow + 1'000) == 1);
  CHECK(posting.state(1) == PostState::sent);
  CHECK(posting.state(2) == PostState::failed);
  // Sent again is the picture alone.
  model::PostKey picture = kKey;
  picture.part = 2;
  posting.wire.status = 200;
  REQUIRE(posting.desk.post(overlay::SendPostAgain{picture}, kNow + 2'000));
  CHECK(go(posting.desk, posting.wire, kNow + 3'000) == 1);
  CHECK(posting.wire.bodies == std::vector<std::string>{"text", "picture PNG", "picture PNG"});

  Posting other;
  other.wire.status = 504;
  CHECK(go(other.desk, other.wire, kNow) == 1);
  CHECK(other.state(1) == PostState::unknown);
  other.wire.status = 200;
  CHECK(go(other.desk, other.wire, kNow + 10'000) == 0);
  REQUIRE(other.desk.post(overlay::PostArrived{kKey}, kNow + 20'000));
  CHECK(go(other.desk, other.wire, kNow + 30'000) == 1);
  CHECK(other.wire.bodies == std::vector<std::string>{"text", "picture PNG"});
}

TEST_CASE("a stop while the picture is drawn plans nothing: the next start posts both") {
  Posting posting;
  posting.trouble = Error{ErrorKind::cancelled, {"停了。", "Stopped."}};
  const Looked looked = look(posting.desk, posting.wire, kNow);
  CHECK(looked.planned == 0);
  CHECK(looked.troubled.empty());
  CHECK_FALSE(post_of(posting.desk, kKey));
  posting.trouble.reset();
  CHECK(go(posting.desk, posting.wire, kNow + 1'000) == 1);
  CHECK(post_of(posting.desk, kKey, 2));
}

TEST_CASE("the preview has the picture that goes along, or says why none does") {
  Posting posting;
  const overlay::PostPreviewQuery query{"群", "售前", RankBy::day, day("2026-03-09")};
  const auto shown = get(posting.desk.post_preview(query, kNow));
  CHECK(shown.parts.size() == 2);
  CHECK(shown.picture == "UE5H");
  CHECK_FALSE(shown.no_picture);
  posting.trouble = kNoFont;
  const auto without = get(posting.desk.post_preview(query, kNow));
  CHECK(without.parts.size() == 1);
  CHECK_FALSE(without.picture);
  CHECK(without.no_picture == kNoFont.words);
  posting.desk.targets[0].draw = nullptr;
  const auto none = get(posting.desk.post_preview(query, kNow));
  CHECK_FALSE(none.picture);
  CHECK_FALSE(none.no_picture);
}

TEST_CASE("somebody who is erased is gone from the pictures of posts as from their texts") {
  Posting posting;
  CHECK(go(posting.desk, posting.wire, kNow) == 1);
  REQUIRE(post_of(posting.desk, kKey, 2).value().state == PostState::planned);
  {
    const auto write = get(posting.desk.team().store().write());
    rigong::testing::must(write->erase_member("e", {}, "离职"));
    rigong::testing::must(write->commit());
  }
  CHECK(go(posting.desk, posting.wire, kNow + 1'000) == 0);
  CHECK(post_of(posting.desk, kKey, 2).value().body.empty());
  CHECK(post_of(posting.desk, kKey, 2).value().state == PostState::cancelled);
}
