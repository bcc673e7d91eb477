// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, how long talks and notes are kept and how they are taken out: the same for every backend.
#include <catch2/catch.hpp>

#include <map>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using model::Retained;
using model::Talk;
using model::TalkNote;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kMonday{20780};  // 2026-11-23
constexpr TimeMs kNow = kMonday.number * kDayMs;

// Signed, with something agreed.
Talk talk_of(const std::string& id, const std::string& person, Day week) {
  Talk talk;
  talk.id = id;
  talk.person = person;
  talk.week = week;
  talk.made_by = talk.lead_signed_by = "chen";
  talk.agreements = {{1, "每天练一次", "", 0, week + 7, week + 13, false, "", model::Verdict::kept, "chen", kNow}};
  talk.last_number = 1;
  talk.person_signed_at = talk.lead_signed_at = kNow;
  talk.version = 1;
  return talk;
}

TalkNote note(const std::string& id, const std::string& person, const std::string& by, Day day) {
  return {id, person, by, "备注 " + id, day.number * kDayMs, day, kNoTime};
}

void check_sound(Store& store) {
  for (const Finding& finding : get(store.examine())) CHECK(finding.level != Finding::Level::broken);
}

}  // namespace

TEST_CASE("With a member who is erased go their talks and the notes about them, and what stays names nobody", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  Talk others = talk_of("of hong", "hong", kMonday);
  others.made_by = others.lead_signed_by = others.agreements[0].verdict_by = "lin";
  others.signed_page =
      R"({"person":{"id":"hong","name":"红"},"handoffs":[{"id":"lin","owner":{"id":"lin","name":"林\"小\"林"},"n":0.1}]})";
  TalkNote shown = note("shown by lin", "hong", "lin", kMonday);
  shown.shown_at = kNow;
  const auto write = get(store->write());
  for (const char* id : {"lin", "hong", "chen"}) must(write->put_member({id, id, "售前", model::MemberRole::lead, {}, {}}));
  must(write->put_talk(talk_of("t1", "lin", kMonday)));
  must(write->put_talk(talk_of("other week", "lin", kMonday - 7)));
  // What was kept under an id of a platform is theirs as well.
  const auto account = get(write->ensure_account({0, "a", "files", "files", "main"}));
  const auto rep = get(write->ensure_rep(account, "cs-7"));
  must(write->put_talk(talk_of("of cs-7", "cs-7", kMonday)));
  must(write->put_talk(others));
  must(write->put_talk_note(shown));
  must(write->put_talk_note(note("by lin", "hong", "lin", kMonday)));
  must(write->put_talk_note(note("about lin", "lin", "chen", kMonday)));
  must(write->put_talk_note(note("by chen", "hong", "chen", kMonday)));
  must(write->erase_member("lin", std::vector{rep}, "离职"));
  must(write->commit());

  const auto view = get(store->read());
  others.made_by = others.lead_signed_by = others.agreements[0].verdict_by = "离职";
  others.signed_page =
      R"({"person":{"id":"hong","name":"红"},"handoffs":[{"id":"lin","owner":{"id":"离职","name":"离职"},"n":0.1}]})";
  CHECK(get(view->talks("", Day{0}, Day{40000})).size() == 1);
  CHECK(get(view->talk("hong", kMonday)) == others);
  CHECK(get(view->talk_notes("lin")).empty());
  shown.by = "离职";
  CHECK(get(view->talk_note(shown.id)) == shown);
  CHECK_FALSE(get(view->talk_note("by lin")).has_value());
  CHECK(get(view->talk_note("by chen")).has_value());
  check_sound(*store);
}

TEST_CASE("Talks go with their week, private notes by their own term", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->put_talk(talk_of("t1", "lin", kMonday)));
  must(write->put_talk(talk_of("next", "lin", kMonday + 7)));
  TalkNote shown = note("shown", "lin", "chen", kMonday);
  shown.shown_at = kNow + 40 * kDayMs;
  must(write->put_talk_note(shown));
  must(write->put_talk_note(note("old", "lin", "chen", kMonday)));
  must(write->put_talk_note(note("new", "lin", "chen", kMonday + 1)));

  CHECK(get(write->remove_before(Retained::notes, kMonday)) == 0);
  CHECK(get(write->remove_before(Retained::notes, kMonday + 1)) == 1);
  CHECK_FALSE(get(write->talk_note("old")).has_value());
  CHECK(get(write->talk_note("new")).has_value());
  CHECK(get(write->talk_note("shown")) == shown);
  CHECK(get(write->remove_before(Retained::notes, kMonday + 400)) == 1);

  CHECK(get(write->remove_before(Retained::talks, kMonday)) == 0);
  // The note that was shown is of the Monday; the week lasts to the Sunday.
  CHECK(get(write->remove_before(Retained::talks, kMonday + 6)) == 1);
  CHECK_FALSE(get(write->talk_note("shown")).has_value());
  CHECK(get(write->talk("lin", kMonday)).has_value());
  CHECK(get(write->remove_before(Retained::talks, kMonday + 7)) == 1);
  CHECK_FALSE(get(write->talk("lin", kMonday)).has_value());
  CHECK(get(write->talk("lin", kMonday + 7)).has_value());
  CHECK(get(write->talk("lin", kMonday + 7))->agreements.size() == 1);
  // What nobody signed goes as well.
  Talk begun = talk_of("begun", "lin", kMonday);
  begun.person_signed_at = begun.lead_signed_at = kNoTime;
  must(write->put_talk(begun));
  CHECK(get(write->remove_before(Retained::talks, kMonday + 14)) == 2);
  CHECK(get(write->remove_before(Retained::talks, kMonday + 14)) == 0);
  must(write->commit());
  check_sound(*store);
}

TEST_CASE("What is kept of a person counts their talks and the notes about them, private ones too", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->put_talk(talk_of("t1", "lin", kMonday)));
  must(write->put_talk(talk_of("t2", "lin", kMonday + 14)));
  must(write->put_talk(talk_of("t3", "hong", kMonday + 21)));
  must(write->put_talk_note(note("n1", "lin", "chen", kMonday + 2)));
  TalkNote shown = note("n2", "lin", "chen", kMonday - 3);
  shown.shown_at = kNow;
  must(write->put_talk_note(shown));
  must(write->put_talk_note(note("n3", "hong", "lin", kMonday)));
  const auto kept = get(write->kept_of("lin", {}));
  std::map<Retained, model::KeptOf> by_class;
  for (const model::KeptOf& each : kept) by_class[each.what] = each;
  CHECK(by_class.at(Retained::talks) == model::KeptOf{Retained::talks, 2, kMonday, kMonday + 14});
  CHECK(by_class.at(Retained::notes) == model::KeptOf{Retained::notes, 2, kMonday - 3, kMonday + 2});
}
