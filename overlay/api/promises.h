// SPDX-License-Identifier: Apache-2.0
// Promised steps as they are shown: somebody's, the grid of a group, and the catalogue they are chosen from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "overlay/api/common.h"

namespace rigong::overlay {

struct Promise {
  std::string id;
  std::string title;
  std::string step;
  Day from;
  Day until;
  std::vector<Day> kept;
  std::int64_t streak = 0;
};
template <class Visit>
void describe(Visit&& visit, const Promise& x) {
  visit("id", x.id);
  visit("title", x.title);
  visit("step", x.step);
  visit("from", x.from);
  visit("until", x.until);
  visit("kept", x.kept);
  visit("streak", x.streak);
}

struct PromiseStep {
  std::string id;
  Words title;
  Words example;
  bool hidden = false;
  bool built_in = false;
};
template <class Visit>
void describe(Visit&& visit, const PromiseStep& x) {
  visit("id", x.id);
  visit("title", x.title);
  visit("example", x.example);
  visit("hidden", x.hidden);
  visit("built_in", x.built_in);
}

struct PromiseProposal {
  std::string step;
  Words why;
};
template <class Visit>
void describe(Visit&& visit, const PromiseProposal& x) {
  visit("step", x.step);
  visit("why", x.why);
}

struct PromiseRow {
  Person person;
  std::vector<Promise> promises;
  std::vector<Day> off;
};
template <class Visit>
void describe(Visit&& visit, const PromiseRow& x) {
  visit("person", x.person);
  visit("promises", x.promises);
  visit("off", x.off);
}

struct Promises {
  Day from;
  Day to;
  Day today;
  std::vector<PromiseStep> catalogue;
  std::vector<PromiseRow> rows;
  std::vector<PromiseProposal> proposals;
  bool may_choose = false;
  bool may_set = false;
};
template <class Visit>
void describe(Visit&& visit, const Promises& x) {
  visit("from", x.from);
  visit("to", x.to);
  visit("today", x.today);
  visit("catalogue", x.catalogue);
  visit("rows", x.rows);
  visit("proposals", x.proposals);
  visit("may_choose", x.may_choose);
  visit("may_set", x.may_set);
}

}  // namespace rigong::overlay
