// SPDX-License-Identifier: Apache-2.0
// The options of an account as a test gives them; what is not given is as the connector has it. Every option can be had as text
// and as secret.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"

namespace rigong::testing {

class GivenOptions final : public connectors::Options {
 public:
  GivenOptions(const connectors::Definition& definition, const std::map<std::string, std::string>& given)
      : GivenOptions(definition.options, given) {}
  GivenOptions(std::span<const connectors::OptionSpec> options, const std::map<std::string, std::string>& given) {
    for (const connectors::OptionSpec& spec : options) {
      const auto found = given.find(std::string(spec.name));
      std::string value = found == given.end() ? std::string(spec.default_value) : found->second;
      secrets_.emplace(spec.name, Secret(value));
      values_.emplace(spec.name, std::move(value));
    }
  }
  [[nodiscard]] std::string text(std::string_view name) const override { return values_.find(name)->second; }
  [[nodiscard]] const Secret& secret(std::string_view name) const override { return secrets_.find(name)->second; }

 private:
  std::map<std::string, std::string, std::less<>> values_;
  std::map<std::string, Secret, std::less<>> secrets_;
};

}  // namespace rigong::testing
