// SPDX-License-Identifier: Apache-2.0
// Tokens in memory, kept as the host keeps them in a file: by name, until they end.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "connectors/api/connector.h"

namespace rigong::testing {

class KeptSecrets final : public connectors::SecretKeeper {
 public:
  [[nodiscard]] Secret kept(std::string_view name, TimeMs now) const override {
    const auto found = all.find(name);
    return found == all.end() || found->second.second <= now ? Secret() : found->second.first;
  }
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) override {
    all.insert_or_assign(std::string(name), std::pair(value, ends_at));
    return {};
  }

  std::map<std::string, std::pair<Secret, TimeMs>, std::less<>> all;  // By name, with the time at which it ends.
};

}  // namespace rigong::testing
