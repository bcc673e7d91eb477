// SPDX-License-Identifier: Apache-2.0
// Gives each distinct text a small number, in order of first sight from 1 on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rigong::runtime {

class Interner {
 public:
  // The number of the text; the same every time. Empty text is 0.
  std::uint32_t number(std::string_view text) {
    if (text.empty()) return 0;
    if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
    const auto next = static_cast<std::uint32_t>(texts_.size() + 1);
    const auto [place, made] = numbers_.emplace(std::string(text), next);
    texts_.push_back(&place->first);  // Keys of an unordered_map stay where they are.
    return next;
  }
  [[nodiscard]] const std::string& text(std::uint32_t number) const { return *texts_[number - 1]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<const std::string*> texts_;
};

}  // namespace rigong::runtime
