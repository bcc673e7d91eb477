// SPDX-License-Identifier: Apache-2.0
#include <xlsxwriter.h>

#include <catch2/catch.hpp>

#include "connectors/files/cell_format.h"
#include "connectors/files/files.h"
#include "tests/connectors/files/sink.h"
#include "tests/connectors/files/zip_writer.h"

namespace rigong::connectors::files::test {
namespace {

constexpr TimeMs kMorning = 1'795'311'000'000;  // 2026-11-22T09:30:00+08:00

Reading read_path(const std::filesystem::path& path, const std::string& preset = "") {
  const ShopCalendar calendar = shanghai();
  Kept kept;
  auto summary = read_file({path, preset, {}, &calendar}, kept);
  return {std::move(kept), std::move(summary)};
}

// A workbook of the parts that every one has, with this sheet.
std::string workbook(const std::string& sheet, const std::string& shared = "", const std::string& book_extra = "") {
  ZipWriter zip;
  zip.add("xl/workbook.xml", "<workbook xmlns:r=\"r\">" + book_extra +
                                 "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
  if (!shared.empty()) zip.add("xl/sharedStrings.xml", shared);
  zip.add("xl/worksheets/sheet1.xml", sheet);
  return zip.bytes();
}

const std::string kHead =
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>conversation_id</t></is></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><t>sent_at</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>direction</t></is></c></row>";
const std::string kRow =
    "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>c1</v></c><c r=\"B2\"><v>1795311000</v></c><c r=\"C2\" t=\"str\"><v>in</v></c></row>";
const std::string kTail = "</sheetData></worksheet>";

}  // namespace

TEST_CASE("a workbook as a spreadsheet program writes it") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "chat.xlsx";
  lxw_workbook* book = workbook_new(path.string().c_str());
  lxw_format* moment = workbook_add_format(book);
  format_set_num_format(moment, "yyyy-mm-dd hh:mm:ss");
  // The first sheet is about something else.
  lxw_worksheet* notes = workbook_add_worksheet(book, "notes");
  worksheet_write_string(notes, 0, 0, "made for a test", nullptr);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "消息");
  const char* head[] = {"会话编号", "消息ID", "发送时间", "发送方", "客服", "内容"};
  for (lxw_col_t i = 0; i < 6; ++i) worksheet_write_string(sheet, 0, i, head[i], nullptr);
  worksheet_write_string(sheet, 1, 0, "会话甲", nullptr);
  worksheet_write_number(sheet, 1, 1, 123456789012345.0, nullptr);
  lxw_datetime at{2026, 11, 22, 9, 30, 0.25};
  worksheet_write_datetime(sheet, 1, 2, &at, moment);
  worksheet_write_string(sheet, 1, 3, "买家", nullptr);
  worksheet_write_string(sheet, 1, 5, " 在吗 <&> ", nullptr);
  worksheet_write_string(sheet, 3, 0, "会话甲", nullptr);
  worksheet_write_string(sheet, 3, 2, "2026-11-22 09:30:05", nullptr);
  worksheet_write_string(sheet, 3, 3, "客服", nullptr);
  worksheet_write_string(sheet, 3, 4, "小云雀", nullptr);
  worksheet_write_string(sheet, 4, 0, "会话甲", nullptr);
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);

  const auto [kept, summary] = read_path(path);
  REQUIRE(summary);
  CHECK(summary->format == Format::xlsx);
  CHECK(summary->accepted == 2);
  REQUIRE(kept.messages.size() == 2);
  CHECK(kept.messages[0].message_id == "123456789012345");
  CHECK(kept.messages[0].sent_at == kMorning + 250);
  CHECK(kept.messages[0].text == " 在吗 <&> ");
  CHECK(kept.messages[1].sent_at == kMorning + 5000);
  CHECK(kept.messages[1].rep_id == "小云雀");
  REQUIRE(kept.rejected_rows.size() == 1);
  CHECK(kept.rejected_rows[0].line == 5);
}

TEST_CASE("rich, inline and shared texts, prefixes, comments and workbooks that count from 1904") {
  const std::string shared =
      "<x:sst><x:si><x:r><x:t>talk</x:t></x:r><x:r><x:t xml:space=\"preserve\"> 1</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si>"
      "<x:si><x:t>a_x000D_&#10;b_x005F_x0041_</x:t></x:si></x:sst>";
  const std::string sheet =
      "<x:worksheet><!-- <row> --><x:sheetData><x:row><x:c t=\"str\"><x:v>conversation_id</x:v></x:c><x:c "
      "t=\"str\"><x:v>sent_at</x:v></x:c>"
      "<x:c t=\"str\"><x:v>direction</x:v></x:c><x:c t=\"str\"><x:v>text</x:v></x:c></x:row><x:row r=\"7\"/>"
      "<x:row r=\"8\"><x:c r=\"A8\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"B8\" s=\"0\"><x:v>1</x:v></x:c>"
      "<x:c r=\"C8\" t=\"str\"><x:v>in</x:v></x:c><x:c r=\"D8\" t=\"s\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  ZipWriter zip;
  zip.add("xl/workbook.xml", "<x:workbook><x:workbookPr date1904=\"1\"/><x:sheets><x:sheet r:id=\"a\"/></x:sheets></x:workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"a\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>");
  zip.add("xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy/m/d\\ h:mm\"/></numFmts>"
          "<cellXfs><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
  zip.add("xl/sharedStrings.xml", shared);
  std::string moved = sheet;
  moved.replace(moved.find("<x:v>1</x:v>"), 12, "<x:v>44886.5</x:v>");
  zip.add("xl/worksheets/sheet1.xml", moved);
  const auto [kept, summary] = read_bytes("mac.xlsx", zip.bytes());
  REQUIRE(summary);
  REQUIRE(kept.messages.size() == 1);
  CHECK(kept.messages[0].conversation_id == "talk 1");
  CHECK(kept.messages[0].text == "a\r\nb_x0041_");
  CHECK(kept.messages[0].sent_at == kMorning + 150 * kMinuteMs);
}

TEST_CASE("numbers of cells as texts") {
  CHECK(cell_text(46348.395833333336, CellFormat::moment, false) == "2026-11-22 09:30:00");
  CHECK(cell_text(46348, CellFormat::day, false) == "2026-11-22");
  CHECK(cell_text(0.395833333333333, CellFormat::clock, false) == "09:30:00");
  CHECK(cell_text(1.5, CellFormat::elapsed, false) == "36:00:00");
  CHECK(cell_text(0.1 + 0.2, CellFormat::number, false) == "0.3");
  CHECK(cell_text(1234567890123.0, CellFormat::number, false) == "1234567890123");
  CHECK(cell_text(-1, CellFormat::day, false) == "-1");
  CHECK(cell_text(1e300, CellFormat::day, false).size() > 10);
  CHECK(format_of("yyyy\\-mm\\-dd hh:mm:ss") == CellFormat::moment);
  CHECK(format_of("[$-804]yyyy\"年\"m\"月\"d\"日\";@") == CellFormat::day);
  CHECK(format_of("[h]:mm:ss") == CellFormat::elapsed);
  CHECK(format_of("#,##0.00\"days\"") == CellFormat::number);
  CHECK(format_of("[Red]0.00;-0.00") == CellFormat::number);
  CHECK(format_of("General") == CellFormat::number);
  CHECK(format_of("\"") == CellFormat::number);
  CHECK(format_of("[") == CellFormat::number);
  CHECK(format_of("\\") == CellFormat::number);
}

TEST_CASE("hostile workbooks are refused or cost one row") {
  SECTION("a sound one, for comparison") {
    const auto [kept, summary] = read_bytes("a.xlsx", workbook(kHead + kRow + kTail));
    REQUIRE(summary);
    CHECK(kept.messages.size() == 1);
  }
  SECTION("entities") {
    for (const std::string& sheet :
         {"<!DOCTYPE a [<!ENTITY b \"c\">]>" + kHead + kRow + kTail, kHead + "<!DOCTYPE a>" + kRow + kTail}) {
      const auto reading = read_bytes("a.xlsx", workbook(sheet));
      REQUIRE_FALSE(reading.summary);
      CHECK(reading.summary.error().kind == ErrorKind::wrong_use);
    }
  }
  SECTION("a row without end, and a sheet that breaks off") {
    for (const std::string& sheet :
         {kHead + "<row>" + std::string(5'000'000, 'a'), kHead + "<row><c", kHead + "<row" + std::string(5'000'000, ' ')}) {
      const auto reading = read_bytes("a.xlsx", workbook(sheet));
      REQUIRE_FALSE(reading.summary);
      CHECK(reading.summary.error().kind == ErrorKind::wrong_use);
    }
  }
  SECTION("a bomb: 2 GB of spaces") {
    ZipWriter zip;
    zip.add("xl/workbook.xml", "<workbook><sheets><sheet id=\"a\"/></sheets></workbook>");
    zip.add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" Target=\"s.xml\"/></Relationships>");
    zip.add_repeated("xl/s.xml", kHead, "<c/>" + std::string(60'000, ' '), 35'000);
    const auto reading = read_bytes("a.xlsx", zip.bytes());
    REQUIRE_FALSE(reading.summary);
    CHECK(reading.summary.error().words.en.find("unpacks to too much") != std::string::npos);
  }
  SECTION("broken rows, wild references and far columns") {
    const std::string rows =
        "<row r=\"3\"><c r=\"A3\"></row><row r=\"4\"><c r=\"ZZZZZ4\"><v>1</v></c></row>"
        "<row r=\"5\"><c t=\"s\"><v>99999999999999999999</v></c><c t=\"s\"><v>-1</v></c><c s=\"77\"><v>1e999</v></c></row>"
        "<row r=\"6\"><c t=\"str\"><v>&#xD800;&#0;</v></c></row>";
    const auto [kept, summary] = read_bytes("a.xlsx", workbook(kHead + kRow + rows + kTail));
    REQUIRE(summary);
    CHECK(kept.messages.size() == 1);
    CHECK(summary->rejected == kept.rejected_rows.size());
    CHECK(summary->rejected >= 2);
  }
  SECTION("names that leave the folder are only names") {
    ZipWriter zip;
    zip.add("xl/workbook.xml", "<workbook><sheets><sheet id=\"a\"/></sheets></workbook>");
    zip.add("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"/../../../../etc/passwd\"/></Relationships>");
    zip.add("../../evil.txt", "x");
    const auto reading = read_bytes("a.xlsx", zip.bytes());
    REQUIRE_FALSE(reading.summary);
    CHECK(reading.summary.error().words.en == "The workbook lacks a sheet; export it again.");
  }
  SECTION("cut short, or no workbook at all") {
    const std::string whole = workbook(kHead + kRow + kTail);
    for (const std::string& bytes :
         {whole.substr(0, whole.size() / 2), std::string("PK\x03\x04"), ZipWriter().bytes_with("a", "b")}) {
      const auto reading = read_bytes("a.xlsx", bytes);
      REQUIRE_FALSE(reading.summary);
      CHECK(reading.summary.error().kind == ErrorKind::wrong_use);
    }
  }
}

}  // namespace rigong::connectors::files::test
