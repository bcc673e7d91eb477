// SPDX-License-Identifier: Apache-2.0
// rigong.toml, read and checked strictly: an unknown key or a bad value is refused with its line and the nearest known key, so
// that a typing error never runs silently with a default.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/base/result.h"
#include "agent/base/secret.h"
#include "agent/model/options.h"
#include "connectors/api/connector.h"
#include "connectors/api/robot.h"

namespace rigong::config {

// The shop that [shop] describes, and that data belong to where nothing else is said.
inline constexpr std::string_view kDefaultShop = "main";

struct ShopSettings {
  std::string id;
  std::string name;
  CalendarRules calendar;
};

struct ListenSettings {
  std::string address = "127.0.0.1:7717";
  std::string public_url;                    // "https://host[:port]" or empty.
  std::vector<std::string> frame_ancestors;  // "https://host[:port]"
  std::vector<std::string> extensions;       // "chrome-extension://ID"
};

// One [[connector]] table: a type's options, checked against its Definition.
struct AccountSettings {
  std::string type;
  std::string name;
  std::string shop;
  std::shared_ptr<const connectors::Options> options;
};

// One [[group]] table: where reports are posted to, by which robot, and which.
struct GroupSettings {
  std::string type;
  std::string name;
  std::string group;  // Of the team: whose reports go there; empty = those of every group.
  bool daily = true;
  bool weekly = true;
  bool monthly = true;
  int minute = 0;        // Of the shop's wall clock.
  bool picture = false;  // The ranking's picture goes along. Only where the robot takes pictures.
  bool rests = false;    // Nothing on the State Council's days off and on weekends.
  std::string language;
  std::shared_ptr<const connectors::Options> options;  // Checked against the robot's definition.
};

struct Config {
  std::filesystem::path file;  // Empty where there was none: everything is a default.
  ShopSettings shop;
  std::map<std::string, ShopSettings> shops;  // By id, [shops.ID] over [shop]; the default shop is not among them.
  model::MetricOptions metrics;
  std::string desk_member;
  ListenSettings listen;
  Secret store_url{std::string("sqlite:rigong.db")};
  std::string hub_url;
  Secret hub_token;
  std::vector<AccountSettings> connectors;
  std::vector<GroupSettings> groups;
  // Named in [network] private_hosts: plain http is allowed to these as it is to loopback.
  std::vector<std::string> private_hosts;

  // The settings of a shop; those of [shop] under the given id where it has no table of its own.
  [[nodiscard]] ShopSettings shop_settings(std::string_view id) const;
};

// Where secrets come from; tests give their own. Fails with refused where the secret is not there or not private enough.
using SecretReader = std::function<Result<Secret>(std::string_view kind, std::string_view name)>;
// "env" reads the environment, "file" a file that nobody else may read (0600 on Unix), "keyring" is refused on systems without
// one.
[[nodiscard]] Result<Secret> read_secret(std::string_view kind, std::string_view name);

// The types that a build knows. Tests give their own.
struct Known {
  std::span<const connectors::Definition* const> connectors;
  std::span<const connectors::RobotDefinition* const> robots = {};
};

// Reads the file; where `file` is empty, DATA/rigong.toml if it exists. All that is wrong comes in one error, a line each, up to
// ten.
[[nodiscard]] Result<Config> read_config(const std::filesystem::path& file, const std::filesystem::path& data_dir,
                                         const Known& known, const SecretReader& secrets = read_secret);
// The same from text; `name` is what errors call it.
[[nodiscard]] Result<Config> parse_config(std::string_view text, std::string_view name, const Known& known,
                                          const SecretReader& secrets = read_secret);

// Where data lie unless --data says otherwise: $RIGONG_DATA, else $XDG_DATA_HOME/rigong or ~/.local/share/rigong (Unix),
// %LOCALAPPDATA%\rigong (Windows).
[[nodiscard]] std::filesystem::path default_data_dir();

}  // namespace rigong::config
