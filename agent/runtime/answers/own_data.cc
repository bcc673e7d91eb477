// SPDX-License-Identifier: Apache-2.0
// What is kept of somebody, for their own eyes: how much, who saw it, what they contest.
#include <algorithm>
#include <map>

#include "agent/runtime/answers/log_words.h"
#include "agent/runtime/answers/own_self.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/terms.h"
#include "agent/team/members.h"

namespace rigong::runtime {
namespace {

constexpr std::size_t kMostLines = 100;
// Somebody's own doing is no news to them, and is passed over in steps of a page.
constexpr int kMostSteps = 20;
// The log grows by looking, which is no change of the data: an answer about it is old soon.
constexpr DurationMs kLogFreshMs = 10 * kSecondMs;

overlay::Contest shown_contest(const Scene& scene, const model::Contest& contest) {
  overlay::Contest shown;
  shown.id = contest.id;
  shown.person = named(scene, contest.person);
  shown.about = contest.about;
  shown.ref = contest.ref;
  shown.day = contest.day;
  shown.words = contest.words;
  shown.made_at = contest.made_at;
  shown.state = contest.state;
  shown.answer = contest.answer;
  const bool open = contest.state == model::Contest::State::open;
  const bool own = contest.person == scene.reading.viewer.person;
  if (!open) {
    shown.answered_by = maybe_named(scene, contest.answered_by);
    shown.answered_at = contest.answered_at;
  }
  shown.may_answer = open && !own && scene.may_with_all(team::Deed::decide);
  shown.may_withdraw = open && own;
  return shown;
}

}  // namespace

Result<const Somebody*> own_self(const Scene& scene) {
  const Somebody* self = scene.cast.find(scene.reading.viewer.person);
  if (self != nullptr && scene.may(team::Deed::see_own, *self)) return self;
  return fail(ErrorKind::not_found, "这台电脑现在没有归哪一位，没有“我的数据”。请先选择是谁的。",
              "This desk is nobody's, so there is no data of one's own. Choose first whose it is.");
}

Result<overlay::OwnData> answer_own_data(Reading& reading) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  overlay::OwnData answer;
  const bool decides = scene.may_with_all(team::Deed::decide);
  const auto self = own_self(scene);
  if (!self && !decides) return fail(self.error());
  if (self) {
    const Somebody& somebody = **self;
    answer.person = {somebody.person.id, somebody.person.name};
    const std::vector<model::RepNo> reps(somebody.platform_reps.begin(), somebody.platform_reps.end());
    RIGONG_ASSIGN(const Terms terms, terms_of(reading.view));
    RIGONG_ASSIGN(const auto kept, reading.view.kept_of(somebody.person.id, reps));
    for (const model::KeptOf& each : kept) {
      answer.kept.push_back({each.what, each.count, each.first, each.last, terms.at(each.what)});
    }
    RIGONG_ASSIGN(const auto contests, reading.view.contests(somebody.person.id));
    for (const model::Contest& contest : contests) answer.contests.push_back(shown_contest(scene, contest));
  }
  if (decides) {
    RIGONG_ASSIGN(const auto all, reading.view.contests(""));
    for (const model::Contest& contest : all) {
      overlay::Contest shown = shown_contest(scene, contest);
      if (shown.may_answer) answer.to_decide.push_back(std::move(shown));
    }
  }
  return answer;
}

Result<overlay::Log> answer_log(Reading& reading, const overlay::LogQuery& query) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  reading.valid_only_until(reading.now + kLogFreshMs);
  overlay::Log answer;
  storage::LogQuery wanted;
  wanted.limit = kMostLines;
  wanted.before = query.before;
  std::string self;
  if (!query.all) {
    RIGONG_ASSIGN(const Somebody* somebody, own_self(scene));
    self = somebody->person.id;
    wanted.about = about_person(*somebody);
  } else if (!scene.may_with_all(team::Deed::see_log)) {
    return fail(ErrorKind::not_found, "这里没有可以看的内容。请回到面板。",
                "There is nothing to see here. Go back to the panel.");
  }
  // Whoever sees all of the log sees all devices as well.
  std::map<std::string, std::string> devices;
  if (query.all) {
    RIGONG_ASSIGN(const auto sessions, reading.view.page_sessions());
    for (const model::PageSession& session : sessions) devices.emplace(session.id, session.device);
  }
  for (int step = 0; step < kMostSteps && answer.lines.size() < kMostLines; ++step) {
    RIGONG_ASSIGN(const auto entries, reading.view.log(wanted));
    for (const model::CommandEntry& entry : entries) {
      wanted.before = entry.sequence;
      if (!query.all && entry.by == self) continue;
      answer.lines.push_back(line_of(scene, entry));
      if (const auto device = devices.find(entry.place); device != devices.end()) answer.lines.back().device = device->second;
      if (answer.lines.size() == kMostLines) break;
    }
    answer.before = wanted.before;
    if (entries.size() < kMostLines && answer.lines.size() < kMostLines) {
      answer.before.reset();
      break;
    }
  }
  // The very first entry has none before it.
  if (answer.before && *answer.before <= 1) answer.before.reset();
  return answer;
}

}  // namespace rigong::runtime
