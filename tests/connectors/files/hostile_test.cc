// SPDX-License-Identifier: Apache-2.0
// Files that are broken, endless or meant to harm: what is wrong is said, memory stays bounded, and the good rows come in.
#include <catch2/catch.hpp>

#include "tests/connectors/files/sink.h"

namespace rigong::connectors::files::test {
namespace {

const std::string kHead = "conversation_id,sent_at,direction,text\n";
const std::string kGood = "c1,1795311000,in,good\n";

}  // namespace

TEST_CASE("rows and lines of many megabytes cost themselves only") {
  SECTION("an open quote, and then a hundred thousand good lines") {
    std::string text = kHead + "c1,1795311000,in,\"never closed\n";
    for (int i = 0; i < 100'000; ++i) text += kGood;
    const auto [kept, summary] = read_bytes("a.csv", text);
    REQUIRE(summary);
    CHECK(summary->rejected == 1);
    CHECK(kept.messages.size() == 100'000);
    CHECK(kept.rejected_rows[0].line == 2);
    CHECK(kept.rejected_rows[0].row.size() <= 4096);
  }
  SECTION("a line of five megabytes") {
    const auto [kept, summary] = read_bytes("a.csv", kHead + "c1,1795311000,in," + std::string(5'000'000, 'a') + "\n" + kGood);
    REQUIRE(summary);
    CHECK(summary->rejected >= 1);
    CHECK(kept.messages.back().text == "good");
    for (const model::Message& message : kept.messages) CHECK(message.text.size() <= model::kMaxTextBytes);
  }
  SECTION("the same in JSON Lines") {
    const std::string good = "{\"conversation_id\":\"c1\",\"sent_at\":1795311000,\"direction\":\"in\",\"text\":\"good\"}\n";
    const std::string line = "{\"conversation_id\":\"c1\",\"sent_at\":1795311000,\"direction\":\"in\",\"text\":\"" +
                             std::string(9'000'000, 'a') + "\"}\n";
    const auto [kept, summary] = read_bytes("a.jsonl", good + line + good);
    REQUIRE(summary);
    CHECK(summary->rejected == 1);
    CHECK(kept.messages.size() == 2);
    CHECK(kept.rejected_rows[0].line == 2);
  }
  SECTION("quotes that open and close everywhere") {
    std::string text = kHead;
    for (int i = 0; i < 200'000; ++i) text += "\"x\"\"\n";
    const auto [kept, summary] = read_bytes("a.csv", text + kGood);
    REQUIRE(summary);
    CHECK(kept.messages.size() <= 1);
    CHECK(summary->rejected > 0);
  }
  SECTION("brackets without end") {
    const std::string good = "{\"conversation_id\":\"c1\",\"sent_at\":1795311000,\"direction\":\"in\",\"extra\":1}\n";
    const auto [kept, summary] = read_bytes("a.jsonl", good + "{\"extra\":" + std::string(500'000, '[') +
                                                           "\n{\"conversation_id\":" + std::string(500'000, '[') + "\n" + good);
    REQUIRE(summary);
    CHECK(summary->rejected == 2);
    CHECK(kept.messages.size() == 2);
  }
}

TEST_CASE("fields are bounded: texts are cut, ids are refused") {
  const auto [kept, summary] =
      read_bytes("a.csv", kHead + "c1,1795311000,in," + std::string(100'000, 'a') + "\n" + std::string(300, 'c') +
                              ",1795311000,in,x\n" + "c1,1795311000,in,\"a" + std::string(1, '\0') + "b\"\n");
  REQUIRE(summary);
  REQUIRE(kept.messages.size() == 2);
  CHECK(kept.messages[0].text.size() == model::kMaxTextBytes);
  CHECK(kept.messages[1].text ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(summary->rejected == 1);
}

TEST_CASE("wide, empty and headless files") {
  for (const std::string& text :
       {std::string(), std::string("\n\n\n"), std::string("conversation_id,sent_at\n"), std::string("\xEF\xBB\xBF"),
        std::string(100'000, ','), std::string(100'000, '\n'), std::string(300'000, '\0'), std::string("{}\n{}\n"),
        std::string("{\"a\":1}\n"), std::string("{"), std::string("\xFF\xFE")}) {
    const auto reading = read_bytes("a", text);
    REQUIRE_FALSE(reading.summary);
    CHECK(reading.summary.error().kind == ErrorKind::wrong_use);
    CHECK_FALSE(reading.summary.error().words.zh.empty());
  }
  const auto [kept, summary] = read_bytes("a.csv", kHead);
  REQUIRE(summary);
  CHECK(summary->rows == 0);
}

TEST_CASE("other kinds of files are named for what they are") {
  const std::pair<std::string, const char*> files[] = {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old or an encrypted Excel"},
                                                       {"\x1F\x8B\x08 packed", "compressed"},
                                                       {"%PDF-1.7", "no table"},
                                                       {"<html><table>", "web page"},
                                                       {"[{\"conversation_id\":1}]", "one JSON array"}};
  for (const auto& [bytes, words] : files) {
    const auto reading = read_bytes("a", bytes);
    REQUIRE_FALSE(reading.summary);
    INFO(reading.summary.error().words.en);
    CHECK(reading.summary.error().words.en.find(words) != std::string::npos);
  }
}

TEST_CASE("wrong requests are said, with what would be right") {
  const auto words = [](const Reading& reading) {
    return reading.summary ? std::string("read") : reading.summary.error().words.en;
  };
  CHECK(words(read_bytes("a.csv", kHead, "mesages")).find("There is no preset 'mesages'; there are: messages, ") == 0);
  CHECK(words(read_bytes("a.csv", kHead, "", {{"x", "sent_t"}})).find("did you mean sent_at") != std::string::npos);
  CHECK(words(read_bytes("a.csv", kHead, "", {{"when", "sent_at"}})) ==
        "The file has no column 'when' that --map names; its columns are: conversation_id, sent_at, direction, text.");
  CHECK(words(read_bytes("a.csv", "customers,response_mean_ms\n1,2\n")).find("--map DAY=2026-11-21") != std::string::npos);
  CHECK(words(read_bytes("a.csv", "customers,response_mean_ms\n1,2\n", "", {{"DAY", "soon"}})).find("is not a day") !=
        std::string::npos);
  CHECK(words(read_bytes("2026-11-20_2026-11-21.csv", "customers,response_mean_ms\n1,2\n")).find("two days") !=
        std::string::npos);
  CHECK(words(read_bytes("d_20261121.csv", "customers,response_mean_ms\n1,2\n")) == "read");
  CHECK(words(read_bytes("a.csv", "conversation_id,when,who\n", "messages")).find("lacks: sent_at, direction") !=
        std::string::npos);

  const ShopCalendar calendar = shanghai();
  Kept kept;
  CHECK(read_file({"/nowhere/at/all.csv", "", {}, &calendar}, kept).error().kind == ErrorKind::not_found);
  CHECK(read_file({std::filesystem::temp_directory_path(), "", {}, &calendar}, kept).error().kind == ErrorKind::wrong_use);
#ifndef _WIN32
  CHECK(read_file({"/dev/zero", "", {}, &calendar}, kept).error().kind == ErrorKind::wrong_use);
#endif
}

TEST_CASE("a file is left as soon as the person asks to stop") {
  std::string text = kHead;
  for (int i = 0; i < 200'000; ++i) text += kGood;
  const TemporaryFolder folder;
  const ShopCalendar calendar = shanghai();
  Kept kept;
  kept.stop_after = 1;
  const auto summary = read_file({folder.write("a.csv", text), "", {}, &calendar}, kept);
  REQUIRE_FALSE(summary);
  CHECK(summary.error().kind == ErrorKind::cancelled);
  CHECK(kept.messages.size() < 100'000);
}

}  // namespace rigong::connectors::files::test
