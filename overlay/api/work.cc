// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/work.h"

#include <array>

#include "overlay/api/nth_word.h"

namespace rigong {
namespace model {

const char* word(TaskKind kind) { return overlay::nth_word(std::array{"todo", "handoff", "promise", "follow_up"}, kind); }
const char* word(TaskState state) { return overlay::nth_word(std::array{"open", "done", "dropped"}, state); }
const char* word(TaskCause cause) {
  return overlay::nth_word(std::array{"none", "workload", "ability", "attitude", "waiting"}, cause);
}
const char* word(FollowUpOutcome outcome) { return overlay::nth_word(std::array{"none", "settled", "unsettled"}, outcome); }
const char* word(TaskEvent::What what) {
  return overlay::nth_word(std::array{"made", "changed", "given", "accepted", "progress", "cause", "done", "reopened", "dropped",
                                      "kept", "unkept", "seen", "not_reached", "found"},
                           what);
}
const char* word(TaskLink::Kind kind) { return overlay::nth_word(std::array{"none", "turn", "figure", "task", "talk"}, kind); }

}  // namespace model

namespace overlay {

const char* word(WorkPart part) { return nth_word(std::array{"none", "morning", "afternoon", "last_hour"}, part); }

}  // namespace overlay
}  // namespace rigong
