// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/imports.h"

#include <catch2/catch.hpp>

#include "tests/runtime/agent/test_desk.h"

using namespace rigong;
using namespace rigong::runtime_test;
using State = overlay::Import::State;
using rigong::testing::get;
using rigong::testing::must;
namespace fs = std::filesystem;

namespace {

overlay::Import sent(TestDesk& desk, const std::string& name, const std::string& text) {
  const auto caller = desk.page();
  const auto import = get(desk.service().begin_import(caller, {name, static_cast<std::int64_t>(text.size())}));
  return get(desk.service().put_import_part(caller, import.id, 0, text));
}

bool anything_in(const fs::path& folder) {
  std::error_code code;
  for (auto at = fs::recursive_directory_iterator(folder, code); !code && at != fs::recursive_directory_iterator(); ++at) {
    if (at->is_regular_file()) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("A dropped file is looked at, taken in and worked out; nothing of it stays on the disk", "[threads]") {
  TestDesk desk;
  const auto caller = desk.page();
  const auto import = sent(desk, "C:\\chats\\..\\一天.csv", day_file());
  CHECK(import.state == State::received);
  CHECK(import.name == "一天.csv");
  CHECK(import.received == import.size);
  const auto looked = get(desk.service().preview_import(caller, import.id, {}));
  CHECK(looked.state == State::understood);
  CHECK(looked.kind == "messages");
  CHECK(looked.accepted == 48);
  CHECK(looked.rejected == 0);
  CHECK(looked.first_day == "2026-03-02");
  CHECK(looked.last_day == "2026-03-02");
  CHECK(looked.columns.size() == 7);
  CHECK_FALSE(looked.first_rows.empty());
  CHECK(get(desk.service().session(caller)).answer.empty);
  const auto done = desk.import_file("一天.csv", day_file());
  CHECK(done.state == State::finished);
  CHECK(done.added == 48);
  CHECK_FALSE(get(desk.service().session(caller)).answer.empty);
  const auto again = desk.import_file("一天.csv", day_file());
  CHECK(again.added == 0);
  CHECK(again.doubled == 48);
  must(desk.service().drop_import(caller, import.id));
  CHECK_FALSE(anything_in(desk.data() / "incoming"));
}

TEST_CASE("A file in no known shape says what was missing, without our folders") {
  TestDesk desk;
  const auto import = sent(desk, "photo.csv", "a,b\n1,2\n");
  const auto looked = get(desk.service().preview_import(desk.page(), import.id, {}));
  CHECK(looked.state == State::not_understood);
  REQUIRE(looked.problem.has_value());
  CHECK_FALSE(looked.problem->zh.empty());
  CHECK(looked.problem->en.find(desk.data().string()) == std::string::npos);
  // With a hint it may be understood after all.
  const auto mapped = sent(desk, "own.csv", "who,when,text,kind,talk\nk,2026-03-02 10:00,hi,in,c1\n");
  const overlay::ImportReading reading{
      "", "messages", {{"who", "customer_id"}, {"when", "sent_at"}, {"kind", "direction"}, {"talk", "conversation_id"}}};
  CHECK(get(desk.service().preview_import(desk.page(), mapped.id, reading)).state == State::understood);
}

TEST_CASE("Rows that cannot be used are named with their line") {
  TestDesk desk;
  const auto done = desk.import_file("bad.csv",
                                     "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                                     "c1,m1,2026-03-02 10:00:00,in,,k,hi\nc1,m2,never,in,,k,hi\n");
  CHECK(done.state == State::finished);
  CHECK(done.added == 1);
  CHECK(done.rejected == 1);
  REQUIRE(done.rejections.size() == 1);
  CHECK(done.rejections[0].line == 3);
}

TEST_CASE("Parts come in any order, as often as they like, and only in their own length") {
  TestDesk desk;
  const auto caller = desk.page();
  std::string text = day_file();
  while (text.size() < overlay::kImportPartBytes) text += text.substr(text.find('\n') + 1);
  const std::string_view all(text);
  const auto import = get(desk.service().begin_import(caller, {"big.csv", static_cast<std::int64_t>(text.size())}));
  const auto put = [&](int part, std::string_view bytes) {
    return desk.service().put_import_part(caller, import.id, part, bytes);
  };
  const std::string_view first = all.substr(0, overlay::kImportPartBytes);
  const std::string_view second = all.substr(overlay::kImportPartBytes);
  CHECK(put(0, first.substr(1)).error().kind == ErrorKind::wrong_use);
  CHECK(put(1, "").error().kind == ErrorKind::wrong_use);
  CHECK(put(2, second).error().kind == ErrorKind::wrong_use);
  CHECK(put(-1, second).error().kind == ErrorKind::wrong_use);
  CHECK(get(put(1, second)).state == State::receiving);
  CHECK(desk.service().preview_import(caller, import.id, {}).error().kind == ErrorKind::refused);
  CHECK(desk.service().apply_import(caller, import.id, {}).error().kind == ErrorKind::refused);
  CHECK(get(put(1, second)).received == static_cast<std::int64_t>(second.size()));
  CHECK(get(put(0, first)).state == State::received);
  CHECK(get(desk.service().preview_import(caller, import.id, {})).state == State::understood);
}

TEST_CASE("Names and sizes that cannot be are refused, and there are not too many at once") {
  TestDesk desk;
  const auto caller = desk.page();
  const auto begin = [&](const std::string& name, std::int64_t size) {
    return desk.service().begin_import(caller, {name, size});
  };
  for (const char* name : {"", "..", "a/..", "/", "\n"}) CHECK(begin(name, 5).error().kind == ErrorKind::wrong_use);
  for (const std::int64_t size : {0LL, -1LL, 5LL << 30}) CHECK(begin("a.csv", size).error().kind == ErrorKind::wrong_use);
  CHECK(get(begin("../../etc/passwd", 5)).name == "passwd");
  CHECK(get(begin(std::string(300, 'x') + ".csv", 5)).name.ends_with(".csv"));
  int open = 0;
  while (begin("a.csv", 5) && open < 100) ++open;
  CHECK(open < 20);
  CHECK(begin("a.csv", 5).error().kind == ErrorKind::busy);
  // An hour later they are forgotten.
  desk.clock().advance(kHourMs + 1);
  desk.service().look_after();
  CHECK(begin("a.csv", 5).has_value());
  CHECK(desk.service().import(caller, "00000000-0000-7000-8000-000000000000").error().kind == ErrorKind::not_found);
}

TEST_CASE("A new start finds nothing of files that were on their way") {
  TestDesk desk;
  sent(desk, "a.csv", day_file());
  CHECK(anything_in(desk.data() / "incoming"));
  // As after a crash: nobody tidied up.
  fs::copy(desk.data() / "incoming", desk.folder() / "kept", fs::copy_options::recursive);
  desk.stop();
  fs::copy(desk.folder() / "kept", desk.data() / "incoming", fs::copy_options::recursive);
  desk.restart();
  CHECK_FALSE(anything_in(desk.data() / "incoming"));
}
