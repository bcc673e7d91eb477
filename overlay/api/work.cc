// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/work.h"

#include <array>
#include <cstddef>

namespace rigong {
namespace {

template <class Enum, std::size_t N>
const char* pick(const std::array<const char*, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace

namespace model {

const char* word(TaskKind kind) { return pick(std::array{"todo", "handoff", "promise"}, kind); }
const char* word(TaskState state) { return pick(std::array{"open", "done", "dropped"}, state); }
const char* word(TaskCause cause) { return pick(std::array{"none", "workload", "ability", "attitude", "waiting"}, cause); }
const char* word(TaskEvent::What what) {
  return pick(
      std::array{"made", "changed", "given", "accepted", "progress", "cause", "done", "reopened", "dropped", "kept", "unkept"},
      what);
}
const char* word(TaskLink::Kind kind) { return pick(std::array{"none", "turn", "figure", "task", "talk"}, kind); }

}  // namespace model

namespace overlay {

const char* word(WorkPart part) { return pick(std::array{"none", "morning", "afternoon", "last_hour"}, part); }

}  // namespace overlay
}  // namespace rigong
