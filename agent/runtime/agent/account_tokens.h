// SPDX-License-Identifier: Apache-2.0
// Tokens that platforms give out anew for an account, kept in a file of the data folder that nobody else may read.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "agent/base/result.h"
#include "connectors/api/connector.h"

namespace rigong::runtime {

// Used by one thread. A file that cannot be read is as if there were none: the connector asks for a new token, or says that the
// account must be given its rights again.
class AccountTokens final : public connectors::SecretKeeper {
 public:
  // `account` is the account's name; each has a file of its own, so that no two lanes write the same.
  AccountTokens(const std::filesystem::path& folder, std::string_view account);

  [[nodiscard]] Secret kept(std::string_view name, TimeMs now) const override;
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) override;
  // With the account, its tokens go.
  static void forget(const std::filesystem::path& folder, std::string_view account);

 private:
  struct Token {
    Secret value;
    TimeMs ends_at = 0;
  };
  std::filesystem::path file_;
  std::map<std::string, Token, std::less<>> tokens_;
};

}  // namespace rigong::runtime
