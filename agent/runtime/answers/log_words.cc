// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/log_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "agent/runtime/answers/tasks.h"

namespace rigong::runtime {
namespace {

constexpr std::string_view kView = "view.";
constexpr std::string_view kGroup = "group:";

struct Row {
  std::string_view kind;
  const char* zh;
  const char* en;
};
constexpr std::array kRows = {
    Row{"view.panel", "看了面板", "looked at the panel"},
    Row{"view.turns", "看了一问一答明细", "looked at the turns"},
    Row{"view.trend", "看了趋势", "looked at the trend"},
    Row{"view.figures", "看了店铺指标", "looked at the shop figures"},
    Row{"view.team", "看了小组表", "looked at the team table"},
    Row{"view.sheets", "看了自检表列表", "looked at the list of sheets"},
    Row{"view.sheet", "看了自检表", "looked at a sheet"},
    Row{"view.work", "看了待办", "looked at the list of work"},
    Row{"view.promises", "看了小事", "looked at the promises"},
    Row{"view.report", "看了日报", "looked at the day report"},
    Row{"sheet.save", "填了自检表", "filled in a sheet"},
    Row{"sheet.sign", "签了自检表", "signed a sheet"},
    Row{"sheet.reopen", "撤回了自检表签名", "took a signature back"},
    Row{"desk.choose", "选择了这台电脑是谁的", "chose whose desk it is"},
    Row{"demo.start", "打开了演示", "began the demo"},
    Row{"demo.leave", "退出了演示", "left the demo"},
    Row{"account.add", "添加了数据来源", "added a source"},
    Row{"account.remove", "删除了数据来源", "removed a source"},
    Row{"task.make", "添加了一项工作", "added a task"},
    Row{"task.change", "修改了一项工作", "changed a task"},
    Row{"task.give", "转交了一项工作", "gave a task to somebody else"},
    Row{"task.pass", "把对接交给了主管", "passed a hand-off to the lead"},
    Row{"task.seen", "知道了一项重大对接或超时的投诉", "saw a major hand-off or a late complaint"},
    Row{"task.accept", "记下了对接被接收", "noted that a hand-off was accepted"},
    Row{"task.found", "写了投诉的原因", "noted what caused a complaint"},
    Row{"task.progress", "写了进展", "noted progress"},
    Row{"task.explain", "写了原因", "noted a cause"},
    Row{"task.done", "完成了一项工作", "finished a task"},
    Row{"task.drop", "作废了一项工作", "dropped a task"},
    Row{"task.reopen", "恢复了一项工作", "reopened a task"},
    Row{"promise.tick", "给小事打了勾", "ticked a promise"},
    Row{"promise.choose", "选了小事", "chose promises"},
    Row{"step.set", "改了小事的步骤", "named a step of the promises"},
    Row{"step.hide", "收起或显示了小事的一步", "hid or showed a step of the promises"},
    Row{"step.reset", "恢复了内置的步骤", "went back to the built-in steps"},
    Row{"checklist.tick", "在成长期清单上打了勾或取消了勾", "ticked an item of a checklist, or took a tick back"},
    Row{"checklist.item", "改了成长期清单的一项", "named an item of a stage's checklist"},
    Row{"checklist.hide", "收起或显示了成长期清单的一项", "hid or showed an item of a stage's checklist"},
    Row{"checklist.reset", "恢复了内置的成长期清单", "went back to a stage's built-in checklist"},
    Row{"member.put", "修改了成员资料", "changed a member's record"},
    Row{"member.leaves", "登记了离职", "entered that a member leaves"},
    Row{"member.returns", "撤销了离职", "took a leaving back"},
    Row{"member.erase", "删除了离职成员的个人资料", "erased a former member"},
    Row{"leave.add", "登记了请假", "entered a leave"},
    Row{"leave.remove", "删除了请假", "removed a leave"},
    Row{"deputy.add", "安排了代理", "named a deputy"},
    Row{"deputy.remove", "结束了代理", "ended a standing in"},
    Row{"invitation.make", "发了邀请", "made an invitation"},
    Row{"invitation.cancel", "取消了邀请", "took an invitation back"},
    Row{"invitation.use", "用邀请登录了一台设备", "joined with a device"},
    Row{"device.end", "让一台设备退出了登录", "shut a device out"},
    Row{"rules.publish", "发布了团队规则", "published the team's rules"},
    Row{"text.sign", "签收了说明或规则", "signed a text"},
    Row{"terms.set", "修改了保存期限", "changed how long things are kept"},
    Row{"view.load", "看了小组的高峰与排班", "looked at the group's load"},
    Row{"view.period", "看了小组在一段活动或专项前后的数字", "looked at the group's figures around a campaign, crisis or topic"},
    Row{"view.ranking", "看了小组榜单", "looked at the group's ranking"},
    Row{"view.posts", "看了发送记录", "looked at the posts"},
    Row{"post.now", "手动发了榜单", "posted a ranking by hand"},
    Row{"post.cancel", "取消了一条待发消息", "took a planned post back"},
    Row{"post.again", "重发了一条消息", "sent a post again"},
    Row{"post.arrived", "确认了一条消息已发出", "noted that a post arrived"},
    Row{"member.be_named", "选择了榜单里是否显示名字", "chose whether to be named in rankings"},
    Row{"view.talk", "看了一对一面谈页", "looked at the 1-on-1 page"},
    Row{"view.report", "看了周报或月报", "looked at a week's or month's report"},
    Row{"view.report_file", "导出了周报或月报", "saved a week's or month's report as a file"},
    Row{"view.talks", "看了一对一名单", "looked at the list of 1-on-1s"},
    Row{"talk.invite", "备好了一对一面谈", "prepared 1-on-1s"},
    Row{"talk.write", "在面谈页写了一段", "wrote on a 1-on-1 page"},
    Row{"talk.date", "定了主管完成的日期", "set the lead's date"},
    Row{"talk.agree", "写下一条约定", "wrote down an agreement"},
    Row{"talk.take_back", "收回一条约定", "took an agreement back"},
    Row{"talk.judge", "标了一条约定是否做到", "said whether an agreement came true"},
    Row{"talk.sign", "签了一对一面谈", "signed a 1-on-1"},
    Row{"talk.unsign", "撤回了面谈签名", "took a signature back"},
    Row{"note.write", "写了一条私人备注", "wrote a private note"},
    Row{"note.show", "把一条备注给本人看了", "showed a note to the person"},
    Row{"note.drop", "删了一条私人备注", "removed a private note"},
    Row{"report.give", "标了报告已交", "noted that a report was handed in"},
    Row{"report.take_back", "取消了报告已交的标记", "noted that a report was not handed in after all"},
    Row{"period.make", "添加了一段活动或专项", "added a campaign, crisis or topic"},
    Row{"period.change", "修改了一段活动或专项", "changed a campaign, crisis or topic"},
    Row{"period.end", "结束了一段活动或专项", "ended a campaign, crisis or topic"},
    Row{"period.drop", "取消了一段活动或专项", "took a campaign, crisis or topic back"},
    Row{"period.restore", "恢复了一段活动或专项", "restored a campaign, crisis or topic"},
    Row{"contest.make", "提了申诉", "contested something"},
    Row{"contest.answer", "处理了申诉", "decided on a contest"},
    Row{"contest.withdraw", "撤回了申诉", "took a contest back"},
    Row{"member.map", "改了成员的平台账号", "changed a member's platform accounts"},
    Row{"target.set", "设了目标", "set a target"},
    Row{"target.remove", "删了目标", "removed a target"},
    Row{"tidy.run", "清理了到期的数据", "removed what was kept long enough"},
};

}  // namespace

Words words_of_entry(const std::string& kind) {
  const auto found = std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.kind == kind; });
  return found != kRows.end() ? Words{found->zh, found->en} : Words{kind, kind};
}

bool is_view(const std::string& kind) { return kind.starts_with(kView); }

overlay::LogLine line_of(const Scene& scene, const model::CommandEntry& entry) {
  overlay::LogLine line;
  line.id = entry.id;
  line.at = entry.applied_at;
  line.by = maybe_named(scene, entry.by);
  line.acting_for = maybe_named(scene, entry.acting_for);
  if (entry.about.starts_with(kGroup)) {
    line.group = entry.about.substr(kGroup.size());
  } else {
    line.about = maybe_named(scene, entry.about);
  }
  // What nobody did, the program did by itself.
  if (entry.kind == "tidy.run") line.by = overlay::Named{"", "日拱 Rigong"};
  line.kind = entry.kind;
  line.looked = is_view(entry.kind);
  line.words = words_of_entry(entry.kind);
  return line;
}

std::vector<std::string> about_person(const Somebody& somebody) {
  std::vector<std::string> about{somebody.person.id, std::string(kGroup)};
  if (!somebody.person.group.empty()) about.push_back(std::string(kGroup) + somebody.person.group);
  return about;
}

}  // namespace rigong::runtime
