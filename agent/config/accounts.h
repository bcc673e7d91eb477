// SPDX-License-Identifier: Apache-2.0
// [[connector]] and [[group]]: tables whose keys depend on their type.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "agent/config/config.h"
#include "agent/config/document.h"
#include "agent/config/values.h"

namespace rigong::config {

// `list` is the value of "connector" or "group". Accounts that are not right are left out and reported.
[[nodiscard]] std::vector<AccountSettings> read_connectors(const Entry& list, Reading& reading);
[[nodiscard]] std::vector<GroupSettings> read_groups(const Entry& list, Reading& reading);

// An account as a form on the page gives it: every value as text, secrets as they are.
struct AccountForm {
  std::string type;
  std::string name;
  std::string shop;
  std::vector<std::pair<std::string, std::string>> options;
};
// Checked as [[connector]] of rigong.toml is. wrong_use with all that is wrong with it.
[[nodiscard]] Result<AccountSettings> read_form(const AccountForm& form, std::span<const connectors::Definition* const> known);

}  // namespace rigong::config
