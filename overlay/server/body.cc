// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/body.h"

#include <algorithm>
#include <array>
#include <functional>

#include "overlay/server/checklist_body.h"
#include "overlay/server/fields.h"
#include "overlay/server/guard.h"
#include "overlay/server/ids.h"
#include "overlay/server/people_body.h"
#include "overlay/server/periods_body.h"
#include "overlay/server/posts_body.h"
#include "overlay/server/reports_body.h"
#include "overlay/server/talk_body.h"
#include "overlay/server/work_body.h"

namespace rigong::overlay {
namespace {

constexpr std::int64_t kMostImportBytes = 4'294'967'296;

constexpr JsonLimits limits() {
  JsonLimits limits;
  limits.bytes = kMostBodyBytes;
  limits.depth = 32;
  limits.members = 10'000;
  limits.text = JsonText::clean;
  return limits;
}

// Parses, lets `read` take the fields, and refuses what is left over.
template <class Value>
Checked<Value> read_object(std::string_view body, const std::function<Value(Fields&)>& read) {
  const auto document = parse_guarded_json(body, limits());
  if (!document) {
    return tl::unexpected<Fault>(Fault{"", {"内容不是可用的 JSON。", "The content is not usable JSON."}});
  }
  Faults faults;
  Fields fields(*document, "", faults);
  Value value = read(fields);
  fields.finish();
  if (faults.found()) return tl::unexpected<Fault>(faults.first());
  return value;
}

std::string person(Fields& fields, std::size_t least = 1) { return fields.text("person", least, 256); }

decltype(Command::act) save_sheet(Fields& fields) {
  SaveSheet act;
  act.person = person(fields);
  act.day = fields.day("day");
  fields.objects("figures", 32, Need::needed, [&act](Fields& one) {
    SaveSheet::Figure figure;
    figure.name = one.text("name", 0, 64);
    figure.confirmed = one.flag("confirmed");
    figure.typed = one.number_or_null("typed");
    act.figures.push_back(std::move(figure));
  });
  act.line = fields.text("line", 0, 500);
  act.note = fields.text("note", 0, 2000);
  return act;
}

decltype(Command::act) sign_sheet(Fields& fields) {
  SignSheet act;
  act.person = person(fields);
  act.day = fields.day("day");
  act.signature = fields.text("signature", 1, 100);
  return act;
}

decltype(Command::act) reopen_sheet(Fields& fields) {
  ReopenSheet act;
  act.person = person(fields);
  act.day = fields.day("day");
  return act;
}

decltype(Command::act) choose_desk(Fields& fields) {
  ChooseDesk act;
  act.person = person(fields, 0);
  act.lead = fields.flag("lead");
  return act;
}

AddAccount new_account(Fields& fields) {
  AddAccount act;
  act.type = fields.text("type", 1, 64);
  act.name = fields.text("name", 1, 100);
  act.shop = fields.text("shop", 0, 64);
  fields.objects("options", 64, Need::needed, [&act](Fields& one) {
    std::string name = one.text("name", 0, 64);
    act.options.emplace_back(std::move(name), one.text("value", 0, 4096));
  });
  return act;
}

decltype(Command::act) add_account(Fields& fields) { return new_account(fields); }

decltype(Command::act) remove_account(Fields& fields) { return RemoveAccount{fields.text("name", 1, 100)}; }

template <WorkAct (*Read)(Fields&)>
decltype(Command::act) work(Fields& fields) {
  return Read(fields);
}

template <PostAct (*Read)(Fields&)>
decltype(Command::act) post(Fields& fields) {
  return Read(fields);
}

template <PeriodAct (*Read)(Fields&)>
decltype(Command::act) period(Fields& fields) {
  return Read(fields);
}

template <TalkAct (*Read)(Fields&)>
decltype(Command::act) talk(Fields& fields) {
  return Read(fields);
}

template <ReportAct (*Read)(Fields&)>
decltype(Command::act) report(Fields& fields) {
  return Read(fields);
}
template <ChecklistAct (*Read)(Fields&)>
decltype(Command::act) checklist(Fields& fields) {
  return Read(fields);
}
template <PeopleAct (*Read)(Fields&)>
decltype(Command::act) people(Fields& fields) {
  return Read(fields);
}

struct Act {
  std::string_view kind;
  decltype(Command::act) (*read)(Fields&);
};
constexpr std::array kActs = {
    Act{"sheet.save", save_sheet},
    Act{"sheet.sign", sign_sheet},
    Act{"sheet.reopen", reopen_sheet},
    Act{"desk.choose", choose_desk},
    Act{"demo.start", [](Fields&) -> decltype(Command::act) { return StartDemo{}; }},
    Act{"demo.leave", [](Fields&) -> decltype(Command::act) { return LeaveDemo{}; }},
    Act{"account.add", add_account},
    Act{"account.remove", remove_account},
    Act{"task.make", work<make_task>},
    Act{"task.change", work<change_task>},
    Act{"task.give", work<give_task>},
    Act{"task.pass", work<pass_task>},
    Act{"task.seen", work<see_task>},
    Act{"task.accept", work<accept_task>},
    Act{"task.progress", work<note_progress>},
    Act{"task.found", work<find_cause>},
    Act{"task.explain", work<explain_task>},
    Act{"task.done", work<finish_task>},
    Act{"task.follow_up", work<follow_up>},
    Act{"task.drop", work<drop_task>},
    Act{"task.reopen", work<reopen_task>},
    Act{"promise.tick", work<tick_promise>},
    Act{"promise.choose", work<choose_promises>},
    Act{"step.set", work<set_step>},
    Act{"step.hide", work<hide_step>},
    Act{"step.reset", work<reset_steps>},
    Act{"checklist.tick", checklist<tick_item>},
    Act{"checklist.item", checklist<set_item>},
    Act{"checklist.hide", checklist<hide_item>},
    Act{"checklist.reset", checklist<reset_items>},
    Act{"member.put", people<put_member>},
    Act{"member.leaves", people<member_leaves>},
    Act{"member.returns", people<member_returns>},
    Act{"member.erase", people<erase_member>},
    Act{"leave.add", people<add_leave>},
    Act{"leave.remove", people<remove_leave>},
    Act{"deputy.add", people<add_deputy>},
    Act{"deputy.remove", people<remove_deputy>},
    Act{"invitation.cancel", people<cancel_invitation>},
    Act{"device.end", people<end_device>},
    Act{"rules.publish", people<publish_rules>},
    Act{"text.sign", people<sign_text>},
    Act{"terms.set", people<set_terms>},
    Act{"member.be_named", people<be_named>},
    Act{"post.now", post<post_now>},
    Act{"post.cancel", post<cancel_post>},
    Act{"post.again", post<send_post_again>},
    Act{"post.arrived", post<post_arrived>},
    Act{"period.make", period<make_period>},
    Act{"period.change", period<change_period>},
    Act{"period.end", period<end_period>},
    Act{"period.drop", period<drop_period>},
    Act{"period.restore", period<restore_period>},
    Act{"talk.invite", talk<invite_to_talk>},
    Act{"talk.write", talk<write_talk>},
    Act{"talk.date", talk<date_talk>},
    Act{"talk.agree", talk<agree_in_talk>},
    Act{"talk.take_back", talk<take_back_agreement>},
    Act{"talk.judge", talk<judge_agreement>},
    Act{"talk.sign", talk<sign_talk>},
    Act{"talk.unsign", talk<unsign_talk>},
    Act{"report.give", report<give_report>},
    Act{"report.take_back", report<take_back_report>},
    Act{"note.write", talk<write_note>},
    Act{"note.show", talk<show_note>},
    Act{"note.drop", talk<drop_note>},
    Act{"contest.make", people<make_contest>},
    Act{"contest.answer", people<answer_contest>},
    Act{"contest.withdraw", people<withdraw_contest>},
};

}  // namespace

Checked<GivenCode> read_code(std::string_view body) {
  return read_object<GivenCode>(body, [](Fields& fields) {
    GivenCode given;
    given.code = Secret(fields.text("code", 1, 128));
    given.device = fields.text("device", 0, 80, Need::optional);
    return given;
  });
}

Checked<Invite> read_invite(std::string_view body) { return read_object<Invite>(body, invite); }

Checked<AddAccount> read_new_account(std::string_view body) { return read_object<AddAccount>(body, new_account); }

Checked<Command> read_command(std::string_view body) {
  return read_object<Command>(body, [body](Fields& fields) {
    Command command;
    command.body = std::string(body);
    command.id = fields.text("id", 36, 36);
    if (!is_command_id(command.id)) fields.fault("id", "应为 UUIDv7。", "It must be a UUID of version 7.");
    const std::string kind = fields.text("kind", 1, 64);
    const auto act = std::find_if(kActs.begin(), kActs.end(), [&](const Act& known) { return known.kind == kind; });
    if (act == kActs.end()) {
      fields.fault("kind", "不认识这种操作。", "This kind of command is not known.");
    } else {
      command.act = act->read(fields);
    }
    return command;
  });
}

Checked<NewImport> read_new_import(std::string_view body) {
  return read_object<NewImport>(body, [](Fields& fields) {
    NewImport file;
    file.name = fields.text("name", 1, 255);
    file.size = fields.whole("size", 1, kMostImportBytes);
    return file;
  });
}

Checked<ImportReading> read_import_reading(std::string_view body) {
  return read_object<ImportReading>(body, [](Fields& fields) {
    ImportReading reading;
    reading.shop = fields.text("shop", 0, 64, Need::optional);
    reading.preset = fields.text("preset", 0, 64, Need::optional);
    fields.objects("map", 64, Need::optional, [&reading](Fields& one) {
      std::string column = one.text("column", 0, 256);
      reading.map.emplace_back(std::move(column), one.text("field", 0, 64));
    });
    return reading;
  });
}

Checked<Run> read_run(std::string_view body) {
  return read_object<Run>(body, [](Fields& fields) {
    Run run;
    run.arguments = fields.texts("arguments", 1, 1000, 4096);
    run.folder = fields.text("folder", 0, 4096);
    run.language = fields.text("language", 2, 2);
    if (run.language != "zh" && run.language != "en") fields.fault("language", "应为 zh 或 en。", "It must be zh or en.");
    run.terminal = fields.flag("terminal");
    return run;
  });
}

}  // namespace rigong::overlay
