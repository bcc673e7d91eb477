// SPDX-License-Identifier: Apache-2.0
// Watches one folder. The cursor lists the files of the folder with size, time and digest: "read" ones are done with, "waiting"
// ones were seen and are read once they have stayed the same for a while. One file is read per poll, so that its records and the
// cursor that names it are stored together.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <system_error>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/files/byte_source.h"
#include "connectors/files/files.h"
#include "connectors/kit/fold.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::files {
namespace {

constexpr DurationMs kStill = 2 * kSecondMs;
constexpr std::size_t kMostFiles = 20'000;

constexpr OptionSpec kOptions[] = {
    {"path", "文件夹", "Folder", OptionType::path, true, "", "要看的文件夹，里面的 CSV、JSON Lines、XLSX 会被读入",
     "The folder whose CSV, JSON Lines and XLSX files are read"},
    {"preset", "文件预设", "Preset", OptionType::text, false, "", "文件的预设；不写则按列名识别",
     "The preset of the files; recognised by their columns where left out"},
    {"map", "列名对照", "Column names", OptionType::text, false, "", "列名=字段，多个用逗号隔开，如 时间=sent_at, 内容=text",
     "COLUMN=FIELD, several separated by commas, as in time=sent_at, content=text"},
};

struct Entry {
  std::uint64_t size = 0;
  std::int64_t written = 0;  // In the file system's own clock; only ever compared.
  TimeMs seen = 0;           // When this size and time were first seen.
  std::string digest;        // Of the contents that were read last; empty where none were.
  bool done = false;         // This size and time are read.
};
using Entries = std::map<std::string, Entry>;

Entries parse_cursor(const std::string& cursor) {
  Entries entries;
  const auto document = parse_json(cursor.empty() ? "{}" : cursor, "cursor", 64 * 1024 * 1024);
  // A cursor that cannot be read costs reading the files again, which changes nothing that is there.
  const rapidjson::Value* files = document ? member(*document, "files") : nullptr;
  if (files == nullptr || !files->IsArray()) return entries;
  for (const rapidjson::Value& file : files->GetArray()) {
    const auto name = text_of(file, "name");
    if (!name) continue;
    entries[*name] = {static_cast<std::uint64_t>(whole_of(file, "size").value_or(0)), whole_of(file, "written").value_or(0),
                      whole_of(file, "seen").value_or(0), text_of(file, "sha256").value_or(""), text_of(file, "done") == "true"};
  }
  return entries;
}

std::string write_cursor(const Entries& entries) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  rapidjson::Value files(rapidjson::kArrayType);
  for (const auto& [name, entry] : entries) {
    rapidjson::Value file(rapidjson::kObjectType);
    file.AddMember("name", rapidjson::Value(name, memory), memory);
    file.AddMember("size", entry.size, memory);
    file.AddMember("written", entry.written, memory);
    file.AddMember("seen", entry.seen, memory);
    if (!entry.digest.empty()) file.AddMember("sha256", rapidjson::Value(entry.digest, memory), memory);
    file.AddMember("done", entry.done, memory);
    files.PushBack(file, memory);
  }
  document.AddMember("files", files, memory);
  return to_text(document);
}

std::string file_name(const std::filesystem::path& path) {
  const std::u8string name = path.filename().u8string();
  return std::string(reinterpret_cast<const char*>(name.data()), name.size());
}

// Files of ours by their ending, and not the half-written ones of browsers and spreadsheets.
bool wanted(const std::string& name) {
  if (name.starts_with('.') || name.starts_with('~') || !is_clean_utf8(name)) return false;
  const std::string folded = fold_value(name);
  constexpr std::array<std::string_view, 7> kEndings = {".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".xlsx", ".xlsm"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return folded.ends_with(ending); });
}

Result<std::string> digest_of(const std::filesystem::path& path) {
  RIGONG_ASSIGN(ByteSource bytes, ByteSource::open(path));
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  bool good = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  std::string buffer(256 * 1024, '\0');
  while (good) {
    RIGONG_ASSIGN(const std::size_t got, bytes.read(buffer.data(), buffer.size()));
    if (got == 0) break;
    good = EVP_DigestUpdate(context.get(), buffer.data(), got) == 1;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (!good || EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1) {
    return fail(ErrorKind::internal, "算不出文件的摘要。", "The digest of a file could not be made.");
  }
  std::string text;
  for (unsigned i = 0; i < length; ++i) fmt::format_to(std::back_inserter(text), "{:02x}", digest[i]);
  return text;
}

class Watcher final : public Connector {
 public:
  Watcher(std::filesystem::path folder, std::string preset, std::vector<std::pair<std::string, std::string>> map)
      : folder_(std::move(folder)), preset_(std::move(preset)), map_(std::move(map)) {}

  Result<PollResult> poll(const PollRequest& request, RecordSink& sink) override {
    if (request.calendar == nullptr) return fail(ErrorKind::internal, "没有日历。", "There is no calendar.");
    const Entries before = parse_cursor(request.cursor);
    RIGONG_ASSIGN(Entries entries, look(before, request.now));
    PollResult result;
    bool read = false;
    for (auto& [name, entry] : entries) {
      if (entry.done || request.now - entry.seen < kStill) continue;
      if (read) {
        result.more = true;
        break;
      }
      RIGONG_ASSIGN(read, read_one(name, entry, request, sink));
    }
    result.next_cursor = write_cursor(entries);
    return result;
  }

 private:
  // What is in the folder now, with what the cursor knows of it.
  Result<Entries> look(const Entries& before, TimeMs now) const {
    Entries entries;
    std::error_code error;
    std::filesystem::directory_iterator files(folder_, error);
    const std::filesystem::directory_iterator end;
    for (; !error && files != end; files.increment(error)) {
      const std::string name = file_name(files->path());
      // A link could lead out of the folder.
      std::error_code lost;
      if (!wanted(name) || !std::filesystem::is_regular_file(files->symlink_status(lost))) continue;
      Entry entry;
      if (!measure(files->path(), entry)) continue;
      if (entries.size() == kMostFiles) {
        return fail(ErrorKind::wrong_use, fmt::format("文件夹 {} 里的文件超过 {} 个，请移走旧的。", shown(folder_), kMostFiles),
                    fmt::format("The folder {} holds more than {} files; move old ones away.", shown(folder_), kMostFiles));
      }
      const auto known = before.find(name);
      const bool same = known != before.end() && known->second.size == entry.size && known->second.written == entry.written;
      entry.seen = same ? known->second.seen : now;
      entry.done = same && known->second.done;
      if (known != before.end()) entry.digest = known->second.digest;
      entries.emplace(name, std::move(entry));
    }
    if (error) {
      return fail(ErrorKind::unavailable, fmt::format("看不了文件夹 {}：{}。请检查路径和权限。", shown(folder_), error.message()),
                  fmt::format("Cannot look into the folder {}: {}. Check the path and its permissions.", shown(folder_),
                              error.message()));
    }
    return entries;
  }

  static bool measure(const std::filesystem::path& path, Entry& entry) {
    std::error_code size_error;
    std::error_code time_error;
    entry.size = std::filesystem::file_size(path, size_error);
    entry.written = std::filesystem::last_write_time(path, time_error).time_since_epoch().count();
    return !size_error && !time_error;
  }

  // Reads the file unless its contents are known. True where records may have been delivered.
  Result<bool> read_one(const std::string& name, Entry& entry, const PollRequest& request, RecordSink& sink) const {
    const auto path = folder_ / std::filesystem::path(std::u8string(name.begin(), name.end()));
    const auto digest = digest_of(path);
    // Gone, or held by the program that writes it: it waits.
    if (!digest) return false;
    if (entry.digest == *digest) {
      entry.done = true;
      return false;
    }
    const auto summary = read_file({path, preset_, map_, request.calendar}, sink);
    if (!summary && summary.error().kind == ErrorKind::wrong_use) {
      sink.rejected({shown(path), 0, summary.error().words, {}});
    } else if (!summary) {
      return fail(summary.error());
    }
    Entry after;
    if (!measure(path, after) || after.size != entry.size || after.written != entry.written) {
      return fail(ErrorKind::unavailable, fmt::format("{} 在读的时候变了，稍后重读。", shown(path)),
                  fmt::format("{} changed while it was read; it will be read again.", shown(path)));
    }
    entry.digest = *digest;
    entry.done = true;
    return true;
  }

  std::filesystem::path folder_;
  std::string preset_;
  std::vector<std::pair<std::string, std::string>> map_;
};

Result<std::unique_ptr<Connector>> make(const Options& options) {
  const std::string path = options.text("path");
  std::vector<std::pair<std::string, std::string>> map;
  const std::string pairs = options.text("map");
  for (std::string_view rest = pairs; !trim(rest).empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view pair = trim(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const std::size_t equals = pair.rfind('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == pair.size()) {
      return fail(ErrorKind::wrong_use, fmt::format("map 里的“{}”要写成 列名=字段。", one_line(pair)),
                  fmt::format("'{}' in map must be written COLUMN=FIELD.", one_line(pair)));
    }
    map.emplace_back(trim(pair.substr(0, equals)), trim(pair.substr(equals + 1)));
  }
  const std::u8string wide(path.begin(), path.end());
  return std::make_unique<Watcher>(std::filesystem::path(wide), options.text("preset"), std::move(map));
}

}  // namespace

const Definition& definition() {
  static constexpr Definition kDefinition{"files", "文件夹", "Files in a folder", kOptions, &make, 5 * kSecondMs};
  return kDefinition;
}

}  // namespace rigong::connectors::files
