// SPDX-License-Identifier: Apache-2.0
#include "agent/team/checklists.h"

#include <fmt/format.h>

#include <algorithm>

namespace rigong::team {
namespace {

using model::Stage;

// The first month: what is read and set up, then what is looked at, then what is done with somebody beside them, then alone.
const std::vector<CatalogueEntry>& newcomer_items() {
  static const std::vector<CatalogueEntry> items{
      {"newcomer-notice", {"读过告知书和团队规则", "Read the notice and the team's rules"}, {}},
      {"newcomer-chat", {"登录聊天软件并接通日拱", "Signed in to the chat client, with Rigong beside it"}, {}},
      {"newcomer-goods", {"认识主要商品和常见问题", "Know the main products and the usual questions"}, {}},
      {"newcomer-phrases", {"会用快捷短语，并改成自己的话", "Use quick phrases, in words of one's own"}, {}},
      {"newcomer-listen", {"跟着带教看过 10 段好会话", "Went through 10 good conversations with the mentor"}, {}},
      {"newcomer-who", {"知道什么事找谁、怎么登记对接", "Know whom to ask about what, and how to hand off"}, {}},
      {"newcomer-alone", {"独立接待 5 位客户，带教看过", "Served 5 customers alone, and the mentor has looked"}, {}},
      {"newcomer-sheet", {"会做自检和签字", "Can fill in and sign the self-check"}, {}},
  };
  return items;
}

// Until the third month: from getting by to getting better.
const std::vector<CatalogueEntry>& growing_items() {
  static const std::vector<CatalogueEntry> items{
      {"growing-hard", {"独立处理一次投诉或难缠的售后", "Settled a complaint or a hard after-sales case alone"}, {}},
      {"growing-peak", {"高峰时同时接待多位客户", "Served several customers at once in a peak"}, {}},
      {"growing-steps", {"选过一件小事并坚持两周", "Chose a small promise and kept it for two weeks"}, {}},
      {"growing-phrase", {"给团队添一条好用的短语", "Gave the team a phrase that works"}, {}},
  };
  return items;
}

const std::vector<CatalogueEntry>& no_items() {
  static const std::vector<CatalogueEntry> items;
  return items;
}

tl::unexpected<Error> no_such_item() {
  return fail(ErrorKind::not_found, "没有这一项。请刷新页面。", "There is no such item. Reload the page.");
}

const model::ChecklistTick* find(const std::vector<model::ChecklistTick>& ticks, const std::string& item) {
  const auto found = std::find_if(ticks.begin(), ticks.end(), [&](const auto& each) { return each.item == item; });
  return found != ticks.end() ? &*found : nullptr;
}

}  // namespace

const CatalogueKind& checklist_catalogue(Stage stage) {
  const auto kind = [](const std::vector<CatalogueEntry>& items) {
    return CatalogueKind{items, kMostItems, kMostItemsKept, kMostItemWords, "项", "item"};
  };
  static const CatalogueKind newcomer = kind(newcomer_items());
  static const CatalogueKind growing = kind(growing_items());
  static const CatalogueKind others = kind(no_items());
  return stage == Stage::newcomer ? newcomer : stage == Stage::growing ? growing : others;
}

std::vector<model::StepSetting> settings_of(const std::vector<model::ChecklistSetting>& set, Stage stage) {
  std::vector<model::StepSetting> found;
  for (const model::ChecklistSetting& each : set) {
    if (each.stage == stage) found.push_back(each.item);
  }
  return found;
}

std::vector<CatalogueItem> checklist(const std::vector<model::ChecklistSetting>& set, Stage stage) {
  return catalogue(checklist_catalogue(stage), settings_of(set, stage));
}

std::vector<CheckedItem> checked(const std::vector<model::ChecklistSetting>& set, Stage stage,
                                 const std::vector<model::ChecklistTick>& ticks) {
  std::vector<CheckedItem> list;
  for (CatalogueItem& item : checklist(set, stage)) {
    if (item.hidden) continue;
    const model::ChecklistTick* tick = find(ticks, item.entry.id);
    list.push_back({std::move(item.entry), tick != nullptr ? std::optional(*tick) : std::nullopt});
  }
  return list;
}

bool is_shown(const std::vector<CheckedItem>& list, TimeMs now) {
  return std::any_of(list.begin(), list.end(),
                     [&](const CheckedItem& each) { return !each.tick || now - each.tick->at < kShownDays * kDayMs; });
}

Result<std::optional<model::ChecklistTick>> tick_item(const std::vector<model::ChecklistSetting>& set, Stage stage,
                                                      const std::vector<model::ChecklistTick>& ticks,
                                                      const model::ChecklistTick& wanted) {
  // Two who tick at once mean the same, and so does whoever ticks what was done in an earlier stage.
  if (find(ticks, wanted.item) != nullptr) return std::optional<model::ChecklistTick>();
  for (const CatalogueItem& item : checklist(set, stage)) {
    if (item.entry.id == wanted.item && !item.hidden) return std::optional(wanted);
  }
  RIGONG_TRY(check_item(set, wanted.item));
  return fail(ErrorKind::refused, "这一项不在现在的清单上：可能换了阶段，或主管收起了它。请刷新页面。",
              "This is not on the list any more: the stage is another one, or a lead has hidden it. Reload the page.");
}

Status check_item(const std::vector<model::ChecklistSetting>& set, const std::string& item) {
  for (const Stage stage : kStages) {
    for (const CatalogueItem& each : checklist(set, stage)) {
      if (each.entry.id == item) return {};
    }
  }
  return no_such_item();
}

Status check_mentor(const std::string& member, const std::string& mentor, const std::vector<model::Member>& members, Day today) {
  if (mentor.empty()) return {};
  if (mentor == member) {
    return fail(ErrorKind::wrong_use, "带教不能是本人。请另选一位，或留空。",
                "Nobody is their own mentor. Choose somebody else, or nobody.");
  }
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& each) { return each.id == mentor; });
  if (found == members.end()) {
    return fail(ErrorKind::not_found, "带教要从成员里选。请刷新页面。", "A mentor is one of the members. Reload the page.");
  }
  if (found->left_on && *found->left_on < today) {
    return fail(ErrorKind::refused, fmt::format("{} 已经离职，不能做带教。请另选一位。", found->name),
                fmt::format("{} has left and cannot be a mentor. Choose somebody else.", found->name));
  }
  return {};
}

}  // namespace rigong::team
