// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/command_text.h"

#include "agent/runtime/agent/page_accounts.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

using rapidjson::Value;

class Object {
 public:
  Object() : document_(rapidjson::kObjectType) {}
  void text(const char* name, const std::string& value) { add(name, Value(value, memory())); }
  void day(const char* name, Day value) { text(name, to_string(value)); }
  template <class T>
  void plain(const char* name, T value) {
    add(name, Value(value));
  }
  void add(const char* name, Value value) { document_.AddMember(rapidjson::StringRef(name), value, memory()); }
  rapidjson::Document::AllocatorType& memory() { return document_.GetAllocator(); }
  [[nodiscard]] std::string str() const { return connectors::to_text(document_); }

 private:
  rapidjson::Document document_;
};

struct Kind {
  const char* operator()(const overlay::SaveSheet&) const { return "sheet.save"; }
  const char* operator()(const overlay::SignSheet&) const { return "sheet.sign"; }
  const char* operator()(const overlay::ReopenSheet&) const { return "sheet.reopen"; }
  const char* operator()(const overlay::ChooseDesk&) const { return "desk.choose"; }
  const char* operator()(const overlay::StartDemo&) const { return "demo.start"; }
  const char* operator()(const overlay::LeaveDemo&) const { return "demo.leave"; }
  const char* operator()(const overlay::AddAccount&) const { return "account.add"; }
  const char* operator()(const overlay::RemoveAccount&) const { return "account.remove"; }
  const char* operator()(const overlay::WorkAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::MakeTask&) const { return "task.make"; }
  const char* operator()(const overlay::ChangeTask&) const { return "task.change"; }
  const char* operator()(const overlay::GiveTask&) const { return "task.give"; }
  const char* operator()(const overlay::PassTask&) const { return "task.pass"; }
  const char* operator()(const overlay::SeeTask&) const { return "task.seen"; }
  const char* operator()(const overlay::AcceptTask&) const { return "task.accept"; }
  const char* operator()(const overlay::NoteProgress&) const { return "task.progress"; }
  const char* operator()(const overlay::FindCause&) const { return "task.found"; }
  const char* operator()(const overlay::ExplainTask&) const { return "task.explain"; }
  const char* operator()(const overlay::FinishTask&) const { return "task.done"; }
  const char* operator()(const overlay::FollowUp&) const { return "task.follow_up"; }
  const char* operator()(const overlay::DropTask&) const { return "task.drop"; }
  const char* operator()(const overlay::ReopenTask&) const { return "task.reopen"; }
  const char* operator()(const overlay::TickPromise&) const { return "promise.tick"; }
  const char* operator()(const overlay::ChoosePromises&) const { return "promise.choose"; }
  const char* operator()(const overlay::SetStep&) const { return "step.set"; }
  const char* operator()(const overlay::HideStep&) const { return "step.hide"; }
  const char* operator()(const overlay::ResetSteps&) const { return "step.reset"; }
  const char* operator()(const overlay::ChecklistAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::TickItem&) const { return "checklist.tick"; }
  const char* operator()(const overlay::SetItem&) const { return "checklist.item"; }
  const char* operator()(const overlay::HideItem&) const { return "checklist.hide"; }
  const char* operator()(const overlay::ResetItems&) const { return "checklist.reset"; }
  const char* operator()(const overlay::PeopleAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::PostAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::PostNow&) const { return "post.now"; }
  const char* operator()(const overlay::CancelPost&) const { return "post.cancel"; }
  const char* operator()(const overlay::SendPostAgain&) const { return "post.again"; }
  const char* operator()(const overlay::PostArrived&) const { return "post.arrived"; }
  const char* operator()(const overlay::PeriodAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::MakePeriod&) const { return "period.make"; }
  const char* operator()(const overlay::ChangePeriod&) const { return "period.change"; }
  const char* operator()(const overlay::EndPeriod&) const { return "period.end"; }
  const char* operator()(const overlay::DropPeriod&) const { return "period.drop"; }
  const char* operator()(const overlay::RestorePeriod&) const { return "period.restore"; }
  const char* operator()(const overlay::TalkAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::InviteToTalk&) const { return "talk.invite"; }
  const char* operator()(const overlay::WriteTalk&) const { return "talk.write"; }
  const char* operator()(const overlay::DateTalk&) const { return "talk.date"; }
  const char* operator()(const overlay::AgreeInTalk&) const { return "talk.agree"; }
  const char* operator()(const overlay::TakeBackAgreement&) const { return "talk.take_back"; }
  const char* operator()(const overlay::JudgeAgreement&) const { return "talk.judge"; }
  const char* operator()(const overlay::SignTalk&) const { return "talk.sign"; }
  const char* operator()(const overlay::UnsignTalk&) const { return "talk.unsign"; }
  const char* operator()(const overlay::WriteNote&) const { return "note.write"; }
  const char* operator()(const overlay::ShowNote&) const { return "note.show"; }
  const char* operator()(const overlay::DropNote&) const { return "note.drop"; }
  const char* operator()(const overlay::ReportAct& act) const { return std::visit(*this, act); }
  const char* operator()(const overlay::GiveReport&) const { return "report.give"; }
  const char* operator()(const overlay::TakeBackReport&) const { return "report.take_back"; }
  const char* operator()(const overlay::PutMember&) const { return "member.put"; }
  const char* operator()(const overlay::MemberLeaves&) const { return "member.leaves"; }
  const char* operator()(const overlay::MemberReturns&) const { return "member.returns"; }
  const char* operator()(const overlay::EraseMember&) const { return "member.erase"; }
  const char* operator()(const overlay::AddLeave&) const { return "leave.add"; }
  const char* operator()(const overlay::RemoveLeave&) const { return "leave.remove"; }
  const char* operator()(const overlay::AddDeputy&) const { return "deputy.add"; }
  const char* operator()(const overlay::RemoveDeputy&) const { return "deputy.remove"; }
  const char* operator()(const overlay::CancelInvitation&) const { return "invitation.cancel"; }
  const char* operator()(const overlay::EndDevice&) const { return "device.end"; }
  const char* operator()(const overlay::PublishRules&) const { return "rules.publish"; }
  const char* operator()(const overlay::SignText&) const { return "text.sign"; }
  const char* operator()(const overlay::SetTerms&) const { return "terms.set"; }
  const char* operator()(const overlay::BeNamed&) const { return "member.be_named"; }
  const char* operator()(const overlay::MakeContest&) const { return "contest.make"; }
  const char* operator()(const overlay::AnswerContest&) const { return "contest.answer"; }
  const char* operator()(const overlay::WithdrawContest&) const { return "contest.withdraw"; }
};

struct Body {
  Object& to;
  void operator()(const overlay::SaveSheet& act) const {
    to.text("person", act.person);
    to.day("day", act.day);
    Value figures(rapidjson::kArrayType);
    for (const overlay::SaveSheet::Figure& figure : act.figures) {
      Value each(rapidjson::kObjectType);
      each.AddMember("name", Value(figure.name, to.memory()), to.memory());
      each.AddMember("confirmed", figure.confirmed, to.memory());
      each.AddMember("typed", figure.typed ? Value(*figure.typed) : Value(), to.memory());
      figures.PushBack(each, to.memory());
    }
    to.add("figures", std::move(figures));
    to.text("line", act.line);
    to.text("note", act.note);
  }
  void operator()(const overlay::SignSheet& act) const {
    to.text("person", act.person);
    to.day("day", act.day);
    to.text("signature", act.signature);
  }
  void operator()(const overlay::ReopenSheet& act) const {
    to.text("person", act.person);
    to.day("day", act.day);
  }
  void operator()(const overlay::ChooseDesk& act) const {
    to.text("person", act.person);
    to.plain("lead", act.lead);
  }
  void operator()(const overlay::StartDemo&) const {}
  void operator()(const overlay::LeaveDemo&) const {}
  void operator()(const overlay::AddAccount& act) const {
    to.text("type", act.type);
    to.text("name", act.name);
    to.text("shop", act.shop);
    Value options(rapidjson::kObjectType);
    for (const auto& [name, value] : act.options) {
      options.AddMember(Value(name, to.memory()), Value(is_secret(act.type, name) ? "***" : value, to.memory()), to.memory());
    }
    to.add("options", std::move(options));
  }
  void operator()(const overlay::RemoveAccount& act) const { to.text("name", act.name); }
  void operator()(const overlay::WorkAct&) const {}       // As it came.
  void operator()(const overlay::PostAct&) const {}       // As it came.
  void operator()(const overlay::PeriodAct&) const {}     // As it came.
  void operator()(const overlay::ReportAct&) const {}     // As it came.
  void operator()(const overlay::ChecklistAct&) const {}  // As it came.
  // What two people say in a talk stands with the talk, as long as that is kept, and a private note nowhere else.
  void operator()(const overlay::TalkAct& act) const {
    if (const auto* write = std::get_if<overlay::WriteTalk>(&act)) to.text("text", word(write->text));
  }
  // As it came, but for the name of whoever is erased.
  void operator()(const overlay::PeopleAct& act) const {
    if (const auto* erase = std::get_if<overlay::EraseMember>(&act)) to.text("member", erase->member);
  }
};

}  // namespace

std::string kind_of(const overlay::Command& command) { return std::visit(Kind{}, command.act); }

std::string body_of(const overlay::Command& command) {
  // There is no secret in it, and it is wanted whole: the day's work can be made again from the log.
  if (std::holds_alternative<overlay::WorkAct>(command.act) || std::holds_alternative<overlay::PostAct>(command.act) ||
      std::holds_alternative<overlay::PeriodAct>(command.act) || std::holds_alternative<overlay::ChecklistAct>(command.act)) {
    return command.body;
  }
  const auto* people = std::get_if<overlay::PeopleAct>(&command.act);
  if (people != nullptr && !std::holds_alternative<overlay::EraseMember>(*people)) return command.body;
  Object object;
  object.text("kind", kind_of(command));
  std::visit(Body{object}, command.act);
  return object.str();
}

std::string answer_text(const overlay::CommandDone& done) {
  Object object;
  object.plain("change", done.change);
  if (done.words) {
    Value words(rapidjson::kObjectType);
    words.AddMember("zh", Value(done.words->zh, object.memory()), object.memory());
    words.AddMember("en", Value(done.words->en, object.memory()), object.memory());
    object.add("words", std::move(words));
  }
  return object.str();
}

Result<overlay::CommandDone> read_answer(const std::string& id, const std::string& text) {
  const auto document = connectors::parse_json(text, "answer");
  if (!document) {
    return fail(ErrorKind::damaged, "操作记录读不出来。请运行 rigong doctor。",
                "The log of commands cannot be read. Run rigong doctor.");
  }
  overlay::CommandDone done;
  done.id = id;
  done.change = connectors::whole_of(*document, "change").value_or(0);
  if (const Value* words = connectors::member(*document, "words")) {
    done.words = Words{connectors::text_of(*words, "zh").value_or(""), connectors::text_of(*words, "en").value_or("")};
  }
  return done;
}

}  // namespace rigong::runtime
