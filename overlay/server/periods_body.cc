// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/periods_body.h"

#include "overlay/server/ids.h"
#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::size_t kMostAims = 32;
constexpr std::size_t kMostEvidence = 2000;

std::string period_id(Fields& fields) {
  std::string id = fields.text("period", 36, 36);
  if (!is_command_id(id)) fields.fault("period", "应为一段活动或专项的编号。", "It must be the id of a period.");
  return id;
}

// "20:00", or "" for none.
std::string clock_time(Fields& fields, const char* name) {
  std::string text = fields.text(name, 0, 5);
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  const bool shaped = text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4);
  if (!text.empty() && !shaped)
    fields.fault(name, "应为 20:00 这样的时间，或留空。", "It must be a time such as 20:00, or empty.");
  return text;
}

PeriodWords words(Fields& fields) {
  PeriodWords words;
  words.period_kind = one_of(fields, "period_kind", model::kPeriodKinds);
  words.level = one_of(fields, "level", model::kPeriodLevels);
  words.name = fields.text("name", 0, 200);
  words.shop = fields.text("shop", 0, 64);
  words.group = fields.text("group", 0, 64);
  words.from = fields.day("from");
  words.to = fields.day("to");
  words.begin = clock_time(fields, "begin");
  words.end = clock_time(fields, "end");
  fields.objects("aims", kMostAims, Need::needed, [&words](Fields& one) {
    model::PeriodAim aim;
    aim.figure = one.text("figure", 1, 64);
    const auto value = one.number_or_null("value");
    if (!value) one.fault("value", "应为数字。", "It must be a number.");
    aim.value = value.value_or(0);
    words.aims.push_back(std::move(aim));
  });
  words.warn_after_s = fields.whole("warn_after_s", 0, kDaySeconds);
  words.claim = maybe_one_of(fields, "claim", model::kPeriodClaims);
  words.evidence = fields.text("evidence", 0, kMostEvidence, Need::optional);
  return words;
}

}  // namespace

PeriodAct make_period(Fields& fields) { return MakePeriod{words(fields)}; }
PeriodAct change_period(Fields& fields) {
  ChangePeriod act;
  act.period = period_id(fields);
  act.words = words(fields);
  return act;
}
PeriodAct end_period(Fields& fields) { return EndPeriod{period_id(fields)}; }
PeriodAct drop_period(Fields& fields) { return DropPeriod{period_id(fields)}; }
PeriodAct restore_period(Fields& fields) { return RestorePeriod{period_id(fields)}; }

}  // namespace rigong::overlay
