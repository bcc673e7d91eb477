// SPDX-License-Identifier: Apache-2.0
// Changed bytes of a zip are mostly a wrong checksum, so the input is the sheet, and the zip is made around it without packing.
// An input that is a zip already is taken as it is.
#include <minizip/zip.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/fuzz/checked_sink.h"

namespace {

void add(zipFile zip, const char* name, const char* text, std::size_t size) {
  zipOpenNewFileInZip64(zip, name, nullptr, nullptr, 0, nullptr, 0, nullptr, 0, 0, 0);
  zipWriteInFileInZip(zip, text, static_cast<unsigned>(size));
  zipCloseFileInZip(zip);
}

std::string workbook(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("workbook", 0);
  static const std::string path = fmt::format("/proc/self/fd/{}", file);
  constexpr std::string_view kBook = "<workbook><sheets><sheet id=\"a\"/></sheets></workbook>";
  constexpr std::string_view kRelations = "<Relationships><Relationship Id=\"a\" Target=\"s.xml\"/></Relationships>";
  constexpr std::string_view kStyles =
      "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";
  const std::string text(reinterpret_cast<const char*>(data), size);
  zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  add(zip, "xl/workbook.xml", kBook.data(), kBook.size());
  add(zip, "xl/_rels/workbook.xml.rels", kRelations.data(), kRelations.size());
  add(zip, "xl/styles.xml", kStyles.data(), kStyles.size());
  add(zip, "xl/sharedStrings.xml", text.data(), text.size());
  add(zip, "xl/s.xml", text.data(), text.size());
  zipClose(zip, nullptr);
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size >= 2 && data[0] == 'P' && data[1] == 'K') {
    rigong::fuzz::read_bytes(data, size, "");
  } else {
    const std::string bytes = workbook(data, size);
    rigong::fuzz::read_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), "");
  }
  return 0;
}
