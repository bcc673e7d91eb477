// SPDX-License-Identifier: Apache-2.0
// Gives each distinct text a small number, in order of first sight from 1 on.
//
// Written by hand because of memory: a file of two million messages names some hundred thousand conversations and customers, and
// a std::unordered_map of strings takes over a hundred bytes for each, more than their messages do. Here the texts lie one after
// another in blocks, and the table holds four bytes a slot.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rigong::runtime {

class Interner {
 public:
  // The number of the text; the same every time. Empty text is 0.
  std::uint32_t number(std::string_view text) {
    if (text.empty()) return 0;
    if (places_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slot_of(text);
    if (slot == 0) {
      places_.push_back(store(text));
      slot = static_cast<std::uint32_t>(places_.size());
    }
    return slot;
  }
  [[nodiscard]] std::string_view text(std::uint32_t number) const {
    const Place& place = places_[number - 1];
    return {blocks_[place.block].get() + place.offset, place.length};
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(places_.size()); }

 private:
  static constexpr std::size_t kBlock = 64 * 1024;
  struct Place {
    std::uint32_t block = 0;
    std::uint16_t offset = 0;
    std::uint16_t length = 0;  // Ids are bounded where they enter (model::kMaxIdBytes).
  };

  // The slot of the text, or the empty one where it would go. Linear probing; at most half of the slots are taken.
  std::uint32_t& slot_of(std::string_view text) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = std::hash<std::string_view>{}(text)&mask;; at = (at + 1) & mask) {
      if (slots_[at] == 0 || this->text(slots_[at]) == text) return slots_[at];
    }
  }
  void grow() {
    slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
    for (std::uint32_t number = 1; number <= size(); ++number) slot_of(text(number)) = number;
  }
  Place store(std::string_view text) {
    text = text.substr(0, kBlock - 1);
    if (blocks_.empty() || used_ + text.size() > kBlock) {
      blocks_.push_back(std::make_unique<char[]>(kBlock));
      used_ = 0;
    }
    std::memcpy(blocks_.back().get() + used_, text.data(), text.size());
    const Place place{static_cast<std::uint32_t>(blocks_.size() - 1), static_cast<std::uint16_t>(used_),
                      static_cast<std::uint16_t>(text.size())};
    used_ += text.size();
    return place;
  }

  std::vector<std::uint32_t> slots_;
  std::vector<Place> places_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
};

}  // namespace rigong::runtime
