// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "agent/config/accounts.h"

using namespace rigong;
using namespace rigong::config;

namespace {

constexpr connectors::OptionSpec kOptions[] = {
    {"path", "", "", connectors::OptionType::path, true, "", "", ""},
    {"every", "", "", connectors::OptionType::integer, false, "5", "", ""},
    {"deep", "", "", connectors::OptionType::boolean, false, "false", "", ""},
    {"key", "", "", connectors::OptionType::secret, false, "", "", ""},
    {"endpoint", "", "", connectors::OptionType::url, false, "", "", ""},
};
constexpr connectors::Definition kShop{"shop", "商店", "Shop", kOptions, nullptr};
constexpr const connectors::Definition* kKnown[] = {&kShop};

}  // namespace

TEST_CASE("A form is checked as [[connector]] is, and its values come out typed") {
  const auto account =
      read_form({"shop", "旗舰店", "", {{"path", "/x"}, {"every", "7"}, {"deep", "true"}, {"key", "canary"}}}, kKnown);
  REQUIRE(account.has_value());
  CHECK(account->name == "旗舰店");
  CHECK(account->shop == kDefaultShop);
  CHECK(account->options->text("path") == "/x");
  CHECK(account->options->text("every") == "7");
  CHECK(account->options->text("deep") == "true");
  CHECK(account->options->secret("key").reveal() == "canary");
  CHECK(account->options->text("key").empty());
}

TEST_CASE("What is wrong with a form is said without a word of its secrets") {
  const auto wrong = [](const AccountForm& form) {
    const auto account = read_form(form, kKnown);
    REQUIRE_FALSE(account.has_value());
    CHECK(account.error().kind == ErrorKind::wrong_use);
    CHECK(account.error().words.en.find("canary") == std::string::npos);
    CHECK(account.error().words.zh.find("canary") == std::string::npos);
    return account.error().words.en;
  };
  CHECK(wrong({"shop", "a", "", {{"key", "canary"}}}).find("path") != std::string::npos);
  CHECK(wrong({"shop", "a", "", {{"path", "/x"}, {"every", "often"}}}).find("every") != std::string::npos);
  CHECK(wrong({"shop", "a", "", {{"path", "/x"}, {"deep", "perhaps"}}}).find("deep") != std::string::npos);
  CHECK(wrong({"shop", "a", "", {{"path", "/x"}, {"pth", "y"}}}).find("pth") != std::string::npos);
  CHECK(wrong({"shop", "a", "", {{"path", "/x"}, {"endpoint", "file:///etc/passwd"}}}).find("endpoint") != std::string::npos);
  CHECK(wrong({"shp", "a", "", {}}).find("shop") != std::string::npos);
}
