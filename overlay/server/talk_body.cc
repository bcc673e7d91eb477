// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/talk_body.h"

#include "overlay/server/ids.h"
#include "overlay/server/one_of.h"

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostText = 2000;
constexpr std::size_t kMostWords = 200;
constexpr std::size_t kMostPerson = 128;
constexpr std::size_t kMostPeople = 500;
constexpr std::int64_t kMostNumber = 1000;

template <class Act>
Act about(Fields& fields) {
  Act act;
  act.person = fields.text("person", 1, kMostPerson);
  act.week = fields.day("week");
  return act;
}

std::string note_id(Fields& fields) {
  std::string id = fields.text("note", 36, 36);
  if (!is_command_id(id)) fields.fault("note", "应为一条备注的编号。", "It must be the id of a note.");
  return id;
}

}  // namespace

TalkAct invite_to_talk(Fields& fields) {
  InviteToTalk act;
  act.people = fields.texts("people", 1, kMostPeople, kMostPerson);
  act.week = fields.day("week");
  return act;
}
TalkAct write_talk(Fields& fields) {
  auto act = about<WriteTalk>(fields);
  act.text = one_of(fields, "text", model::kTalkTextKinds);
  act.words = fields.text("words", 0, kMostText);
  act.was = fields.text("was", 0, kMostText);
  return act;
}
TalkAct date_talk(Fields& fields) {
  auto act = about<DateTalk>(fields);
  act.lead_by = fields.day_or_null("lead_by");
  return act;
}
TalkAct agree_in_talk(Fields& fields) {
  auto act = about<AgreeInTalk>(fields);
  act.words = fields.text("words", 0, kMostWords);
  act.figure = fields.text("figure", 0, 64);
  act.value = fields.number_or_null("value");
  act.due = fields.day_or_null("due");
  act.lead = fields.flag("lead");
  return act;
}
TalkAct take_back_agreement(Fields& fields) {
  auto act = about<TakeBackAgreement>(fields);
  act.number = fields.whole("number", 1, kMostNumber);
  return act;
}
TalkAct judge_agreement(Fields& fields) {
  auto act = about<JudgeAgreement>(fields);
  act.number = fields.whole("number", 1, kMostNumber);
  act.verdict = one_of(fields, "verdict", model::kVerdicts);
  return act;
}
TalkAct sign_talk(Fields& fields) {
  auto act = about<SignTalk>(fields);
  act.agrees = fields.flag("agrees");
  return act;
}
TalkAct unsign_talk(Fields& fields) { return about<UnsignTalk>(fields); }
TalkAct write_note(Fields& fields) {
  WriteNote act;
  act.person = fields.text("person", 1, kMostPerson);
  act.text = fields.text("text", 1, kMostText);
  return act;
}
TalkAct show_note(Fields& fields) { return ShowNote{note_id(fields)}; }
TalkAct drop_note(Fields& fields) { return DropNote{note_id(fields)}; }

}  // namespace rigong::overlay
