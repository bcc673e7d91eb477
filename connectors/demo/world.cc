// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "connectors/demo/platform_day.h"
#include "connectors/demo/rep_day.h"

namespace rigong::connectors::demo {
namespace {

// An event with all that its record needs, so that the day it came from need not be kept.
struct Happening {
  Event event;
  Chat chat;
  int customer = 0;
  Day day;  // Whose rep day it belongs to; of a shift or a platform's figures, the day they are about.
  int owner = 0;
};

bool earlier(const Happening& a, const Happening& b) {
  const auto key = [](const Happening& h) { return std::tuple(h.event.at, h.day, h.owner, h.event.chat, h.event.number); };
  return key(a) < key(b);
}

// For how many days after a rep's day something may come of it.
int tail_of(const Plan& plan, int rep) {
  return plan.cast()[static_cast<std::size_t>(rep)].group == Group::pre_sales ? kTailDays : 1;
}

class Telling {
 public:
  Telling(const Plan& plan, TimeMs after, TimeMs upto, const Wanted& wanted)
      : plan_(plan), after_(after), upto_(upto), wanted_(wanted) {}

  WorkDone tell(RecordSink& sink, const std::function<bool()>& goes_on) {
    const Day from = plan_.date(after_ + 1);
    const Day to = plan_.date(upto_);
    for (Day day = std::max(from - 1, plan_.first_day()); day < to; day = day + 1) {
      const TimeMs at = plan_.at(day + 1, kFiguresMin);
      if (!is_due(at) || !is_told(day)) continue;
      platform_days_.try_emplace(day, plan_, day);
      happenings_.push_back({event_of(at, What::delivered), {}, 0, day, 0});
    }
    for (int rep = 0; rep < static_cast<int>(plan_.cast().size()); ++rep) {
      if (goes_on && !goes_on()) return done_;
      const Day asked_about = platform_days_.empty() ? from : std::min(from, platform_days_.begin()->first);
      const Day first = std::max(asked_about - tail_of(plan_, rep), plan_.first_day());
      for (Day day = first; day <= to + kHeadDays; day = day + 1) collect(rep, day);
      if (wanted_.part == Part::polled) continue;
      for (Day day = std::max(from, plan_.first_day()); day <= to + kPlannedAhead; day = day + 1) plan_known(rep, day);
    }
    std::sort(happenings_.begin(), happenings_.end(), earlier);
    std::size_t told = 0;
    for (const Happening& happening : happenings_) {
      if (++told % 1024 == 0 && goes_on && !goes_on()) return done_;
      record(happening, sink);
    }
    return done_;
  }

 private:
  static Event event_of(TimeMs at, What what) {
    Event event;
    event.at = at;
    event.what = what;
    return event;
  }
  [[nodiscard]] bool is_due(TimeMs at) const { return after_ < at && at <= upto_; }
  void happen(Happening happening) {
    if (is_due(happening.event.at)) happenings_.push_back(std::move(happening));
  }

  // Whether the platform's figures of the day are of this part.
  [[nodiscard]] bool is_told(Day day) const {
    return wanted_.part == Part::everything || (wanted_.part == Part::imported && day < plan_.first_today());
  }
  [[nodiscard]] bool is_wanted(const Chat& chat, Day day) const {
    if (wanted_.part == Part::everything) return true;
    const bool polled = day >= plan_.first_today() && !chat.robot_only;
    return polled == (wanted_.part == Part::polled);
  }
  [[nodiscard]] bool is_wanted(What what) const {
    switch (what) {
      case What::invited:
      case What::rated:
        return wanted_.ratings;
      case What::ordered:
      case What::paid:
      case What::closed_unpaid:
      case What::refunded:
        return wanted_.orders;
      default:
        return wanted_.messages;
    }
  }

  void collect(int rep, Day day) {
    if (!plan_.duty(rep, day).works() || (wanted_.part == Part::polled && day < plan_.first_today())) return;
    ++done_.rep_days;
    make_rep_day(plan_, rep, day, made_);
    for (auto& [about, platform] : platform_days_) {
      if (about - tail_of(plan_, rep) <= day && day <= about + kHeadDays) platform.add(made_, rep, day);
    }
    std::vector<int> customers(made_.chats.size(), 0);
    for (const Event& event : made_.events) {
      if (!is_due(event.at)) continue;
      ++done_.happened;
      const Chat& chat = made_.chats[event.chat];
      if (!is_wanted(event.what) || !is_wanted(chat, day)) continue;
      int& customer = customers[event.chat];
      if (customer == 0) customer = plan_.customer(rep, day, chat.customer_of);
      happenings_.push_back({event, chat, customer, day, rep});
    }
  }

  // The shift is told a week ahead, from the story's first day on, and told anew where somebody reports sick.
  void plan_known(int rep, Day day) {
    const Duty duty = plan_.duty(rep, day);
    if (!duty.employed || plan_.cast()[static_cast<std::size_t>(rep)].group == Group::lead) return;
    Event event = event_of(plan_.at(std::max(day - kPlannedAhead, plan_.first_day()), 0), What::shift);
    happen({event, {}, 0, day, rep});
    if (!duty.sick) return;
    event.at = plan_.at(day, kLeaveKnownMin);
    event.number = 1;
    happen({event, {}, 0, day, rep});
  }

  void record(const Happening& happening, RecordSink& sink) {
    ++done_.records;
    const Event& event = happening.event;
    switch (event.what) {
      case What::message:
        sink.message(message(happening));
        break;
      case What::to_rep:
      case What::to_people:
      case What::closed:
        if (wanted_.whose) wanted_.whose(customer_id(happening));
        sink.assignment(assignment(happening));
        break;
      case What::invited:
      case What::rated:
        sink.rating(rating(happening));
        break;
      case What::ordered:
      case What::paid:
      case What::closed_unpaid:
      case What::refunded:
        sink.order(order(happening));
        break;
      case What::shift:
        sink.shift(shift(happening));
        break;
      case What::delivered:
        for (const model::DeliveredDay& row : platform_days_.at(happening.day).rows()) sink.delivered(row);
        break;
    }
  }

  [[nodiscard]] std::string rep_id(int rep) const {
    return rep < 0 ? std::string() : plan_.cast()[static_cast<std::size_t>(rep)].platform_id;
  }
  // "20261122-01-007": plain, so that it can be shown, and without the customer.
  static std::string chat_id(const Happening& h) {
    std::string id = to_string(h.day);
    id.erase(std::remove(id.begin(), id.end(), '-'), id.end());
    fmt::format_to(std::back_inserter(id), "-{:02}-{:03}", h.owner + 1, h.chat.number + 1);
    return id;
  }
  static std::string customer_id(const Happening& h) { return fmt::format("demo-customer-{}", h.customer); }

  [[nodiscard]] model::Message message(const Happening& h) const {
    model::Message message;
    message.conversation_id = chat_id(h);
    message.message_id = fmt::format("{}-m{}", message.conversation_id, h.event.number);
    message.sent_at = h.event.at;
    message.kind = h.event.sender;
    message.rep_id = rep_id(h.event.rep);
    message.customer_id = customer_id(h);
    message.customer_name = customer_name(h.customer);
    message.text = words(h.event.phrase, plan_.seed(0, h.owner, h.day, h.chat.number * 100 + h.event.number));
    message.has_text = true;
    return message;
  }

  [[nodiscard]] model::Assignment assignment(const Happening& h) const {
    model::Assignment assignment;
    assignment.conversation_id = chat_id(h);
    assignment.assignment_id = fmt::format("{}-a{}", assignment.conversation_id, h.event.number);
    assignment.at = h.event.at;
    assignment.kind = h.event.what == What::to_rep      ? model::AssignmentKind::to_rep
                      : h.event.what == What::to_people ? model::AssignmentKind::to_people
                                                        : model::AssignmentKind::closed;
    assignment.reason = h.event.reason;
    assignment.rep_id = rep_id(h.event.rep);
    return assignment;
  }

  [[nodiscard]] model::Rating rating(const Happening& h) const {
    model::Rating rating;
    rating.conversation_id = chat_id(h);
    rating.rating_id = rating.conversation_id + "-r";
    rating.rep_id = rep_id(h.chat.rated_rep);
    rating.customer_id = customer_id(h);
    rating.invited_at = h.chat.invited_at;
    if (h.event.what == What::rated) {
      rating.rated_at = h.event.at;
      rating.level = h.chat.level;
    }
    return rating;
  }

  // The order as it stands at the moment of the event.
  static model::Order order(const Happening& h) {
    const Sale& sale = h.chat.sale;
    const auto known = [&](TimeMs at) { return at != kNoTime && at <= h.event.at ? std::optional<TimeMs>(at) : std::nullopt; };
    model::Order order;
    order.order_id = chat_id(h) + "-o";
    order.customer_id = customer_id(h);
    order.created_at = sale.ordered_at;
    order.paid_at = known(sale.paid_at);
    order.closed_unpaid_at = known(sale.closed_unpaid_at);
    order.amount_fen = sale.amount_fen;
    order.refunded_at = known(sale.refunded_at);
    if (order.refunded_at) order.refunded_fen = sale.refunded_fen;
    order.updated_at = h.event.at;
    return order;
  }

  [[nodiscard]] model::Shift shift(const Happening& h) const {
    const Duty duty = plan_.duty(h.owner, h.day);
    model::Shift shift;
    shift.rep_id = rep_id(h.owner);
    shift.day = h.day;
    const bool as_planned = h.event.number == 0;
    shift.kind = duty.sick && as_planned ? model::ShiftKind::work : duty.kind;
    if (shift.kind == model::ShiftKind::work) {
      shift.start_min = duty.start_min;
      shift.end_min = duty.end_min;
    }
    return shift;
  }

  const Plan& plan_;
  TimeMs after_;
  TimeMs upto_;
  Wanted wanted_;
  std::vector<Happening> happenings_;
  std::map<Day, PlatformDay> platform_days_;  // Those whose figures are due.
  RepDay made_;
  WorkDone done_;
};

}  // namespace

WorkDone World::deliver(TimeMs after, TimeMs upto, RecordSink& sink, const std::function<bool()>& goes_on,
                        const Wanted& wanted) const {
  return Telling(plan_, after, upto, wanted).tell(sink, goes_on);
}

std::vector<model::DeliveredDay> World::platform_day(Day day) const {
  PlatformDay platform(plan_, day);
  RepDay made;
  for (int rep = 0; rep < static_cast<int>(plan_.cast().size()); ++rep) {
    for (Day made_for = std::max(day - tail_of(plan_, rep), plan_.first_day()); made_for <= day + kHeadDays;
         made_for = made_for + 1) {
      if (!plan_.duty(rep, made_for).works()) continue;
      make_rep_day(plan_, rep, made_for, made);
      platform.add(made, rep, made_for);
    }
  }
  return platform.rows();
}

}  // namespace rigong::connectors::demo
