// SPDX-License-Identifier: Apache-2.0
// What a message's text says about its kind: courtesy ("好的谢谢"), or a placeholder reply ("亲，稍等"). Records keep only the
// flag, so this runs once, where a message enters (reference: metrics, "Courtesy" and "A second clock").
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rigong::metrics {

[[nodiscard]] const std::vector<std::string>& default_courtesy_words();
[[nodiscard]] const std::vector<std::string>& default_placeholder_words();

// Whether a text is made of nothing but listed words and emoji. Immutable; any thread.
//
// Compared after NFKC and lower case, with the Unicode categories P, S, Z, C and Mn taken out; a text of which nothing remains
// does not match. Emoji are Extended_Pictographic, regional indicators and keycaps, and the platforms' codes such as [微笑] or
// /:rose.
class WordList {
 public:
  explicit WordList(const std::vector<std::string>& words);
  ~WordList();
  WordList(WordList&&) noexcept;
  WordList& operator=(WordList&&) noexcept;

  // Emoji alone match too, like a listed word. `text` is clean UTF-8.
  [[nodiscard]] bool only_words(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace rigong::metrics
