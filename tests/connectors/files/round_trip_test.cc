// SPDX-License-Identifier: Apache-2.0
// Whatever is written in any format and encoding is read back equal.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <xlsxwriter.h>

#include <catch2/catch.hpp>
#include <random>

#include "connectors/files/csv_writer.h"
#include "tests/connectors/files/sink.h"

namespace rigong::connectors::files::test {
namespace {

using Row = std::vector<std::string>;
const Row kHeader = {"conversation_id", "message_id", "sent_at", "direction", "agent_id", "customer_id", "text"};

class RandomRows {
 public:
  explicit RandomRows(unsigned seed) : random_(seed) {}

  std::vector<Row> rows(std::size_t count) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) {
      const bool out = random_() % 2 == 0;
      rows.push_back({word(1), std::to_string(i),
                      std::to_string(1'795'311'000'000 + static_cast<TimeMs>(random_() % 1'000'000'000)), out ? "out" : "in",
                      out ? word(1) : "", word(0), text()});
    }
    return rows;
  }

 private:
  // Ids neither begin nor end with what is trimmed. What a spreadsheet could run would come back with the mark that keeps it from
  // running, so nothing begins like that.
  std::string word(std::size_t least) {
    static const char* const kParts[] = {"a", "Z", "0", "-", "_", ":", "店", "é", "铺", "小"};
    std::string text;
    for (std::size_t n = least + random_() % 6; n > 0; --n) text += kParts[random_() % std::size(kParts)];
    return begins_formula(text) ? "x" + text : text;
  }
  std::string text() {
    static const char* const kParts[] = {"a",  " ", "\"", "\"\"", ",",    ";", "\t", "\n", "\r\n", "'",
                                         "\\", "{", "}",  "中",   "文字", "é", "€",  "𠀀", "\\n",  "="};
    std::string text;
    for (std::size_t n = random_() % 30; n > 0; --n) text += kParts[random_() % std::size(kParts)];
    return begins_formula(text) ? "x" + text : text;
  }
  std::mt19937 random_;
};

std::string as_csv(const std::vector<Row>& rows) {
  std::string out;
  CsvWriter writer(out);
  for (const std::string& name : kHeader) writer.text(name);
  writer.end_row();
  for (const Row& row : rows) {
    for (const std::string& cell : row) writer.text(cell);
    writer.end_row();
  }
  return out;
}

std::string as_json_lines(const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.StartObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
      writer.Key(kHeader[i].c_str());
      writer.String(row[i].data(), static_cast<rapidjson::SizeType>(row[i].size()));
    }
    writer.EndObject();
    out += buffer.GetString();
    out += '\n';
  }
  return out;
}

void check_equal(const Reading& reading, const std::vector<Row>& rows) {
  REQUIRE(reading.summary);
  CHECK(reading.summary->rejected == 0);
  CHECK(reading.summary->damaged_bytes == 0);
  REQUIRE(reading.kept.messages.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const model::Message& m = reading.kept.messages[i];
    const Row back = {
        m.conversation_id, m.message_id, std::to_string(m.sent_at), m.kind == model::SenderKind::rep ? "out" : "in", m.rep_id,
        m.customer_id,     m.text};
    if (back != rows[i]) CHECK(back == rows[i]);
  }
}

}  // namespace

TEST_CASE("random messages come back equal from CSV and JSON Lines in every encoding") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    // Every fourth file is larger than all buffers.
    const std::vector<Row> rows = RandomRows(seed).rows(seed % 4 == 0 ? 8'000 : 200);
    for (const std::string& text : {as_csv(rows), as_json_lines(rows)}) {
      INFO("seed " << seed << ", " << text.size() << " bytes");
      check_equal(read_bytes("a", text), rows);
      check_equal(read_bytes("a", "\xEF\xBB\xBF" + text), rows);
      check_equal(read_bytes("a", encode(text, "GB18030")), rows);
      check_equal(read_bytes("a", "\xFF\xFE" + encode(text, "UTF-16LE")), rows);
      check_equal(read_bytes("a", "\xFE\xFF" + encode(text, "UTF-16BE")), rows);
    }
  }
}

TEST_CASE("random messages come back equal from XLSX") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    const std::vector<Row> rows = RandomRows(seed).rows(500);
    const TemporaryFolder folder;
    const auto path = folder.path() / "a.xlsx";
    // Constant memory writes the texts into the cells, otherwise they are shared.
    lxw_workbook_options options{};
    options.constant_memory = seed % 2 == 0 ? LXW_TRUE : LXW_FALSE;
    lxw_workbook* book = workbook_new_opt(path.string().c_str(), &options);
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    for (lxw_col_t i = 0; i < kHeader.size(); ++i) worksheet_write_string(sheet, 0, i, kHeader[i].c_str(), nullptr);
    for (lxw_row_t r = 0; r < rows.size(); ++r) {
      for (lxw_col_t i = 0; i < kHeader.size(); ++i) worksheet_write_string(sheet, r + 1, i, rows[r][i].c_str(), nullptr);
    }
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    const ShopCalendar calendar = shanghai();
    Reading reading;
    reading.summary = read_file({path, "", {}, &calendar}, reading.kept);
    check_equal(reading, rows);
  }
}

TEST_CASE("an encoding that shows itself late is still found") {
  std::string text = "conversation_id,sent_at,direction,text\n";
  while (text.size() < 3'000'000) text += "c1,1795311000,in,plain words only\n";
  text += "c1,1795311001,in,这一行才有中文，前面的都没有\n";
  for (const char* encoding : {"UTF-8", "GB18030"}) {
    const auto [kept, summary] = read_bytes("a.csv", encode(text, encoding));
    REQUIRE(summary);
    CHECK(summary->encoding == encoding);
    CHECK(kept.messages.back().text == "这一行才有中文，前面的都没有");
  }
}

TEST_CASE("one damaged byte does not turn UTF-8 into GB18030") {
  std::string text = "conversation_id,sent_at,direction,text\n";
  for (int i = 0; i < 20; ++i) text += "会话,1795311000,in,这件衣服什么时候发货\n";
  text[text.size() - 3] = '\xFF';
  const auto [kept, summary] = read_bytes("a.csv", text);
  REQUIRE(summary);
  CHECK(summary->encoding == "UTF-8");
  CHECK(summary->damaged_bytes > 0);
  CHECK(kept.messages.size() == 20);
  CHECK(kept.messages[0].text == "这件衣服什么时候发货");
}

}  // namespace rigong::connectors::files::test
