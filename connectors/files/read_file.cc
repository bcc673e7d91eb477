// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "agent/base/text.h"
#include "connectors/files/byte_source.h"
#include "connectors/files/csv_reader.h"
#include "connectors/files/files.h"
#include "connectors/files/intake.h"
#include "connectors/files/json_reader.h"
#include "connectors/files/table.h"
#include "connectors/files/text_source.h"
#include "connectors/files/xlsx_reader.h"

namespace rigong::connectors::files {
namespace {

tl::unexpected<Error> wrong_format(const std::string& name, std::string_view zh, std::string_view en) {
  return fail(ErrorKind::wrong_use, fmt::format("{} {}", name, zh), fmt::format("{} {}", name, en));
}

// Files that are something else are told by their first bytes, so that nobody reads of "bad rows" in a picture.
Status refuse_other_formats(const std::string& name, std::string_view front) {
  if (front.starts_with("\xD0\xCF\x11\xE0")) {
    return wrong_format(name, "是旧式或加密的 Excel 文件，请另存为 .xlsx 或 CSV。",
                        "is an old or an encrypted Excel file; save it as .xlsx or CSV.");
  }
  if (front.starts_with("\x1F\x8B") || front.starts_with("Rar!") || front.starts_with("7z\xBC\xAF")) {
    return wrong_format(name, "是压缩文件，请先解压。", "is compressed; unpack it first.");
  }
  if (front.starts_with("%PDF") || front.starts_with("\x89PNG") || front.starts_with("\xFF\xD8\xFF")) {
    return wrong_format(name, "不是表格，请导出为 CSV、JSON Lines 或 XLSX。",
                        "is no table; export it as CSV, JSON Lines or XLSX.");
  }
  return {};
}

}  // namespace

std::string_view format_name(Format format) {
  switch (format) {
    case Format::csv:
      return "CSV";
    case Format::json_lines:
      return "JSON Lines";
    case Format::xlsx:
      return "XLSX";
  }
  return "";
}

std::vector<PresetInfo> presets() {
  std::vector<PresetInfo> infos;
  for (const Preset& preset : all_presets()) {
    infos.push_back({preset.name, kind_name(preset.kind), {std::string(preset.title_zh), std::string(preset.title_en)}});
  }
  return infos;
}

Result<FileSummary> read_file(const FileRequest& request, RecordSink& sink) {
  if (request.calendar == nullptr) return fail(ErrorKind::internal, "读文件时没有日历。", "A file was read without a calendar.");
  RIGONG_ASSIGN(const Recogniser recogniser, Recogniser::make(request));
  RIGONG_ASSIGN(ByteSource bytes, ByteSource::open(request.path));
  RIGONG_ASSIGN(const std::string_view front, bytes.peek(16));
  RIGONG_TRY(refuse_other_formats(bytes.name(), front));
  Intake intake(request, recogniser, bytes.name(), sink);
  Format format = Format::csv;
  std::string encoding;
  std::uint64_t damaged = 0;
  if (front.starts_with("PK\x03\x04")) {
    if (bytes.total() == 0) {
      return wrong_format(bytes.name(), "是 XLSX，不能从标准输入读，请给出文件。",
                          "holds XLSX, which cannot be read from a pipe; name a file.");
    }
    format = Format::xlsx;
    encoding = "UTF-8";
    RIGONG_TRY(read_xlsx(request.path, intake, recogniser));
  } else {
    TextSource text(bytes);
    RIGONG_ASSIGN(const std::string_view beginning, text.peek(TextSource::kSmallest));
    const std::string_view body = trim(beginning.substr(0, 4096));
    if (body.starts_with('[')) {
      return wrong_format(bytes.name(), "是一个 JSON 数组；请每行写一个对象（JSON Lines）。",
                          "is one JSON array; write one object per line (JSON Lines).");
    }
    if (body.starts_with('<')) {
      return wrong_format(bytes.name(), "是网页或 XML；请导出为 CSV 或 XLSX。",
                          "is a web page or XML; export it as CSV or XLSX.");
    }
    if (body.starts_with('{')) {
      format = Format::json_lines;
      RIGONG_TRY(read_json_lines(text, bytes, intake, recogniser));
    } else {
      Table table(intake, recogniser);
      RIGONG_TRY(read_csv(text, bytes, intake, table));
    }
    encoding = text.encoding();
    damaged = text.damaged();
  }
  FileSummary summary = intake.finish();
  summary.format = format;
  summary.encoding = std::move(encoding);
  summary.damaged_bytes = damaged;
  return summary;
}

}  // namespace rigong::connectors::files
