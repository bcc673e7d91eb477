// SPDX-License-Identifier: Apache-2.0
// What goes wrong around the program: nothing half, and the person is told what to do.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "tests/support/process.h"

using namespace rigong::test;

namespace {

std::string many_messages() {
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  for (int number = 0; number < 30'000; ++number) {
    const int conversation = number % 1500;
    const std::string minute = std::to_string(10 + number / 1500);
    text += "c" + std::to_string(conversation) + "," + std::to_string(number) + ",2026-03-02 10:" + minute + ":" +
            std::to_string(10 + conversation % 49) + (number / 1500 % 2 == 0 ? ",in,,k" : ",out,r1,k") +
            std::to_string(conversation) + ",x\n";
  }
  return text;
}

std::string figures(const std::string& data) {
  return run_rigong({"figures", "--data", data, "--now", "2026-03-05T00:00:00Z", "--format", "csv"}).out;
}

}  // namespace

TEST_CASE("a disk that is full in the middle of an import: told, nothing half, and the import can be given again") {
  const TempFolder temp;
  const std::string file = temp.write("many.csv", many_messages());
  const std::string clean = temp.file("clean");
  REQUIRE(run_rigong({"import", "--data", clean, file}).exit_code == 0);
  const std::string expected = figures(clean);
  const auto whole = static_cast<int>(std::filesystem::file_size(clean + "/rigong.db") / 1024);
  REQUIRE(whole > 1000);

  const std::string data = temp.file("data");
  int found_something = 0;
  for (int kilobytes = 100; kilobytes < whole; kilobytes += whole / 8) {
    CAPTURE(kilobytes);
    const Outcome import = run_rigong_with_little_space(kilobytes, {"import", "--data", data, file});
    INFO(import.err);
    REQUIRE(import.exit_code == 1);
    CHECK(import.err.find("disk") != std::string::npos);
    const Outcome seen = run_rigong({"figures", "--data", data, "--now", "2026-03-05T00:00:00Z", "--format", "csv"});
    INFO(seen.err);
    // Either nothing of the store is there yet, or what is there can be read.
    REQUIRE((seen.exit_code == 0 || (seen.exit_code == 1 && !seen.err.empty())));
    if (seen.exit_code == 0) {
      ++found_something;
      CHECK(run_rigong({"doctor", "--data", data}).exit_code == 0);
    }
  }
  CHECK(found_something > 2);
  const Outcome complete = run_rigong({"import", "--data", data, file});
  INFO(complete.err);
  REQUIRE(complete.exit_code == 0);
  CHECK(figures(data) == expected);
  CHECK(run_rigong({"doctor", "--data", data}).exit_code == 0);
}

TEST_CASE("a disk that is full while a backup is made: told, no half backup, the store untouched") {
  const TempFolder temp;
  const std::string data = temp.file("data");
  REQUIRE(run_rigong({"import", "--data", data, temp.write("many.csv", many_messages())}).exit_code == 0);
  const std::string before = figures(data);
  const Outcome backup = run_rigong_with_little_space(500, {"backup", temp.file("copy.db"), "--data", data});
  INFO(backup.err);
  CHECK(backup.exit_code == 1);
  CHECK_FALSE(backup.err.empty());
  CHECK_FALSE(std::filesystem::exists(temp.file("copy.db")));
  CHECK(figures(data) == before);
  REQUIRE(run_rigong({"backup", temp.file("copy.db"), "--data", data}).exit_code == 0);
}

TEST_CASE("rules that change in rigong.toml show at once, and the accounts of a rep need no name where it is clear") {
  const TempFolder temp;
  const std::string data = temp.file("data");
  const std::string head = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  const std::string one = head + "c1,m1,2026-03-02 10:00:00,in,,k1,a\nc1,m2,2026-03-02 10:02:00,out,小白,k1,b\n";
  const std::string two = head + "c9,m1,2026-03-02 10:00:00,in,,k1,a\nc9,m2,2026-03-02 10:02:00,out,小黑,k1,b\n";
  REQUIRE(run_rigong({"import", "--data", data, temp.write("one.csv", one)}).exit_code == 0);
  REQUIRE(run_rigong({"import", "--data", data, "--shop", "other", temp.write("two.csv", two)}).exit_code == 0);
  const auto slow = [&](const std::string& rep) {
    const auto rows =
        read_csv(run_rigong({"figures", "--data", data, "--rep", rep, "--now", "2026-03-05T00:00:00Z", "--format", "csv"}).out);
    REQUIRE(rows.size() == 2);
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      if (rows[0][column] == "turns_slow") return rows[1][column];
    }
    return std::string("no column");
  };
  CHECK(slow("小白") == "0");
  {
    // The settings lie in the data folder.
    const std::filesystem::path config = std::filesystem::path(data) / "rigong.toml";
    std::filesystem::copy_file(temp.write("rigong.toml", "[metrics]\nslow_after_s = 90\n"), config,
                               std::filesystem::copy_options::overwrite_existing);
  }
  CHECK(slow("小白") == "1");
  CHECK(slow("小黑") == "1");

  REQUIRE(run_rigong({"member", "set", "bai", "--name", "白一", "--data", data}).exit_code == 0);
  const Outcome mapped = run_rigong({"member", "map", "bai", "--rep", "小白", "--data", data});
  INFO(mapped.err);
  CHECK(mapped.exit_code == 0);
  CHECK(slow("bai") == "1");
  const Outcome nobody = run_rigong({"member", "map", "bai", "--rep", "nobody", "--data", data});
  CHECK(nobody.exit_code == 1);
  CHECK(nobody.err.find("--account") != std::string::npos);
}
