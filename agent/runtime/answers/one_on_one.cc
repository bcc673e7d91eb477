// SPDX-License-Identifier: Apache-2.0
// The page of one weekly talk, and the lead's list of who is due.
#include <algorithm>
#include <map>

#include "agent/runtime/answers/talk_week.h"
#include "agent/runtime/answers/talks.h"
#include "agent/runtime/answers/tasks.h"

namespace rigong::runtime {
namespace {

using model::TalkText;

std::optional<TimeMs> maybe_time(TimeMs time) { return time == kNoTime ? std::nullopt : std::optional(time); }

Result<overlay::Talk> shown_talk(Scene& scene, const Somebody& somebody, const model::Talk& talk) {
  overlay::Talk shown;
  shown.version = talk.version;
  shown.invited = talk.invited;
  shown.topics = talk.text(TalkText::topics);
  shown.disagreement = talk.text(TalkText::disagreement);
  shown.fact = talk.text(TalkText::fact);
  shown.effect = talk.text(TalkText::effect);
  shown.longer = talk.text(TalkText::longer);
  shown.lead_does = talk.text(TalkText::lead_does);
  shown.lead_by = talk.lead_by;
  for (const model::Agreement& each : talk.agreements) {
    RIGONG_ASSIGN(auto agreement, shown_agreement(scene, somebody, talk, each));
    shown.agreements.push_back(std::move(agreement));
  }
  shown.agrees = talk.agrees;
  shown.person_signed_at = maybe_time(talk.person_signed_at);
  shown.lead_signed_at = maybe_time(talk.lead_signed_at);
  if (talk.lead_signed_at != kNoTime) shown.lead_signed_by = maybe_named(scene, talk.lead_signed_by);
  return shown;
}

Result<std::vector<overlay::TalkNote>> notes_of(const Scene& scene, const Somebody& somebody) {
  RIGONG_ASSIGN(const auto notes, scene.reading.view.talk_notes(somebody.person.id));
  std::vector<overlay::TalkNote> shown;
  for (const model::TalkNote& note : notes) {
    if (!may_read(scene, note)) continue;
    overlay::TalkNote one{note.id, maybe_named(scene, note.by), note.text, note.made_at, std::nullopt, maybe_time(note.shown_at)};
    if (note.shown_at == kNoTime) one.gone_on = note.made_on + model::kNoteDays;
    shown.push_back(std::move(one));
  }
  return shown;
}

}  // namespace

overlay::TalkRights talk_rights(const Scene& scene, const Somebody& somebody) {
  const team::Subject who = scene.subject();
  const bool own = scene.own(somebody);
  return {team::may(who, team::Deed::own_talk, whose(somebody)), !own && team::may(who, team::Deed::hold_talk, whose(somebody))};
}

Result<const Somebody*> talked_about(const Scene& scene, const std::string& person) {
  const Somebody* somebody = scene.cast.find(person);
  if (somebody == nullptr || !team::may(scene.subject(), team::Deed::see_talk, whose(*somebody))) return no_such_person();
  return somebody;
}

bool may_read(const Scene& scene, const model::TalkNote& note) {
  const std::string& viewer = scene.reading.viewer.person;
  // A note whose time is over is gone, also before the night in which it is removed.
  const bool gone = note.shown_at == kNoTime && note.made_on + model::kNoteDays <= scene.today;
  if (gone) return false;
  if (note.by == viewer && scene.may_with_all(team::Deed::hold_talk)) return true;
  return note.shown_at != kNoTime && !viewer.empty() && note.person == viewer;
}

Result<overlay::OneOnOne> answer_one_on_one(Reading& reading, const overlay::OneOnOneQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const Somebody* somebody, talked_about(scene, query.person));
  scene.looks_at(*somebody);
  const Day monday = query.week ? monday_of(*query.week) : monday_of(scene.today) - 7;
  RIGONG_ASSIGN(const auto talk, reading.view.talk(somebody->person.id, monday));
  overlay::OneOnOne answer;
  answer.today = scene.today;
  answer.may = talk_rights(scene, *somebody);
  RIGONG_ASSIGN(answer.week, talk_week(scene, *somebody, monday));
  // What two people have signed stays what they signed, whatever a platform restates later.
  if (talk && talk->is_signed()) answer.signed_week = talk->signed_page;
  if (talk) {
    RIGONG_ASSIGN(answer.talk, shown_talk(scene, *somebody, *talk));
    if (talk->lead_signed_at != kNoTime) answer.lead = maybe_named(scene, talk->lead_signed_by);
  }
  if (!answer.lead && answer.may.lead) answer.lead = maybe_named(scene, reading.viewer.person);
  RIGONG_ASSIGN(answer.notes, notes_of(scene, *somebody));
  return answer;
}

Result<overlay::OneOnOnes> answer_one_on_ones(Reading& reading, const overlay::OneOnOnesQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  overlay::OneOnOnes answer;
  answer.today = scene.today;
  answer.week = query.week ? monday_of(*query.week) : monday_of(scene.today) - 7;
  if (scene.today < answer.week) return day_to_come(answer.week);
  answer.may_invite = scene.may_with_all(team::Deed::hold_talk);
  if (!answer.may_invite) return no_such_person();
  RIGONG_ASSIGN(answer.group, scene.group_to_look_at(query.group));
  answer.groups = scene.cast.groups_of_reps(scene.today, answer.group);
  constexpr int kTalksBack = 26 * 7;
  RIGONG_ASSIGN(const auto talks, reading.view.talks("", answer.week - kTalksBack, answer.week));
  std::map<std::string, const model::Talk*> now;
  std::map<std::string, Day> last;
  for (const model::Talk& talk : talks) {
    if (talk.week == answer.week) now[talk.person] = &talk;
    if (talk.week < answer.week && talk.is_signed()) last.try_emplace(talk.person, talk.week);  // Newest first.
  }
  const Day end = week_end(answer.week, scene.today);
  RIGONG_ASSIGN(const Roster roster, Roster::load(reading.view, scene.cast, scene.shops, answer.week, end));
  using State = overlay::TalkRow::State;
  for (const Somebody* somebody : scene.cast.group_on(answer.group, end)) {
    if (somebody->person.role != overlay::Role::rep || somebody->person.left) continue;
    overlay::TalkRow row;
    row.person = somebody->person;
    if (const auto before = last.find(somebody->person.id); before != last.end()) row.last = before->second;
    bool off = true;
    for (Day day = answer.week; day <= end; day = day + 1) off = off && roster.off(*somebody, day);
    if (off) row.state = State::off;
    if (const auto talk = now.find(somebody->person.id); talk != now.end()) {
      const model::Talk& found = *talk->second;
      row.topics = !found.text(TalkText::topics).empty();
      row.agreements = static_cast<std::int64_t>(found.agreements.size());
      if (found.is_signed()) {
        row.state = State::held;
      } else if (found.is_half_signed()) {
        row.state = State::half_signed;
      } else if (found.invited) {
        row.state = State::invited;
      }
    }
    answer.rows.push_back(std::move(row));
  }
  return answer;
}

}  // namespace rigong::runtime
