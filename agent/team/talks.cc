// SPDX-License-Identifier: Apache-2.0
#include "agent/team/talks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "agent/base/text.h"

namespace rigong::team {
namespace {

using model::Talk;
using model::TalkText;

constexpr int kWeek = 7;

Day monday_of(Day day) { return day - weekday(day); }

Status open(const Talk& talk) {
  if (!talk.is_signed()) return {};
  return fail(ErrorKind::refused, "双方已经签过字，这一页不能再改。新的约定请写在下一周的面谈里。",
              "Both have signed, so this page stays as it is. Write what is new into the next week's talk.");
}

Talk changed(Talk talk, const Actor& actor) {
  ++talk.version;
  // A clock that was set back must not turn the order of changes round.
  talk.changed_at = std::max(talk.changed_at, actor.now);
  return talk;
}

// A signature was given under another page.
Status unsigned_yet(const Talk& talk) {
  RIGONG_TRY(open(talk));
  if (!talk.is_half_signed()) return {};
  return fail(ErrorKind::refused, "已经有一方签字。要改内容，请签字的一方先撤回签名。",
              "One of the two has signed. To change the page, whoever signed takes the signature back first.");
}

}  // namespace

bool is_persons(TalkText text) { return text == TalkText::topics || text == TalkText::disagreement; }

Result<Talk> new_talk(const std::string& id, const std::string& person, const std::string& group, Day week, const Actor& actor) {
  if (weekday(week) != 0) {
    return fail(ErrorKind::wrong_use, "一周从周一开始。请选周一。", "A week begins on a Monday. Choose one.");
  }
  if (actor.today < week) {
    return fail(ErrorKind::refused, "这一周还没有到。", "That week is still to come.");
  }
  if (week + (kWeek + kLatestTalkDays) < actor.today) {
    return fail(ErrorKind::refused, "这一周过去太久了，面谈页只能看，不能再写。请写在最近一周的面谈里。",
                "That week is too long ago: its page can be read, not written. Write into the talk of a week near by.");
  }
  Talk talk;
  talk.id = id;
  talk.person = person;
  talk.week = week;
  talk.group = group;
  talk.made_by = actor.person;
  talk.made_at = actor.now;
  talk.changed_at = actor.now;
  return talk;
}

Result<Talk> invite(const Talk& talk, const Actor& actor) {
  RIGONG_TRY(open(talk));
  Talk next = changed(talk, actor);
  next.invited = true;
  return next;
}

Result<Talk> write(const Talk& talk, TalkText text, const std::string& words, const std::string& was, const Actor& actor) {
  // Where they disagree the person may also say after the lead has signed.
  if (text == TalkText::disagreement) {
    RIGONG_TRY(open(talk));
  } else {
    RIGONG_TRY(unsigned_yet(talk));
  }
  if (character_count(words) > kMostTalkText) {
    return fail(ErrorKind::wrong_use, fmt::format("最多 {} 字，请写短一些。", kMostTalkText),
                fmt::format("At most {} characters; write less.", kMostTalkText));
  }
  const std::string& now = talk.text(text);
  if (now != was && now != words) {
    return fail(ErrorKind::refused, fmt::format("这一栏刚被改成了“{}”。请合在一起再保存。", brief_line(now, 200)),
                fmt::format("This was changed meanwhile to “{}”. Put the two together and save again.", brief_line(now, 200)));
  }
  Talk next = changed(talk, actor);
  next.text(text) = words;
  return next;
}

Result<Talk> date(const Talk& talk, std::optional<Day> lead_by, const Actor& actor) {
  RIGONG_TRY(unsigned_yet(talk));
  if (lead_by && *lead_by < actor.today) {
    return fail(ErrorKind::refused, "这一天已经过去。请选今天或以后。", "That day has passed. Choose today or a later one.");
  }
  Talk next = changed(talk, actor);
  next.lead_by = lead_by;
  return next;
}

Result<Talk> agree(const Talk& talk, const NewAgreement& wanted, const Actor& actor) {
  RIGONG_TRY(unsigned_yet(talk));
  if (wanted.words.empty() == wanted.figure.empty()) {
    return fail(ErrorKind::wrong_use, "请写下要做的事，或选一个指标和数值，二选一。",
                "Write what is to be done, or choose a figure with its value: one of the two.");
  }
  if (character_count(wanted.words) > kMostTitle) {
    return fail(ErrorKind::wrong_use, fmt::format("最多 {} 字，请写短一些。", kMostTitle),
                fmt::format("At most {} characters; write less.", kMostTitle));
  }
  if (!wanted.figure.empty() && (!std::isfinite(wanted.value) || wanted.value < 0)) {
    return fail(ErrorKind::wrong_use, "目标要是一个不小于零的数。", "The target must be a number of zero or more.");
  }
  Talk next = changed(talk, actor);
  model::Agreement agreement;
  const bool begun = talk.week + kWeek < monday_of(actor.today);
  agreement.from = begun ? monday_of(actor.today) + kWeek : talk.week + kWeek;
  agreement.to = agreement.from + (kWeek - 1);
  agreement.words = wanted.words;
  agreement.figure = wanted.figure;
  agreement.value = wanted.value;
  agreement.lead = wanted.lead && wanted.figure.empty();  // A figure is the person's.
  if (wanted.figure.empty()) {
    agreement.from = std::min(agreement.from, actor.today);
    if (wanted.due) {
      if (*wanted.due < actor.today) {
        return fail(ErrorKind::refused, "这一天已经过去。请选今天或以后。", "That day has passed. Choose today or a later one.");
      }
      if (actor.today + kFarthestDays < *wanted.due) {
        return fail(ErrorKind::refused, "最远可以定到一年以后。请选近一些的日子。", "At most a year ahead. Choose a nearer day.");
      }
      agreement.to = *wanted.due;
    }
  } else {
    std::erase_if(next.agreements, [&](const model::Agreement& each) { return each.figure == wanted.figure; });
  }
  if (next.agreements.size() >= kMostAgreements) {
    return fail(ErrorKind::refused, fmt::format("一次面谈最多 {} 条约定。请先收回几条。", kMostAgreements),
                fmt::format("At most {} agreements in a talk. Take some back first.", kMostAgreements));
  }
  agreement.number = ++next.last_number;
  next.agreements.push_back(std::move(agreement));
  return next;
}

Result<Talk> take_back(const Talk& talk, std::int32_t number, const Actor& actor) {
  RIGONG_TRY(unsigned_yet(talk));
  Talk next = changed(talk, actor);
  if (std::erase_if(next.agreements, [&](const model::Agreement& each) { return each.number == number; }) == 0) {
    return fail(ErrorKind::not_found, "没有这条约定，可能刚被收回。请刷新页面。",
                "There is no such agreement; it may just have been taken back. Reload the page.");
  }
  return next;
}

Result<Talk> judge(const Talk& talk, std::int32_t number, model::Verdict verdict, const Actor& actor) {
  if (!talk.is_signed()) {
    return fail(ErrorKind::refused, "这次面谈还没有双方签字，约定还没有生效。",
                "That talk is not signed by both yet, so nothing is agreed.");
  }
  Talk next = changed(talk, actor);
  const auto found = std::find_if(next.agreements.begin(), next.agreements.end(),
                                  [&](const model::Agreement& each) { return each.number == number; });
  if (found == next.agreements.end()) {
    return fail(ErrorKind::not_found, "没有这条约定。请刷新页面。", "There is no such agreement. Reload the page.");
  }
  found->verdict = verdict;
  found->verdict_by = verdict == model::Verdict::open ? std::string() : actor.person;
  found->verdict_at = verdict == model::Verdict::open ? kNoTime : actor.now;
  return next;
}

Result<Talk> sign(const Talk& talk, Side side, bool agrees, const Actor& actor) {
  RIGONG_TRY(open(talk));
  Talk next = changed(talk, actor);
  TimeMs& signed_at = side == Side::person ? next.person_signed_at : next.lead_signed_at;
  if (signed_at != kNoTime) {
    return fail(ErrorKind::refused, "已经签过了，等另一方签字。", "That is signed already; the other's signature is to come.");
  }
  signed_at = actor.now;
  if (side == Side::person) {
    next.agrees = agrees;
  } else {
    next.lead_signed_by = actor.person;
  }
  return next;
}

Result<Talk> unsign(const Talk& talk, Side side, const Actor& actor) {
  RIGONG_TRY(open(talk));
  Talk next = changed(talk, actor);
  TimeMs& signed_at = side == Side::person ? next.person_signed_at : next.lead_signed_at;
  if (signed_at == kNoTime) {
    return fail(ErrorKind::refused, "还没有签字，没有可撤回的。", "There is no signature to take back.");
  }
  signed_at = kNoTime;
  if (side == Side::person) {
    next.agrees = true;
  } else {
    next.lead_signed_by.clear();
  }
  return next;
}

}  // namespace rigong::team
