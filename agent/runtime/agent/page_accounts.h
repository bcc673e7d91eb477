// SPDX-License-Identifier: Apache-2.0
// Accounts that were made on the page. They live in the store; their secrets in a file of the data folder that nobody else may
// read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/config/accounts.h"
#include "storage/store.h"

namespace rigong::runtime {

// All of them with their secrets, in the order in which they were made. `damaged` where what is kept cannot be read.
[[nodiscard]] Result<std::vector<config::AccountForm>> page_accounts(storage::ReadView& view,
                                                                     const std::filesystem::path& folder);

// Keeps the secrets first (they are of no use alone), then the accounts within the transaction.
[[nodiscard]] Status put_page_accounts(storage::WriteTransaction& transaction, const std::filesystem::path& folder,
                                       const std::vector<config::AccountForm>& accounts);

// Whether the option of the type is a secret; what is not known is taken for one.
[[nodiscard]] bool is_secret(const std::string& type, const std::string& option);

}  // namespace rigong::runtime
