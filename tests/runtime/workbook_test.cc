// SPDX-License-Identifier: Apache-2.0
// A workbook as Excel reads it: what begins like a formula is a text, numbers are numbers, nothing stays behind on the disk.
#include "agent/runtime/workbook.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "connectors/files/zip_file.h"
#include "tests/support/test_store.h"

using namespace rigong;
using namespace rigong::runtime;
using rigong::testing::get;

namespace {

std::string part(const std::string& bytes, const std::string& name) {
  const testing::TempFolder folder;
  const auto file = folder.path() / "a.xlsx";
  std::ofstream(file, std::ios::binary) << bytes;
  auto zip = get(connectors::files::ZipFile::open(file));
  return get(zip.read_all(name, 1 << 20));
}
bool has(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

WorkbookSheet sheet() {
  WorkbookSheet sheet{{"客服", "Reps"}, {}};
  sheet.table.columns = {{"name", {"客服", "Rep"}, Show::plain, Align::left},
                         {"share", {"满意度", "Satisfaction"}, Show::percent},
                         {"response", {"平响（秒）", "Response (s)"}, Show::seconds},
                         {"hidden", {"不显示", "hidden"}, Show::hidden}};
  sheet.table.rows = {{std::string("=HYPERLINK(\"http://x\")"), 0.952, 38'200.0, std::int64_t{7}},
                      {std::string("@SUM(1)"), std::string("17/20"), std::monostate{}, std::int64_t{8}}};
  return sheet;
}

}  // namespace

TEST_CASE("A workbook has numbers as numbers and texts as texts, whatever they begin with") {
  const std::string bytes = get(workbook({sheet(), sheet()}, Language::zh));
  const std::string cells = part(bytes, "xl/worksheets/sheet1.xml");
  CHECK_FALSE(has(cells, "<f>"));
  CHECK(has(cells, "<v>0.952"));
  CHECK(has(cells, "<v>38.2"));
  CHECK_FALSE(has(cells, "D1"));
  const std::string texts = part(bytes, "xl/sharedStrings.xml");
  CHECK(has(texts, "=HYPERLINK("));
  CHECK(has(texts, "@SUM(1)"));
  CHECK(has(texts, "17/20"));
  CHECK(has(texts, "平响（秒）"));
  // Two sheets of one name are both there.
  CHECK_FALSE(part(bytes, "xl/worksheets/sheet2.xml").empty());
  CHECK(has(part(get(workbook({sheet()}, Language::en)), "xl/workbook.xml"), "\"Reps\""));
}

TEST_CASE("Nothing of a workbook stays in the temporary folder") {
  const auto left = [] {
    int count = 0;
    for (const auto& each : std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
      std::error_code error;
      if (std::filesystem::exists(each.path() / "report.xlsx", error)) ++count;
    }
    return count;
  };
  const int before = left();
  CHECK_FALSE(get(workbook({sheet()}, Language::zh)).empty());
  CHECK(left() == before);
}
