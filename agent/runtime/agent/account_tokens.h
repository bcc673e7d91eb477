// SPDX-License-Identifier: Apache-2.0
// Tokens that platforms give out anew for an account, kept in a file of the data folder that nobody else may read.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "agent/base/result.h"
#include "agent/config/config.h"
#include "connectors/api/connector.h"

namespace rigong::runtime {

// Asks the file each time, since a test call may have renewed a token beside the one who polls. A file that cannot be read is as
// if there were none: the connector asks for a new token, or says that the account must be given its rights again. One thread.
class AccountTokens final : public connectors::SecretKeeper {
 public:
  // Each account has a file of its own. Tokens that were kept while its settings were others do not count: whoever types in a new
  // key does so because the old one is not to be used.
  AccountTokens(const std::filesystem::path& folder, const config::AccountSettings& account);

  [[nodiscard]] Secret kept(std::string_view name, TimeMs now) const override;
  [[nodiscard]] Status keep(std::string_view name, const Secret& value, TimeMs ends_at) override;
  // With the account, its tokens go.
  static void forget(const std::filesystem::path& folder, std::string_view account);

 private:
  struct Token {
    Secret value;
    TimeMs ends_at = 0;
  };
  [[nodiscard]] std::map<std::string, Token, std::less<>> read() const;

  std::filesystem::path file_;
  std::string made_for_;  // A digest of the settings.
};

}  // namespace rigong::runtime
