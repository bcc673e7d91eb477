// SPDX-License-Identifier: Apache-2.0
#include "agent/config/secret_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/path_text.h"

namespace rigong::config {
namespace {

constexpr std::string_view kPrefix = "secret:";
constexpr std::size_t kMostReferenceBytes = 1024;

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

bool is_variable_name(std::string_view name) {
  const bool clean = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return clean && !name.empty() && (name.front() < '0' || name.front() > '9');
}

}  // namespace

Words plain_secret_words(std::string_view key) {
  const std::string variable = "RIGONG_" + upper(key);
  return {
      fmt::format(R"(是密钥，不能直接写在这里；请写 "secret:env:{0}"（环境变量）、"secret:file:{1}.txt"（只有自己能读的文件）或 )"
                  R"("secret:keyring:{1}"（系统密钥库）。)",
                  variable, key),
      fmt::format(R"(is a secret and must not stand here itself; write "secret:env:{0}" (an environment variable), )"
                  R"("secret:file:{1}.txt" (a file that only you can read) or "secret:keyring:{1}" (the system's keyring).)",
                  variable, key)};
}

Words read_secret_value(std::string_view key, std::string_view text, Reading& reading, Secret& secret) {
  if (!text.starts_with(kPrefix) || text.size() > kMostReferenceBytes) return plain_secret_words(key);
  text.remove_prefix(kPrefix.size());
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view kind = text.substr(0, colon);
  const std::string_view name = text.substr(std::min(colon + 1, text.size()));
  if (kind != "env" && kind != "file" && kind != "keyring") return plain_secret_words(key);
  if (kind == "env" && !is_variable_name(name)) {
    return {"secret:env: 后面应是环境变量名，只含字母、数字和下划线。",
            "after secret:env: comes the name of an environment variable, of letters, digits and underscores."};
  }
  if (const Words fault = name_fault(name, kMostReferenceBytes); !fault.zh.empty()) {
    return {fmt::format("secret:{}: 后面的名称{}", kind, fault.zh), fmt::format("the name after secret:{}: {}", kind, fault.en)};
  }
  auto read = reading.secrets(kind, kind == "file" ? resolve(reading.folder, name) : std::string(name));
  if (!read) return std::move(read).error().words;
  secret = std::move(*read);
  return {};
}

Words read_store_value(std::string_view key, std::string_view text, Reading& reading, Secret& secret) {
  if (text.starts_with(kPrefix)) {
    if (Words fault = read_secret_value(key, text, reading, secret); !fault.zh.empty()) return fault;
  } else {
    secret = Secret(std::string(text));
  }
  const std::string_view url = secret.reveal();
  for (const std::string_view scheme : {"sqlite:", "postgresql://", "postgres://"}) {
    if (url.starts_with(scheme) && name_fault(url.substr(scheme.size()), kMostReferenceBytes).zh.empty()) return {};
  }
  return {R"(应是 "sqlite:rigong.db" 或 "postgresql://主机/数据库"。)",
          R"(must be "sqlite:rigong.db" or "postgresql://host/database".)"};
}

std::string resolve(const std::filesystem::path& folder, std::string_view path) {
  const std::filesystem::path own = path_from_utf8(path);
  return own.is_absolute() || folder.empty() ? std::string(path) : path_text(folder / own);
}

}  // namespace rigong::config
