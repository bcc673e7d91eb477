// SPDX-License-Identifier: Apache-2.0
#include "agent/team/report_notes.h"

#include <fmt/format.h>

#include "agent/team/figure_words.h"

namespace rigong::team {
namespace {

// "11 月 10–12 日（双11）"; days in a row under one name are said together.
Words stretches(const std::vector<SpecialDay>& days) {
  Words all;
  for (std::size_t first = 0; first < days.size();) {
    std::size_t last = first;
    while (last + 1 < days.size() && days[last + 1].name == days[first].name && days[last + 1].day == days[last].day + 1) ++last;
    const Words when = days_words(days[first].day, days[last].day);
    all.zh += fmt::format("{}{}（{}）", all.zh.empty() ? "" : "、", when.zh, days[first].name);
    all.en += fmt::format("{}{} ({})", all.en.empty() ? "" : ", ", when.en, days[first].name);
    first = last + 1;
  }
  return all;
}

void add_special(const ReportFacts& facts, std::vector<Words>& notes) {
  if (!facts.special.empty()) {
    const Words when = stretches(facts.special);
    notes.push_back({fmt::format("含特殊日子 {}，数字都算在内；与平常相比时请留意。", when.zh),
                     fmt::format("Has special days: {}. They are counted; mind them when comparing.", when.en)});
  }
  if (facts.compared && !facts.special_before.empty()) {
    const Words when = stretches(facts.special_before);
    notes.push_back(
        {fmt::format("{}含特殊日子 {}，升降要打折扣看。", facts.month ? "上个月" : "上一周", when.zh),
         fmt::format("The {} before had special days: {}. Changes say less for it.", facts.month ? "month" : "week", when.en)});
  }
}

}  // namespace

std::vector<Words> report_notes(const ReportFacts& facts) {
  std::vector<Words> notes;
  if (!facts.over) {
    const Words until = days_words(facts.to, facts.to);
    notes.push_back({fmt::format("{}还没过完，数字到 {}为止。", facts.month ? "这个月" : "这一周", until.zh),
                     fmt::format("The {} is not over; the numbers go up to {}.", facts.month ? "month" : "week", until.en)});
  }
  if (facts.over && !facts.settled) {
    notes.push_back({"还有数字没定稿（晚到的评价、退款和订单会改动它），定稿后会自动重算，并列出改了什么。",
                     "Some numbers are not final: late ratings, refunds and orders may change them. They are worked out again by "
                     "themselves, and what changed is listed."});
  }
  if (!facts.compared) {
    notes.push_back({"今天刚开始，半天不和整天比，所以没有与上期的对比。",
                     "It began today: part of a day is not held against whole ones, so there is no comparison."});
  }
  if (facts.source != "own") {
    notes.push_back(
        {fmt::format("数字来自 {} 的后台；平台给的每日比率和均值不能相加，所以这些项没有全组和整期的数。", facts.source),
         fmt::format("The numbers are {}'s own. A platform's daily shares and means do not add up, so such figures have no "
                     "value for the group or the whole period.",
                     facts.source)});
  }
  add_special(facts, notes);
  if (!facts.complaints) {
    notes.push_back({"投诉没有来源：接入的平台都不提供，所以没有这一项。",
                     "Nothing that is connected tells of complaints, so they are not in it."});
  }
  return notes;
}

}  // namespace rigong::team
