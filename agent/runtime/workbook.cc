// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "agent/base/ids.h"
#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/base/time.h"

namespace rigong::runtime {
namespace {

namespace fs = std::filesystem;

constexpr double kNarrowest = 8;
constexpr double kWidest = 60;

tl::unexpected<Error> cannot_write(const std::string& why) {
  return fail(ErrorKind::unavailable,
              "Excel 文件没能生成：系统的临时文件夹写不进去（" + why + "）。请腾出空间后再试，或改存 CSV。",
              "The Excel file could not be made: the system's temporary folder cannot be written (" + why +
                  "). Free some space and try again, or save it as CSV.");
}

// A folder of our own that nobody else may look into; with it goes what lies in it.
class OwnFolder {
 public:
  OwnFolder() {
    std::error_code error;
    path_ = fs::temp_directory_path(error) / ("rigong-" + to_hex(random_bytes(8)));
    if (error || !fs::create_directory(path_, error)) {
      path_.clear();
      return;
    }
    fs::permissions(path_, fs::perms::owner_all, error);
  }
  ~OwnFolder() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Forms {
  lxw_format* heading;
  lxw_format* whole;
  lxw_format* tenth;
  lxw_format* hundredth;
  lxw_format* percent;
};

lxw_format* numbers(lxw_workbook* book, const char* form) {
  lxw_format* format = workbook_add_format(book);
  format_set_num_format(format, form);
  return format;
}

void put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell, Show show, const Forms& forms,
         Language language) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    // As a string it is never a formula, whatever it begins with.
    worksheet_write_string(sheet, row, column, text->c_str(), nullptr);
    return;
  }
  if (const auto* flag = std::get_if<bool>(&cell)) {
    worksheet_write_string(sheet, row, column,
                           *flag ? (language == Language::zh ? "是" : "yes") : (language == Language::zh ? "否" : "no"), nullptr);
    return;
  }
  if (std::holds_alternative<std::monostate>(cell)) return;
  const double value =
      std::holds_alternative<double>(cell) ? std::get<double>(cell) : static_cast<double>(std::get<std::int64_t>(cell));
  switch (show) {
    case Show::seconds:
      worksheet_write_number(sheet, row, column, value / kSecondMs, forms.tenth);
      break;
    case Show::hours:
      worksheet_write_number(sheet, row, column, value / kHourMs, forms.tenth);
      break;
    case Show::percent:
      worksheet_write_number(sheet, row, column, value, forms.percent);
      break;
    case Show::ratio:
      worksheet_write_number(sheet, row, column, value, forms.hundredth);
      break;
    case Show::yuan:
      worksheet_write_number(sheet, row, column, value / 100, forms.hundredth);
      break;
    default:
      worksheet_write_number(sheet, row, column, value, std::holds_alternative<double>(cell) ? forms.hundredth : forms.whole);
  }
}

double width_of(const Table& table, std::size_t column, Language language) {
  double width = std::max(kNarrowest, static_cast<double>(display_width(say(table.columns[column].title, language))));
  for (const auto& row : table.rows) {
    if (const auto* text = std::get_if<std::string>(&row[column]))
      width = std::max(width, static_cast<double>(display_width(*text)));
  }
  return std::min(width, kWidest) + 2;
}

void fill(lxw_workbook* book, const WorkbookSheet& from, const Forms& forms, Language language) {
  constexpr std::size_t kMostName = 31;
  lxw_worksheet* sheet = workbook_add_worksheet(book, brief_line(say(from.name, language), kMostName).c_str());
  if (sheet == nullptr) sheet = workbook_add_worksheet(book, nullptr);
  if (sheet == nullptr) return;
  lxw_col_t at = 0;
  for (std::size_t i = 0; i < from.table.columns.size(); ++i) {
    const Column& column = from.table.columns[i];
    if (column.show == Show::hidden) continue;
    worksheet_write_string(sheet, 0, at, say(column.title, language).c_str(), forms.heading);
    worksheet_set_column(sheet, at, at, width_of(from.table, i, language), nullptr);
    for (std::size_t row = 0; row < from.table.rows.size(); ++row) {
      put(sheet, static_cast<lxw_row_t>(row + 1), at, from.table.rows[row][i], column.show, forms, language);
    }
    ++at;
  }
  worksheet_freeze_panes(sheet, 1, 1);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
}

}  // namespace

Result<std::string> workbook(const std::vector<WorkbookSheet>& sheets, Language language) {
  const OwnFolder folder;
  if (folder.path().empty()) return cannot_write("mkdir");
  const fs::path file = folder.path() / "report.xlsx";
  const std::string name = path_text(file);
  std::string temporary = path_text(folder.path());
  lxw_workbook_options options{};
  options.tmpdir = temporary.data();
  lxw_workbook* book = workbook_new_opt(name.c_str(), &options);
  if (book == nullptr) return cannot_write("open");
  Forms forms{workbook_add_format(book), numbers(book, "#,##0"), numbers(book, "#,##0.0"), numbers(book, "#,##0.00"),
              numbers(book, "0.0%")};
  format_set_bold(forms.heading);
  format_set_bottom(forms.heading, LXW_BORDER_THIN);
  for (const WorkbookSheet& sheet : sheets) fill(book, sheet, forms, language);
  // Closing writes it, and frees it in any case.
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) return cannot_write(lxw_strerror(error));
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || bytes.empty()) return cannot_write("read");
  return bytes;
}

}  // namespace rigong::runtime
