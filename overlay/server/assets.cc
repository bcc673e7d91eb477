// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/assets.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "agent/base/path_text.h"

namespace rigong::overlay {
namespace {

constexpr std::uintmax_t kMostBytes = 8 << 20;
constexpr std::size_t kMostFiles = 256;
constexpr std::string_view kHeading = "path\tfile\tcontent_type\tetag\tcaching\tgzip\tbrotli";

// One set of files. The strings stand in a deque, which never moves them.
struct Held {
  std::deque<std::string> strings;
  std::vector<Asset> assets;
};

std::string_view keep(Held& held, std::string text) { return held.strings.emplace_back(std::move(text)); }

tl::unexpected<Error> bad_manifest(const std::filesystem::path& folder, std::size_t line) {
  const std::string where = path_text(folder / "manifest.tsv") + ":" + std::to_string(line);
  return fail(ErrorKind::refused, where + "：不是页面清单，请重新运行 overlay/page/build.mjs。",
              where + ": not a page's manifest; run overlay/page/build.mjs again.");
}

// A name of the folder itself: no way up, down or out, and nothing that one system reads differently from another.
bool is_plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 128 && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

// What goes into a header must not end it.
bool is_header_text(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

Result<std::string> read_file(const std::filesystem::path& folder, std::string_view name) {
  const auto path = folder / path_from_utf8(name);
  std::error_code error;
  const auto status = std::filesystem::symlink_status(path, error);
  if (!std::filesystem::exists(status)) {
    return fail(ErrorKind::not_found, path_text(path) + " 不存在，请先运行 overlay/page/build.mjs。",
                path_text(path) + " is not there; run overlay/page/build.mjs first.");
  }
  const auto size = std::filesystem::is_regular_file(status) ? std::filesystem::file_size(path, error) : kMostBytes + 1;
  if (error || size > kMostBytes) {
    return fail(ErrorKind::refused, path_text(path) + " 不是普通文件，或超过 8 MiB。",
                path_text(path) + " is not a plain file, or larger than 8 MiB.");
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file || static_cast<std::uintmax_t>(file.gcount()) != size) {
    return fail(ErrorKind::io, "无法读取 " + path_text(path) + "。", path_text(path) + " cannot be read.");
  }
  return text;
}

std::optional<std::array<std::string_view, 7>> columns(std::string_view line) {
  std::array<std::string_view, 7> found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto end = line.find('\t');
    if ((end == std::string_view::npos) != (i + 1 == found.size())) return std::nullopt;
    found[i] = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  }
  return found;
}

Result<std::string_view> read_into(Held& held, const std::filesystem::path& folder, std::string_view name) {
  if (name.empty()) return std::string_view();
  RIGONG_ASSIGN(auto text, read_file(folder, name));
  return keep(held, std::move(text));
}

// Nothing where the line is not one of a manifest.
Result<std::optional<Asset>> read_line(Held& held, const std::filesystem::path& folder, std::string_view line) {
  const auto found = columns(line);
  if (!found) return std::nullopt;
  const auto& [path, file, type, etag, caching, gzip, brotli] = *found;
  const bool good_path = path == "/" || (path.starts_with('/') && is_plain_name(path.substr(1)));
  const bool good_names =
      is_plain_name(file) && (gzip.empty() || is_plain_name(gzip)) && (brotli.empty() || is_plain_name(brotli));
  const bool good_caching = caching == "never" || caching == "forever";
  if (!good_path || !good_names || !good_caching || !is_header_text(type) || !is_header_text(etag)) return std::nullopt;
  Asset asset;
  asset.path = keep(held, std::string(path));
  asset.content_type = keep(held, std::string(type));
  asset.etag = keep(held, std::string(etag));
  asset.immutable = caching == "forever";
  RIGONG_ASSIGN(asset.identity, read_into(held, folder, file));
  RIGONG_ASSIGN(asset.gzip, read_into(held, folder, gzip));
  RIGONG_ASSIGN(asset.brotli, read_into(held, folder, brotli));
  return asset;
}

// Keeps a set until the program ends, since answers may still be sent from it when a later build has taken its place.
Assets keep_for_good(std::unique_ptr<const Held> held) {
  static std::mutex mutex;
  static std::vector<std::unique_ptr<const Held>> all;
  const std::lock_guard lock(mutex);
  return all.emplace_back(std::move(held))->assets;
}

}  // namespace

Result<Assets> assets_from_folder(const std::filesystem::path& folder) {
  RIGONG_ASSIGN(const auto manifest, read_file(folder, "manifest.tsv"));
  auto held = std::make_unique<Held>();
  std::string_view rest = manifest;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (number == 1) {
      if (line != kHeading) return bad_manifest(folder, number);
      continue;
    }
    if (number > kMostFiles + 1) return bad_manifest(folder, number);
    RIGONG_ASSIGN(const auto asset, read_line(*held, folder, line));
    if (!asset) return bad_manifest(folder, number);
    held->assets.push_back(*asset);
  }
  const auto is_page = [](const Asset& asset) { return asset.path == "/"; };
  if (std::none_of(held->assets.begin(), held->assets.end(), is_page)) return bad_manifest(folder, 1);
  return keep_for_good(std::move(held));
}

}  // namespace rigong::overlay
