// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/account_tokens.h"

#include <algorithm>

#include "agent/base/ids.h"
#include "agent/runtime/private_file.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostBytes = 256 * 1024;

std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view account) {
  // Names may hold anything; a file's name must not.
  constexpr std::size_t kDigits = 32;
  return folder / "tokens" / (sha256_hex(account).substr(0, kDigits) + ".json");
}

std::string digest_of(const config::AccountSettings& account) {
  Secret all(account.type + '\0');
  for (const connectors::Definition* definition : connectors::all()) {
    if (definition->type != account.type || !account.options) continue;
    for (const connectors::OptionSpec& spec : definition->options) {
      const bool secret = spec.type == connectors::OptionType::secret;
      const Secret value = secret ? account.options->secret(spec.name) : Secret(account.options->text(spec.name));
      all = Secret(std::string(all.reveal()) + std::string(spec.name) + '\0' + std::string(value.reveal()) + '\0');
    }
  }
  return sha256_hex(all.reveal());
}

}  // namespace

AccountTokens::AccountTokens(const std::filesystem::path& folder, const config::AccountSettings& account)
    : file_(file_of(folder, account.name)), made_for_(digest_of(account)) {}

std::map<std::string, AccountTokens::Token, std::less<>> AccountTokens::read() const {
  std::map<std::string, Token, std::less<>> tokens;
  const auto bytes = read_private(file_, kMostBytes);
  if (!bytes) return tokens;
  const auto document = connectors::parse_json(bytes->reveal(), "tokens", kMostBytes);
  if (!document || connectors::text_of(*document, "made_for") != made_for_) return tokens;
  const rapidjson::Value* list = connectors::member(*document, "tokens");
  if (list == nullptr || !list->IsArray()) return tokens;
  for (const auto& each : list->GetArray()) {
    const auto name = connectors::text_of(each, "name");
    auto value = connectors::text_of(each, "value");
    const auto ends_at = connectors::whole_of(each, "ends_at");
    if (name && value && ends_at) tokens[*name] = {Secret(std::move(*value)), *ends_at};
  }
  return tokens;
}

Secret AccountTokens::kept(std::string_view name, TimeMs now) const {
  const auto tokens = read();
  const auto found = tokens.find(name);
  return found == tokens.end() || found->second.ends_at <= now ? Secret() : found->second.value;
}

Status AccountTokens::keep(std::string_view name, const Secret& value, TimeMs ends_at) {
  auto tokens = read();
  tokens[std::string(name)] = {value, ends_at};
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  document.AddMember("made_for", rapidjson::Value(made_for_, memory), memory);
  rapidjson::Value list(rapidjson::kArrayType);
  for (const auto& [key, token] : tokens) {
    rapidjson::Value object(rapidjson::kObjectType);
    const std::string_view text = token.value.reveal();
    object.AddMember("name", rapidjson::Value(key, memory), memory);
    object.AddMember("value", rapidjson::Value(text.data(), static_cast<rapidjson::SizeType>(text.size()), memory), memory);
    object.AddMember("ends_at", rapidjson::Value(token.ends_at), memory);
    list.PushBack(object, memory);
  }
  document.AddMember("tokens", list, memory);
  std::error_code ignored;
  if (std::filesystem::create_directory(file_.parent_path(), ignored)) {
    std::filesystem::permissions(file_.parent_path(), std::filesystem::perms::owner_all, ignored);
  }
  const Secret text(connectors::to_text(document));
  return write_private(file_, text.reveal());
}

void AccountTokens::forget(const std::filesystem::path& folder, std::string_view account) {
  std::error_code ignored;
  std::filesystem::remove(file_of(folder, account), ignored);
}

}  // namespace rigong::runtime
