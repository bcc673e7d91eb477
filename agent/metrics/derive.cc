// SPDX-License-Identifier: Apache-2.0
#include "agent/metrics/derive.h"

#include <algorithm>
#include <utility>

#include "agent/metrics/conversation_order.h"
#include "agent/metrics/walk.h"

namespace rigong::metrics {
namespace {

using model::AssignmentKind;
using model::LeanAssignment;
using model::LeanMessage;
using model::SenderKind;

// The conversation's customer, for messages that do not name theirs: the first that is named, in order.
model::CustomerNo customer_of(std::span<const LeanMessage> messages) {
  for (const LeanMessage& message : messages) {
    if (message.customer != model::kNoCustomer) return message.customer;
  }
  return model::kNoCustomer;
}

}  // namespace

Deriver::Deriver(const model::MetricOptions& options, const ShopCalendar& calendar, model::RepNo unknown_rep, RepOnDay rep_on_day)
    : options_(options), calendar_(calendar), unknown_rep_(unknown_rep), rep_on_day_(std::move(rep_on_day)) {}

template <class OnHuman>
void Deriver::run(std::span<LeanMessage> messages, std::span<LeanAssignment> assignments, model::ConversationFacts& facts,
                  OnHuman on_human) {
  facts.clear();
  messages = in_order(messages, keys_);
  assignments = in_order(assignments);
  Walk walk(options_, calendar_, customer_of(messages), facts);
  const auto rep_at = [&](model::RepNo rep, TimeMs at) {
    if (rep == model::kNoRep) return unknown_rep_;
    return rep_on_day_ ? rep_on_day_(rep, calendar_.day_of(at)) : rep;
  };
  const auto apply_assignment = [&](const LeanAssignment& assignment) {
    switch (assignment.kind) {
      case AssignmentKind::to_rep:
        walk.assigned(assignment.at, rep_at(assignment.rep, assignment.at), assignment.reason);
        break;
      case AssignmentKind::to_queue:
        walk.queued(assignment.at, assignment.reason);
        break;
      case AssignmentKind::to_people:
        walk.handed_to_people(assignment.at);
        break;
      case AssignmentKind::closed:
        walk.closed(assignment.at);
        break;
    }
  };
  const auto apply_message = [&](const LeanMessage& message) {
    switch (message.kind) {
      case SenderKind::customer:
        walk.customer_message(message);
        break;
      case SenderKind::rep: {
        const model::RepNo rep = rep_at(message.rep, message.sent_at);
        if (walk.rep_message(message, rep)) on_human(message.sent_at, rep);
        break;
      }
      case SenderKind::bot:
        walk.bot_message(message);
        break;
      case SenderKind::automatic:
      case SenderKind::system:
      case SenderKind::note:
        break;
    }
  };
  auto next = assignments.begin();
  const auto comes_first = [](const LeanAssignment& assignment, TimeMs message_at) {
    return assignment.at < message_at || (assignment.at == message_at && assignment.kind != AssignmentKind::closed);
  };
  for (const LeanMessage& message : messages) {
    while (next != assignments.end() && comes_first(*next, message.sent_at)) apply_assignment(*next++);
    apply_message(message);
  }
  while (next != assignments.end()) apply_assignment(*next++);
  walk.finish();
}

void Deriver::derive(std::span<LeanMessage> messages, std::span<LeanAssignment> assignments, model::ConversationFacts& facts) {
  run(messages, assignments, facts, [](TimeMs, model::RepNo) {});
}

std::vector<Deriver::HumanReply> Deriver::human_replies(model::ConversationRecords records) {
  std::vector<HumanReply> replies;
  model::ConversationFacts facts;
  run(records.messages, records.assignments, facts, [&](TimeMs at, model::RepNo rep) { replies.push_back({at, rep}); });
  return replies;
}

}  // namespace rigong::metrics
