// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/notice.h"

#include <fmt/format.h>

#include "agent/base/text.h"
#include "agent/team/members.h"

namespace rigong::runtime {
namespace {

using model::Retained;

void add(model::Published& notice, const std::string& zh, const std::string& en) {
  const auto line = [](std::string& body, const std::string& text) {
    if (!body.empty()) body += '\n';
    body += text;
  };
  line(notice.body.zh, zh);
  line(notice.body.en, en);
}

}  // namespace

model::Published notice_text(const std::string& shop, const Terms& terms) {
  const std::string name = one_line(shop);
  model::Published notice;
  notice.kind = model::PublishedKind::notice;
  notice.title = {"这里记录什么、谁能看、存多久", "What is kept here, who sees it, and for how long"};
  add(notice,
      fmt::format("用途：{}用日拱从店铺自己的平台账号算出每天的服务指标，让每个人看到自己的数字和下一步。",
                  name.empty() ? "本店" : name),
      fmt::format("Purpose: {} uses Rigong to work out each day's service figures from the shop's own platform accounts, so that "
                  "everybody sees their own figures and one next step.",
                  name.empty() ? "this shop" : name));
  add(notice,
      "记录：工作账号的消息是什么时间、由谁、发给第几位顾客的（不存聊天内容，顾客只存加密后的代号）、评价、订单金额、转接、班次和"
      "请假日期；"
      "以及你在这里写的自检表、待办、对接、小事、成长期清单和面谈。",
      "Kept: when a work account's message was sent, by whom, and to which customer (no text of chats; customers are keyed "
      "codes), "
      "ratings, amounts of orders, transfers, shifts and days of leave; and what you write here: sheets, to-dos, hand-offs, "
      "promises, the checklist of your stage, talks.");
  add(notice, "不记录：按键、屏幕、私人聊天、位置、请假的原因，也不读班次之外的事。",
      "Not kept: keys, screens, private chats, places, why somebody is on leave, or anything outside working accounts.");
  add(notice,
      "谁能看：你自己看自己的；主管和只读角色能看小组和每个人的指标；管理员管账号和成员，看不到别人的指标；带教看到所带教的"
      "人的成长期清单，看不到指标；同事只看到五人以上小组"
      "的中位数和下面说的榜单。"
      "能打开这台电脑上数据文件的人也能读到它。",
      "Who sees it: you see your own; leads and readers see the group's and everybody's figures; admins look after accounts and "
      "members and see nobody's figures; a mentor sees the checklist of those they show how, and no figures; colleagues see only "
      "the median of a group of five or more, and the ranking described "
      "below. Whoever can open the data "
      "folder on this machine can read it too.");
  add(notice,
      "一对一：面谈页上的数字来自上面这些记录，想聊的、约定和签名由你和主管写，只有你们和代理能看；主管的私人备注只有写的人能看，"
      "30 天后删除，除非给你看过。备注不写健康和情绪，也不算进任何分数。",
      "1-on-1: the page's figures come from the above; topics, agreements and signatures are yours and the lead's, for the two "
      "of you and "
      "whoever stands in. A lead's private notes are read by their writer alone and removed after 30 days, unless they were "
      "shown to "
      "you; they hold no health and no mood, and feed no score.");
  add(notice,
      "榜单：主管看得到小组的全部名次；公布给小组或发到群里的只有本组合计、每项前三名和进步最大的人，你可以在“榜单”页选择不显示名"
      "字；"
      "不足五人不公布。",
      "Rankings: leads see every place of a group. Told to the group, or posted to its chat, are the group as a whole, the first "
      "three of each figure and the most improved; on the page 'Ranking' you choose not to be named. Fewer than five people are "
      "not ranked.");
  add(notice, "谁看过：别人看了你的指标、改了你的数据，都记在“我的数据”里；这份记录在页面上改不了，改动数据文件会被查出来。",
      "Who saw it: whenever somebody looks at your figures or changes your data it is written down under 'My data'. No page "
      "changes "
      "that record, and a change in the data file is found.");
  std::string zh = "保存多久：";
  std::string en = "How long: ";
  bool first = true;
  for (const auto& [what, days] : terms) {
    const Words words = team::words_of(what);
    zh += fmt::format("{}{} {} 天", first ? "" : "；", words.zh, days);
    en += fmt::format("{}{} {} {}", first ? "" : "; ", words.en, days, days == 1 ? "day" : "days");
    first = false;
  }
  add(notice, zh + "。到期每天自动删除。", en + ". What is older is removed every day.");
  add(notice, "数据在哪：只在店里这台电脑（或店里的服务器）上，程序不向开发者发送任何数据。",
      "Where: on this shop's own computer only. The program sends nothing to its makers.");
  add(notice,
      "你的权利：随时查看、导出自己的全部数据；觉得不对可以申诉，由人来处理；离职后可以要求删除。任何分数都不会单独决定待遇。",
      "Your rights: see and export all your data at any time; contest what is wrong, and a person decides; after leaving, ask "
      "for it to "
      "be erased. No score decides anything alone.");
  return notice;
}

Result<bool> keep_notice(storage::WriteTransaction& transaction, const std::string& shop, TimeMs now) {
  RIGONG_ASSIGN(const Terms terms, terms_of(transaction));
  model::Published notice = notice_text(shop, terms);
  RIGONG_ASSIGN(const auto before, transaction.published(model::PublishedKind::notice));
  if (!before.empty() && before.back().title == notice.title && before.back().body == notice.body) return false;
  notice.version = before.empty() ? 1 : before.back().version + 1;
  notice.made_at = now;
  RIGONG_TRY(transaction.add_published(notice));
  return true;
}

}  // namespace rigong::runtime
