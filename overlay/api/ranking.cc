// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/ranking.h"

#include "overlay/api/nth_word.h"

namespace rigong::overlay {
const char* word(RankBy by) { return nth_word(std::array{"day", "week", "month"}, by); }
const char* word(LeftOut why) { return nth_word(std::array{"off", "newcomer", "few", "no_value", "alone"}, why); }
const char* word(TitleKind title) { return nth_word(std::array{"service_star", "best_response", "high_conversion"}, title); }

}  // namespace rigong::overlay
