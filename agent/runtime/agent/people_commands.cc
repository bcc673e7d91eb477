// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/people_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "agent/base/text.h"
#include "agent/runtime/agent/checklist_commands.h"
#include "agent/runtime/agent/sessions.h"
#include "agent/runtime/answers/own_self.h"
#include "agent/runtime/answers/scene.h"
#include "agent/runtime/notice.h"
#include "agent/runtime/people.h"
#include "agent/runtime/terms.h"
#include "agent/runtime/tidy.h"
#include "agent/runtime/work_out.h"
#include "agent/team/members.h"
#include "agent/team/tasks.h"

namespace rigong::runtime {
namespace {

using team::Deed;
using Done = Result<PeopleDone>;

constexpr int kFarDays = 400;

// Texts come from outside: cleaned here, judged for their length by the rules.
std::string cleaned(const std::string& text) { return clean_utf8(text); }

tl::unexpected<Error> no_such_member() {
  return fail(ErrorKind::not_found, "没有这位成员。请刷新页面。", "There is no such member. Reload the page.");
}
tl::unexpected<Error> no_longer_there() {
  return fail(ErrorKind::not_found, "这一条已经不在了。请刷新页面。", "That is not there any more. Reload the page.");
}
tl::unexpected<Error> not_allowed() {
  return fail(ErrorKind::refused, "你的角色不能做这件事。需要时请联系管理员。",
              "Your role may not do that. Ask an admin where it is needed.");
}

model::MemberRole role_of(overlay::Role role) {
  switch (role) {
    case overlay::Role::lead:
      return model::MemberRole::lead;
    case overlay::Role::admin:
      return model::MemberRole::admin;
    case overlay::Role::reader:
      return model::MemberRole::reader;
    case overlay::Role::rep:
    case overlay::Role::unset:
      break;
  }
  return model::MemberRole::rep;
}

// What is answered stays in the log as long as its chain does, so no answer names anybody: whoever is erased later must not stand
// there.
class Doing {
 public:
  Doing(storage::WriteTransaction& transaction, Reading& reading, const Scene& scene, const std::string& command,
        const std::string& place)
      : transaction_(transaction), reading_(reading), scene_(scene), command_(command), place_(place) {}

  Done operator()(const overlay::PutMember& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(const auto before, find_member(transaction_, act.member));
    RIGONG_ASSIGN(const bool taken, is_id_taken(transaction_, act.member));
    if (act.is_new && taken) {
      return fail(ErrorKind::refused, fmt::format("编号 {} 已经用过，请换一个。", act.member),
                  fmt::format("The id {} was used already; choose another.", act.member));
    }
    if (!act.is_new && !before) return no_such_member();
    model::Member member = before.value_or(model::Member{});
    const model::MemberRole role_before = member.role;
    member.id = cleaned(act.member);
    member.name = std::string(trim(cleaned(act.name)));
    member.group = std::string(trim(cleaned(act.group)));
    member.role = role_of(act.role);
    member.track = act.track;
    member.stage = act.stage;
    member.joined_on = act.joined_on;
    if (act.mentor) RIGONG_TRY(give_mentor(transaction_, member, cleaned(*act.mentor), scene_.today));
    RIGONG_TRY(team::check_member(member));
    if (member.role != role_before) {
      if (const auto may = needs(Deed::set_role); !may) {
        return fail(ErrorKind::refused, "改角色要由管理员或电脑的主人来做。", "An admin or this machine's owner changes roles.");
      }
      // Whoever made an invitation for a rep must not have made one for an admin.
      RIGONG_TRY(cancel_invitations(member.id));
    }
    RIGONG_TRY(transaction_.put_member(member));
    RIGONG_TRY(transaction_.member_rep(member.id));
    PeopleDone done;
    done.about = member.id;
    RIGONG_ASSIGN(done.recount, put_accounts(member.id, act.accounts));
    done.words = act.is_new ? Words{"已添加。", "Added."} : Words{"已保存。", "Saved."};
    return done;
  }

  Done operator()(const overlay::MemberLeaves& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(model::Member member, member_of(act.member));
    if (member.role != model::MemberRole::rep && !needs(Deed::set_role)) return not_allowed();
    RIGONG_TRY(team::check_last_day(member, act.last_day, scene_.today));
    member.left_on = act.last_day;
    RIGONG_TRY(transaction_.put_member(member));
    RIGONG_TRY(cancel_invitations(member.id));
    RIGONG_TRY(end_accounts(transaction_, member.id, act.last_day));
    RIGONG_TRY(begin_anew(transaction_, 0));
    PeopleDone done;
    done.about = member.id;
    done.recount = true;
    RIGONG_ASSIGN(const int handed, hand_over(member.id, act.hand_to, {}));
    if (act.last_day < scene_.today) {
      RIGONG_ASSIGN(done.shut_out, sessions_of(member.id));
      RIGONG_TRY(Sessions::remove(transaction_, done.shut_out));
    }
    done.words = Words{fmt::format("最后一天已登记为 {}。{}", to_string(act.last_day), handed_zh(handed)),
                       fmt::format("The last day is {}. {}", to_string(act.last_day), handed_en(handed))};
    return done;
  }

  Done operator()(const overlay::MemberReturns& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(model::Member member, member_of(act.member));
    if (member.role != model::MemberRole::rep && !needs(Deed::set_role)) return not_allowed();
    if (!member.left_on) {
      return fail(ErrorKind::refused, fmt::format("{} 没有登记离职。", member.name),
                  fmt::format("{} has not left.", member.name));
    }
    RIGONG_TRY(resume_accounts(transaction_, member.id, *member.left_on));
    RIGONG_TRY(begin_anew(transaction_, 0));
    member.left_on.reset();
    RIGONG_TRY(transaction_.put_member(member));
    PeopleDone done;
    done.about = member.id;
    done.recount = true;
    return done;
  }

  Done operator()(const overlay::EraseMember& act) const {
    RIGONG_TRY(needs(Deed::set_role));
    RIGONG_ASSIGN(const model::Member member, member_of(act.member));
    if (!member.left_on || scene_.today <= *member.left_on) {
      return fail(ErrorKind::refused, "只能删除已离职成员的个人资料。请先登记离职。",
                  "Only former members are erased. Enter first that the member leaves.");
    }
    if (trim(act.name) != trim(member.name)) {
      return fail(ErrorKind::refused, "输入的姓名不一致，没有删除。请照原样输入姓名。",
                  "The name is not the same, so nothing was erased. Type the name as it is shown.");
    }
    RIGONG_ASSIGN(const auto own, own_reps(member.id));
    RIGONG_ASSIGN(const model::RepNo number, transaction_.member_rep(member.id));
    PeopleDone done;
    RIGONG_ASSIGN(done.shut_out, sessions_of(member.id));
    RIGONG_TRY(transaction_.erase_member(member.id, own, fmt::format("(former-{})", number)));
    RIGONG_TRY(set_purge_due(transaction_, true));
    done.purge = true;
    done.words = Words{"个人资料已删除；店铺的合计数字不变。备份文件到期后删除。",
                       "The member was erased; the shop's sums stay. Copies made earlier go when their time is over."};
    return done;
  }

  Done operator()(const overlay::AddLeave& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(const model::Member member, here(act.person));
    const model::Leave leave{command_, member.id, act.from, act.to, reading_.viewer.person, reading_.now};
    RIGONG_ASSIGN(const auto others, transaction_.leaves(act.from, std::max(act.from, act.to)));
    RIGONG_TRY(team::check_leave(leave, others, scene_.today));
    RIGONG_TRY(transaction_.put_leave(leave));
    PeopleDone done;
    done.about = member.id;
    RIGONG_ASSIGN(const int handed, hand_over(member.id, act.hand_to, act.to));
    done.words = Words{"已登记请假。" + handed_zh(handed), "Entered the leave. " + handed_en(handed)};
    return done;
  }

  Done operator()(const overlay::RemoveLeave& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(const auto leaves, transaction_.leaves(scene_.today - kFarDays, scene_.today + kFarDays));
    const auto leave = std::find_if(leaves.begin(), leaves.end(), [&](const auto& each) { return each.id == act.leave; });
    if (leave == leaves.end()) return no_longer_there();
    RIGONG_TRY(transaction_.remove_leave(act.leave));
    PeopleDone done;
    done.about = leave->person;
    return done;
  }

  Done operator()(const overlay::AddDeputy& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_TRY(not_as_deputy());
    RIGONG_ASSIGN(const model::Member lead, here(act.person));
    RIGONG_ASSIGN(const model::Member deputy, here(act.deputy));
    const model::Deputy wanted{command_, lead.id, deputy.id, act.from, act.to, reading_.viewer.person, reading_.now};
    RIGONG_ASSIGN(const auto others, transaction_.deputies(act.from, std::max(act.from, act.to)));
    RIGONG_TRY(team::check_deputy(wanted, lead, deputy, others, scene_.today));
    RIGONG_TRY(transaction_.put_deputy(wanted));
    PeopleDone done;
    done.about = deputy.id;
    done.words = Words{fmt::format("代理已登记：{} 到 {}。", to_string(act.from), to_string(act.to)),
                       fmt::format("Somebody stands in from {} to {}.", to_string(act.from), to_string(act.to))};
    return done;
  }

  Done operator()(const overlay::RemoveDeputy& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_TRY(not_as_deputy());
    RIGONG_ASSIGN(const auto deputies, transaction_.deputies(scene_.today - kFarDays, scene_.today + kFarDays));
    const auto found = std::find_if(deputies.begin(), deputies.end(), [&](const auto& each) { return each.id == act.deputy; });
    if (found == deputies.end()) return no_longer_there();
    RIGONG_TRY(transaction_.remove_deputy(act.deputy));
    PeopleDone done;
    done.about = found->deputy;
    return done;
  }

  Done operator()(const overlay::CancelInvitation& act) const {
    RIGONG_TRY(needs(Deed::manage_people));
    RIGONG_ASSIGN(const model::Member member, member_of(act.person));
    RIGONG_TRY(cancel_invitations(member.id));
    PeopleDone done;
    done.about = member.id;
    return done;
  }

  Done operator()(const overlay::EndDevice& act) const {
    RIGONG_ASSIGN(const auto sessions, transaction_.page_sessions());
    const auto found = std::find_if(sessions.begin(), sessions.end(), [&](const auto& each) { return each.id == act.device; });
    if (found == sessions.end()) return no_longer_there();
    const bool own = found->id == place_ || (!found->person.empty() && found->person == reading_.viewer.person);
    if (!own && !needs(Deed::manage_people)) return no_longer_there();
    PeopleDone done;
    done.about = found->person;
    done.shut_out.insert(found->id);
    RIGONG_TRY(Sessions::remove(transaction_, done.shut_out));
    return done;
  }

  Done operator()(const overlay::PublishRules& act) const {
    RIGONG_TRY(needs(Deed::publish));
    model::Published text;
    text.kind = model::PublishedKind::rules;
    text.title = {cleaned(act.title.zh), cleaned(act.title.en)};
    text.body = {cleaned(act.body.zh), cleaned(act.body.en)};
    RIGONG_TRY(team::check_text(text.title, text.body));
    if (trim(text.title.en).empty()) text.title.en = text.title.zh;
    if (trim(text.body.en).empty()) text.body.en = text.body.zh;
    RIGONG_ASSIGN(const auto before, transaction_.published(text.kind));
    text.version = before.empty() ? 1 : before.back().version + 1;
    text.made_by = reading_.viewer.person;
    text.made_at = reading_.now;
    RIGONG_TRY(transaction_.add_published(text));
    PeopleDone done;
    done.words = Words{fmt::format("已发布第 {} 版，请大家签收。", text.version),
                       fmt::format("Published as version {}; everybody is asked to sign.", text.version)};
    return done;
  }

  Done operator()(const overlay::SignText& act) const {
    if (reading_.viewer.role == overlay::Role::unset) {
      return fail(ErrorKind::refused, "先选择这台电脑是谁的，再签收。", "Choose first whose desk this is, then sign.");
    }
    RIGONG_ASSIGN(const auto versions, transaction_.published(act.text));
    if (versions.empty() || versions.back().version != act.version) {
      return fail(ErrorKind::refused, "这份文字已有更新的版本，请看新的再签收。",
                  "There is a newer version of this text; read that one and sign it.");
    }
    RIGONG_TRY(transaction_.add_receipt(
        {act.text, static_cast<std::int32_t>(act.version), reading_.viewer.person, reading_.now, place_}));
    PeopleDone done;
    done.about = reading_.viewer.person;
    return done;
  }

  Done operator()(const overlay::SetTerms& act) const {
    RIGONG_TRY(needs(Deed::set_terms));
    for (const overlay::SetTerms::One& term : act.terms) {
      RIGONG_TRY(team::check_term(term.what, term.days));
      RIGONG_TRY(set_term(transaction_, term.what, static_cast<int>(term.days)));
    }
    // Everybody is told how long things are kept, and so of the change.
    RIGONG_TRY(keep_notice(transaction_, reading_.config.shop.name, reading_.now));
    return PeopleDone{};
  }

  Done operator()(const overlay::BeNamed& act) const {
    RIGONG_ASSIGN(const Somebody* self, own_self(scene_));
    if (!self->member) {
      return fail(ErrorKind::refused, "请主管先把您记为成员，再选榜单里是否显示名字。",
                  "Ask the lead to make you a member first; then choose whether rankings name you.");
    }
    RIGONG_ASSIGN(model::Member member, member_of(self->person.id));
    member.unnamed = !act.named;
    RIGONG_TRY(transaction_.put_member(member));
    PeopleDone done;
    done.about = member.id;
    done.words = act.named ? Words{"榜单里会显示您的名字。", "Rankings may name you."}
                           : Words{"从下一榜起不显示您的名字。", "Rankings no longer name you, from the next one on."};
    return done;
  }

  Done operator()(const overlay::MakeContest& act) const {
    RIGONG_ASSIGN(const Somebody* self, own_self(scene_));
    if (!scene_.may(Deed::contest, *self)) return not_allowed();
    model::Contest contest;
    contest.id = command_;
    contest.person = self->person.id;
    contest.about = act.about;
    contest.ref = cleaned(act.ref);
    contest.day = act.day;
    contest.words = cleaned(act.words);
    contest.made_at = reading_.now;
    RIGONG_ASSIGN(const auto own, transaction_.contests(contest.person));
    RIGONG_TRY(team::check_contest(contest, own, scene_.today));
    RIGONG_TRY(transaction_.put_contest(contest));
    PeopleDone done;
    done.about = contest.person;
    done.words = Words{"已提交申诉，由主管或管理员处理；结果写在“我的数据”里。",
                       "Handed in. A lead or admin decides; the outcome will stand under 'My data'."};
    return done;
  }

  Done operator()(const overlay::AnswerContest& act) const {
    RIGONG_ASSIGN(const model::Contest contest, contest_of(act.contest));
    if (!needs(Deed::decide)) return no_longer_there();
    RIGONG_ASSIGN(const model::Contest decided,
                  team::decide(contest, act.upheld, cleaned(act.words), reading_.viewer.person, reading_.now));
    return put(decided);
  }

  Done operator()(const overlay::WithdrawContest& act) const {
    RIGONG_ASSIGN(const model::Contest contest, contest_of(act.contest));
    if (reading_.viewer.person.empty() || contest.person != reading_.viewer.person) return no_longer_there();
    RIGONG_ASSIGN(const model::Contest withdrawn, team::withdraw(contest, reading_.now));
    return put(withdrawn);
  }

 private:
  [[nodiscard]] Status needs(Deed deed) const {
    if (scene_.may_with_all(deed)) return {};
    return not_allowed();
  }
  // Who stands in does not decide who stands in.
  [[nodiscard]] Status not_as_deputy() const {
    if (reading_.viewer.acting_for.empty()) return {};
    return fail(ErrorKind::refused, "代理期间不能安排或结束代理。请由主管本人或管理员来做。",
                "Who stands in does not name or end deputies; the lead or an admin does.");
  }

  [[nodiscard]] Result<model::Member> member_of(const std::string& id) const {
    RIGONG_ASSIGN(const auto found, find_member(transaction_, id));
    if (!found) return no_such_member();
    return *found;
  }
  [[nodiscard]] Result<model::Member> here(const std::string& id) const {
    RIGONG_ASSIGN(const model::Member member, member_of(id));
    if (!member.left_on || scene_.today <= *member.left_on) return member;
    return fail(ErrorKind::refused, fmt::format("{} 已经离职。", member.name), fmt::format("{} has left.", member.name));
  }

  // Whether anything is another's now than before.
  [[nodiscard]] Result<bool> put_accounts(const std::string& member, const std::vector<overlay::AnsweredAs>& given) const {
    RIGONG_ASSIGN(const auto accounts, transaction_.accounts());
    std::vector<model::MemberAccount> wanted;
    for (const overlay::AnsweredAs& each : given) {
      const auto account =
          std::find_if(accounts.begin(), accounts.end(), [&](const auto& one) { return one.name == each.account; });
      if (account == accounts.end()) {
        return fail(ErrorKind::wrong_use, fmt::format("没有名为“{}”的数据来源。请从列表里选。", one_line(each.account)),
                    fmt::format("There is no source '{}'. Choose one of the list.", one_line(each.account)));
      }
      if (each.from && each.to && *each.to < *each.from) {
        return fail(ErrorKind::wrong_use, "平台账号的结束日期早于开始日期。请改一下日期。",
                    "A platform account ends before it begins. Change the days.");
      }
      wanted.push_back({member, account->number, cleaned(each.rep), each.from, each.to});
    }
    RIGONG_ASSIGN(const auto all, transaction_.member_accounts());
    std::vector<model::MemberAccount> before;
    for (const model::MemberAccount& each : all) {
      if (each.member_id == member) before.push_back(each);
    }
    if (before == wanted) return false;
    for (const model::MemberAccount& each : wanted) RIGONG_TRY(transaction_.ensure_rep(each.account, each.platform_id));
    RIGONG_TRY(transaction_.put_member_accounts(member, wanted));
    std::set<model::AccountNo> touched;
    for (const auto* list : {&before, &wanted}) {
      for (const model::MemberAccount& each : *list) touched.insert(each.account);
    }
    for (const model::AccountNo account : touched) RIGONG_TRY(begin_anew(transaction_, account));
    return true;
  }

  [[nodiscard]] Status cancel_invitations(const std::string& person) const {
    RIGONG_ASSIGN(const auto invitations, transaction_.invitations());
    for (const model::Invitation& invitation : invitations) {
      if (invitation.person == person) RIGONG_TRY(transaction_.remove_invitation(invitation.token_hash));
    }
    return {};
  }
  [[nodiscard]] Result<std::set<std::string>> sessions_of(const std::string& person) const {
    RIGONG_ASSIGN(const auto sessions, transaction_.page_sessions());
    std::set<std::string> found;
    for (const model::PageSession& session : sessions) {
      if (session.person == person) found.insert(session.id);
    }
    return found;
  }
  // The platform's reps that only this member answered as.
  [[nodiscard]] Result<std::vector<model::RepNo>> own_reps(const std::string& member) const {
    RIGONG_ASSIGN(const auto mappings, transaction_.member_accounts());
    RIGONG_ASSIGN(const auto reps, transaction_.reps());
    std::vector<model::RepNo> own;
    for (const model::Rep& rep : reps) {
      const auto means = [&](const auto& each) { return each.account == rep.account && each.platform_id == rep.platform_id; };
      const bool mine = std::any_of(mappings.begin(), mappings.end(),
                                    [&](const auto& each) { return each.member_id == member && means(each); });
      const bool others = std::any_of(mappings.begin(), mappings.end(),
                                      [&](const auto& each) { return each.member_id != member && means(each); });
      if (mine && !others && rep.member_id.empty()) own.push_back(rep.number);
    }
    return own;
  }

  // Gives what is open to somebody else, where one is named; how many that were. Of who is away for a time only what others wait
  // for: hand-offs, and follow-ups that fall into it.
  [[nodiscard]] Result<int> hand_over(const std::string& from, const std::string& to, std::optional<Day> away_until) const {
    if (to.empty()) return 0;
    if (to == from) {
      return fail(ErrorKind::refused, "不能转给本人。请选另一位，或留空。",
                  "It cannot go to the same person. Choose another, or none.");
    }
    RIGONG_ASSIGN(const model::Member receiver, here(to));
    RIGONG_ASSIGN(const auto tasks, transaction_.tasks({scene_.today, scene_.today + kFarDays, from, {}}));
    const team::Actor actor{reading_.viewer.person, reading_.now, scene_.today};
    int handed = 0;
    for (const model::Task& task : tasks) {
      const bool waited_for = task.kind == model::TaskKind::handoff ||
                              (task.kind == model::TaskKind::follow_up && task.from <= away_until.value_or(task.from));
      const bool goes = away_until ? waited_for : task.kind != model::TaskKind::promise;
      if (task.state != model::TaskState::open || task.owner != from || !goes) continue;
      RIGONG_ASSIGN(const team::Happened happened, team::give(task, receiver.id, actor));
      RIGONG_TRY(transaction_.put_task(happened.task, happened.event));
      ++handed;
    }
    return handed;
  }
  static std::string handed_zh(int count) { return count > 0 ? fmt::format("{} 项已转给接手的同事。", count) : std::string(); }
  static std::string handed_en(int count) {
    if (count == 0) return {};
    return count == 1 ? "1 open item was handed over." : fmt::format("{} open items were handed over.", count);
  }

  [[nodiscard]] Result<model::Contest> contest_of(const std::string& id) const {
    RIGONG_ASSIGN(const auto contest, transaction_.contest(id));
    if (!contest) return no_longer_there();
    return *contest;
  }
  [[nodiscard]] Done put(const model::Contest& contest) const {
    RIGONG_TRY(transaction_.put_contest(contest));
    PeopleDone done;
    done.about = contest.person;
    return done;
  }

  storage::WriteTransaction& transaction_;
  Reading& reading_;
  const Scene& scene_;
  const std::string& command_;
  const std::string& place_;
};

}  // namespace

Result<PeopleDone> do_people(storage::WriteTransaction& transaction, Reading& reading, const std::string& command,
                             const std::string& place, const overlay::PeopleAct& act) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  return std::visit(Doing(transaction, reading, scene, command, place), act);
}

Result<model::Member> may_invite(Reading& reading, const std::string& person) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  if (!scene.may_with_all(Deed::manage_people)) return not_allowed();
  RIGONG_ASSIGN(const auto found, find_member(reading.view, person));
  if (!found || (found->left_on && *found->left_on < scene.today)) return no_such_member();
  const bool own = !reading.viewer.person.empty() && reading.viewer.person == person && reading.viewer.acting_for.empty();
  if (found->role != model::MemberRole::rep && !own && !scene.may_with_all(Deed::set_role)) {
    return fail(ErrorKind::refused, "主管、管理员和只读成员的邀请要由管理员或电脑的主人来发。",
                "Leads, admins and readers are invited by an admin or this machine's owner.");
  }
  return *found;
}

}  // namespace rigong::runtime
