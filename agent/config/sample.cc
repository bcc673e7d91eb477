// SPDX-License-Identifier: Apache-2.0
#include "agent/config/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "agent/config/keys.h"

namespace rigong::config {
namespace {

// A basic string of TOML; the values of the tables hold nothing else that would need escaping.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + '"';
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    return c == '-' ? '_' : c;
  });
  return result;
}

// What stands behind the equals sign for a connector's option.
std::string option_value(std::string_view type, const connectors::OptionSpec& option) {
  const std::string_view value = option.default_value;
  switch (option.type) {
    case connectors::OptionType::secret:
      return in_quotes(fmt::format("secret:env:RIGONG_{}_{}", upper(type), upper(option.name)));
    case connectors::OptionType::integer:
      return std::string(value.empty() ? "0" : value);
    case connectors::OptionType::boolean:
      return value == "true" ? "true" : "false";
    case connectors::OptionType::url:
      return in_quotes(value.empty() ? "https://example.com/" : value);
    default:
      return in_quotes(value.empty() ? "..." : value);
  }
}

class Writer {
 public:
  void line(std::string_view text = "") { fmt::format_to(std::back_inserter(text_), "{}\n", text); }
  void help(std::string_view zh, std::string_view en) {
    line(fmt::format("# {}", zh));
    line(fmt::format("# {}", en));
  }
  void key(std::string_view name, std::string_view value, bool is_default, bool required) {
    const std::string_view note = is_default ? "  # 默认 default" : required ? "  # 必填 required" : "";
    line(fmt::format("#{} = {}{}", name, value, note));
  }
  void key(const Key& key) {
    help(key.help_zh, key.help_en);
    this->key(key.name, key.sample, key.is_default, key.required);
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

// One [[connector]] or [[group]] with the options of its type.
template <class Definition>
void write_type(std::string_view table, const Definition& definition, Writer& out) {
  out.line();
  out.help(definition.title_zh, definition.title_en);
  out.line(fmt::format("#[[{}]]", table));
  out.line(fmt::format("#type = {}", in_quotes(definition.type)));
  for (const Key* key : keys_of(table)) {
    if (key->name == "type") continue;
    out.help(key->help_zh, key->help_en);
    out.key(key->name, key->sample.empty() ? in_quotes(definition.type) : std::string(key->sample), key->is_default,
            key->required);
  }
  for (const connectors::OptionSpec& option : definition.options) {
    out.help(option.help_zh, option.help_en);
    out.key(option.name, option_value(definition.type, option), !option.default_value.empty(), option.required);
  }
}

}  // namespace

std::string sample_config(const Known& known) {
  Writer out;
  out.help("日拱的配置。以 # 紧接着写的行是默认值或示例，去掉 # 即生效。",
           "Settings of Rigong. A line behind a bare # is a default or an example; take the # away to use it.");
  out.help(
      R"(密钥只写出处：secret:env:变量名、secret:file:文件（相对本文件所在目录，权限 600）或 secret:keyring:名称。)",
      "Secrets are named, not written: secret:env:NAME, secret:file:PATH (beside this file, mode 600) or secret:keyring:NAME.");
  for (const Table& table : tables()) {
    out.line();
    out.help(table.help_zh, table.help_en);
    if (table.name == "connector") {
      for (const connectors::Definition* definition : known.connectors) write_type(table.name, *definition, out);
    } else if (table.name == "group") {
      for (const connectors::RobotDefinition* robot : known.robots) write_type(table.name, *robot, out);
    } else if (table.name == "shops") {
      out.line("#[shops.second]");
      out.line(R"(#name = "二店")");
    } else {
      out.line(table.many ? fmt::format("#[[{}]]", table.name) : fmt::format("[{}]", table.name));
      for (const Key* key : keys_of(table.name)) out.key(*key);
    }
  }
  return out.take();
}

}  // namespace rigong::config
