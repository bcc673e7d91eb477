// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, the weekly 1-on-1 and a lead's private notes: the same for every backend.
#include <catch2/catch.hpp>

#include <limits>
#include <map>

#include "tests/support/random.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Agreement;
using model::Retained;
using model::Talk;
using model::TalkNote;
using model::TalkText;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::Random;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kMonday{20780};  // 2026-11-23
constexpr TimeMs kNow = kMonday.number * kDayMs;
constexpr std::size_t kMostTextBytes = 8000;

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

Talk bare(const std::string& id, const std::string& person, Day week) {
  Talk talk;
  talk.id = id;
  talk.person = person;
  talk.week = week;
  talk.version = 1;
  return talk;
}

// With something in every field, and the longest texts there may be.
Talk full() {
  Talk talk = bare("01976b3e-7d00-7abc-89ab-0123456789ab", "lin", kMonday);
  talk.group = "售前";
  talk.made_by = "chen";
  talk.made_at = kNow;
  talk.invited = true;
  talk.texts = {"想换班", "不同意“慢”", "三次没应声", "顾客走了", "升不了", "调两个人过来"};
  talk.text(TalkText::fact) = repeated("𝄞", kMostTextBytes / 4);
  talk.lead_by = kMonday + 10;
  talk.agreements = {
      {1, "", "response_mean_ms", 27'500.25, kMonday + 7, kMonday + 13, false, "", model::Verdict::kept, "", kNow + 9},
      {3, "每天练一次", "", 0, kMonday + 7, kMonday + 9, true, "01976b3e-7d00-7abc-89ab-0123456789ac", model::Verdict::missed,
       "chen", kNow + 8}};
  talk.last_number = 4;
  talk.agrees = false;
  talk.person_signed_at = kNow + 5;
  talk.lead_signed_at = kNow + 6;
  talk.lead_signed_by = "chen";
  talk.signed_page = "{\"week\":\"" + std::string(64 * 1024 - 11, 'x') + "\"}";
  talk.changed_at = kNow + 7;
  return talk;
}

TalkNote note(const std::string& id, const std::string& person, const std::string& by, Day day) {
  return {id, person, by, "备注 " + id, day.number * kDayMs, day, kNoTime};
}

Status put(Store& store, const Talk& talk) {
  const auto write = get(store.write());
  RIGONG_TRY(write->put_talk(talk));
  return write->commit();
}

Talk without_page(Talk talk) {
  talk.signed_page.clear();
  return talk;
}

void check_sound(Store& store) {
  for (const Finding& finding : get(store.examine())) CHECK(finding.level != Finding::Level::broken);
}

}  // namespace

TEST_CASE("A talk comes back as it was kept, and each change is the next version", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  CHECK_FALSE(get(get(store->read())->talk("lin", kMonday)).has_value());
  CHECK(get(get(store->read())->talks("", Day{0}, Day{40000})).empty());
  const Talk begun = bare("t1", "lin", kMonday);
  must(put(*store, begun));
  CHECK(get(get(store->read())->talk("lin", kMonday)) == begun);
  CHECK_FALSE(get(get(store->read())->talk("lin", kMonday + 7)).has_value());
  CHECK_FALSE(get(get(store->read())->talk("hong", kMonday)).has_value());

  Talk changed = full();
  changed.id = "t1";
  const auto before = get(get(store->read())->change_number());
  for (const std::int64_t version : {0, 1, 3, -1}) {
    changed.version = version;
    CHECK(put(*store, changed).error().kind == ErrorKind::wrong_use);
  }
  changed.version = 2;
  must(put(*store, changed));
  CHECK(get(get(store->read())->change_number()) == before + 1);
  CHECK(get(get(store->read())->talk("lin", kMonday)) == changed);
  CHECK(get(get(store->read())->talks("", kMonday, kMonday)) == std::vector{without_page(changed)});
  // An agreement that was taken back is gone with its number.
  changed.agreements.erase(changed.agreements.begin());
  changed.version = 3;
  changed.person_signed_at = changed.lead_signed_at = kNoTime;
  changed.signed_page.clear();
  changed.lead_by.reset();
  must(put(*store, changed));
  CHECK(get(get(test.open()->read())->talk("lin", kMonday)) == changed);
  // A new one begins with 1.
  Talk late = bare("t2", "lin", kMonday + 7);
  late.version = 2;
  CHECK(put(*store, late).error().kind == ErrorKind::wrong_use);
}

TEST_CASE("An id is one talk's", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  must(put(*store, bare("t1", "lin", kMonday)));
  CHECK(put(*store, bare("t1", "hong", kMonday)).error().kind == ErrorKind::wrong_use);
  CHECK(put(*store, bare("t1", "lin", kMonday + 7)).error().kind == ErrorKind::wrong_use);
  // Nor does a talk get another id.
  Talk renamed = bare("t9", "lin", kMonday);
  renamed.version = 2;
  CHECK(put(*store, renamed).error().kind == ErrorKind::wrong_use);
  {
    // What is refused leaves the transaction usable.
    const auto write = get(store->write());
    CHECK(write->put_talk(bare("t1", "hong", kMonday)).error().kind == ErrorKind::wrong_use);
    must(write->put_talk(bare("t2", "hong", kMonday)));
    must(write->commit());
  }
  CHECK(get(get(store->read())->talks("", kMonday, kMonday + 7)).size() == 2);
  check_sound(*store);
}

TEST_CASE("Talks, ids and notes of another team are its own", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  must(put(*test.open(), bare("t1", "lin", kMonday)));
  OpenOptions options = test.options();
  options.team += 1'000'000;
  const auto store = get(open_store(options));
  CHECK_FALSE(get(get(store->read())->talk("lin", kMonday)).has_value());
  CHECK(get(get(store->read())->talks("", Day{0}, Day{40000})).empty());
  must(put(*store, bare("t1", "lin", kMonday)));
  const auto write = get(store->write());
  must(write->put_talk_note(note("n1", "lin", "chen", kMonday)));
  must(write->commit());
  CHECK(get(get(test.open()->read())->talk_notes("lin")).empty());
  CHECK_FALSE(get(get(test.open()->read())->talk_note("n1")).has_value());
}

TEST_CASE("Talks are told newest first, of everybody or of one, between two days", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    int n = 0;
    // In no order; "Z" stands before "a" as bytes, in no matter what language the server sorts.
    for (const char* person : {"hong", "Zoe", "anna", "丽"}) {
      for (const int weeks : {1, 0, 2}) {
        Talk talk = bare("t" + std::to_string(++n), person, kMonday + 7 * weeks);
        talk.agreements = {{2, person, "", 0, kMonday, kMonday + weeks, false, "", model::Verdict::open, "", kNoTime},
                           {1, "", "turns", 1.0 * weeks, kMonday, kMonday, true, "", model::Verdict::open, "", kNoTime}};
        talk.signed_page = "{}";
        must(write->put_talk(talk));
      }
    }
    must(write->commit());
  }
  const auto view = get(store->read());
  const auto told = [&](const std::string& person, Day from, Day to) {
    std::vector<std::pair<int, std::string>> rows;
    for (const Talk& talk : get(view->talks(person, from, to))) {
      const int weeks = (talk.week - kMonday) / 7;
      rows.emplace_back(weeks, talk.person);
      CHECK(talk.signed_page.empty());
      // In order of their numbers, and each its own.
      REQUIRE(talk.agreements.size() == 2);
      CHECK(talk.agreements[0].number == 1);
      CHECK(talk.agreements[0].value == weeks);
      CHECK(talk.agreements[1].words == talk.person);
      CHECK(talk.agreements[1].to == kMonday + weeks);
    }
    return rows;
  };
  using Told = std::vector<std::pair<int, std::string>>;
  CHECK(told("", kMonday, kMonday + 7) ==
        Told{{1, "Zoe"}, {1, "anna"}, {1, "hong"}, {1, "丽"}, {0, "Zoe"}, {0, "anna"}, {0, "hong"}, {0, "丽"}});
  CHECK(told("", kMonday + 1, kMonday + 13).size() == 4);
  CHECK(told("", kMonday + 8, kMonday + 13).empty());
  CHECK(told("", kMonday + 7, kMonday).empty());
  CHECK(told("anna", kMonday, kMonday + 14) == Told{{2, "anna"}, {1, "anna"}, {0, "anna"}});
  CHECK(told("anna", kMonday, kMonday + 13) == Told{{1, "anna"}, {0, "anna"}});
  CHECK(told("nobody", Day{0}, Day{40000}).empty());
}

TEST_CASE("Notes are told newest first, replaced by id, and removed", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  CHECK(get(get(store->read())->talk_notes("lin")).empty());
  CHECK_FALSE(get(get(store->read())->talk_note("n1")).has_value());
  const TalkNote first = note("n1", "lin", "chen", kMonday);
  TalkNote second = note("n2", "lin", "", kMonday);
  TalkNote third = note("n3", "lin", "hong", kMonday - 1);
  auto write = get(store->write());
  for (const TalkNote& each : {first, third, second, note("n4", "hong", "chen", kMonday)}) must(write->put_talk_note(each));
  CHECK(get(write->talk_notes("lin")) == std::vector{second, first, third});
  CHECK(get(write->talk_note("n3")) == third);
  third.shown_at = kNow;
  third.text = repeated("字", 2000);
  must(write->put_talk_note(third));
  CHECK(get(write->talk_notes("lin")) == std::vector{second, first, third});
  must(write->remove_talk_note("n1"));
  CHECK(get(write->talk_notes("lin")) == std::vector{second, third});
  must(write->commit());
  // A store has one writer.
  write.reset();
  const auto before = get(get(store->read())->change_number());
  const auto again = get(store->write());
  must(again->remove_talk_note("n1"));
  must(again->remove_talk_note("nobody's"));
  must(again->commit());
  CHECK(get(get(store->read())->change_number()) == before);
}

TEST_CASE("What cannot be kept of a talk or note is refused, and the transaction stays usable", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  const auto refused = [&](const auto& change) {
    Talk talk = full();
    change(talk);
    const auto put = write->put_talk(talk);
    REQUIRE_FALSE(put.has_value());
    CHECK(put.error().kind == ErrorKind::wrong_use);
    CHECK_FALSE(put.error().words.zh.empty());
    CHECK_FALSE(put.error().words.en.empty());
  };
  const std::string nul("a\0b", 3);
  for (const std::string& bad :
       {nul, std::string("\xff"), std::string("\xed\xa0\x80"), std::string("\xc0\xaf"), std::string(kMostTextBytes + 1, 'x')}) {
    CAPTURE(bad.substr(0, 3));
    for (std::size_t i = 0; i < model::kTalkTexts; ++i) refused([&](Talk& talk) { talk.texts[i] = bad; });
    refused([&](Talk& talk) { talk.id = bad; });
    refused([&](Talk& talk) { talk.person = bad; });
    refused([&](Talk& talk) { talk.group = bad; });
    refused([&](Talk& talk) { talk.made_by = bad; });
    refused([&](Talk& talk) { talk.lead_signed_by = bad; });
    refused([&](Talk& talk) { talk.agreements[0].words = bad; });
    refused([&](Talk& talk) { talk.agreements[1].figure = bad; });
    refused([&](Talk& talk) { talk.agreements[1].task = bad; });
    refused([&](Talk& talk) { talk.agreements[0].verdict_by = bad; });
    const TalkNote good = note("n1", "lin", "chen", kMonday);
    for (std::string TalkNote::*field : {&TalkNote::id, &TalkNote::person, &TalkNote::by, &TalkNote::text}) {
      TalkNote one = good;
      one.*field = bad;
      CHECK(write->put_talk_note(one).error().kind == ErrorKind::wrong_use);
    }
  }
  refused([&](Talk& talk) { talk.signed_page = nul; });
  refused([&](Talk& talk) { talk.signed_page = std::string(64 * 1024 + 1, 'x'); });
  refused([](Talk& talk) { talk.id.clear(); });
  refused([](Talk& talk) { talk.person.clear(); });
  refused([](Talk& talk) { talk.agreements[1].number = talk.agreements[0].number; });
  refused([](Talk& talk) { talk.agreements[0].number = 0; });
  using Limits = std::numeric_limits<double>;
  for (const double value : {Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN()}) {
    refused([&](Talk& talk) { talk.agreements[0].value = value; });
  }
  TalkNote nobodys = note("", "lin", "chen", kMonday);
  CHECK(write->put_talk_note(nobodys).error().kind == ErrorKind::wrong_use);
  nobodys = note("n1", "", "chen", kMonday);
  CHECK(write->put_talk_note(nobodys).error().kind == ErrorKind::wrong_use);
  // Words are no commands to the database, whatever they say.
  Talk talk = full();
  talk.text(TalkText::topics) = "'); DROP TABLE talk; --\n\"\\%_\r\t\x01 \xe2\x80\xae";
  must(write->put_talk(talk));
  must(write->commit());
  CHECK(get(get(store->read())->talk("lin", kMonday)) == talk);
  CHECK(get(get(store->read())->talk_notes("lin")).empty());
}

TEST_CASE("Whatever is put of talks by chance is read back equal", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Random random(20261130);
  const std::vector<std::string> people{"lin", "Lin", "红", "a'b", "%"};
  const std::vector<std::string> words{"", "好", "\"", "line\nline", "\\", "%_", "a", "😀", "NULL", repeated("长", 2000)};
  const std::vector<double> values{0, -1.5, 1e300, 5e-324, 0.1, 27'500};
  const auto time = [&] { return random.below(3) == 0 ? kNoTime : kNow + random.below(1'000'000); };
  std::map<std::pair<std::string, Day>, Talk> expected;
  int ids = 0;
  for (int round = 0; round < 12; ++round) {
    const auto write = get(store->write());
    auto inside = expected;
    for (int step = 0; step < 10; ++step) {
      Talk talk;
      talk.person = random.one_of(people);
      talk.week = kMonday + 7 * random.below(4);
      const auto key = std::pair(talk.person, talk.week);
      const auto before = inside.find(key);
      talk.id = before == inside.end() ? "id " + std::to_string(++ids) : before->second.id;
      talk.version = before == inside.end() ? 1 : before->second.version + 1;
      talk.group = random.one_of(people);
      talk.made_by = random.one_of(people);
      talk.made_at = random.below(1'000'000'000);
      talk.invited = random.below(2) == 0;
      for (std::string& text : talk.texts) text = random.one_of(words);
      if (random.below(2) == 0) talk.lead_by = kMonday + random.below(100);
      int number = 0;
      for (int n = random.below(5); n > 0; --n) {
        number += 1 + random.below(3);
        talk.agreements.push_back({number, random.one_of(people), random.one_of(people), random.one_of(values),
                                   kMonday + random.below(9), kMonday + random.below(9), random.below(2) == 0,
                                   random.one_of(people), static_cast<model::Verdict>(random.below(3)), random.one_of(people),
                                   time()});
      }
      talk.last_number = number + random.below(3);
      talk.agrees = random.below(2) == 0;
      talk.person_signed_at = time();
      talk.lead_signed_at = time();
      talk.lead_signed_by = random.one_of(people);
      talk.signed_page = random.one_of(words);
      talk.changed_at = random.below(1'000'000'000);
      must(write->put_talk(talk));
      inside[key] = talk;
    }
    // A transaction that is not committed leaves nothing.
    if (random.below(4) == 0) continue;
    must(write->commit());
    expected = std::move(inside);
  }
  const auto view = get(store->read());
  REQUIRE(expected.size() > 10);
  for (const auto& [key, talk] : expected) CHECK(get(view->talk(key.first, key.second)) == talk);
  const auto all = get(view->talks("", kMonday, kMonday + 21));
  CHECK(all.size() == expected.size());
  for (const Talk& talk : all) CHECK(talk == without_page(expected.at({talk.person, talk.week})));
  check_sound(*store);
}
