// SPDX-License-Identifier: Apache-2.0
// Every table and key of rigong.toml as data: the checks, the suggestions and the commented sample all come from here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/config/config.h"

namespace rigong::config {

enum class KeyType {
  text,
  integer,
  boolean,
  choice,      // One of `choices`.
  words,       // A list of texts.
  clock_time,  // "08:00"
  zone,        // "Asia/Shanghai"
  windows,     // "08:00-23:00", or a table by weekday.
  address,     // "127.0.0.1:7717"
  url,
  origin,      // A URL without a path.
  origins,     // A list of them.
  extensions,  // A list of ids of browser extensions.
  hosts,       // A list of host names or addresses.
  path,        // A file, relative to the folder of rigong.toml.
  secret,      // "secret:env:NAME" and so on.
  store,       // Where the store is, or a secret that says so.
};

// A checked value; which member is set follows from the key's type.
struct Value {
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<std::string> list;
  std::array<std::vector<ServiceWindow>, 7> windows;
  Secret secret;
};

// What the keys are about: `shop` is that of [shop] or of one [shops.ID].
struct Target {
  Config& config;
  ShopSettings& shop;
};

struct Key {
  std::string_view table;
  std::string_view name;
  KeyType type = KeyType::text;
  std::int64_t minimum = 0;  // Of an integer.
  std::int64_t maximum = 0;  // Of an integer, or the most bytes of a text.
  std::string_view choices;  // "order|payment|order-first"
  std::string_view sample;   // As TOML.
  bool is_default = false;   // The sample is what holds where the key is not written.
  bool required = false;
  std::string_view help_zh;
  std::string_view help_en;
  void (*set)(Target, Value&&) = nullptr;  // Null for the keys of accounts.
};

struct Table {
  std::string_view name;
  bool many = false;  // Written [[name]], once per account.
  std::string_view help_zh;
  std::string_view help_en;
};

[[nodiscard]] std::span<const Table> tables();
[[nodiscard]] std::span<const Key> keys();
// The keys of one table; [shops.ID] has those of "shop".
[[nodiscard]] std::vector<const Key*> keys_of(std::string_view table);
// A connector's own option as a key of [[connector]].
[[nodiscard]] Key to_key(const connectors::OptionSpec& option);

// The most bytes of an ID in [shops.ID].
inline constexpr std::size_t kMostShopIdBytes = 64;

// The names of a weekday in a table by weekday, Monday first.
inline constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
inline constexpr std::array<std::string_view, 7> kWeekdaysZh = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};

}  // namespace rigong::config
