// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/people.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::model {
const char* word(Track track) {
  return overlay::nth_word(std::array{"unset", "pre_sales", "after_sales", "phone", "live"}, track);
}
const char* word(Stage stage) {
  return overlay::nth_word(std::array{"by_time", "newcomer", "growing", "mature", "senior"}, stage);
}
const char* word(PublishedKind kind) { return overlay::nth_word(std::array{"notice", "rules"}, kind); }
const char* word(Retained what) {
  constexpr std::array kWords{"figures", "work", "sheets", "log", "rejected", "talks", "notes"};
  static_assert(kWords.size() == kRetained.size());
  return overlay::nth_word(kWords, what);
}
const char* word(Contest::About about) {
  return overlay::nth_word(std::array{"figure", "turn", "sheet", "task", "entry"}, about);
}
const char* word(Contest::State state) { return overlay::nth_word(std::array{"open", "upheld", "refused", "withdrawn"}, state); }

}  // namespace rigong::model
