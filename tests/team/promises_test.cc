// SPDX-License-Identifier: Apache-2.0
#include "agent/team/promises.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace rigong;
using namespace rigong::team;

TEST_CASE("the catalogue goes through a conversation from welcome to closing") {
  const auto& steps = promise_steps();
  REQUIRE(steps.size() == 6);
  CHECK(steps.front().title.zh == "迎客");
  CHECK(steps.back().title.zh == "结束语");
  for (const CatalogueEntry& step : steps) {
    CHECK_FALSE(step.id.empty());
    CHECK_FALSE(step.title.en.empty());
    CHECK_FALSE(step.example.zh.empty());
    CHECK_FALSE(step.example.en.empty());
  }
}

TEST_CASE("few numbers and usual ones suggest nothing") {
  CHECK(propose({}).empty());
  PromiseFacts few;
  few.first_answers = 9;
  few.turns = 9;
  few.turns_unanswered = 9;
  CHECK(propose(few).empty());
  PromiseFacts usual;
  usual.first_answers = 100;
  usual.first_answers_in_time = 92;
  usual.turns = 300;
  usual.turns_unanswered = 3;
  usual.messages_in = 500;
  usual.messages_out = 600;
  CHECK(propose(usual).empty());
}

TEST_CASE("what stands out is suggested with its numbers, the clearest first, at most three") {
  PromiseFacts facts;
  facts.first_answers = 100;
  facts.first_answers_in_time = 60;
  facts.turns = 300;
  facts.turns_unanswered = 60;
  facts.messages_in = 500;
  facts.messages_out = 450;
  facts.inquiries = 50;
  facts.inquiries_paid = 15;
  const auto proposals = propose(facts);
  REQUIRE(proposals.size() == 3);
  CHECK(proposals[0].step == "solve");
  CHECK(proposals[0].why.zh == "最近 300 轮里有 60 轮没有回。");
  CHECK(proposals[1].step == "welcome");
  CHECK(proposals[1].why.en == "Of the last 100 first answers 40 came after the goal.");
}

TEST_CASE("a team adds, renames and hides steps, and can go back to those built in") {
  std::vector<model::StepSetting> set;
  const auto put = [&](const Result<model::StepSetting>& setting) {
    REQUIRE(setting);
    std::erase_if(set, [&](const auto& each) { return each.id == setting->id; });
    set.push_back(*setting);
    std::sort(set.begin(), set.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  };
  const auto find = [&](const std::string& id) {
    for (const CatalogueItem& each : catalogue(step_catalogue(), set)) {
      if (each.entry.id == id) return each;
    }
    FAIL("no step " << id);
    return CatalogueItem{};
  };
  CHECK(catalogue(step_catalogue(), set).size() == 6);
  put(name_entry(step_catalogue(), set, "", {" 报价核对 ", ""}, "01-new"));
  CHECK(find("01-new").entry.title.zh == "报价核对");
  CHECK(find("01-new").entry.title.en == "报价核对");
  CHECK_FALSE(find("01-new").built_in);
  CHECK(catalogue(step_catalogue(), set).back().entry.id == "01-new");
  put(name_entry(step_catalogue(), set, "01-new", {"核对报价", "Check the quote"}, "unused"));
  CHECK(find("01-new").entry.title.en == "Check the quote");
  put(name_entry(step_catalogue(), set, "welcome", {"先打招呼", ""}, "unused"));
  CHECK(find("welcome").entry.title.zh == "先打招呼");
  CHECK(find("welcome").entry.title.en == "先打招呼");
  CHECK(find("welcome").built_in);
  CHECK(catalogue(step_catalogue(), set).front().entry.id == "welcome");
  put(hide_entry(step_catalogue(), set, "closing", true));
  CHECK(find("closing").hidden);
  CHECK(find("closing").entry.title.zh == "结束语");
  CHECK(catalogue(step_catalogue(), set).size() == 7);

  for (const model::StepSetting& setting : reset_entries(step_catalogue(), set)) put(setting);
  CHECK(find("welcome").entry.title.zh == "迎客");
  CHECK_FALSE(find("closing").hidden);
  CHECK(find("01-new").hidden);
  CHECK(find("01-new").entry.title.zh == "核对报价");
  CHECK(reset_entries(step_catalogue(), set).empty());
}

TEST_CASE("what cannot be a step is refused in words") {
  std::vector<model::StepSetting> set;
  const auto kind = [](const Result<model::StepSetting>& setting) {
    REQUIRE_FALSE(setting);
    CHECK_FALSE(setting.error().words.en.empty());
    return setting.error().kind;
  };
  CHECK(kind(name_entry(step_catalogue(), set, "", {" 　", "x"}, "n")) == ErrorKind::wrong_use);
  std::string long_words;
  for (std::size_t i = 0; i < kMostStepWords; ++i) long_words += "步";
  CHECK(name_entry(step_catalogue(), set, "", {long_words, long_words}, "n"));
  CHECK(kind(name_entry(step_catalogue(), set, "", {long_words + "步", ""}, "n")) == ErrorKind::wrong_use);
  CHECK(kind(name_entry(step_catalogue(), set, "", {"x", long_words + "步"}, "n")) == ErrorKind::wrong_use);
  CHECK(kind(name_entry(step_catalogue(), set, "nothing", {"x", ""}, "n")) == ErrorKind::not_found);
  CHECK(kind(hide_entry(step_catalogue(), set, "nothing", true)) == ErrorKind::not_found);
  CHECK(kind(name_entry(step_catalogue(), set, "", {"迎客", ""}, "n")) == ErrorKind::refused);
  for (std::size_t i = catalogue(step_catalogue(), set).size(); i < kMostSteps; ++i) {
    set.push_back({"n" + std::to_string(100 + i), "步 " + std::to_string(i), "", false});
  }
  CHECK(kind(name_entry(step_catalogue(), set, "", {"再一步", ""}, "n999")) == ErrorKind::refused);
  // Renaming needs no room, and a hidden one makes some.
  CHECK(name_entry(step_catalogue(), set, "welcome", {"打招呼", ""}, ""));
  set.push_back(*hide_entry(step_catalogue(), set, "welcome", true));
  CHECK(name_entry(step_catalogue(), set, "", {"再一步", ""}, "n999"));
  set.push_back({"n999", "再一步", "", false});
  CHECK(kind(hide_entry(step_catalogue(), set, "welcome", false)) == ErrorKind::refused);
  // Hidden ones do not pile up for ever.
  for (std::size_t i = set.size(); i < kMostStepsKept; ++i) set.push_back({"z" + std::to_string(i), "旧", "", true});
  set.front().hidden = true;
  CHECK(kind(name_entry(step_catalogue(), set, "", {"还有一步", ""}, "zz")) == ErrorKind::refused);
}
