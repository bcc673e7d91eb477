// SPDX-License-Identifier: Apache-2.0
#include "connectors/kit/options.h"

#include <catch2/catch.hpp>

namespace rigong::connectors {
namespace {

class OneOption final : public Options {
 public:
  explicit OneOption(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] std::string text(std::string_view) const override { return value_; }
  [[nodiscard]] const Secret& secret(std::string_view) const override { return none_; }

 private:
  std::string value_;
  Secret none_;
};

}  // namespace

TEST_CASE("a whole number within its bounds, and nothing else") {
  const auto read = [](const std::string& text) { return whole_option(OneOption(text), "days", 0, 365, {"淘宝", "Taobao"}); };
  CHECK(read("0") == 0);
  CHECK(read("365") == 365);
  CHECK(read("007") == 7);
  for (const char* bad : {"", "366", "-1", "3.0", "3 ", " 3", "+3", "0x3", "three", "99999999999999999999"}) {
    INFO(bad);
    const auto value = read(bad);
    REQUIRE_FALSE(value);
    CHECK(value.error().kind == ErrorKind::wrong_use);
    CHECK(value.error().words.zh == "淘宝账号的 days 应是 0 到 365 的整数。");
    CHECK(value.error().words.en == "days of the Taobao account must be a whole number of 0 to 365.");
  }
}

TEST_CASE("lists are parted by the commas of either keyboard") {
  CHECK(split_list(" a:b，c:d , ,e:f,") == std::vector<std::string>{"a:b", "c:d", "e:f"});
  CHECK(split_list("小满") == std::vector<std::string>{"小满"});
  for (const char* nothing : {"", " ", ",", "，", ",，, "}) CHECK(split_list(nothing).empty());
}

}  // namespace rigong::connectors
