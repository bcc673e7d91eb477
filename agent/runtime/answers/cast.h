// SPDX-License-Identifier: Apache-2.0
// Who is who on the page: members, and the platforms' reps whom no member claims.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/runtime/people.h"
#include "overlay/api/common.h"
#include "storage/store.h"

namespace rigong::runtime {

struct Somebody {
  overlay::Person person;
  bool member = false;
  std::set<model::RepNo> reps;           // Every number that facts know them by.
  std::set<model::RepNo> platform_reps;  // The platform reps they answered as at some time, their own numbers included.
  std::optional<Day> joined_on;
  model::Stage stage = model::Stage::by_time;  // As it was set.
  std::optional<Day> left_on;
  std::string mentor;  // A member who is there; empty where there is none, or who was it has left.
  [[nodiscard]] bool belonged_on(Day day) const { return (!joined_on || *joined_on <= day) && (!left_on || day <= *left_on); }
};

[[nodiscard]] overlay::Role page_role(model::MemberRole role);

// Pre-sales, after-sales and phone as the trade orders them, others after them by name.
[[nodiscard]] std::vector<std::string> in_trade_order(std::set<std::string> names);

// A snapshot.
class Cast {
 public:
  [[nodiscard]] static Result<Cast> load(storage::ReadView& view, Day today);

  // Null for an id that nobody goes by; "(unassigned)" and "(unknown)" are nobody.
  [[nodiscard]] const Somebody* find(const std::string& id) const;
  // Whom facts mean by the number; null where it is nobody.
  [[nodiscard]] const Somebody* of(model::RepNo rep) const;
  // Whom a platform's rep number meant on the day (shifts, delivered figures).
  [[nodiscard]] const Somebody* on_day(model::RepNo platform_rep, Day day) const { return of(people_.on_day(platform_rep, day)); }
  [[nodiscard]] const People& people() const { return people_; }
  // By group and name, those who left last.
  [[nodiscard]] const std::vector<Somebody>& everybody() const { return everybody_; }
  // Those of the group who belonged to the team on the day. The group "" is that of people in no group.
  [[nodiscard]] std::vector<const Somebody*> group_on(const std::string& group, Day day) const;
  // The members' groups in order of name, and last "" where anybody is in none.
  [[nodiscard]] std::vector<std::string> groups() const;
  // Those of them in which a rep was on the day, and `also`: a group of leads alone has no day's work and no talks.
  [[nodiscard]] std::vector<std::string> groups_of_reps(Day day, const std::string& also) const;

 private:
  People people_;
  std::vector<Somebody> everybody_;
  std::map<std::string, std::size_t> by_id_;
  std::map<model::RepNo, std::size_t> by_rep_;
};

}  // namespace rigong::runtime
