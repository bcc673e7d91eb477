// SPDX-License-Identifier: Apache-2.0
// Checks one value of rigong.toml against its key.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/config/document.h"
#include "agent/config/keys.h"
#include "agent/config/problems.h"

namespace rigong::config {

// What one reading of a file has at hand. Passed down by reference; lives as long as the reading.
struct Reading {
  Problems& problems;
  const SecretReader& secrets;
  std::span<const connectors::Definition* const> known;
  std::filesystem::path folder;  // That relative paths start from; empty leaves them as they are.
  std::vector<std::string> private_hosts;
  std::span<const connectors::RobotDefinition* const> robots;
};

// The value of `entry`, or nothing, with the reason in the problems. `title` is how the table is written in the file,
// "[metrics]". `before` is what a table of service windows leaves standing for the weekdays that it does not name.
[[nodiscard]] std::optional<Value> read_value(const Key& key, const Entry& entry, std::string_view title,
                                              const CalendarRules& before, Reading& reading);

// What is written as a name or an id: a line of text, without space around it and not empty. Empty where it is right.
[[nodiscard]] Words name_fault(std::string_view text, std::size_t most_bytes);

// Reports "line: [table] key: fault".
void report(int line, std::string_view title, std::string_view key, const Words& fault, Reading& reading);

// Reports a key that the table does not have, with the nearest one that it has. Without a title the key is a
// table of the file itself.
void report_unknown(const Entry& entry, std::string_view title, const std::vector<std::string_view>& names, Reading& reading);

// The entries of a table by their keys; what is not among `keys` is reported as unknown.
[[nodiscard]] std::map<std::string_view, const Entry*> sort_entries(const Node& table, std::string_view title,
                                                                    const std::vector<std::string_view>& names, Reading& reading);

}  // namespace rigong::config
