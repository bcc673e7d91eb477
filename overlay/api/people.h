// SPDX-License-Identifier: Apache-2.0
// Who belongs to the team and may do what; the devices they look with; what they are told and sign for; and what is kept of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/model/member.h"
#include "agent/model/published.h"
#include "overlay/api/common.h"
#include "overlay/api/work.h"

namespace rigong::model {

// The words of openapi.yaml; here, since whoever writes an answer finds them by the namespace of the type.
[[nodiscard]] const char* word(Track track);
[[nodiscard]] const char* word(PublishedKind kind);
[[nodiscard]] const char* word(Retained what);
[[nodiscard]] const char* word(Contest::About about);
[[nodiscard]] const char* word(Contest::State state);

}  // namespace rigong::model

namespace rigong::overlay {

using model::PublishedKind;
using model::Retained;
using model::Stage;
using model::Track;

struct AnsweredAs {
  std::string account;
  std::string rep;
  std::optional<Day> from;
  std::optional<Day> to;
};
template <class Visit>
void describe(Visit&& visit, const AnsweredAs& x) {
  visit("account", x.account);
  visit("rep", x.rep);
  visit("from", x.from);
  visit("to", x.to);
}

struct Away {
  std::string id;
  Day from;
  Day to;
};
template <class Visit>
void describe(Visit&& visit, const Away& x) {
  visit("id", x.id);
  visit("from", x.from);
  visit("to", x.to);
}

struct Member {
  std::string id;
  std::string name;
  std::string group;
  Role role = Role::rep;
  Track track = Track::unset;
  Stage stage = Stage::by_time;
  Stage stage_now = Stage::newcomer;  // Never by_time.
  std::optional<Named> mentor;
  std::optional<Day> joined_on;
  std::optional<Day> left_on;
  bool left = false;
  std::vector<AnsweredAs> accounts;
  std::vector<Away> leaves;  // From today on.
  std::int64_t devices = 0;
  std::optional<TimeMs> invited_until;
};
template <class Visit>
void describe(Visit&& visit, const Member& x) {
  visit("id", x.id);
  visit("name", x.name);
  visit("group", x.group);
  visit("role", x.role);
  visit("track", x.track);
  visit("stage", x.stage);
  visit("stage_now", x.stage_now);
  visit("mentor", x.mentor);
  visit("joined_on", x.joined_on);
  visit("left_on", x.left_on);
  visit("left", x.left);
  visit("accounts", x.accounts);
  visit("leaves", x.leaves);
  visit("devices", x.devices);
  visit("invited_until", x.invited_until);
}

struct StandIn {
  std::string id;
  Named person;
  Named deputy;
  Day from;
  Day to;
};
template <class Visit>
void describe(Visit&& visit, const StandIn& x) {
  visit("id", x.id);
  visit("person", x.person);
  visit("deputy", x.deputy);
  visit("from", x.from);
  visit("to", x.to);
}

struct Unclaimed {
  std::string account;
  std::string rep;
  std::string name;
};
template <class Visit>
void describe(Visit&& visit, const Unclaimed& x) {
  visit("account", x.account);
  visit("rep", x.rep);
  visit("name", x.name);
}

struct Members {
  std::vector<Member> members;
  std::vector<StandIn> deputies;  // Of today and later.
  std::vector<Unclaimed> unclaimed;
  std::vector<std::string> groups;
  std::vector<std::string> accounts;
  std::string next_id;
  std::vector<StageChecklist> checklists;
  bool may_set_role = false;
  bool may_erase = false;
  bool only_here = false;
};
template <class Visit>
void describe(Visit&& visit, const Members& x) {
  visit("members", x.members);
  visit("deputies", x.deputies);
  visit("unclaimed", x.unclaimed);
  visit("groups", x.groups);
  visit("accounts", x.accounts);
  visit("next_id", x.next_id);
  visit("checklists", x.checklists);
  visit("may_set_role", x.may_set_role);
  visit("may_erase", x.may_erase);
  visit("only_here", x.only_here);
}

struct NewInvitation {
  std::string link;  // Shown once. Never logged.
  std::vector<std::string> qr;
  TimeMs expires_at = 0;
  bool only_here = false;
};
template <class Visit>
void describe(Visit&& visit, const NewInvitation& x) {
  visit("link", x.link);
  visit("qr", x.qr);
  visit("expires_at", x.expires_at);
  visit("only_here", x.only_here);
}

struct Device {
  std::string id;
  std::optional<Named> person;
  std::string device;
  TimeMs made_at = 0;
  TimeMs used_at = 0;
  bool this_one = false;
};
template <class Visit>
void describe(Visit&& visit, const Device& x) {
  visit("id", x.id);
  visit("person", x.person);
  visit("device", x.device);
  visit("made_at", x.made_at);
  visit("used_at", x.used_at);
  visit("this_one", x.this_one);
}

struct Devices {
  std::vector<Device> devices;
};
template <class Visit>
void describe(Visit&& visit, const Devices& x) {
  visit("devices", x.devices);
}

struct PublishedText {
  PublishedKind kind = PublishedKind::notice;
  std::int64_t version = 0;
  Words title;
  Words body;
  std::optional<Named> made_by;
  TimeMs made_at = 0;
  std::optional<TimeMs> signed_at;
};
template <class Visit>
void describe(Visit&& visit, const PublishedText& x) {
  visit("kind", x.kind);
  visit("version", x.version);
  visit("title", x.title);
  visit("body", x.body);
  visit("made_by", x.made_by);
  visit("made_at", x.made_at);
  visit("signed_at", x.signed_at);
}

struct SignedBy {
  PublishedKind kind = PublishedKind::notice;
  Named person;
  std::optional<TimeMs> at;
};
template <class Visit>
void describe(Visit&& visit, const SignedBy& x) {
  visit("kind", x.kind);
  visit("person", x.person);
  visit("at", x.at);
}

struct Term {
  Retained what = Retained::figures;
  std::int64_t days = 0;
  std::int64_t least = 0;
  std::int64_t most = 0;
};
template <class Visit>
void describe(Visit&& visit, const Term& x) {
  visit("what", x.what);
  visit("days", x.days);
  visit("least", x.least);
  visit("most", x.most);
}

struct TidyRun {
  Retained what = Retained::figures;
  std::int64_t removed = 0;
};
template <class Visit>
void describe(Visit&& visit, const TidyRun& x) {
  visit("what", x.what);
  visit("removed", x.removed);
}

struct Notices {
  std::vector<PublishedText> texts;
  std::vector<SignedBy> signatures;
  std::vector<Term> terms;
  std::optional<TimeMs> tidied_at;
  std::vector<TidyRun> tidied;
  bool may_publish = false;
  bool may_set_terms = false;
};
template <class Visit>
void describe(Visit&& visit, const Notices& x) {
  visit("texts", x.texts);
  visit("signatures", x.signatures);
  visit("terms", x.terms);
  visit("tidied_at", x.tidied_at);
  visit("tidied", x.tidied);
  visit("may_publish", x.may_publish);
  visit("may_set_terms", x.may_set_terms);
}

struct Contest {
  std::string id;
  Named person;
  model::Contest::About about = model::Contest::About::figure;
  std::string ref;
  Day day;
  std::string words;
  TimeMs made_at = 0;
  model::Contest::State state = model::Contest::State::open;
  std::string answer;
  std::optional<Named> answered_by;
  std::optional<TimeMs> answered_at;
  bool may_answer = false;
  bool may_withdraw = false;
};
template <class Visit>
void describe(Visit&& visit, const Contest& x) {
  visit("id", x.id);
  visit("person", x.person);
  visit("about", x.about);
  visit("ref", x.ref);
  visit("day", x.day);
  visit("words", x.words);
  visit("made_at", x.made_at);
  visit("state", x.state);
  visit("answer", x.answer);
  visit("answered_by", x.answered_by);
  visit("answered_at", x.answered_at);
  visit("may_answer", x.may_answer);
  visit("may_withdraw", x.may_withdraw);
}

struct Kept {
  Retained what = Retained::figures;
  std::int64_t count = 0;
  std::optional<Day> first;
  std::optional<Day> last;
  std::int64_t days = 0;
};
template <class Visit>
void describe(Visit&& visit, const Kept& x) {
  visit("what", x.what);
  visit("count", x.count);
  visit("first", x.first);
  visit("last", x.last);
  visit("days", x.days);
}

struct OwnData {
  Named person;
  std::vector<Kept> kept;
  std::vector<Contest> contests;
  std::vector<Contest> to_decide;
};
template <class Visit>
void describe(Visit&& visit, const OwnData& x) {
  visit("person", x.person);
  visit("kept", x.kept);
  visit("contests", x.contests);
  visit("to_decide", x.to_decide);
}

struct LogLine {
  std::string id;
  TimeMs at = 0;
  std::optional<Named> by;  // Null = this machine's owner.
  std::optional<Named> acting_for;
  std::optional<Named> about;  // Null = nobody, or a group as a whole.
  std::optional<std::string> group;
  std::string kind;
  bool looked = false;
  Words words;
  std::string device;  // In the whole log, where it was done, as the device calls itself; empty where that is not known.
};
template <class Visit>
void describe(Visit&& visit, const LogLine& x) {
  visit("id", x.id);
  visit("at", x.at);
  visit("by", x.by);
  visit("acting_for", x.acting_for);
  visit("about", x.about);
  visit("group", x.group);
  visit("kind", x.kind);
  visit("looked", x.looked);
  visit("words", x.words);
  visit("device", x.device);
}

struct Log {
  std::vector<LogLine> lines;
  std::optional<std::int64_t> before;  // To ask for what is older; null = that was all.
};
template <class Visit>
void describe(Visit&& visit, const Log& x) {
  visit("lines", x.lines);
  visit("before", x.before);
}

struct ExportFile {
  std::string name;
  std::string type;
  std::string text;
};
template <class Visit>
void describe(Visit&& visit, const ExportFile& x) {
  visit("name", x.name);
  visit("type", x.type);
  visit("text", x.text);
}

struct OwnExport {
  std::vector<ExportFile> files;
};
template <class Visit>
void describe(Visit&& visit, const OwnExport& x) {
  visit("files", x.files);
}

}  // namespace rigong::overlay
