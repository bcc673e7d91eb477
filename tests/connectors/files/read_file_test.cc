// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/files.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/connectors/files/sink.h"
#include "tests/support/source_dir.h"

namespace rigong::connectors::files::test {
namespace {

constexpr TimeMs kMorning = 1'795'311'000'000;  // 2026-11-22T09:30:00+08:00

std::filesystem::path shared_data() {
  if (const char* given = std::getenv("RIGONG_SHARED_DATA")) return given;
  return rigong::test::source_dir() / ".." / "shared" / "data";
}

}  // namespace

TEST_CASE("messages come in from CSV") {
  const auto [kept, summary] = read_bytes("chat.csv",
                                          "conversation_id,message_id,sent_at,direction,agent_id,customer_id,reply_to,text\n"
                                          "c1,m1,2026-11-22 09:30:00,in,,buyer-a,,\"hello, there\nsecond line\"\n"
                                          "c1,m2,1795311005,out,rep-l,buyer-a,m1,你好\n"
                                          "\n"
                                          "c1,m3,2026-11-22T01:30:09.5Z,bot,,,,\n");
  REQUIRE(summary);
  CHECK(summary->rows == 3);
  CHECK(summary->accepted == 3);
  CHECK(summary->rejected == 0);
  CHECK(summary->preset == "messages");
  CHECK(summary->encoding == "UTF-8");
  CHECK(summary->ignored_columns == std::vector<std::string>{"reply_to"});
  CHECK(summary->first_time == kMorning);
  REQUIRE(kept.messages.size() == 3);
  CHECK(kept.messages[0].conversation_id == "c1");
  CHECK(kept.messages[0].sent_at == kMorning);
  CHECK(kept.messages[0].kind == model::SenderKind::customer);
  CHECK(kept.messages[0].text == "hello, there\nsecond line");
  CHECK(kept.messages[0].has_text);
  CHECK(kept.messages[1].sent_at == kMorning + 5000);
  CHECK(kept.messages[1].rep_id == "rep-l");
  CHECK(kept.messages[1].text == "你好");
  CHECK(kept.messages[2].kind == model::SenderKind::bot);
  CHECK(kept.messages[2].sent_at == kMorning + 9500);
  REQUIRE(summary->first_rows.size() == 3);
  CHECK(summary->first_rows[0] ==
        "sent_at=2026-11-22T09:30:00+08:00 direction=in conversation_id=c1 message_id=m1 customer_id=buyer-a "
        "text=hello, there\\nsecond line");
}

TEST_CASE("messages come in from JSON Lines, whatever the order of the names") {
  const auto [kept, summary] = read_bytes(
      "chat.jsonl",
      "{\"conversation_id\":\"c1\",\"message_id\":17,\"sent_at\":\"2026-11-22 09:30:00\",\"direction\":\"in\",\"text\":\"a "
      "\\\"b\\\" 你\"}\n"
      "{\"text\": \"x\" , "
      "\"direction\":\"out\",\"sent_at\":1795311005000,\"extra\":{\"n\":[1,2]},\"conversation_id\":\"c1\",\"agent_id\":null}\r\n"
      "\n"
      "{\"conversation_id\":\"c2\",\"sent_at\":1795311005,\"direction\":\"in\",\"withdrawn\":true}");
  REQUIRE(summary);
  CHECK(summary->format == Format::json_lines);
  CHECK(summary->accepted == 3);
  CHECK(summary->ignored_columns == std::vector<std::string>{"extra"});
  REQUIRE(kept.messages.size() == 3);
  CHECK(kept.messages[0].message_id == "17");
  CHECK(kept.messages[0].text == "a \"b\" 你");
  CHECK(kept.messages[1].sent_at == kMorning + 5000);
  CHECK(kept.messages[1].rep_id.empty());
  CHECK(kept.messages[1].text == "x");
  CHECK(kept.messages[2].withdrawn);
  CHECK_FALSE(kept.messages[2].has_text);
  CHECK_FALSE(kept.messages[1].withdrawn);
}

TEST_CASE("bad lines of JSON stop nothing and are named") {
  const auto [kept, summary] =
      read_bytes("chat.jsonl",
                 "{\"conversation_id\":\"c1\",\"sent_at\":1795311005,\"direction\":\"in\"}\n"
                 "{\"conversation_id\":\"c1\",\"sent_at\":17953110\n"
                 "[1,2]\n"
                 "{\"conversation_id\":\"c1\",\"sent_at\":[1],\"direction\":\"in\"}\n"
                 "{\"conversation_id\":\"c1\",\"conversation_id\":\"c2\",\"sent_at\":1795311005,\"direction\":\"in\"}\n"
                 "{\"conversation_id\":\"c1\",\"sent_at\":1795311005,\"direction\":\"in\"} {\"x\":1}\n"
                 "{\"conversation_id\":\"c1\",\"sent_at\":1795311005,\"direction\":\"up\"}\n"
                 "{\"conversation_id\":\"c\xFF\",\"sent_at\":1795311005,\"direction\":\"in\"}\n"
                 "{\"conversation_id\":\"c\\u0000\",\"sent_at\":1795311005,\"direction\":\"in\"}\n");
  REQUIRE(summary);
  CHECK(summary->accepted == 2);
  CHECK(summary->rejected == 7);
  CHECK(summary->damaged_bytes == 1);
  CHECK(kept.messages.back().conversation_id == "c\xEF\xBF\xBD");
  std::vector<std::uint64_t> lines;
  for (const RejectedRow& row : kept.rejected_rows) lines.push_back(row.line);
  CHECK(lines == std::vector<std::uint64_t>{2, 3, 4, 5, 6, 7, 9});
  CHECK(kept.rejected_rows[5].reason.en == "direction is 'up'; write in, out, bot, auto, system or note.");
}

TEST_CASE("a stray quote costs its own line") {
  const auto [kept, summary] = read_bytes("chat.csv",
                                          "conversation_id,sent_at,direction,text\n"
                                          "c1,1795311001,in,one\n"
                                          "c1,1795311002,in,\"two\n"
                                          "c1,1795311003,in,three\n"
                                          "c1,1795311004,in,four\n");
  REQUIRE(summary);
  CHECK(kept.messages.size() == 3);
  REQUIRE(kept.rejected_rows.size() == 1);
  CHECK(kept.rejected_rows[0].line == 3);
}

TEST_CASE("the same file in other encodings and with other separators") {
  const std::string text =
      "会话编号\t消息ID\t发送时间\t发送方\t客服昵称\t买家昵称\t内容\r\n"
      "会话一\tm1\t2026/11/22 9:30:00\t买家\t\t买家甲\t这件衣服有货吗？\r\n"
      "会话一\tm2\t2026/11/22 9:30:05\t客服\t店铺:小李\t买家甲\t有的，亲\r\n";
  std::string commas = text;
  std::replace(commas.begin(), commas.end(), '\t', ';');
  for (const std::string& bytes : {text, commas, "\xEF\xBB\xBF" + text, encode(text, "GB18030"),
                                   "\xFF\xFE" + encode(text, "UTF-16LE"), "\xFE\xFF" + encode(text, "UTF-16BE")}) {
    const auto [kept, summary] = read_bytes("chat.csv", bytes);
    REQUIRE(summary);
    REQUIRE(kept.messages.size() == 2);
    CHECK(kept.messages[0].conversation_id == "会话一");
    CHECK(kept.messages[0].sent_at == kMorning);
    CHECK(kept.messages[0].text == "这件衣服有货吗？");
    CHECK(kept.messages[1].rep_id == "店铺:小李");
    CHECK(kept.messages[1].kind == model::SenderKind::rep);
  }
}

TEST_CASE("real conversations are read whole") {
  const std::pair<const char*, std::size_t> files[] = {{"stripe-irc", 3501}, {"twitter-care", 2350}};
  for (const auto& [folder, count] : files) {
    const auto path = shared_data() / folder / "messages.csv";
    if (!std::filesystem::exists(path)) {
      WARN("skipped: there is no " << path.string() << "; set RIGONG_SHARED_DATA");
      continue;
    }
    const ShopCalendar calendar = shanghai();
    Kept kept;
    const auto summary = read_file({path, "", {}, &calendar}, kept);
    REQUIRE(summary);
    CHECK(summary->accepted == count);
    CHECK(summary->rejected == 0);
    CHECK(kept.messages.size() == count);
  }
}

}  // namespace rigong::connectors::files::test
