// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/reports_body.h"

#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostGroup = 256;

template <class Act>
Act about(Fields& fields) {
  Act act;
  act.group = fields.text("group", 0, kMostGroup);
  act.by = one_of(fields, "by", kReportBys);
  act.day = fields.day("day");
  return act;
}

}  // namespace

ReportAct give_report(Fields& fields) { return about<GiveReport>(fields); }
ReportAct take_back_report(Fields& fields) { return about<TakeBackReport>(fields); }

}  // namespace rigong::overlay
