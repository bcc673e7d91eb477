// SPDX-License-Identifier: Apache-2.0
// The contract of storage::Store, the log of who did and who looked: the same for every backend.
#include <catch2/catch.hpp>

#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::storage;
using rigong::testing::get;
using rigong::testing::must;
using rigong::testing::store_kinds;
using rigong::testing::TestStore;

namespace {

constexpr Day kDay{20780};

model::CommandEntry entry(int n, const std::string& by = "lin", const std::string& about = "",
                          const std::string& acting_for = "") {
  model::CommandEntry made;
  made.id = "id-" + std::to_string(n);
  made.by = by;
  made.kind = "task.done";
  made.body = "{\"n\":" + std::to_string(n) + "}";
  made.digest = "d";
  made.answer = "{}";
  made.applied_at = (kDay + n).number * kDayMs;
  made.place = "s1";
  made.about = about;
  made.acting_for = acting_for;
  return made;
}

void check_whole(Store& store) {
  for (const Finding& finding : get(store.examine())) {
    CAPTURE(finding.words.en);
    CHECK(finding.level != Finding::Level::broken);
  }
}

std::string ids(const std::vector<model::CommandEntry>& entries) {
  std::string joined;
  for (const auto& each : entries) joined += each.id.substr(3) + " ";
  return joined;
}

}  // namespace

TEST_CASE("An entry says whose data it is about and whose rights were used, and the chain holds both", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  {
    const auto write = get(store->write());
    must(write->add_command(entry(1)));
    must(write->add_command(entry(2, "lin", "hong")));
    must(write->add_command(entry(3, "hong", "group:售前", "lin")));
    must(write->add_command(entry(4, "hong", "", "lin")));
    must(write->add_command(entry(5)));
    CHECK(write->add_command(entry(6, "lin", std::string(301, 'x'))).error().kind == ErrorKind::wrong_use);
    CHECK(write->add_command(entry(6, "lin", "", "\xff")).error().kind == ErrorKind::wrong_use);
    must(write->commit());
  }
  const auto kept = get(get(store->read())->command("id-3"));
  CHECK(kept->about == "group:售前");
  CHECK(kept->acting_for == "lin");
  check_whole(*store);
}

TEST_CASE("An entry that nobody is in keeps the hash that it had before entries were about somebody", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->add_command(entry(1)));
  const auto kept = get(write->command("id-1"));
  // As the format before made it: lengths and texts, then time and sequence.
  const std::string text = "0:;4:id-1;3:lin;2:s1;9:task.done;64:" + sha256_hex("{\"n\":1}") + ";1:d;2:{};" +
                           std::to_string((kDay + 1).number * kDayMs) + ";1";
  CHECK(kept->chain == sha256_hex(text));
}

TEST_CASE("That somebody looked is in the log and chain and changes no number", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto number = [&] { return get(get(store->read())->change_number()); };
  const auto add = [&](const model::CommandEntry& each, bool view) {
    const auto write = get(store->write());
    must(view ? write->add_view(each) : write->add_command(each));
    must(write->commit());
  };
  // Also the first transaction of all, which makes the team's row.
  add(entry(1, "lin", "hong"), true);
  CHECK(number() == 0);
  add(entry(2), false);
  const auto before = number();
  CHECK(before == 1);
  add(entry(3, "lin", "hong"), true);
  CHECK(number() == before);
  add(entry(4), false);
  CHECK(number() == before + 1);
  {
    // Beside a change it is part of that change.
    const auto write = get(store->write());
    must(write->set_setting("a", "1"));
    must(write->add_view(entry(5, "lin", "hong")));
    must(write->commit());
  }
  CHECK(number() == before + 2);
  {
    const auto given_up = get(store->write());
    must(given_up->add_view(entry(6)));
  }
  {
    const auto write = get(store->write());
    CHECK(write->add_view(entry(3)).error().kind == ErrorKind::wrong_use);
  }
  CHECK(ids(get(get(store->read())->log({}))) == "5 4 3 2 1 ");
  check_whole(*store);
}

TEST_CASE("The log is read newest first, by whom and about whom", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  const auto write = get(store->write());
  must(write->add_command(entry(1, "lin", "hong")));
  must(write->add_command(entry(2, "hong", "hong")));
  must(write->add_view(entry(3, "lin", "group:售前")));
  must(write->add_command(entry(4, "", "白")));
  must(write->add_view(entry(5, "lin", "hong")));
  must(write->add_command(entry(6, "lin")));
  const auto read = [&](const LogQuery& query) { return ids(get(write->log(query))); };
  CHECK(read({}) == "6 5 4 3 2 1 ");
  CHECK(read({{}, "lin", 0, 100}) == "6 5 3 1 ");
  CHECK(read({{}, "", 0, 100}) == "4 ");
  CHECK(read({{}, std::nullopt, 4, 2}) == "3 2 ");
  CHECK(read({{}, "lin", 6, 2}) == "5 3 ");
  CHECK(read({{"hong"}, std::nullopt, 0, 100}) == "5 2 1 ");
  CHECK(read({{"hong", "group:售前", "hong"}, std::nullopt, 0, 100}) == "5 3 2 1 ");
  CHECK(read({{"hong", "group:售前"}, std::nullopt, 0, 2}) == "5 3 ");
  CHECK(read({{"hong", "group:售前"}, "lin", 5, 100}) == "3 1 ");
  CHECK(read({{"nobody"}, std::nullopt, 0, 100}).empty());
  CHECK(read({{}, std::nullopt, 0, 0}).empty());
}

TEST_CASE("The beginning of the log is removed by day, and the rest is still a chain that goes on", "[store]") {
  const auto kind = GENERATE(from_range(store_kinds()));
  CAPTURE(kind);
  const TestStore test(kind);
  const auto store = test.open();
  using model::Retained;
  {
    const auto write = get(store->write());
    CHECK(get(write->remove_before(Retained::log, kDay)) == 0);
    for (const int n : {1, 2, 5, 3, 6}) must(write->add_command(entry(n, "lin", n == 5 ? "hong" : "")));
    must(write->commit());
  }
  const auto remove = [&](Day day) {
    const auto write = get(store->write());
    const auto removed = get(write->remove_before(Retained::log, day));
    must(write->commit());
    return removed;
  };
  CHECK(remove(kDay + 1) == 0);
  CHECK(remove(kDay + 2) == 1);
  check_whole(*store);
  // The fifth stands before the third in the log: only the beginning goes.
  CHECK(remove(kDay + 4) == 1);
  CHECK(ids(get(get(store->read())->log({}))) == "6 3 5 ");
  check_whole(*store);
  // The newest stays, whatever the day, so that the next one follows it.
  CHECK(remove(kDay + 400) == 2);
  CHECK(remove(kDay + 400) == 0);
  CHECK(ids(get(get(store->read())->log({}))) == "6 ");
  check_whole(*store);
  {
    const auto write = get(store->write());
    must(write->add_command(entry(7)));
    must(write->commit());
  }
  CHECK(get(get(store->read())->command("id-7"))->sequence == 6);
  CHECK_FALSE(get(get(store->read())->command("id-1")).has_value());
  check_whole(*store);
}
