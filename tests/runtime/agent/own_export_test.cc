// SPDX-License-Identifier: Apache-2.0
// What somebody takes along of their 1-on-1 talks: all of their own, and of notes about them those they were shown.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using rigong::testing::get;
using rigong::testing::must;

namespace {

// The day of the desk's clock, 2026-03-02, a Monday.
const Day kToday = *parse_day("2026-03-02");

model::Talk talk_of(const std::string& person) {
  model::Talk talk;
  talk.id = "talk of " + person;
  talk.person = person;
  talk.week = kToday - 7;
  talk.group = "售前";
  talk.made_by = "chen";
  talk.texts = {"想聊聊排班", "不同意这一句", "三次没应声", "顾客走了", "带不了新人", "调两个人过来"};
  talk.lead_by = kToday + 4;
  talk.agreements = {
      {1, "", "response_mean_ms", 27'500, kToday, kToday + 6, false, "", model::Verdict::open, "", kNoTime},
      {2, "每天练一次" + person, "", 0, kToday, kToday + 6, true, "task", model::Verdict::kept, "chen", kToday.number * kDayMs}};
  talk.last_number = 2;
  talk.agrees = false;
  talk.person_signed_at = talk.lead_signed_at = (kToday.number - 1) * kDayMs;
  talk.lead_signed_by = "chen";
  talk.signed_page = "{\"page\":\"as " + person + " signed it\"}";
  talk.version = 1;
  return talk;
}

}  // namespace

TEST_CASE("What one takes along holds one's own talks, and of the notes those one was shown") {
  TestDesk desk;
  desk.fill();
  {
    const auto write = get(desk.store().write());
    for (const char* person : {"bai", "qing"}) must(write->put_talk(talk_of(person)));
    model::Talk begun;
    begun.id = "begun";
    begun.person = "bai";
    begun.week = kToday;
    begun.texts[0] = "这周想聊的";
    begun.version = 1;
    must(write->put_talk(begun));
    const auto note = [&](const std::string& id, const std::string& person, const std::string& text, TimeMs shown_at) {
      must(write->put_talk_note({id, person, "chen", text, kToday.number * kDayMs, kToday, shown_at}));
    };
    note("n1", "bai", "只给自己看的", kNoTime);
    note("n2", "bai", "给白一看过的", (kToday + 1).number * kDayMs);
    note("n3", "qing", "给别人看过的", (kToday + 1).number * kDayMs);
    must(write->commit());
  }
  const auto bai = desk.device_of("bai");
  const auto files = get(desk.service().own_export(bai, {kToday - 5, kToday})).answer.files;
  const auto file = [&](const std::string& name) {
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& each) { return each.name == name; });
    REQUIRE(found != files.end());
    return found->text;
  };
  const auto holds = [&](const std::string& name, const std::string& text) { return file(name).find(text) != std::string::npos; };
  const model::Talk talk = talk_of("bai");
  for (const char* name : {"all.json", "talks.csv"}) {
    CAPTURE(name);
    for (const std::string& text : talk.texts) CHECK(holds(name, text));
    CHECK(holds(name, "这周想聊的"));
    CHECK(holds(name, "2026-02-23"));
    CHECK(holds(name, "2026-03-06"));
    CHECK(holds(name, "陈立"));
    CHECK(holds(name, "as bai signed it"));
  }
  for (const char* name : {"all.json", "agreements.csv"}) {
    CAPTURE(name);
    CHECK(holds(name, "response_mean_ms"));
    CHECK(holds(name, "27500"));
    CHECK(holds(name, "每天练一次bai"));
    CHECK(holds(name, "kept"));
  }
  for (const char* name : {"all.json", "notes.csv"}) {
    CAPTURE(name);
    CHECK(holds(name, "给白一看过的"));
  }
  // A talk that nobody signed has neither moment nor page.
  CHECK(holds("all.json", "\"person_signed_at\":null"));
  CHECK(holds("all.json", "\"signed_page\":null"));
  for (const auto& each : files) {
    CAPTURE(each.name);
    for (const char* hidden : {"只给自己看的", "给别人看过的", "qing"}) CHECK(each.text.find(hidden) == std::string::npos);
  }
  // That there is a private note is counted all the same.
  for (const auto& kept : get(desk.service().own_data(bai)).answer.kept) {
    if (kept.what == overlay::Retained::talks) CHECK(kept.count == 2);
    if (kept.what == overlay::Retained::notes) {
      CHECK(kept.count == 2);
      CHECK(kept.days == model::kNoteDays);
    }
  }
}
