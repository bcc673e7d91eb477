// SPDX-License-Identifier: Apache-2.0
#include "connectors/files/csv_writer.h"

#include <catch2/catch.hpp>
#include <limits>

namespace rigong::connectors::files {
namespace {

std::string one(std::string_view cell) {
  std::string out;
  CsvWriter(out).text(cell);
  return out;
}

}  // namespace

TEST_CASE("texts are quoted") {
  CHECK(one("plain") == "\"plain\"");
  CHECK(one("a \"b\", c\nd") == "\"a \"\"b\"\", c\nd\"");
  CHECK(one("") == "\"\"");
  CHECK(one("\xFF") == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("no text begins a formula") {
  for (const char* cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1", "\"=1", ";=1",
                           ",=1", "\"\";=1", "'=1", "　=1"}) {
    INFO(cell);
    CHECK(begins_formula(cell));
    CHECK(one(cell).starts_with("\"'"));
  }
  for (const char* cell : {"a=1", "1-2", "小李", "", "a\t=1", "'"}) {
    INFO(cell);
    CHECK_FALSE(begins_formula(cell));
  }
}

TEST_CASE("numbers stay numbers") {
  std::string out;
  CsvWriter writer(out);
  writer.whole(-5).fraction(0.955, 4).fraction(-0.00001, 2).fraction(3, 2).money(-350).money(5).empty().fraction(1.0 / 0.0, 2);
  writer.end_row();
  writer.money(std::numeric_limits<std::int64_t>::min());
  writer.end_row();
  CHECK(out == "-5,0.955,0,3,-3.50,0.05,,\n-92233720368547758.08\n");
}

}  // namespace rigong::connectors::files
