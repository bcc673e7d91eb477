// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/session.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong::overlay {

const char* word(MajorTask::Why why) { return nth_word(std::array{"major", "cause_late", "answer_late"}, why); }

}  // namespace rigong::overlay
