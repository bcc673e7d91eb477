// SPDX-License-Identifier: Apache-2.0
// Doubles and withdrawals are rare, so the common path only looks for them: it sorts a copy of the keys, eight bytes each, and
// leaves the records where they are. Records that already stand in order, as nearly all do, are not sorted.
#include "agent/metrics/conversation_order.h"

#include <algorithm>

namespace rigong::metrics {
namespace {

using model::LeanAssignment;
using model::LeanMessage;

bool by_time(const LeanMessage& a, const LeanMessage& b) {
  return a.sent_at != b.sent_at ? a.sent_at < b.sent_at : a.arrival < b.arrival;
}

// Assignments take effect before the messages of the same millisecond, a closing after them: a reply is written by whoever has
// the conversation, and a platform closes what has been said.
int rank(const LeanAssignment& assignment) { return assignment.kind == model::AssignmentKind::closed ? 1 : 0; }

bool by_time_and_rank(const LeanAssignment& a, const LeanAssignment& b) {
  if (a.at != b.at) return a.at < b.at;
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return a.arrival < b.arrival;
}

bool has_doubles_or_withdrawn(std::span<const LeanMessage> messages, std::vector<std::uint64_t>& keys) {
  keys.clear();
  for (const LeanMessage& message : messages) {
    if ((message.flags & model::kWithdrawn) != 0) return true;
    if (message.key != 0) keys.push_back(message.key);
  }
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

std::span<LeanMessage> without_doubles(std::span<LeanMessage> messages) {
  std::sort(messages.begin(), messages.end(),
            [](const LeanMessage& a, const LeanMessage& b) { return a.key != b.key ? a.key < b.key : a.arrival < b.arrival; });
  std::size_t kept = 0;
  for (std::size_t at = 0; at < messages.size();) {
    const LeanMessage first = messages[at];
    bool withdrawn = (first.flags & model::kWithdrawn) != 0;
    std::size_t next = at + 1;
    for (; first.key != 0 && next < messages.size() && messages[next].key == first.key; ++next) {
      withdrawn = withdrawn || (messages[next].flags & model::kWithdrawn) != 0;
    }
    if (!withdrawn) messages[kept++] = first;
    at = next;
  }
  return messages.first(kept);
}

}  // namespace

std::span<LeanMessage> in_order(std::span<LeanMessage> messages, std::vector<std::uint64_t>& scratch) {
  if (has_doubles_or_withdrawn(messages, scratch)) messages = without_doubles(messages);
  if (!std::is_sorted(messages.begin(), messages.end(), by_time)) std::sort(messages.begin(), messages.end(), by_time);
  return messages;
}

std::span<LeanAssignment> in_order(std::span<LeanAssignment> assignments) {
  std::sort(assignments.begin(), assignments.end(), [](const LeanAssignment& a, const LeanAssignment& b) {
    return a.key != b.key ? a.key < b.key : a.arrival < b.arrival;
  });
  const auto end = std::unique(assignments.begin(), assignments.end(),
                               [](const LeanAssignment& a, const LeanAssignment& b) { return a.key != 0 && a.key == b.key; });
  assignments = assignments.first(static_cast<std::size_t>(end - assignments.begin()));
  std::sort(assignments.begin(), assignments.end(), by_time_and_rank);
  return assignments;
}

}  // namespace rigong::metrics
