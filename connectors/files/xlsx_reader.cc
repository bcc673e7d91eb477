// SPDX-License-Identifier: Apache-2.0
// A workbook is a zip of XML parts: the list of sheets, their relations (which part is which sheet), the formats of numbers, the
// texts that cells share, and the sheets. Small parts are read as a whole, the two large ones element by element.
#include "connectors/files/xlsx_reader.h"

#include <charconv>
#include <cstring>
#include <optional>
#include <pugixml.hpp>

#include "agent/base/text.h"
#include "connectors/files/cell_format.h"
#include "connectors/files/table.h"
#include "connectors/files/xml_elements.h"
#include "connectors/files/zip_file.h"

namespace rigong::connectors::files {
namespace {

constexpr std::size_t kSmallPart = 16 * 1024 * 1024;
constexpr std::size_t kMostSharedText = 256 * 1024 * 1024;
constexpr std::size_t kMostShared = 8'000'000;
constexpr std::size_t kMostSheets = 64;
constexpr std::size_t kMostColumns = 1024;  // Wider is no table of records, and each row costs its width.
constexpr unsigned kParse = pugi::parse_escapes | pugi::parse_cdata | pugi::parse_eol | pugi::parse_ws_pcdata;

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node candidate : node.children()) {
    if (local_name(candidate.name()) == name) return candidate;
  }
  return {};
}

std::string_view attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    if (local_name(candidate.name()) == name) return candidate.value();
  }
  return {};
}

std::optional<std::size_t> index_in(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Status load(pugi::xml_document& document, std::string_view xml) {
  RIGONG_TRY(check_xml_head(xml));
  if (!document.load_buffer(xml.data(), xml.size(), kParse, pugi::encoding_utf8)) {
    return fail(ErrorKind::wrong_use, "工作簿里的内容读不懂，请重新导出，或另存为 CSV。",
                "A part of the workbook cannot be understood; export it again, or save it as CSV.");
  }
  return {};
}

// Spreadsheets write a control character as _x000D_, and an underscore before such a text as _x005F_.
void unescape(std::string& text, std::size_t from) {
  for (std::size_t at = from; (at = text.find("_x", at)) != std::string::npos; ++at) {
    unsigned code = 0;
    const char* digits = text.data() + at + 2;
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
    if (error != std::errc() || end != digits + 4 || code == 0 || code >= 0x80) continue;
    text.replace(at, 7, 1, static_cast<char>(code));
  }
}

// The text of <si> or <is>: one <t>, or several in <r>; <rPh> is how it is pronounced.
void append_text(pugi::xml_node node, std::string& text) {
  const std::size_t from = text.size();
  for (const pugi::xml_node part : node.children()) {
    const std::string_view name = local_name(part.name());
    if (name == "t") {
      text += part.child_value();
    } else if (name == "r") {
      text += child(part, "t").child_value();
    }
  }
  unescape(text, from);
}

class Workbook {
 public:
  Workbook(ZipFile& zip, Intake& intake, const Recogniser& recogniser) : zip_(zip), intake_(intake), recogniser_(recogniser) {}

  Status read() {
    RIGONG_TRY(read_sheet_list());
    RIGONG_TRY(read_formats());
    RIGONG_TRY(read_shared());
    std::optional<Error> first_problem;
    for (const std::string& sheet : sheets_) {
      Table table(intake_, recogniser_);
      Status done = read_sheet(sheet, table);
      if (done) return done;
      if (!table.unknown_shape()) return done;
      if (!first_problem) first_problem = std::move(done).error();
    }
    if (first_problem) return fail(*first_problem);
    return fail(ErrorKind::wrong_use, "工作簿里没有工作表，请重新导出。", "The workbook has no sheet; export it again.");
  }

 private:
  Status read_sheet_list() {
    RIGONG_ASSIGN(const std::string book_xml, zip_.read_all("xl/workbook.xml", kSmallPart));
    RIGONG_ASSIGN(const std::string relations_xml, zip_.read_all("xl/_rels/workbook.xml.rels", kSmallPart));
    if (book_xml.empty() || relations_xml.empty()) {
      return fail(ErrorKind::wrong_use, "这个压缩包不是 XLSX 工作簿，请重新导出。",
                  "This zip file is no XLSX workbook; export it again.");
    }
    pugi::xml_document relations;
    RIGONG_TRY(load(relations, relations_xml));
    std::map<std::string, std::string> targets;
    for (const pugi::xml_node relation : child(relations, "Relationships").children()) {
      std::string target(attribute(relation, "Target"));
      target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
      targets.emplace(attribute(relation, "Id"), std::move(target));
    }
    pugi::xml_document book;
    RIGONG_TRY(load(book, book_xml));
    const pugi::xml_node root = child(book, "workbook");
    const std::string_view since = attribute(child(root, "workbookPr"), "date1904");
    since_1904_ = since == "1" || since == "true";
    for (const pugi::xml_node sheet : child(root, "sheets").children()) {
      const auto target = targets.find(std::string(attribute(sheet, "id")));
      if (target != targets.end() && sheets_.size() < kMostSheets) sheets_.push_back(target->second);
    }
    return {};
  }

  Status read_formats() {
    RIGONG_ASSIGN(const std::string xml, zip_.read_all("xl/styles.xml", kSmallPart));
    if (xml.empty()) return {};
    pugi::xml_document styles;
    RIGONG_TRY(load(styles, xml));
    const pugi::xml_node root = child(styles, "styleSheet");
    std::map<std::size_t, CellFormat> written;
    for (const pugi::xml_node format : child(root, "numFmts").children()) {
      if (const auto id = index_in(attribute(format, "numFmtId"))) written[*id] = format_of(attribute(format, "formatCode"));
    }
    for (const pugi::xml_node cell : child(root, "cellXfs").children()) {
      const std::size_t id = index_in(attribute(cell, "numFmtId")).value_or(0);
      const auto own = written.find(id);
      formats_.push_back(own != written.end() ? own->second
                                              : builtin_format(static_cast<unsigned>(std::min<std::size_t>(id, 1000))));
    }
    return {};
  }

  Status read_shared() {
    RIGONG_ASSIGN(const bool there, zip_.begin("xl/sharedStrings.xml"));
    if (!there) return {};
    XmlElements elements(zip_, "si", "sst");
    while (true) {
      RIGONG_ASSIGN(const std::string_view xml, elements.next());
      if (xml.empty()) return {};
      RIGONG_TRY(load(fragment_, xml));
      append_text(fragment_.first_child(), shared_);
      shared_ends_.push_back(shared_.size());
      if (shared_.size() > kMostSharedText || shared_ends_.size() > kMostShared) {
        return fail(ErrorKind::wrong_use, "工作簿里的文字太多，请另存为 CSV 再导入。",
                    "The workbook holds too much text; save it as CSV and import that.");
      }
    }
  }

  Status read_sheet(const std::string& part, Table& table) {
    RIGONG_ASSIGN(const bool there, zip_.begin(part));
    if (!there)
      return fail(ErrorKind::wrong_use, "工作簿缺少工作表，请重新导出。", "The workbook lacks a sheet; export it again.");
    const std::uint64_t total = zip_.claimed_size();
    XmlElements elements(zip_, "row", "sheetData");
    std::uint64_t line = 0;
    std::uint64_t last_told = 0;
    while (true) {
      RIGONG_ASSIGN(const std::string_view xml, elements.next());
      if (xml.empty()) break;
      ++line;
      if (const auto loaded = load(fragment_, xml); !loaded) {
        table.reject(line, loaded.error().words, xml);
        continue;
      }
      const pugi::xml_node row = fragment_.first_child();
      line = index_in(attribute(row, "r")).value_or(line);
      read_row(row);
      if (table.row(line, views_, joined_) == RowVerdict::stop) return fail(table.failure());
      if (elements.position() - last_told > 1024 * 1024) {
        last_told = elements.position();
        if (!intake_.progress(elements.position(), std::max(total, elements.position()))) return cancelled();
      }
    }
    return table.end();
  }

  // Fills views_ with the row's cells and joined_ with how they look.
  void read_row(pugi::xml_node row) {
    std::size_t used = 0;
    std::size_t column = 0;
    for (const pugi::xml_node cell : row.children()) {
      if (local_name(cell.name()) != "c") continue;
      column = column_of(attribute(cell, "r")).value_or(column);
      if (column >= kMostColumns) break;
      while (used <= column) {
        if (used == cells_.size()) cells_.emplace_back();
        cells_[used++].clear();
      }
      std::string& text = cells_[column];
      read_cell(cell, text);
      if (!is_clean_utf8(text)) text = clean_utf8(text);
      ++column;
    }
    views_.assign(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(used));
    joined_.clear();
    for (const std::string_view view : views_) {
      if (!joined_.empty()) joined_ += '\t';
      if (joined_.size() < 8 * 1024) joined_ += view.substr(0, 4 * 1024);
    }
  }

  // "AB12" is column 27, counted from 0.
  static std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (const char c : reference) {
      if (c < 'A' || c > 'Z' || letters == 4) break;
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
      ++letters;
    }
    if (letters == 0) return std::nullopt;
    return column - 1;
  }

  void read_cell(pugi::xml_node cell, std::string& text) {
    const std::string_view type = attribute(cell, "t");
    const char* value = child(cell, "v").child_value();
    if (type == "s") {
      const auto index = index_in(value);
      if (!index || *index >= shared_ends_.size()) return;
      const std::size_t from = *index == 0 ? 0 : shared_ends_[*index - 1];
      text.assign(shared_, from, shared_ends_[*index] - from);
    } else if (type == "inlineStr") {
      append_text(child(cell, "is"), text);
    } else if (type == "str" || type == "d") {
      text = value;
      unescape(text, 0);
    } else if (type == "b") {
      text = std::strcmp(value, "1") == 0 ? "true" : "false";
    } else if (type != "e") {
      // An error such as #DIV/0! (type "e") is nothing that can be read.
      double number = 0;
      const char* end = value + std::strlen(value);
      const auto [stop, error] = std::from_chars(value, end, number);
      const std::size_t style = index_in(attribute(cell, "s")).value_or(0);
      if (error == std::errc() && stop == end) {
        text = cell_text(number, style < formats_.size() ? formats_[style] : CellFormat::number, since_1904_);
      } else {
        text = value;
      }
    }
  }

  ZipFile& zip_;
  Intake& intake_;
  const Recogniser& recogniser_;
  std::vector<std::string> sheets_;
  std::vector<CellFormat> formats_;
  bool since_1904_ = false;
  std::string shared_;
  std::vector<std::size_t> shared_ends_;
  pugi::xml_document fragment_;
  std::vector<std::string> cells_;
  std::vector<std::string_view> views_;
  std::string joined_;
};

}  // namespace

Status read_xlsx(const std::filesystem::path& path, Intake& intake, const Recogniser& recogniser) {
  RIGONG_ASSIGN(ZipFile zip, ZipFile::open(path));
  Workbook workbook(zip, intake, recogniser);
  return workbook.read();
}

}  // namespace rigong::connectors::files
