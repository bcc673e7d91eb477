// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/page_accounts.h"

#include <algorithm>
#include <optional>

#include "agent/base/path_text.h"
#include "agent/runtime/private_file.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

constexpr std::string_view kSetting = "page.accounts";
constexpr std::size_t kMostBytes = 1024 * 1024;

std::filesystem::path secrets_file(const std::filesystem::path& folder) { return folder / "account-secrets.json"; }

using rapidjson::Value;

tl::unexpected<Error> damaged() {
  return fail(ErrorKind::damaged, "页面上添加的账号读不出来。请在页面上重新添加。",
              "The accounts added on the page cannot be read. Add them again on the page.");
}

// An account as an object of `kept` options, those that are secrets or those that are none.
Value object_of(const config::AccountForm& account, bool secrets, rapidjson::Document::AllocatorType& memory) {
  Value object(rapidjson::kObjectType);
  object.AddMember("type", Value(account.type, memory), memory);
  object.AddMember("name", Value(account.name, memory), memory);
  object.AddMember("shop", Value(account.shop, memory), memory);
  Value options(rapidjson::kObjectType);
  for (const auto& [name, value] : account.options) {
    if (is_secret(account.type, name) != secrets) continue;
    options.AddMember(Value(name, memory), Value(value, memory), memory);
  }
  object.AddMember("options", options, memory);
  return object;
}

std::string text_of_all(const std::vector<config::AccountForm>& accounts, bool secrets) {
  rapidjson::Document document(rapidjson::kArrayType);
  for (const config::AccountForm& account : accounts) {
    document.PushBack(object_of(account, secrets, document.GetAllocator()), document.GetAllocator());
  }
  return connectors::to_text(document);
}

Result<std::vector<config::AccountForm>> accounts_of(std::string_view text) {
  std::vector<config::AccountForm> accounts;
  const auto document = connectors::parse_json(text, "accounts", kMostBytes);
  if (!document || !document->IsArray()) return damaged();
  for (const Value& each : document->GetArray()) {
    config::AccountForm account;
    account.type = connectors::text_of(each, "type").value_or("");
    account.name = connectors::text_of(each, "name").value_or("");
    account.shop = connectors::text_of(each, "shop").value_or("");
    const Value* options = connectors::member(each, "options");
    if (account.type.empty() || account.name.empty() || options == nullptr || !options->IsObject()) return damaged();
    for (const auto& option : options->GetObject()) {
      if (!option.value.IsString()) return damaged();
      account.options.emplace_back(option.name.GetString(), option.value.GetString());
    }
    accounts.push_back(std::move(account));
  }
  return accounts;
}

}  // namespace

bool is_secret(const std::string& type, const std::string& option) {
  for (const connectors::Definition* definition : connectors::all()) {
    if (definition->type != type) continue;
    for (const connectors::OptionSpec& spec : definition->options) {
      if (spec.name == option) return spec.type == connectors::OptionType::secret;
    }
  }
  return true;
}

Result<std::vector<config::AccountForm>> page_accounts(storage::ReadView& view, const std::filesystem::path& folder) {
  RIGONG_ASSIGN(const std::string kept, view.setting(kSetting));
  if (kept.empty()) return std::vector<config::AccountForm>();
  RIGONG_ASSIGN(std::vector<config::AccountForm> accounts, accounts_of(kept));
  const auto file = read_private(secrets_file(folder), kMostBytes);
  if (!file && file.error().kind == ErrorKind::not_found) return accounts;
  if (!file) return fail(file.error());
  RIGONG_ASSIGN(const std::vector<config::AccountForm> secrets, accounts_of(file->reveal()));
  for (config::AccountForm& account : accounts) {
    const auto own = std::find_if(secrets.begin(), secrets.end(), [&](const config::AccountForm& each) {
      return each.name == account.name && each.type == account.type;
    });
    if (own != secrets.end()) account.options.insert(account.options.end(), own->options.begin(), own->options.end());
  }
  return accounts;
}

Status put_page_accounts(storage::WriteTransaction& transaction, const std::filesystem::path& folder,
                         const std::vector<config::AccountForm>& accounts) {
  const Secret secrets(text_of_all(accounts, true));
  RIGONG_TRY(write_private(secrets_file(folder), secrets.reveal()));
  return transaction.set_setting(kSetting, accounts.empty() ? std::string() : text_of_all(accounts, false));
}

}  // namespace rigong::runtime
