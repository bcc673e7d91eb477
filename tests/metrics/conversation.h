// SPDX-License-Identifier: Apache-2.0
// Writes a conversation down the way the metrics reference does, and works it out: for tests that state a rule.
#pragma once

#include <string>
#include <vector>

#include "agent/base/calendar.h"
#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/model/lean.h"

namespace rigong::test {

inline constexpr model::RepNo kL = 1;
inline constexpr model::RepNo kM = 2;
inline constexpr model::RepNo kUnknown = 99;
inline const Day kMonday{20759};  // 2026-11-02.

// A chat on one day, told in wall times "HH:MM:SS" (or "HH:MM:SS.mmm", or with days added: "1+00:10:00").
class Chat {
 public:
  explicit Chat(CalendarRules rules = {}) : calendar_(ShopCalendar::make(rules).value()) {}

  [[nodiscard]] TimeMs at(const std::string& text) const {
    std::string clock = text;
    int days = 0;
    if (const auto plus = clock.find('+'); plus != std::string::npos) {
      days = std::stoi(clock.substr(0, plus));
      clock = clock.substr(plus + 1);
    }
    DurationMs millis = 0;
    if (const auto dot = clock.find('.'); dot != std::string::npos) millis = std::stoi(clock.substr(dot + 1));
    const int hours = std::stoi(clock.substr(0, 2));
    const int minutes = std::stoi(clock.substr(3, 2));
    const int seconds = clock.size() >= 8 ? std::stoi(clock.substr(6, 2)) : 0;
    return calendar_.from_local(kMonday + days, ((hours * 60 + minutes) * 60 + seconds) * 1000LL + millis);
  }

  Chat& say(const std::string& time, model::SenderKind kind, model::RepNo rep = model::kNoRep, int flags = 0,
            model::CustomerNo customer = 7) {
    model::LeanMessage message;
    message.sent_at = at(time);
    message.arrival = static_cast<std::uint32_t>(messages.size());
    message.key = messages.size() + 1;
    message.kind = kind;
    message.rep = rep;
    message.customer = kind == model::SenderKind::customer ? customer : model::kNoCustomer;
    message.flags = static_cast<std::uint8_t>(flags);
    messages.push_back(message);
    return *this;
  }
  Chat& customer(const std::string& time, int flags = 0) { return say(time, model::SenderKind::customer, 0, flags); }
  Chat& thanks(const std::string& time) { return customer(time, model::kCourtesyWords); }
  Chat& rep(const std::string& time, model::RepNo who = kL, int flags = 0) {
    return say(time, model::SenderKind::rep, who, flags);
  }
  Chat& bot(const std::string& time) { return say(time, model::SenderKind::bot); }
  Chat& automatic(const std::string& time) { return say(time, model::SenderKind::automatic); }
  Chat& assign(const std::string& time, model::RepNo who, model::TransferReason reason = model::TransferReason::none) {
    return event(time, model::AssignmentKind::to_rep, who, reason);
  }
  Chat& event(const std::string& time, model::AssignmentKind kind, model::RepNo who = model::kNoRep,
              model::TransferReason reason = model::TransferReason::none) {
    model::LeanAssignment assignment;
    assignment.at = at(time);
    assignment.arrival = static_cast<std::uint32_t>(assignments.size());
    assignment.key = assignments.size() + 1;
    assignment.kind = kind;
    assignment.rep = who;
    assignment.reason = reason;
    assignments.push_back(assignment);
    return *this;
  }
  Chat& close(const std::string& time) { return event(time, model::AssignmentKind::closed); }

  [[nodiscard]] model::ConversationFacts facts() const {
    metrics::Deriver deriver(options, calendar_, kUnknown);
    auto copy_of_messages = messages;
    auto copy_of_assignments = assignments;
    model::ConversationFacts result;
    deriver.derive(copy_of_messages, copy_of_assignments, result);
    return result;
  }

  // Figures of one rep on one day for somebody who looks at `now`.
  [[nodiscard]] model::DayFigures figures(model::RepNo rep, const std::string& now = "9+00:00:00", Day day = kMonday) const {
    metrics::FigureCounter counter(options, at(now));
    const model::ConversationFacts all = facts();
    for (const auto& turn : all.turns) counter.add(1, turn);
    for (const auto& activity : all.activity) counter.add(activity);
    for (const auto& stint : all.stints) counter.add(stint);
    for (const auto& session : all.sessions) counter.add(session, false);
    for (const auto& row : counter.finish()) {
      if (row.rep == rep && row.day == day) return row;
    }
    return {};
  }

  [[nodiscard]] const ShopCalendar& calendar() const { return calendar_; }

  std::vector<model::LeanMessage> messages;
  std::vector<model::LeanAssignment> assignments;
  model::MetricOptions options;

 private:
  ShopCalendar calendar_;
};

}  // namespace rigong::test
