// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/talk_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "agent/base/text.h"
#include "agent/metrics/catalogue.h"
#include "agent/runtime/answers/talk_week.h"
#include "agent/runtime/answers/talks.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/tidy.h"
#include "agent/team/talks.h"
#include "overlay/server/json_writer.h"

namespace rigong::runtime {
namespace {

using model::Talk;
using model::TalkText;
using Done = Result<TalkDone>;

tl::unexpected<Error> not_the_persons() {
  return fail(ErrorKind::refused, "这一栏由本人来写。", "This is for the person to write.");
}
tl::unexpected<Error> not_the_leads() {
  return fail(ErrorKind::refused, "这由主管或代理来做。", "This is for the lead to do, or for who stands in.");
}

class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, Scene& scene, const std::string& command)
      : transaction_(transaction), reading_(reading), scene_(scene), command_(command) {}

  Done operator()(const overlay::InviteToTalk& act) const {
    std::int64_t invited = 0;
    std::int64_t already = 0;
    for (std::size_t i = 0; i < act.people.size(); ++i) {
      const Day monday = monday_of(act.week);
      // Each talk has an id of its own.
      RIGONG_ASSIGN(const Meant meant, meant_by(act.people[i], monday, fmt::format("{}.{}", command_, i + 1)));
      if (!meant.may.lead) return not_the_leads();
      if (meant.talk.invited || meant.talk.is_signed()) {
        ++already;
        continue;
      }
      RIGONG_ASSIGN(const Talk talk, team::invite(meant.talk, actor()));
      RIGONG_TRY(transaction_.put_talk(talk));
      ++invited;
    }
    Words words{fmt::format("备好了 {} 份。", invited), fmt::format("{} prepared.", invited)};
    if (already > 0) {
      words.zh += fmt::format("另有 {} 份早已备好。", already);
      words.en += fmt::format(" {} had been before.", already);
    }
    return TalkDone{words, act.people.size() == 1 ? act.people.front() : std::string()};
  }

  Done operator()(const overlay::WriteTalk& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    if (team::is_persons(act.text) && !meant.may.person) return not_the_persons();
    if (!team::is_persons(act.text) && !meant.may.lead) return not_the_leads();
    return put(team::write(meant.talk, act.text, clean_utf8(act.words), clean_utf8(act.was), actor()));
  }

  Done operator()(const overlay::DateTalk& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    if (!meant.may.lead) return not_the_leads();
    return put(team::date(meant.talk, act.lead_by, actor()));
  }

  Done operator()(const overlay::AgreeInTalk& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    if (!meant.may.lead && !meant.may.person) return not_the_leads();
    team::NewAgreement wanted;
    wanted.words = one_line(clean_utf8(act.words));
    wanted.figure = act.figure;
    wanted.value = act.value.value_or(0);
    wanted.due = act.due;
    wanted.lead = act.lead;
    if (!act.figure.empty()) {
      const metrics::FigureKind* kind = metrics::find_figure(act.figure);
      const bool directed = kind != nullptr && (kind->better == model::Better::higher || kind->better == model::Better::lower);
      if (!directed || !act.value) {
        return fail(ErrorKind::wrong_use, "请选一个有好坏方向的指标，并写上数值。",
                    "Choose a figure of which more, or less, is better, and give its value.");
      }
      if (kind->unit == model::Unit::share && *act.value > 1) {
        return fail(ErrorKind::wrong_use, "百分比不能超过 100%。", "A share cannot be more than 100 %.");
      }
    }
    return put(team::agree(meant.talk, wanted, actor()));
  }

  Done operator()(const overlay::TakeBackAgreement& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    if (!meant.may.lead && !meant.may.person) return not_the_leads();
    return put(team::take_back(meant.talk, static_cast<std::int32_t>(act.number), actor()));
  }

  Done operator()(const overlay::JudgeAgreement& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    if (!meant.may.lead) return not_the_leads();
    return put(team::judge(meant.talk, static_cast<std::int32_t>(act.number), act.verdict, actor()));
  }

  Done operator()(const overlay::SignTalk& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    RIGONG_ASSIGN(const team::Side side, side_of(meant));
    RIGONG_ASSIGN(Talk talk, team::sign(meant.talk, side, act.agrees, actor()));
    if (talk.is_signed()) RIGONG_TRY(seal(*meant.somebody, talk));
    const bool both = talk.is_signed();
    RIGONG_ASSIGN(TalkDone done, put(std::move(talk)));
    done.words =
        both ? Words{"双方已签字，约定已变成下周的目标和待办。", "Signed by both: what was agreed is now targets and to-dos."}
             : Words{"已签字，等另一方签字。", "Signed; the other's signature is to come."};
    return done;
  }

  Done operator()(const overlay::UnsignTalk& act) const {
    RIGONG_ASSIGN(const Meant meant, meant_by(act.person, act.week));
    RIGONG_ASSIGN(const team::Side side, side_of(meant));
    return put(team::unsign(meant.talk, side, actor()));
  }

  Done operator()(const overlay::WriteNote& act) const {
    RIGONG_ASSIGN(const Somebody* somebody, talked_about(scene_, act.person));
    if (!talk_rights(scene_, *somebody).lead) return not_the_leads();
    RIGONG_ASSIGN(const auto notes, transaction_.talk_notes(somebody->person.id));
    const auto own =
        std::count_if(notes.begin(), notes.end(), [&](const auto& each) { return each.by == reading_.viewer.person; });
    if (static_cast<std::size_t>(own) >= team::kMostNotes) {
      return fail(ErrorKind::refused, "备注太多了。请先删几条。", "There are too many notes. Remove some first.");
    }
    model::TalkNote note;
    note.id = command_;
    note.person = somebody->person.id;
    note.by = reading_.viewer.person;
    note.text = clean_utf8(act.text);
    note.made_at = reading_.now;
    note.made_on = scene_.today;
    RIGONG_TRY(transaction_.put_talk_note(note));
    return TalkDone{Words{fmt::format("已记下，{} 天后自动删除。", model::kNoteDays),
                          fmt::format("Noted; it removes itself after {} days.", model::kNoteDays)},
                    note.person};
  }

  Done operator()(const overlay::ShowNote& act) const {
    RIGONG_ASSIGN(model::TalkNote note, own_note(act.note));
    if (note.shown_at == kNoTime) {
      note.shown_at = reading_.now;
      RIGONG_TRY(transaction_.put_talk_note(note));
    }
    return TalkDone{Words{"本人现在能看到这条备注。", "The person can read this note now."}, note.person};
  }

  Done operator()(const overlay::DropNote& act) const {
    RIGONG_ASSIGN(const model::TalkNote note, own_note(act.note));
    if (note.shown_at != kNoTime) {
      return fail(ErrorKind::refused, "这条备注本人已经看过，和面谈一起保留，不能删。",
                  "The person has been shown this note; it stays with the talks.");
    }
    RIGONG_TRY(transaction_.remove_talk_note(note.id));
    // What was private is to be gone from the file as well.
    RIGONG_TRY(set_purge_due(transaction_, true));
    return TalkDone{Words{"已删除。", "Removed."}, note.person};
  }

 private:
  // The talk that is meant, or a new one; with what the viewer may do with it.
  struct Meant {
    const Somebody* somebody = nullptr;
    overlay::TalkRights may;
    Talk talk;
  };

  [[nodiscard]] team::Actor actor() const { return {reading_.viewer.person, reading_.now, scene_.today}; }

  [[nodiscard]] Result<Meant> meant_by(const std::string& person, Day week) const { return meant_by(person, week, command_); }
  [[nodiscard]] Result<Meant> meant_by(const std::string& person, Day week, const std::string& id) const {
    RIGONG_ASSIGN(const Somebody* somebody, talked_about(scene_, person));
    Meant meant{somebody, talk_rights(scene_, *somebody), {}};
    RIGONG_ASSIGN(auto kept, transaction_.talk(somebody->person.id, monday_of(week)));
    if (kept) {
      meant.talk = std::move(*kept);
      return meant;
    }
    RIGONG_ASSIGN(meant.talk, team::new_talk(id, somebody->person.id, somebody->person.group, monday_of(week), actor()));
    return meant;
  }

  [[nodiscard]] static Result<team::Side> side_of(const Meant& meant) {
    if (meant.may.person) return team::Side::person;
    if (meant.may.lead) return team::Side::lead;
    return not_the_leads();
  }

  [[nodiscard]] Result<model::TalkNote> own_note(const std::string& id) const {
    RIGONG_ASSIGN(auto note, transaction_.talk_note(id));
    if (!note || note->by != reading_.viewer.person || !may_read(scene_, *note)) {
      return fail(ErrorKind::not_found, "没有这条备注。请刷新页面。", "There is no such note. Reload the page.");
    }
    return std::move(*note);
  }

  [[nodiscard]] Done put(Result<Talk> talk) const {
    if (!talk) return tl::unexpected(talk.error());
    RIGONG_TRY(transaction_.put_talk(*talk));
    return TalkDone{std::nullopt, talk->person};
  }

  // What was agreed takes effect, and the week is kept as both saw it.
  [[nodiscard]] Status seal(const Somebody& somebody, Talk& talk) const {
    RIGONG_ASSIGN(const overlay::OneOnOneWeek week, talk_week(scene_, somebody, talk.week));
    talk.signed_page = overlay::to_json(week);
    for (model::Agreement& each : talk.agreements) {
      if (!each.figure.empty()) {
        RIGONG_TRY(transaction_.put_target({"member:" + talk.person, each.figure, each.value, each.from, each.to}));
        continue;
      }
      team::NewTask wanted;
      wanted.id = fmt::format("{}.{}", talk.id, each.number);
      wanted.title = each.words;
      // A lead who is this machine's owner has no list of their own: it then stands on the person's, who sees that it is done.
      wanted.owner = each.lead && !talk.lead_signed_by.empty() ? talk.lead_signed_by : talk.person;
      wanted.group = talk.group;
      wanted.from = scene_.today;
      wanted.due_at = scene_.calendar.day_start(each.to + 1) - kMinuteMs;  // By the end of the day.
      wanted.link = {model::TaskLink::Kind::talk, talk.id, talk.week};
      RIGONG_ASSIGN(const team::Happened made, team::begin(wanted, actor()));
      RIGONG_ASSIGN(const model::Task task, transaction_.put_task(made.task, made.event));
      each.task = task.id;
    }
    return {};
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  Scene& scene_;
  const std::string& command_;
};

}  // namespace

Result<TalkDone> do_talk(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                         const overlay::TalkAct& act) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, ""));
  return std::visit(Doing(transaction, reading, scene, command), act);
}

}  // namespace rigong::runtime
