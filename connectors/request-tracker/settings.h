// SPDX-License-Identifier: Apache-2.0
// The options of an account, checked.
#pragma once

#include <string>
#include <vector>

#include "connectors/api/connector.h"

namespace rigong::connectors::request_tracker {

// Whose words the first message is where an agent opens a ticket for a customer.
enum class OnBehalf { customer, agent };

struct Settings {
  std::vector<std::string> queues;  // Names or numbers; empty: all.
  std::vector<std::string> agents;  // Logins in small letters; empty: every privileged user.
  std::vector<std::string> closed;  // Statuses in small letters.
  std::string rating_field;         // Of tickets; empty: none.
  OnBehalf on_behalf = OnBehalf::customer;
  int days = 30;  // Before the first poll.
};

// wrong_use where an option cannot be right.
[[nodiscard]] Result<Settings> read_settings(const Options& options);

}  // namespace rigong::connectors::request_tracker
