// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/account_tokens.h"

#include "agent/base/ids.h"
#include "agent/runtime/private_file.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostBytes = 256 * 1024;

std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view account) {
  // Names may hold anything; a file's name must not.
  return folder / "tokens" / (sha256_hex(account).substr(0, 32) + ".json");
}

}  // namespace

AccountTokens::AccountTokens(const std::filesystem::path& folder, std::string_view account) : file_(file_of(folder, account)) {
  const auto bytes = read_private(file_, kMostBytes);
  if (!bytes) return;
  const auto document = connectors::parse_json(bytes->reveal(), "tokens", kMostBytes);
  if (!document || !document->IsObject()) return;
  for (const auto& each : document->GetObject()) {
    auto value = connectors::text_of(each.value, "value");
    const auto ends_at = connectors::whole_of(each.value, "ends_at");
    if (value && ends_at) tokens_[each.name.GetString()] = {Secret(std::move(*value)), *ends_at};
  }
}

Secret AccountTokens::kept(std::string_view name, TimeMs now) const {
  const auto found = tokens_.find(name);
  return found == tokens_.end() || found->second.ends_at <= now ? Secret() : found->second.value;
}

Status AccountTokens::keep(std::string_view name, const Secret& value, TimeMs ends_at) {
  tokens_[std::string(name)] = {value, ends_at};
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  for (const auto& [key, token] : tokens_) {
    rapidjson::Value object(rapidjson::kObjectType);
    object.AddMember("value", rapidjson::Value(std::string(token.value.reveal()), memory), memory);
    object.AddMember("ends_at", rapidjson::Value(token.ends_at), memory);
    document.AddMember(rapidjson::Value(key, memory), object, memory);
  }
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  const Secret text(connectors::to_text(document));
  return write_private(file_, text.reveal());
}

void AccountTokens::forget(const std::filesystem::path& folder, std::string_view account) {
  std::error_code ignored;
  std::filesystem::remove(file_of(folder, account), ignored);
}

}  // namespace rigong::runtime
