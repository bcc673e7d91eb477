// SPDX-License-Identifier: Apache-2.0
// Sentences never repeat a value that could be a secret in the wrong place: only those of times, zones and numbers are shown.
#include "agent/config/values.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/config/calendar_values.h"
#include "agent/config/secret_values.h"
#include "agent/config/url.h"

namespace rigong::config {
namespace {

constexpr std::size_t kMostWordBytes = 64;
constexpr std::string_view kSecretPrefix = "secret:";
constexpr std::string_view kExtensionScheme = "chrome-extension://";

Node::Kind kind_of(KeyType type) {
  switch (type) {
    case KeyType::integer:
      return Node::Kind::integer;
    case KeyType::boolean:
      return Node::Kind::boolean;
    case KeyType::words:
    case KeyType::origins:
    case KeyType::extensions:
    case KeyType::hosts:
      return Node::Kind::list;
    default:
      return Node::Kind::text;
  }
}

Words url_words(std::string_view text, const Reading& reading) {
  const auto url = parse_url(text);
  if (!url) {
    return {"应是 https://主机/路径 这样的网址，不带用户名、密码和空格。",
            "must be an address like https://host/path, without a user name, a password or spaces."};
  }
  if (is_safe(*url, reading.private_hosts)) return {};
  return {
      fmt::format("应使用 https；http 只用于本机，或写进 [network] private_hosts 的内网主机（这里是 {}）。", shown(url->host)),
      fmt::format("must use https; http is for this machine and for hosts of the own network named in [network] private_hosts "
                  "(here it is {}).",
                  shown(url->host))};
}

// Makes the text what a browser would send as Origin.
Words origin_words(std::string& text, const Reading& reading) {
  const auto url = parse_url(text);
  if (!url || (!url->rest.empty() && url->rest != "/")) {
    return {"应是 https://主机 或 https://主机:端口，不带路径。", "must be https://host or https://host:port, without a path."};
  }
  Words fault = url_words(text, reading);
  text = origin_of(*url);
  return fault;
}

Words extension_words(std::string& text) {
  std::string_view id = text;
  if (id.starts_with(kExtensionScheme)) id.remove_prefix(kExtensionScheme.size());
  if (id.ends_with('/')) id.remove_suffix(1);
  if (id.size() != 32 || !std::all_of(id.begin(), id.end(), [](char c) { return c >= 'a' && c <= 'p'; })) {
    return {"应是扩展的 ID：32 个 a 到 p 的小写字母。", "must be the id of an extension: 32 letters from a to p."};
  }
  text = fmt::format("{}{}", kExtensionScheme, id);
  return {};
}

Words host_words(std::string& text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (!is_host(text)) {
    return {"应只写主机名或 IP 地址，如 192.168.1.10，不带 http:// 和端口。",
            "must be a host name or an address like 192.168.1.10, without http:// and without a port."};
  }
  if (is_public_address(text)) {
    return {fmt::format("{} 是公网地址；对它请用 https。", shown(text)),
            fmt::format("{} is an address of the open network; use https for it.", shown(text))};
  }
  return {};
}

std::optional<std::vector<std::string>> read_list(const Key& key, const Entry& entry, std::string_view title, Reading& reading) {
  std::vector<std::string> list;
  bool good = true;
  const auto fault = [&](int line, const Words& words) {
    report(line, title, key.name, words, reading);
    good = false;
  };
  if (entry.value.items.size() > static_cast<std::size_t>(key.maximum)) {
    fault(entry.line, {fmt::format("最多 {} 项。", key.maximum), fmt::format("holds at most {} entries.", key.maximum)});
    return std::nullopt;
  }
  for (const Node& item : entry.value.items) {
    if (item.kind != Node::Kind::text) {
      fault(item.line, {"每一项都应是加引号的文字。", "must hold nothing but text in quotation marks."});
      continue;
    }
    std::string text = item.text;
    Words words;
    if (key.type == KeyType::words) words = name_fault(text, kMostWordBytes);
    if (key.type == KeyType::origins) words = origin_words(text, reading);
    if (key.type == KeyType::extensions) words = extension_words(text);
    if (key.type == KeyType::hosts) words = host_words(text);
    if (!words.zh.empty()) {
      fault(item.line, words);
    } else if (std::find(list.begin(), list.end(), text) == list.end()) {
      list.push_back(std::move(text));
    }
  }
  if (!good) return std::nullopt;
  return list;
}

Words integer_fault(const Key& key, std::int64_t number) {
  if (number >= key.minimum && number <= key.maximum) return {};
  return {fmt::format("应是 {} 到 {} 之间的整数（现在是 {}）。", key.minimum, key.maximum, number),
          fmt::format("must be a whole number from {} to {} (it is {}).", key.minimum, key.maximum, number)};
}

Words choice_fault(const Key& key, std::string_view text) {
  std::string_view rest = key.choices;
  std::string list;
  while (!rest.empty()) {
    const std::string_view choice = rest.substr(0, rest.find('|'));
    if (choice == text) return {};
    list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", choice);
    rest.remove_prefix(std::min(choice.size() + 1, rest.size()));
  }
  return {fmt::format("应是 {} 之一。", list), fmt::format("must be one of {}.", list)};
}

// Of the types that are written as text. Puts what was read into `value`.
Words text_fault(const Key& key, std::string_view text, Reading& reading, Value& value) {
  if (key.type == KeyType::secret) return read_secret_value(key.name, text, reading, value.secret);
  if (key.type == KeyType::store) return read_store_value(key.name, text, reading, value.secret);
  if (text.starts_with(kSecretPrefix)) {
    return {"不是密钥，请直接写值，不要写 secret:…。", "is no secret; write the value itself and not secret:..."};
  }
  value.text = text;
  switch (key.type) {
    case KeyType::choice:
      return choice_fault(key, text);
    case KeyType::clock_time:
      return read_clock_value(text, value.integer);
    case KeyType::zone:
      return zone_fault(text);
    case KeyType::windows:
      return read_every_day(text, value.windows);
    case KeyType::address:
      if (is_listen_address(text)) return {};
      return {R"(应是 "127.0.0.1:7717" 这样的地址和端口。)", R"(must be an address and a port like "127.0.0.1:7717".)"};
    case KeyType::url:
      return url_words(text, reading);
    case KeyType::origin:
      return origin_words(value.text, reading);
    case KeyType::path:
      if (const Words fault = name_fault(text, static_cast<std::size_t>(key.maximum)); !fault.zh.empty()) return fault;
      value.text = resolve(reading.folder, text);
      return {};
    default:
      return name_fault(text, static_cast<std::size_t>(key.maximum));
  }
}

}  // namespace

void report(int line, std::string_view title, std::string_view key, const Words& fault, Reading& reading) {
  reading.problems.add(line, fmt::format("{} {}：{}", title, shown(key), fault.zh),
                       fmt::format("{} {}: {}", title, shown(key), fault.en));
}

Words name_fault(std::string_view text, std::size_t most_bytes) {
  if (text.empty()) return {"不能为空；不需要就删掉这一行。", "must not be empty; leave the line out where it is not needed."};
  if (text.size() > most_bytes) {
    return {fmt::format("太长，最多 {} 字节。", most_bytes), fmt::format("is too long; at most {} bytes.", most_bytes)};
  }
  if (one_line(text) != text) {
    return {"不能有换行和控制字符。", "must not hold line ends or control characters."};
  }
  if (trim(text) != text) return {"首尾不能有空格。", "must not begin or end with a space."};
  return {};
}

void report_unknown(const Entry& entry, std::string_view title, const std::vector<std::string_view>& names, Reading& reading) {
  const std::string near = nearest(entry.key, names.data(), names.size());
  const std::string key = shown(entry.key);
  std::string zh = title.empty() ? fmt::format("没有“{}”这个表", key) : fmt::format("{} 里没有“{}”这个键", title, key);
  std::string en = title.empty() ? fmt::format("there is no table '{}'", key) : fmt::format("{} has no key '{}'", title, key);
  if (!near.empty()) {
    zh += fmt::format("，是不是 {}？", near);
    en += fmt::format("; did you mean {}?", near);
    reading.problems.add(entry.line, std::move(zh), std::move(en));
    return;
  }
  // Not a slip of the fingers: perhaps the right key in the wrong table, else the person needs to see what there is.
  const auto all = keys();
  const auto home =
      std::find_if(all.begin(), all.end(), [&](const Key& known) { return known.set != nullptr && known.name == entry.key; });
  if (home != all.end()) {
    zh += fmt::format("；它属于 [{}]。", home->table);
    en += fmt::format("; it belongs in [{}].", home->table);
  } else {
    const std::string list = fmt::format("{}", fmt::join(names, ", "));
    zh += fmt::format("；可用的有 {}。", list);
    en += fmt::format("; there are {}.", list);
  }
  reading.problems.add(entry.line, std::move(zh), std::move(en));
}

std::map<std::string_view, const Entry*> sort_entries(const Node& table, std::string_view title,
                                                      const std::vector<std::string_view>& names, Reading& reading) {
  std::map<std::string_view, const Entry*> sorted;
  for (const Entry& entry : table.entries) {
    if (std::find(names.begin(), names.end(), entry.key) == names.end()) {
      report_unknown(entry, title, names, reading);
    } else {
      sorted[entry.key] = &entry;
    }
  }
  return sorted;
}

std::optional<Value> read_value(const Key& key, const Entry& entry, std::string_view title, const CalendarRules& before,
                                Reading& reading) {
  Value value;
  if (key.type == KeyType::windows && entry.value.kind == Node::Kind::table) {
    value.windows = before.windows;
    if (!read_weekdays(entry.value, fmt::format("{} {}", title, key.name), value.windows, reading)) return std::nullopt;
    return value;
  }
  const Node::Kind wanted = kind_of(key.type);
  Words fault;
  if (entry.value.kind != wanted && key.type == KeyType::secret) {
    fault = plain_secret_words(key.name);
  } else if (entry.value.kind != wanted) {
    const Words found = kind_words(entry.value.kind);
    const Words right = kind_words(wanted);
    const std::string_view quotes_zh = wanted == Node::Kind::text ? "，要加双引号" : "";
    const std::string_view quotes_en = wanted == Node::Kind::text ? " in double quotation marks" : "";
    fault = {fmt::format("应是{}{}，不是{}。", right.zh, quotes_zh, found.zh),
             fmt::format("must be {}{}, not {}.", right.en, quotes_en, found.en)};
  } else if (wanted == Node::Kind::list) {
    auto list = read_list(key, entry, title, reading);
    if (!list) return std::nullopt;
    value.list = std::move(*list);
  } else if (wanted == Node::Kind::integer) {
    fault = integer_fault(key, entry.value.integer);
    value.integer = entry.value.integer;
  } else if (wanted == Node::Kind::boolean) {
    value.boolean = entry.value.boolean;
  } else {
    fault = text_fault(key, entry.value.text, reading, value);
  }
  if (fault.zh.empty()) return value;
  report(entry.line, title, key.name, fault, reading);
  return std::nullopt;
}

}  // namespace rigong::config
