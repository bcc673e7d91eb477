// SPDX-License-Identifier: Apache-2.0
#include "agent/config/accounts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "agent/base/text.h"
#include "agent/config/secret_values.h"

namespace rigong::config {
namespace {

constexpr std::size_t kMostAccounts = 1000;
// Nobody has looked at yesterday yet, and hooks are quiet.
constexpr int kPostMinute = 9 * 60 + 13;
constexpr std::string_view kConnectorTitle = "[[connector]]";
constexpr std::string_view kGroupTitle = "[[group]]";

class CheckedOptions final : public connectors::Options {
 public:
  [[nodiscard]] std::string text(std::string_view name) const override {
    const auto found = texts_.find(name);
    return found == texts_.end() ? std::string() : found->second;
  }
  [[nodiscard]] const Secret& secret(std::string_view name) const override {
    static const Secret none;
    const auto found = secrets_.find(name);
    return found == secrets_.end() ? none : found->second;
  }

  void set_default(const connectors::OptionSpec& option, const std::filesystem::path& folder) {
    std::string value(option.default_value);
    if (option.type == connectors::OptionType::path && !value.empty()) value = resolve(folder, value);
    if (option.type != connectors::OptionType::secret) texts_[std::string(option.name)] = std::move(value);
  }
  void set(const Key& key, Value&& value) {
    if (key.type == KeyType::secret) {
      secrets_[std::string(key.name)] = std::move(value.secret);
    } else if (key.type == KeyType::integer) {
      texts_[std::string(key.name)] = std::to_string(value.integer);
    } else if (key.type == KeyType::boolean) {
      texts_[std::string(key.name)] = value.boolean ? "true" : "false";
    } else {
      texts_[std::string(key.name)] = std::move(value.text);
    }
  }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, Secret, std::less<>> secrets_;
};

// The text of a key of our own, for which an empty string stands where it is missing or wrong.
std::string read_text(const std::map<std::string_view, const Entry*>& entries, const Key& key, std::string_view title,
                      Reading& reading) {
  const auto found = entries.find(key.name);
  if (found == entries.end()) return {};
  auto value = read_value(key, *found->second, title, {}, reading);
  return value ? std::move(value->text) : std::string();
}

const Key& own_key(std::string_view table, std::string_view name) {
  const auto all = keys();
  return *std::find_if(all.begin(), all.end(), [&](const Key& key) { return key.table == table && key.name == name; });
}

// Reads the options of one table, and says which are missing.
std::shared_ptr<const CheckedOptions> read_options(const std::map<std::string_view, const Entry*>& entries,
                                                   const std::vector<Key>& wanted, int line, std::string_view title,
                                                   std::shared_ptr<CheckedOptions> options, Reading& reading) {
  for (const Key& key : wanted) {
    const auto found = entries.find(key.name);
    if (found != entries.end()) {
      if (auto value = read_value(key, *found->second, title, {}, reading)) options->set(key, std::move(*value));
    } else if (key.required) {
      report(line, title, key.name, {"缺少这一项，必须填写。", "is missing and must be written."}, reading);
    }
  }
  return options;
}

template <class Definition>
const Definition* find_definition(const Entry& type, std::span<const Definition* const> known, std::string_view title,
                                  const Words& noun, Reading& reading) {
  std::vector<std::string_view> names;
  for (const Definition* definition : known) {
    if (definition->type == type.value.text) return definition;
    names.push_back(definition->type);
  }
  const std::string near = nearest(type.value.text, names.data(), names.size());
  const std::string list = names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "));
  const std::string text = shown(type.value.text);
  report(type.line, title, "type",
         near.empty() ? Words{fmt::format("不认识{}“{}”；可用的有 {}。", noun.zh, text, list),
                              fmt::format("{} '{}' is not known; there are {}.", noun.en, text, list)}
                      : Words{fmt::format("不认识{}“{}”，是不是 {}？", noun.zh, text, near),
                              fmt::format("{} '{}' is not known; did you mean {}?", noun.en, text, near)},
         reading);
  return nullptr;
}

// Calls read(table) for each table of the list, within bounds.
template <class Read>
void each_table(const Entry& list, std::string_view title, Reading& reading, Read read) {
  const bool tables =
      list.value.kind == Node::Kind::list && std::all_of(list.value.items.begin(), list.value.items.end(),
                                                         [](const Node& item) { return item.kind == Node::Kind::table; });
  if (!tables) {
    reading.problems.add(list.line, fmt::format("每个账号一张表，表头要写成双方括号 {}。", title),
                         fmt::format("each account is a table of its own, with double brackets: {}.", title));
    return;
  }
  if (list.value.items.size() > kMostAccounts) {
    reading.problems.add(list.line, fmt::format("{} 最多 {} 个。", title, kMostAccounts),
                         fmt::format("there are at most {} of {}.", kMostAccounts, title));
    return;
  }
  for (const Node& table : list.value.items) read(table);
}

// Two accounts of one type and name could not be told apart on the page nor in the store.
void report_twin(const std::vector<AccountSettings>& accounts, const AccountSettings& account, int line, std::string_view title,
                 Reading& reading) {
  const bool twin = std::any_of(accounts.begin(), accounts.end(), [&](const AccountSettings& other) {
    return other.type == account.type && other.name == account.name;
  });
  if (!twin) return;
  const std::string name = shown(account.name);
  report(line, title, "name",
         {fmt::format("已有另一个名为“{}”的 {} 账号，请各写一个 name。", name, account.type),
          fmt::format("another {} account is called '{}' already; give each a name of its own.", account.type, name)},
         reading);
}

// The entry of `type`, or nothing where it is missing or no text.
const Entry* type_entry(const Node& table, std::string_view title, Reading& reading) {
  const auto found =
      std::find_if(table.entries.begin(), table.entries.end(), [](const Entry& entry) { return entry.key == "type"; });
  if (found == table.entries.end()) {
    report(table.line, title, "type", {"缺少这一项，必须填写。", "is missing and must be written."}, reading);
    return nullptr;
  }
  if (found->value.kind == Node::Kind::text) return &*found;
  report(found->line, title, "type", {"应是文字，要加双引号。", "must be text in double quotation marks."}, reading);
  return nullptr;
}

void take_reports(const std::vector<std::string>& names, int line, std::string_view title, GroupSettings& group,
                  Reading& reading) {
  group.daily = group.weekly = group.monthly = false;
  for (const std::string& name : names) {
    if (name == "day") {
      group.daily = true;
    } else if (name == "week") {
      group.weekly = true;
    } else if (name == "month") {
      group.monthly = true;
    } else {
      report(line, title, "reports",
             {fmt::format("不认识“{}”；可写 day、week、month。", shown(name)),
              fmt::format("'{}' is not known; write day, week or month.", shown(name))},
             reading);
    }
  }
}

}  // namespace

std::vector<AccountSettings> read_connectors(const Entry& list, Reading& reading) {
  std::vector<AccountSettings> accounts;
  each_table(list, kConnectorTitle, reading, [&](const Node& table) {
    const Entry* type = type_entry(table, kConnectorTitle, reading);
    const connectors::Definition* definition =
        type == nullptr ? nullptr : find_definition(*type, reading.known, kConnectorTitle, {"平台", "the platform"}, reading);
    if (definition == nullptr) return;  // What else it may hold depends on its type.
    const std::string title = fmt::format("{} {}", kConnectorTitle, definition->type);
    std::vector<std::string_view> names = {"type", "name", "shop"};
    std::vector<Key> wanted;
    auto options = std::make_shared<CheckedOptions>();
    for (const connectors::OptionSpec& option : definition->options) {
      names.push_back(option.name);
      wanted.push_back(to_key(option));
      options->set_default(option, reading.folder);
    }
    const auto entries = sort_entries(table, title, names, reading);
    AccountSettings account;
    account.type = definition->type;
    account.name = read_text(entries, own_key("connector", "name"), title, reading);
    if (account.name.empty()) account.name = account.type;
    account.shop = read_text(entries, own_key("connector", "shop"), title, reading);
    if (account.shop.empty()) account.shop = kDefaultShop;
    account.options = read_options(entries, wanted, table.line, title, std::move(options), reading);
    report_twin(accounts, account, entries.contains("name") ? entries.at("name")->line : table.line, title, reading);
    accounts.push_back(std::move(account));
  });
  return accounts;
}

std::vector<GroupSettings> read_groups(const Entry& list, Reading& reading) {
  std::vector<GroupSettings> groups;
  each_table(list, kGroupTitle, reading, [&](const Node& table) {
    const Entry* type = type_entry(table, kGroupTitle, reading);
    const connectors::RobotDefinition* robot =
        type == nullptr ? nullptr : find_definition(*type, reading.robots, kGroupTitle, {"机器人", "the robot"}, reading);
    if (robot == nullptr) return;  // What else it may hold depends on its type.
    const std::string title = fmt::format("{} {}", kGroupTitle, robot->type);
    std::vector<std::string_view> names;
    for (const Key* key : keys_of("group")) names.push_back(key->name);
    std::vector<Key> wanted;
    auto options = std::make_shared<CheckedOptions>();
    for (const connectors::OptionSpec& option : robot->options) {
      names.push_back(option.name);
      wanted.push_back(to_key(option));
      options->set_default(option, reading.folder);
    }
    const auto entries = sort_entries(table, title, names, reading);
    const auto own = [&](std::string_view name) -> std::optional<Value> {
      const auto found = entries.find(name);
      if (found == entries.end()) return std::nullopt;
      return read_value(own_key("group", name), *found->second, title, {}, reading);
    };
    GroupSettings group;
    group.type = robot->type;
    group.name = read_text(entries, own_key("group", "name"), title, reading);
    if (group.name.empty()) group.name = group.type;
    group.group = read_text(entries, own_key("group", "group"), title, reading);
    group.minute = kPostMinute;
    if (const auto at = own("at")) group.minute = static_cast<int>(at->integer);
    if (const auto reports = own("reports")) take_reports(reports->list, entries.at("reports")->line, title, group, reading);
    if (const auto rests = own("rests")) group.rests = rests->boolean;
    if (const auto picture = own("picture")) group.picture = picture->boolean;
    if (group.picture && !robot->takes_pictures) {
      report(entries.at("picture")->line, title, "picture",
             {"这种机器人收不了图片，请去掉这一项；企业微信和邮件可以。",
              "this robot takes no pictures; leave it out. WeCom and mail take them."},
             reading);
    }
    group.language = "zh";
    if (const auto language = own("language")) group.language = language->text;
    group.options = read_options(entries, wanted, table.line, title, std::move(options), reading);
    const bool twin =
        std::any_of(groups.begin(), groups.end(), [&](const GroupSettings& other) { return other.name == group.name; });
    if (twin) {
      // What was posted where is told by the name alone.
      report(entries.contains("name") ? entries.at("name")->line : table.line, title, "name",
             {fmt::format("已有另一个名为“{}”的群，请各写一个 name。", shown(group.name)),
              fmt::format("another group is called '{}' already; give each a name of its own.", shown(group.name))},
             reading);
    }
    groups.push_back(std::move(group));
  });
  return groups;
}

}  // namespace rigong::config
