// SPDX-License-Identifier: Apache-2.0
#include "agent/config/config.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/config/accounts.h"
#include "agent/config/document.h"
#include "agent/config/keys.h"
#include "agent/config/problems.h"
#include "agent/config/secret_values.h"
#include "agent/config/values.h"

namespace rigong::config {
namespace {

constexpr std::string_view kFileName = "rigong.toml";
constexpr std::size_t kMostShops = 1000;

const Entry* find(const Node& table, std::string_view key) {
  for (const Entry& entry : table.entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

bool is_table(const Entry& entry, std::string_view title, Reading& reading) {
  if (entry.value.kind == Node::Kind::table) return true;
  reading.problems.add(entry.line, fmt::format("这里应是一张表，表头写成 {}。", title),
                       fmt::format("this must be a table with the header {}.", title));
  return false;
}

// Sets what the table of `entry` says. `table` is the name under which its keys are known, `title` how it is written in the file.
void read_table(const Entry& entry, std::string_view table, const std::string& title, Target to, Reading& reading) {
  if (!is_table(entry, title, reading)) return;
  std::vector<std::string_view> names;
  const std::vector<const Key*> known = keys_of(table);
  for (const Key* key : known) names.push_back(key->name);
  const auto entries = sort_entries(entry.value, title, names, reading);
  for (const Key* key : known) {
    const auto found = entries.find(key->name);
    if (found == entries.end()) continue;
    if (auto value = read_value(*key, *found->second, title, to.shop.calendar, reading)) key->set(to, std::move(*value));
  }
  // Each window may be right by itself and still cover an hour twice.
  const auto window = entries.find("service_window");
  if (window == entries.end()) return;
  if (auto made = ShopCalendar::make(to.shop.calendar); !made) {
    report(window->second->line, title, "service_window", made.error().words, reading);
  }
}

void read_shops(const Entry& shops, Config& config, Reading& reading) {
  if (!is_table(shops, "[shops.ID]", reading)) return;
  if (shops.value.entries.size() > kMostShops) {
    reading.problems.add(shops.line, fmt::format("店铺最多 {} 个。", kMostShops),
                         fmt::format("there are at most {} shops.", kMostShops));
    return;
  }
  for (const Entry& entry : shops.value.entries) {
    const std::string title = fmt::format("[shops.{}]", shown(entry.key));
    if (const Words fault = name_fault(entry.key, kMostShopIdBytes); !fault.zh.empty()) {
      report(entry.line, "[shops.ID]", "ID", fault, reading);
    } else if (entry.key == kDefaultShop) {
      reading.problems.add(entry.line, fmt::format("{} 就是 [shop]，请写在那里。", title),
                           fmt::format("{} is what [shop] describes; write it there.", title));
    } else {
      ShopSettings shop = config.shop;
      shop.id = entry.key;
      read_table(entry, "shops", title, {config, shop}, reading);
      config.shops.insert_or_assign(entry.key, std::move(shop));
    }
  }
}

// What only shows when all keys are read.
void check_together(const Node& root, Config& config, Reading& reading) {
  const Entry* metrics = find(root, "metrics");
  const Entry* warn = metrics == nullptr ? nullptr : find(metrics->value, "warn_after_s");
  model::MetricOptions& options = config.metrics;
  if (options.warn_after_ms > options.slow_after_ms) {
    if (warn != nullptr) {
      report(
          warn->line, "[metrics]", "warn_after_s",
          {fmt::format("不应大于 slow_after_s（{}），否则提醒来得太晚。", options.slow_after_ms / kSecondMs),
           fmt::format("must not be above slow_after_s ({}), or the warning comes too late.", options.slow_after_ms / kSecondMs)},
          reading);
    }
    options.warn_after_ms = options.slow_after_ms;
  }
  const Entry* hub = find(root, "hub");
  const Entry* token = hub == nullptr ? nullptr : find(hub->value, "token");
  if (token != nullptr && find(hub->value, "url") == nullptr) {
    report(token->line, "[hub]", "token",
           {"只有令牌没有 url，请写上中枢的地址。", "is of no use without url; write the address of the hub."}, reading);
  }
}

Result<Config> parse(std::string_view text, std::string_view name, const std::filesystem::path& folder, const Known& known,
                     const SecretReader& secrets) {
  Problems problems;
  Reading reading{problems, secrets, known.connectors, folder, {}, known.robots};
  const Node root = parse_document(text, problems);
  Config config;
  config.shop.id = kDefaultShop;
  std::vector<std::string_view> names;
  for (const Table& table : tables()) names.push_back(table.name);
  const auto entries = sort_entries(root, "", names, reading);

  const auto read = [&](std::string_view table) {
    const auto found = entries.find(table);
    if (found != entries.end()) read_table(*found->second, table, fmt::format("[{}]", table), {config, config.shop}, reading);
  };
  // URLs are judged by the private hosts, further shops begin as the first.
  read("network");
  reading.private_hosts = config.private_hosts;
  for (const std::string_view table : {"shop", "metrics", "desk", "listen", "store", "hub"}) read(table);
  if (entries.contains("shops")) read_shops(*entries.at("shops"), config, reading);
  if (entries.contains("connector")) config.connectors = read_connectors(*entries.at("connector"), reading);
  if (entries.contains("group")) config.groups = read_groups(*entries.at("group"), reading);
  check_together(root, config, reading);
  if (!problems.empty()) return fail(problems.error(name));
  return config;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  const std::string name = one_line(path_text(file));
  if (status.type() == std::filesystem::file_type::not_found) {
    return fail(ErrorKind::wrong_use, fmt::format("{}: 没有这个文件，请检查 --config。", name),
                fmt::format("{}: there is no such file; check --config.", name));
  }
  if (!error && !std::filesystem::is_regular_file(status)) {
    return fail(ErrorKind::wrong_use, fmt::format("{}: 不是普通文件。", name),
                fmt::format("{}: this is not a regular file.", name));
  }
  // One byte more than is allowed shows that there is too much, however long the file is.
  std::string text(kMostBytes + 1, '\0');
  std::ifstream stream(file, std::ios::binary);
  if (stream) stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream && !stream.eof()) {
    const std::string reason = std::generic_category().message(errno);
    return fail(ErrorKind::io, fmt::format("{}: 读不了：{}。", name, reason),
                fmt::format("{}: cannot be read: {}.", name, reason));
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace

ShopSettings Config::shop_settings(std::string_view id) const {
  const auto found = shops.find(std::string(id));
  ShopSettings settings = found == shops.end() ? shop : found->second;
  settings.id = id;
  return settings;
}

Result<Config> read_config(const std::filesystem::path& file, const std::filesystem::path& data_dir, const Known& known,
                           const SecretReader& secrets) {
  std::filesystem::path path = file;
  if (path.empty()) {
    path = data_dir / path_from_utf8(kFileName);
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) return parse_config("", kFileName, known, secrets);
  }
  RIGONG_ASSIGN(const std::string text, read_file(path));
  std::error_code error;
  const std::filesystem::path whole = std::filesystem::absolute(path, error);
  RIGONG_ASSIGN(Config config, parse(text, path_text(path), (error ? path : whole).parent_path(), known, secrets));
  config.file = std::move(path);
  return config;
}

Result<Config> parse_config(std::string_view text, std::string_view name, const Known& known, const SecretReader& secrets) {
  return parse(text, name, {}, known, secrets);
}

}  // namespace rigong::config
