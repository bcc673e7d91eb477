// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/one_on_one.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::model {

const char* word(TalkText text) {
  return overlay::nth_word(std::array{"topics", "disagreement", "fact", "effect", "longer", "lead_does"}, text);
}
const char* word(Verdict verdict) { return overlay::nth_word(std::array{"open", "kept", "missed"}, verdict); }

}  // namespace rigong::model

namespace rigong::overlay {

const char* word(TalkRow::State state) { return nth_word(std::array{"due", "invited", "half_signed", "held", "off"}, state); }

}  // namespace rigong::overlay
