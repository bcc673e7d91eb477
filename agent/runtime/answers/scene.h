// SPDX-License-Identifier: Apache-2.0
// What every answer begins with: the shops meant, their day, who is who, and who may see whom.
#pragma once

#include <string>
#include <vector>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/answers.h"
#include "agent/runtime/answers/cast.h"
#include "agent/runtime/moments.h"
#include "agent/runtime/period_span.h"
#include "agent/runtime/seen_rows.h"

namespace rigong::runtime {

struct Scene {
  Reading& reading;
  std::vector<std::string> shops;  // Those asked for, that have an account.
  std::string main_shop;           // Whose calendar names the days.
  const ShopCalendar& calendar;
  Day today;
  Cast cast;
  // As of when turns are looked at: what an account that is away does not show is not held against anybody.
  Moments moments;
  SeenRows seen;
  std::vector<model::Target> targets;
  std::vector<SpannedPeriod> periods;  // Campaigns, crises and topics of any of the shops, but for those that were dropped.
  LinksOfStore links = {};

  // not_found where the shop is not known.
  [[nodiscard]] static Result<Scene> load(Reading& reading, const std::string& shop);
  // The person, where there is one whom the viewer may see; else not_found, in the same words for both.
  [[nodiscard]] Result<const Somebody*> person(const std::string& id) const;
  [[nodiscard]] team::Subject subject() const;
  [[nodiscard]] bool may(team::Deed deed, const Somebody& whose) const;
  // What reaches everybody.
  [[nodiscard]] bool may_with_all(team::Deed deed) const;
  // Of a view of a group that only those see who see the whole team: the group asked for, or the first. Else not_found, in the
  // same words for a group that is not there and for one that may not be seen.
  [[nodiscard]] Result<std::string> group_to_look_at(const std::string& asked) const;
  // Writes down that the answer shows somebody's figures to another, or those of a group ("" = of people in none).
  void looks_at(const Somebody& somebody) const;
  void looks_at_group(const std::string& group) const;
  // Whether the names of customers may be shown: only on the person's own panel.
  [[nodiscard]] bool own(const Somebody& somebody) const {
    return !reading.viewer.person.empty() && reading.viewer.person == somebody.person.id;
  }
  [[nodiscard]] TimeMs now() const { return reading.now; }
  // Whether a day's figures can still change. They can as long as something of the day may not have come in, its account being
  // away.
  [[nodiscard]] metrics::FigureStatus status_of(metrics::Finality finality, const model::DayFigures& figures) const;
  // The last day of the month of `day`, and the first.
  [[nodiscard]] static Day month_begin(Day day);
  [[nodiscard]] static Day month_end(Day day);
};

// What the page shows for a customer: the name, where it may be shown and is known, else a short mark of the conversation.
[[nodiscard]] std::string customer_shown(const Scene& scene, bool names, model::CustomerNo customer, const std::string& label);

[[nodiscard]] tl::unexpected<Error> no_such_person();
// Says so of whatever else is not there: a day to come, a group, a figure.
[[nodiscard]] tl::unexpected<Error> day_to_come(Day day);

}  // namespace rigong::runtime
