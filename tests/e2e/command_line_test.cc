// SPDX-License-Identifier: Apache-2.0
// What the command line promises: exit codes, messages with a next step, formats, and that nothing is lost or doubled.
#include <rapidjson/document.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <string>

#include "tests/support/process.h"

using namespace rigong::test;
using namespace std::string_literals;

namespace {

constexpr const char* kDay =
    "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
    "c1,m1,2026-03-02 10:00:00,in,,k1,有货吗\n"
    "c1,m2,2026-03-02 10:00:40,out,小白,k1,有的\n"
    "c1,m3,2026-03-02 10:05:00,in,,k1,什么时候发货\n"
    "c1,m4,2026-03-02 10:09:00,out,小白,k1,今天\n"
    "c1,m5,2026-03-02 10:10:00,in,,k1,好的谢谢\n"
    "c2,m1,2026-03-02 11:00:00,in,,k2,退货\n";

rapidjson::Document json(const std::string& text) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  REQUIRE_FALSE(document.HasParseError());
  return document;
}

}  // namespace

TEST_CASE("wrong use exits 2, a missing store says what to do, help and version exit 0") {
  TempFolder temp;
  CHECK(run_rigong({}).exit_code == 2);
  CHECK(run_rigong({"nonsense"}).exit_code == 2);
  CHECK(run_rigong({"figures", "--by", "decade"}).exit_code == 2);
  CHECK(run_rigong({"figures", "--from", "2026-02-30", "--data", temp.file("d")}).exit_code == 2);
  CHECK(run_rigong({"--help"}).exit_code == 0);
  CHECK(run_rigong({"version"}).out.rfind("rigong ", 0) == 0);
  const Outcome missing = run_rigong({"figures", "--data", temp.file("nothing")});
  CHECK(missing.exit_code == 1);
  CHECK(missing.out.empty());
  CHECK(missing.err.find("rigong import") != std::string::npos);
}

TEST_CASE("figures --input: the worked day in JSON, CSV and a table", "[threads]") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", kDay);
  const Outcome outcome = run_rigong({"figures", "--input", file, "--now", "2026-03-05T00:00:00+08:00", "--format", "json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const auto rows = json(outcome.out);
  REQUIRE(rows.Size() == 2);
  const auto& nobody = rows[0];
  CHECK(nobody["rep"].GetString() == "(unassigned)"s);
  CHECK(nobody["turns_unanswered"].GetInt() == 1);
  CHECK(nobody["response_mean_ms"].IsNull());
  const auto& rep = rows[1];
  CHECK(rep["rep"].GetString() == "小白"s);
  CHECK(rep["shop"].GetString() == "main"s);
  CHECK(rep["source"].GetString() == "own"s);
  CHECK(rep["from"].GetString() == "2026-03-02"s);
  CHECK(rep["turns"].GetInt() == 2);
  CHECK(rep["turns_slow"].GetInt() == 1);
  CHECK(rep["turns_courtesy"].GetInt() == 1);
  CHECK(rep["response_mean_ms"].GetInt() == 140'000);
  CHECK(rep["answer_ratio"].GetDouble() == Approx(2.0 / 3));
  CHECK(rep["satisfaction"].IsNull());
  CHECK(rep["status"].GetString() == "final"s);

  const Outcome table = run_rigong({"figures", "--input", file, "--lang", "zh"});
  CHECK(table.out.find("平响") != std::string::npos);
  CHECK(table.out.find("小白") != std::string::npos);
  const auto csv = read_csv(run_rigong({"figures", "--input", file, "--format", "csv"}).out);
  CHECK(csv.size() == 3);
  CHECK(csv[0][0] == "rep");
}

TEST_CASE("live: an open and young turn is counted as open only") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", kDay);
  const auto rows = json(run_rigong({"figures", "--input", file, "--now", "2026-03-02T11:01:00+08:00", "--format", "json"}).out);
  CHECK(rows[0]["turns_open"].GetInt() == 1);
  CHECK(rows[0]["turns"].GetInt() == 0);
  CHECK(rows[0]["messages_in"].GetInt() == 0);
  CHECK(rows[0]["status"].GetString() == "live"s);
  // The same from a store, whose figures were worked out when the turn had long been decided.
  const std::string data = temp.file("data");
  REQUIRE(run_rigong({"import", "--data", data, file}).exit_code == 0);
  const Outcome stored = run_rigong({"figures", "--data", data, "--now", "2026-03-02T11:01:00+08:00", "--format", "json"});
  CHECK(stored.out == run_rigong({"figures", "--input", file, "--now", "2026-03-02T11:01:00+08:00", "--format", "json"}).out);
}

TEST_CASE("a bad row is named and kept aside, and stops nothing") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", std::string(kDay) + "c3,m1,yesterday,in,,k3,?\n");
  const Outcome import = run_rigong({"import", "--data", temp.file("data"), file});
  CHECK(import.exit_code == 0);
  CHECK(import.err.find("line 8") != std::string::npos);
  const auto kept = read_csv(run_rigong({"export", "rejected", "--data", temp.file("data")}).out);
  REQUIRE(kept.size() == 2);
  CHECK(kept[1][0] == file);
  CHECK(kept[1][1] == "8");
  CHECK(kept[1][3].find("yesterday") != std::string::npos);
  CHECK(run_rigong({"export", "figures", "--discard", "--data", temp.file("data")}).exit_code == 2);
  CHECK(read_csv(run_rigong({"export", "rejected", "--discard", "--data", temp.file("data")}).out).size() == 2);
  CHECK(read_csv(run_rigong({"export", "rejected", "--data", temp.file("data")}).out).size() == 1);
}

TEST_CASE("--dry-run shows what was understood and stores nothing") {
  TempFolder temp;
  const std::string file = temp.write("day.csv", kDay);
  const Outcome outcome = run_rigong({"import", "--dry-run", "--data", temp.file("data"), file});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.find("sent_at") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(temp.file("data")));
}

TEST_CASE("a file in no known shape is refused with what was missing") {
  TempFolder temp;
  const Outcome outcome = run_rigong({"import", "--data", temp.file("data"), temp.write("x.csv", "colour,size\nred,1\n")});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find("--map") != std::string::npos);
}

TEST_CASE("a misspelled setting is named with its line and the nearest key") {
  TempFolder temp;
  const std::string config = temp.write("rigong.toml", "[metrics]\nslow_after = 90\n");
  const Outcome outcome = run_rigong({"figures", "--config", config, "--input", temp.write("day.csv", kDay)});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err.find(":2") != std::string::npos);
  CHECK(outcome.err.find("slow_after_s") != std::string::npos);
}

TEST_CASE("members: a mapped rep's figures carry the member's id from the day on, and leavers keep their history") {
  TempFolder temp;
  const std::string data = temp.file("data");
  const std::string second_day =
      "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
      "c9,m1,2026-03-09 10:00:00,in,,k9,a\nc9,m2,2026-03-09 10:00:30,out,小白,k9,b\n";
  REQUIRE(run_rigong({"import", "--data", data, temp.write("one.csv", kDay), temp.write("two.csv", second_day)}).exit_code == 0);
  REQUIRE(run_rigong({"member", "set", "bai", "--name", "白一", "--group", "售前", "--data", data}).exit_code == 0);
  const Outcome mapped = run_rigong({"member", "map", "bai", "--rep", "小白", "--to", "2026-03-05", "--data", data});
  INFO(mapped.err);
  REQUIRE(mapped.exit_code == 0);
  const auto names = [&](const char* day) {
    const auto rows = json(run_rigong({"figures", "--data", data, "--from", day, "--to", day, "--format", "json"}).out);
    std::string all;
    for (const auto& row : rows.GetArray()) all += row["rep"].GetString() + "|"s;
    return all;
  };
  CHECK(names("2026-03-02").find("bai|") != std::string::npos);
  CHECK(names("2026-03-09") == "小白|");
  REQUIRE(run_rigong({"member", "map", "bai", "--rep", "小白", "--data", data}).exit_code == 0);
  REQUIRE(run_rigong({"member", "leave", "bai", "--on", "2026-03-04", "--data", data}).exit_code == 0);
  CHECK(names("2026-03-02").find("bai|") != std::string::npos);
  CHECK(names("2026-03-09") == "小白|");
  CHECK(run_rigong({"member", "list", "--data", data}).out.find("2026-03-04") != std::string::npos);

  // A role stays until another is given.
  CHECK(run_rigong({"member", "list", "--format", "json", "--data", data}).out.find("\"role\":\"rep\"") != std::string::npos);
  REQUIRE(run_rigong({"member", "set", "bai", "--role", "lead", "--data", data}).exit_code == 0);
  REQUIRE(run_rigong({"member", "set", "bai", "--name", "白二", "--data", data}).exit_code == 0);
  CHECK(run_rigong({"member", "list", "--format", "json", "--data", data}).out.find("\"role\":\"lead\"") != std::string::npos);
  CHECK(run_rigong({"member", "set", "bai", "--role", "boss", "--data", data}).exit_code == 2);
}

TEST_CASE("targets are checked by name, set, listed and removed") {
  TempFolder temp;
  const std::string data = temp.file("data");
  const Outcome misspelled = run_rigong({"target", "set", "response_mean", "40000", "--data", data});
  CHECK(misspelled.exit_code == 2);
  CHECK(misspelled.err.find("response_mean_ms") != std::string::npos);
  for (const char* scope : {"newcomer", "stage:new", "group:", "grupp:售前"}) {
    const Outcome nobody = run_rigong({"target", "set", "response_mean_ms", "40000", "--scope", scope, "--data", data});
    CHECK(nobody.exit_code == 2);
    CHECK(nobody.err.find("stage:newcomer") != std::string::npos);
  }
  REQUIRE(run_rigong(
              {"target", "set", "response_mean_ms", "90000", "--scope", "stage:newcomer", "--from", "2026-03-01", "--data", data})
              .exit_code == 0);
  CHECK(run_rigong({"target", "list", "--data", data}).out.find("stage:newcomer") != std::string::npos);
  REQUIRE(
      run_rigong({"target", "remove", "response_mean_ms", "--scope", "stage:newcomer", "--from", "2026-03-01", "--data", data})
          .exit_code == 0);
  REQUIRE(run_rigong({"target", "set", "response_mean_ms", "40000", "--from", "2026-03-01", "--data", data}).exit_code == 0);
  CHECK(run_rigong({"target", "list", "--data", data}).out.find("40000") != std::string::npos);
  REQUIRE(run_rigong({"target", "remove", "response_mean_ms", "--from", "2026-03-01", "--data", data}).exit_code == 0);
  CHECK(run_rigong({"target", "list", "--data", data, "--format", "json"}).out == "[]\n");
}

TEST_CASE("backup and restore bring the same figures back, a damaged backup is refused") {
  TempFolder temp;
  const std::string data = temp.file("data");
  REQUIRE(run_rigong({"import", "--data", data, temp.write("day.csv", kDay)}).exit_code == 0);
  const std::string before = run_rigong({"figures", "--data", data, "--format", "csv"}).out;
  const std::string copy = temp.file("copy.db");
  const Outcome backup = run_rigong({"backup", copy, "--data", data});
  INFO(backup.err);
  REQUIRE(backup.exit_code == 0);
  CHECK(std::filesystem::exists(temp.file("copy.key")));
  const std::string other = temp.file("other");
  REQUIRE(run_rigong({"restore", copy, "--data", other}).exit_code == 0);
  CHECK(run_rigong({"figures", "--data", other, "--format", "csv"}).out == before);
  // Known messages are known after a restore too.
  CHECK(run_rigong({"import", "--data", other, temp.file("day.csv")}).err.find(" 0 new") != std::string::npos);
  temp.write("bad.db", "this is no store");
  CHECK(run_rigong({"restore", temp.file("bad.db"), "--data", other}).exit_code == 1);
  CHECK(run_rigong({"figures", "--data", other, "--format", "csv"}).out == before);
  CHECK(run_rigong({"doctor", "--data", other}).exit_code == 0);
}

TEST_CASE("customers' names are nowhere in the data folder") {
  TempFolder temp;
  const std::string data = temp.file("data");
  const std::string file = temp.write("day.csv",
                                      "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n"
                                      "店铺-canary张三,m-canary张三-1,2026-03-02 10:00:00,in,,canary张三,我的电话13812345678\n"
                                      "店铺-canary张三,m2,2026-03-02 10:00:40,out,小白,canary张三,好\n");
  REQUIRE(run_rigong({"import", "--data", data, file}).exit_code == 0);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = read_text(entry.path());
    INFO(entry.path());
    CHECK(bytes.find("canary") == std::string::npos);
    CHECK(bytes.find("13812345678") == std::string::npos);
  }
  CHECK(run_rigong({"turns", "--data", data, "--format", "csv"}).out.find("canary") == std::string::npos);
}

TEST_CASE("killed at any moment, an import leaves nothing half and nothing twice") {
  TempFolder temp;
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  for (int number = 0; number < 20'000; ++number) {
    const int conversation = number % 900;
    const int minute = number / 900;
    text += "c" + std::to_string(conversation) + "," + std::to_string(number) + ",2026-03-02 " + (minute < 10 ? "10:0" : "10:") +
            std::to_string(minute) + ":" + std::to_string(10 + conversation % 49) + (minute % 2 == 0 ? ",in,,k" : ",out,r1,k") +
            std::to_string(conversation) + ",x\n";
  }
  const std::string file = temp.write("many.csv", text);
  const std::string clean = temp.file("clean");
  REQUIRE(run_rigong({"import", "--data", clean, file}).exit_code == 0);
  const std::vector<std::string> ask = {"--now", "2026-03-05T00:00:00Z", "--format", "csv"};
  const auto figures = [&](const std::string& data) {
    std::vector<std::string> arguments = {"figures", "--data", data};
    arguments.insert(arguments.end(), ask.begin(), ask.end());
    return run_rigong(arguments).out;
  };
  const std::string expected = figures(clean);
  REQUIRE_FALSE(expected.empty());

  const char* longer = std::getenv("RIGONG_KILL_ROUNDS");
  const int rounds = longer != nullptr ? std::atoi(longer) : 25;
  const std::string data = temp.file("killed");
  int killed = 0;
  for (int round = 0; round < rounds; ++round) {
    if (round % 5 == 0) std::filesystem::remove_all(data);
    Background import({"import", "--data", data, file});
    // Moments spread over the whole of an import, start and end included.
    if (!import.wait(std::chrono::milliseconds(3 + (round * 37) % 400))) {
      import.kill();
      ++killed;
    }
    if (std::filesystem::exists(data + "/rigong.db")) {
      const Outcome seen = run_rigong({"figures", "--data", data, "--now", "2026-03-05T00:00:00Z", "--format", "csv"});
      INFO(seen.err);
      CHECK((seen.exit_code == 0 || seen.exit_code == 1));
    }
  }
  CHECK(killed > 0);
  const Outcome complete = run_rigong({"import", "--data", data, file});
  INFO(complete.err);
  REQUIRE(complete.exit_code == 0);
  CHECK(figures(data) == expected);
  CHECK(run_rigong({"doctor", "--data", data}).exit_code == 0);
}

TEST_CASE("two writers on one folder: the second is told and exits 3") {
  TempFolder temp;
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  for (int number = 0; number < 200'000; ++number) {
    text += "c" + std::to_string(number) + ",1,2026-03-02 10:00:00,in,,k,x\n";
  }
  const std::string file = temp.write("many.csv", text);
  const std::string data = temp.file("data");
  REQUIRE(run_rigong({"target", "set", "turns", "1", "--data", data}).exit_code == 0);
  Background import({"import", "--data", data, file});
  // Which of the two comes first is the system's choice: whoever is second must be the one that is told, the import included.
  int told = 0;
  bool ended = false;
  for (int attempt = 0; attempt < 2000 && told == 0 && !ended; ++attempt) {
    const Outcome set = run_rigong({"target", "set", "turns", "2", "--data", data});
    if (set.exit_code != 0) {
      CHECK(set.exit_code == 3);
      ++told;
    }
    if (const auto code = import.wait(std::chrono::milliseconds(0))) {
      ended = true;
      if (*code == 3) ++told;
    }
  }
  CHECK(told >= 1);
}

TEST_CASE("a platform's day table stands beside our own figures, under the platform's name, however it was recognised") {
  TempFolder temp;
  const std::string data = temp.file("data");
  const std::string table = temp.write("咨询接待分析_2026-03-02.csv",
                                       "旺旺昵称,咨询人数,接待人数,平均响应时间(秒),客户满意率\n"
                                       "店铺:小白,31,30,41.5,95.5%\n"
                                       "汇总,31,30,41.5,95.5%\n");
  REQUIRE(run_rigong({"import", "--data", data, temp.write("day.csv", kDay)}).exit_code == 0);
  const std::vector<std::string> ask = {"figures", "--data", data, "--now", "2026-03-05T00:00:00+08:00", "--format", "json"};
  const auto of = [&](const std::string& source) {
    auto arguments = ask;
    arguments.insert(arguments.end(), {"--source", source});
    return run_rigong(arguments).out;
  };
  const std::string own = of("own");
  const Outcome import = run_rigong({"import", "--data", data, table});
  INFO(import.err);
  REQUIRE(import.exit_code == 0);
  const auto rows = json(of("taobao"));
  REQUIRE(rows.Size() == 1);
  CHECK(rows[0]["source"].GetString() == "taobao"s);
  CHECK(rows[0]["rep"].GetString() == "店铺:小白"s);
  CHECK(rows[0]["from"].GetString() == "2026-03-02"s);
  CHECK(rows[0]["customers"].GetInt() == 30);
  CHECK(rows[0]["response_mean_ms"].GetInt() == 41'500);
  CHECK(rows[0]["satisfaction"].GetDouble() == Approx(0.955));
  CHECK(rows[0]["turns"].IsNull());
  CHECK(rows[0]["messages_in"].IsNull());
  CHECK(rows[0]["sales_fen"].IsNull());
  CHECK(of("own") == own);
  // Naming the preset makes no difference, and giving the table again changes nothing.
  REQUIRE(run_rigong({"import", "--data", data, "--preset", "taobao-reception", table}).exit_code == 0);
  CHECK(json(of("taobao")).Size() == 1);
  CHECK(of("own") == own);
}
