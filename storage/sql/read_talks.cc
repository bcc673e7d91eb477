// SPDX-License-Identifier: Apache-2.0
// The weekly 1-on-1, and a lead's private notes.
#include <algorithm>
#include <map>
#include <tuple>

#include "storage/sql/reader.h"
#include "storage/sql/talk_columns.h"

namespace rigong::storage::sql {
namespace {

#define RIGONG_OF_TALK " WHERE team_id = $1 AND person = $2 AND week = $3"
#define RIGONG_OF_WEEKS " WHERE team_id = $1 AND week BETWEEN $2 AND $3"
#define RIGONG_OF_PERSON " WHERE team_id = $1 AND person = $2 AND week BETWEEN $3 AND $4"
constexpr Query kTalk{"SELECT " RIGONG_TALK_COLUMNS ", signed_page FROM talk" RIGONG_OF_TALK};
constexpr Query kTalks{"SELECT " RIGONG_TALK_COLUMNS " FROM talk" RIGONG_OF_WEEKS};
constexpr Query kTalksOf{"SELECT " RIGONG_TALK_COLUMNS " FROM talk" RIGONG_OF_PERSON};
constexpr Query kAgreed{"SELECT " RIGONG_AGREEMENT_COLUMNS " FROM talk_agreement" RIGONG_OF_TALK " ORDER BY number"};
constexpr Query kAgreements{"SELECT " RIGONG_AGREEMENT_COLUMNS " FROM talk_agreement" RIGONG_OF_WEEKS " ORDER BY number"};
constexpr Query kAgreementsOf{"SELECT " RIGONG_AGREEMENT_COLUMNS " FROM talk_agreement" RIGONG_OF_PERSON " ORDER BY number"};
constexpr Query kNotes{"SELECT " RIGONG_NOTE_COLUMNS " FROM talk_note WHERE team_id = $1 AND person = $2"};
constexpr Query kNote{"SELECT " RIGONG_NOTE_COLUMNS " FROM talk_note WHERE team_id = $1 AND note_id = $2"};
#undef RIGONG_OF_TALK
#undef RIGONG_OF_WEEKS
#undef RIGONG_OF_PERSON

constexpr int kSignedPage = 21;  // Behind RIGONG_TALK_COLUMNS.

model::Talk talk_of(const Row& row) {
  model::Talk talk;
  int column = 0;
  talk.person = row.text(column++);
  talk.week = row.day(column++);
  talk.id = row.text(column++);
  talk.group = row.text(column++);
  talk.made_by = row.text(column++);
  talk.made_at = row.integer(column++);
  talk.invited = row.integer(column++) != 0;
  for (std::string& text : talk.texts) text = row.text(column++);
  talk.lead_by = row.maybe_day(column++);
  talk.last_number = row.as<std::int32_t>(column++);
  talk.agrees = row.integer(column++) != 0;
  talk.person_signed_at = row.time(column++);
  talk.lead_signed_at = row.time(column++);
  talk.lead_signed_by = row.text(column++);
  talk.version = row.integer(column++);
  talk.changed_at = row.integer(column++);
  return talk;
}

model::Agreement agreement_of(const Row& row) {
  model::Agreement agreement;
  agreement.number = row.as<std::int32_t>(2);
  agreement.words = row.text(3);
  agreement.figure = row.text(4);
  agreement.value = row.real(5);
  agreement.from = row.day(6);
  agreement.to = row.day(7);
  agreement.lead = row.integer(8) != 0;
  agreement.task = row.text(9);
  // What this version does not know is as if nobody had said anything.
  agreement.verdict = row.choice(10, model::Verdict::missed, model::Verdict::open);
  agreement.verdict_by = row.text(11);
  agreement.verdict_at = row.time(12);
  return agreement;
}

model::TalkNote note_of(const Row& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.day(5), row.time(6)};
}

}  // namespace

Result<std::optional<model::Talk>> Reader::talk(std::string_view person, Day week) {
  std::optional<model::Talk> talk;
  RIGONG_TRY(db_.each(kTalk, {team_, person, week}, [&](const Row& row) {
    talk = talk_of(row);
    talk->signed_page = row.text(kSignedPage);
    return true;
  }));
  if (!talk) return talk;
  RIGONG_TRY(db_.each(kAgreed, {team_, person, week}, [&](const Row& row) {
    talk->agreements.push_back(agreement_of(row));
    return true;
  }));
  return talk;
}

Result<std::vector<model::Talk>> Reader::talks(std::string_view person, Day from, Day to) {
  const auto ask = [&](const Query& of_all, const Query& of_one, const Visit& visit) {
    return person.empty() ? db_.each(of_all, {team_, from, to}, visit) : db_.each(of_one, {team_, person, from, to}, visit);
  };
  std::vector<model::Talk> talks;
  RIGONG_TRY(ask(kTalks, kTalksOf, [&](const Row& row) {
    talks.push_back(talk_of(row));
    return true;
  }));
  if (talks.empty()) return talks;
  std::map<std::pair<Day, std::string>, std::vector<model::Agreement>> agreements;
  RIGONG_TRY(ask(kAgreements, kAgreementsOf, [&](const Row& row) {
    agreements[{row.day(1), row.text(0)}].push_back(agreement_of(row));
    return true;
  }));
  for (model::Talk& talk : talks) {
    if (const auto own = agreements.find({talk.week, talk.person}); own != agreements.end()) {
      talk.agreements = std::move(own->second);
    }
  }
  // By text here and not in the statement, since a server's collation is its own.
  std::sort(talks.begin(), talks.end(),
            [](const model::Talk& a, const model::Talk& b) { return std::tie(b.week, a.person) < std::tie(a.week, b.person); });
  return talks;
}

Result<std::vector<model::TalkNote>> Reader::talk_notes(std::string_view person) {
  std::vector<model::TalkNote> notes;
  RIGONG_TRY(db_.each(kNotes, {team_, person}, [&](const Row& row) {
    notes.push_back(note_of(row));
    return true;
  }));
  std::sort(notes.begin(), notes.end(), [](const model::TalkNote& a, const model::TalkNote& b) {
    return std::tie(b.made_at, b.id) < std::tie(a.made_at, a.id);
  });
  return notes;
}

Result<std::optional<model::TalkNote>> Reader::talk_note(std::string_view id) {
  std::optional<model::TalkNote> note;
  RIGONG_TRY(db_.each(kNote, {team_, id}, [&](const Row& row) {
    note = note_of(row);
    return true;
  }));
  return note;
}

}  // namespace rigong::storage::sql
