// SPDX-License-Identifier: Apache-2.0
#include "tests/connectors/request-tracker/transaction_sql.h"

#include <cctype>
#include <vector>

namespace rigong::connectors::request_tracker_test {
namespace {

class Parser {
 public:
  Parser(std::string_view query, const Decide& decide) : rest_(query), decide_(decide) {}

  std::optional<bool> whole() {
    const auto result = alternatives();
    return next().empty() ? result : std::nullopt;
  }

 private:
  // The next word, sign or quoted value, left where it is.
  std::string next() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    std::size_t end = 1;
    if (rest_.front() == '\'') {
      end = rest_.find('\'', 1);
      end = end == std::string_view::npos ? rest_.size() : end + 1;
    } else if (rest_.starts_with("!=")) {
      end = 2;
    } else if (std::isalnum(static_cast<unsigned char>(rest_.front())) != 0) {
      while (end < rest_.size() && std::isalnum(static_cast<unsigned char>(rest_[end])) != 0) ++end;
    }
    size_ = end;
    return std::string(rest_.substr(0, end));
  }
  std::string take() {
    std::string word = next();
    if (!word.empty()) rest_.remove_prefix(size_);
    return word;
  }

  std::optional<bool> alternatives() {
    auto result = all();
    while (result && next() == "OR") {
      take();
      const auto other = all();
      if (!other) return std::nullopt;
      result = *result || *other;
    }
    return result;
  }

  std::optional<bool> all() {
    auto result = one();
    while (result && next() == "AND") {
      take();
      const auto other = one();
      if (!other) return std::nullopt;
      result = *result && *other;
    }
    return result;
  }

  std::optional<bool> one() {
    if (next() == "(") {
      take();
      const auto result = alternatives();
      return take() == ")" ? result : std::nullopt;
    }
    Condition condition{take(), take(), take()};
    const std::string& sign = condition.comparison;
    std::string& value = condition.value;
    if (sign != "=" && sign != "!=" && sign != "<" && sign != ">") return std::nullopt;
    if (value.size() >= 2 && value.front() == '\'' && value.back() == '\'') value = value.substr(1, value.size() - 2);
    return decide_(condition);
  }

  std::string_view rest_;
  const Decide& decide_;
  std::size_t size_ = 0;
};

}  // namespace

std::optional<bool> fits(std::string_view query, const Decide& decide) { return Parser(query, decide).whole(); }

}  // namespace rigong::connectors::request_tracker_test
