// SPDX-License-Identifier: Apache-2.0
// The weekly 1-on-1: what the records say of a person's week, and what the two people write and agree.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/talk.h"
#include "overlay/api/panel.h"
#include "overlay/api/work.h"

namespace rigong::model {

// As openapi.yaml calls them.
[[nodiscard]] const char* word(TalkText text);
[[nodiscard]] const char* word(Verdict verdict);
inline constexpr std::array kTalkTextKinds = {TalkText::topics, TalkText::disagreement, TalkText::fact,
                                              TalkText::effect, TalkText::longer,       TalkText::lead_does};
inline constexpr std::array kVerdicts = {Verdict::open, Verdict::kept, Verdict::missed};

}  // namespace rigong::model

namespace rigong::overlay {

struct HistoryWeek {
  Day week;
  Value value;
  bool off = false;
  bool usable = false;
  std::optional<std::string> special;
};
template <class Visit>
void describe(Visit&& visit, const HistoryWeek& x) {
  visit("week", x.week);
  visit("value", x.value);
  visit("off", x.off);
  visit("usable", x.usable);
  visit("special", x.special);
}

struct TalkFigure {
  std::string name;
  Words title;
  Unit unit = Unit::count;
  Better better = Better::none;
  Value value;
  FigureStatus status = FigureStatus::live;
  std::optional<Goal> goal;
  Standing standing = Standing::none;
  std::optional<double> change;
  std::optional<Spread> group;
  std::vector<HistoryWeek> weeks;
};
template <class Visit>
void describe(Visit&& visit, const TalkFigure& x) {
  visit("name", x.name);
  visit("title", x.title);
  visit("unit", x.unit);
  visit("better", x.better);
  visit("value", x.value);
  visit("status", x.status);
  visit("goal", x.goal);
  visit("standing", x.standing);
  visit("change", x.change);
  visit("group", x.group);
  visit("weeks", x.weeks);
}

// A sentence, and the turns behind it.
struct TalkLine {
  Words words;
  std::optional<std::string> figure;
  std::optional<TurnPick> turns;
};
template <class Visit>
void describe(Visit&& visit, const TalkLine& x) {
  visit("words", x.words);
  visit("figure", x.figure);
  visit("turns", x.turns);
}

struct TalkConversation {
  bool good = false;
  TimeMs at = 0;
  std::string conversation;
  Words words;
  TurnPick turns;
};
template <class Visit>
void describe(Visit&& visit, const TalkConversation& x) {
  visit("good", x.good);
  visit("at", x.at);
  visit("conversation", x.conversation);
  visit("words", x.words);
  visit("turns", x.turns);
}

struct Agreement {
  Day week;
  std::int64_t number = 0;
  std::string words;
  std::string figure;
  std::optional<double> value;
  Day from;
  Day to;
  bool lead = false;
  std::optional<std::string> task;
  model::Verdict verdict = model::Verdict::open;
  bool by_record = false;
  std::optional<Words> fact;
};
template <class Visit>
void describe(Visit&& visit, const Agreement& x) {
  visit("week", x.week);
  visit("number", x.number);
  visit("words", x.words);
  visit("figure", x.figure);
  visit("value", x.value);
  visit("from", x.from);
  visit("to", x.to);
  visit("lead", x.lead);
  visit("task", x.task);
  visit("verdict", x.verdict);
  visit("by_record", x.by_record);
  visit("fact", x.fact);
}

// A modest target, worked out from the person's own weeks.
struct TalkProposal {
  std::string figure;
  double value = 0;
  std::int64_t met = 0;
  std::int64_t weeks = 0;
  Words words;
};
template <class Visit>
void describe(Visit&& visit, const TalkProposal& x) {
  visit("figure", x.figure);
  visit("value", x.value);
  visit("met", x.met);
  visit("weeks", x.weeks);
  visit("words", x.words);
}

struct OneOnOneWeek {
  Person person;
  Words stage;
  Day week;
  Day to;
  std::string source = "own";
  bool over = true;
  std::vector<Words> notes;
  std::vector<TalkFigure> figures;
  std::vector<TalkLine> wins;
  std::optional<TalkLine> trend;
  std::optional<TalkLine> gap;
  std::vector<TalkConversation> conversations;
  std::vector<TalkLine> promises;
  Words tasks;
  std::vector<Task> handoffs;
  std::vector<Agreement> last;
  std::optional<TalkProposal> proposal;
  std::optional<Words> fact;
  std::optional<TalkLine> load;
};
template <class Visit>
void describe(Visit&& visit, const OneOnOneWeek& x) {
  visit("person", x.person);
  visit("stage", x.stage);
  visit("week", x.week);
  visit("to", x.to);
  visit("source", x.source);
  visit("over", x.over);
  visit("notes", x.notes);
  visit("figures", x.figures);
  visit("wins", x.wins);
  visit("trend", x.trend);
  visit("gap", x.gap);
  visit("conversations", x.conversations);
  visit("promises", x.promises);
  visit("tasks", x.tasks);
  visit("handoffs", x.handoffs);
  visit("last", x.last);
  visit("proposal", x.proposal);
  visit("fact", x.fact);
  visit("load", x.load);
}

struct Talk {
  std::int64_t version = 0;
  bool invited = false;
  std::string topics;
  std::string disagreement;
  std::string fact;
  std::string effect;
  std::string longer;
  std::string lead_does;
  std::optional<Day> lead_by;
  std::vector<Agreement> agreements;
  bool agrees = true;
  std::optional<TimeMs> person_signed_at;
  std::optional<TimeMs> lead_signed_at;
  std::optional<Named> lead_signed_by;
};
template <class Visit>
void describe(Visit&& visit, const Talk& x) {
  visit("version", x.version);
  visit("invited", x.invited);
  visit("topics", x.topics);
  visit("disagreement", x.disagreement);
  visit("fact", x.fact);
  visit("effect", x.effect);
  visit("longer", x.longer);
  visit("lead_does", x.lead_does);
  visit("lead_by", x.lead_by);
  visit("agreements", x.agreements);
  visit("agrees", x.agrees);
  visit("person_signed_at", x.person_signed_at);
  visit("lead_signed_at", x.lead_signed_at);
  visit("lead_signed_by", x.lead_signed_by);
}

// What the viewer may do with a talk.
struct TalkRights {
  bool person = false;
  bool lead = false;
};
template <class Visit>
void describe(Visit&& visit, const TalkRights& x) {
  visit("person", x.person);
  visit("lead", x.lead);
}

struct TalkNote {
  std::string id;
  std::optional<Named> by;
  std::string text;
  TimeMs made_at = 0;
  std::optional<Day> gone_on;
  std::optional<TimeMs> shown_at;
};
template <class Visit>
void describe(Visit&& visit, const TalkNote& x) {
  visit("id", x.id);
  visit("by", x.by);
  visit("text", x.text);
  visit("made_at", x.made_at);
  visit("gone_on", x.gone_on);
  visit("shown_at", x.shown_at);
}

struct OneOnOne {
  Day today;
  std::optional<Named> lead;
  OneOnOneWeek week;
  std::string signed_week;  // Written in its place, of a talk that both signed: the JSON that was kept.
  Talk talk;
  TalkRights may;
  std::vector<TalkNote> notes;
};
template <class Visit>
void describe(Visit&& visit, const OneOnOne& x) {
  visit("today", x.today);
  visit("lead", x.lead);
  if (x.signed_week.empty()) {
    visit("week", x.week);
  } else {
    visit("week", RawJson{x.signed_week});
  }
  visit("talk", x.talk);
  visit("may", x.may);
  visit("notes", x.notes);
}

// One line of the lead's list: who is due.
struct TalkRow {
  Person person;
  enum class State { due, invited, half_signed, held, off } state = State::due;
  bool topics = false;
  std::int64_t agreements = 0;
  std::optional<Day> last;  // The week of the last talk that both signed.
};
[[nodiscard]] const char* word(TalkRow::State state);
template <class Visit>
void describe(Visit&& visit, const TalkRow& x) {
  visit("person", x.person);
  visit("state", x.state);
  visit("topics", x.topics);
  visit("agreements", x.agreements);
  visit("last", x.last);
}

struct OneOnOnes {
  Day today;
  Day week;
  std::string group;
  std::vector<std::string> groups;
  bool may_invite = false;
  std::vector<TalkRow> rows;
};
template <class Visit>
void describe(Visit&& visit, const OneOnOnes& x) {
  visit("today", x.today);
  visit("week", x.week);
  visit("group", x.group);
  visit("groups", x.groups);
  visit("may_invite", x.may_invite);
  visit("rows", x.rows);
}

// What is done about a talk. `week` is any day of it.
struct InviteToTalk {
  std::vector<std::string> people;
  Day week;
};
struct WriteTalk {
  std::string person;
  Day week;
  model::TalkText text = model::TalkText::topics;
  std::string words;
  std::string was;
};
struct DateTalk {
  std::string person;
  Day week;
  std::optional<Day> lead_by;
};
struct AgreeInTalk {
  std::string person;
  Day week;
  std::string words;
  std::string figure;
  std::optional<double> value;
  std::optional<Day> due;
  bool lead = false;
};
struct TakeBackAgreement {
  std::string person;
  Day week;
  std::int64_t number = 0;
};
struct JudgeAgreement {
  std::string person;
  Day week;
  std::int64_t number = 0;
  model::Verdict verdict = model::Verdict::open;
};
struct SignTalk {
  std::string person;
  Day week;
  bool agrees = true;
};
struct UnsignTalk {
  std::string person;
  Day week;
};
struct WriteNote {
  std::string person;
  std::string text;
};
struct ShowNote {
  std::string note;
};
struct DropNote {
  std::string note;
};
using TalkAct = std::variant<InviteToTalk, WriteTalk, DateTalk, AgreeInTalk, TakeBackAgreement, JudgeAgreement, SignTalk,
                             UnsignTalk, WriteNote, ShowNote, DropNote>;

}  // namespace rigong::overlay
