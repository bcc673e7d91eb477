// SPDX-License-Identifier: Apache-2.0
#include "agent/team/promises.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"

namespace rigong::team {
namespace {

// Below this many there is nothing to read from a share.
constexpr std::int64_t kFewest = 10;
constexpr std::size_t kMostProposals = 3;

struct Weighed {
  double weight = 0;  // How far from what is usual in the trade, 0…1.
  PromiseProposal proposal;
};

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

const std::vector<PromiseStep>& promise_steps() {
  static const std::vector<PromiseStep> steps{
      {"welcome", {"迎客", "Welcome"}, {"先应一声再查资料", "A first word before looking anything up"}},
      {"needs", {"了解需求", "Find out what is needed"}, {"每位客户都问一句使用场景", "Ask every customer what it is for"}},
      {"product",
       {"产品介绍（FABE）", "Product, by FABE"},
       {"介绍时说清特点、优点、好处、证据", "Say feature, advantage, benefit and evidence"}},
      {"solve", {"解决问题", "Solve it"}, {"不留没回的问题", "Leave no question without an answer"}},
      {"recommend", {"推荐", "Recommend"}, {"未成交的写一句原因", "Note one reason where nothing was bought"}},
      {"closing", {"结束语", "Closing"}, {"结束语带上售后说明", "Close with a word on after-sales"}},
  };
  return steps;
}

std::vector<CatalogueStep> catalogue(const std::vector<model::StepSetting>& set) {
  std::vector<CatalogueStep> steps;
  for (const PromiseStep& step : promise_steps()) steps.push_back({step, false, true});
  for (const model::StepSetting& setting : set) {
    const auto known = std::find_if(steps.begin(), steps.end(), [&](const auto& each) { return each.step.id == setting.id; });
    if (known == steps.end()) {
      steps.push_back({{setting.id, {setting.zh, setting.en.empty() ? setting.zh : setting.en}, {}}, setting.hidden, false});
      continue;
    }
    known->hidden = setting.hidden;
    if (!setting.zh.empty()) known->step.title = {setting.zh, setting.en.empty() ? setting.zh : setting.en};
  }
  return steps;
}

namespace {

Status check_step_words(const std::string& text) {
  const std::size_t count = character_count(text);
  if (count <= kMostStepWords) return {};
  return fail(ErrorKind::wrong_use, fmt::format("一步最多 {} 个字，现在是 {} 个。请缩短。", kMostStepWords, count),
              fmt::format("A step has at most {} characters, this has {}. Make it shorter.", kMostStepWords, count));
}

tl::unexpected<Error> no_such_step() {
  return fail(ErrorKind::not_found, "没有这一步。请刷新页面。", "There is no such step. Reload the page.");
}

Status check_room(const std::vector<model::StepSetting>& set) {
  const auto steps = catalogue(set);
  const auto offered = std::count_if(steps.begin(), steps.end(), [](const CatalogueStep& each) { return !each.hidden; });
  if (static_cast<std::size_t>(offered) < kMostSteps) return {};
  return fail(ErrorKind::refused, fmt::format("最多 {} 步。请先收起一步。", kMostSteps),
              fmt::format("At most {} steps are offered. Hide one first.", kMostSteps));
}

// The setting as it stands; one that changes nothing for a built-in step that was never set.
Result<model::StepSetting> setting_of(const std::vector<model::StepSetting>& set, const std::string& step) {
  const auto found = std::find_if(set.begin(), set.end(), [&](const auto& each) { return each.id == step; });
  if (found != set.end()) return *found;
  const auto& built_in = promise_steps();
  if (std::none_of(built_in.begin(), built_in.end(), [&](const auto& each) { return each.id == step; })) return no_such_step();
  return model::StepSetting{step, {}, {}, false};
}

}  // namespace

Result<model::StepSetting> name_step(const std::vector<model::StepSetting>& set, const std::string& step, const Words& words,
                                     const std::string& new_id) {
  const std::string zh(trim(words.zh));
  const std::string en(trim(words.en));
  if (zh.empty()) return fail(ErrorKind::wrong_use, "请写上这一步叫什么。", "Write what the step is called, in Chinese.");
  RIGONG_TRY(check_step_words(zh));
  RIGONG_TRY(check_step_words(en));
  for (const CatalogueStep& each : catalogue(set)) {
    if (each.step.id != step && !each.hidden && each.step.title.zh == zh) {
      return fail(ErrorKind::refused, "已经有同名的一步。", "There is a step of that name already.");
    }
  }
  if (step.empty()) {
    RIGONG_TRY(check_room(set));
    if (set.size() >= kMostStepsKept) {
      return fail(ErrorKind::refused, "收起的步骤也都还留着，已经太多了。请改一步已有的，或重新显示一步。",
                  "Hidden steps are kept as well, and there are too many. Rename one, or show a hidden one again.");
    }
    return model::StepSetting{new_id, zh, en, false};
  }
  RIGONG_ASSIGN(model::StepSetting setting, setting_of(set, step));
  setting.zh = zh;
  setting.en = en;
  return setting;
}

Result<model::StepSetting> hide_step(const std::vector<model::StepSetting>& set, const std::string& step, bool hidden) {
  RIGONG_ASSIGN(model::StepSetting setting, setting_of(set, step));
  if (setting.hidden && !hidden) RIGONG_TRY(check_room(set));
  setting.hidden = hidden;
  return setting;
}

std::vector<model::StepSetting> reset_steps(const std::vector<model::StepSetting>& set) {
  std::vector<model::StepSetting> changed;
  const auto& built_in = promise_steps();
  for (const model::StepSetting& setting : set) {
    model::StepSetting to = setting;
    if (std::any_of(built_in.begin(), built_in.end(), [&](const auto& each) { return each.id == setting.id; })) {
      to = {setting.id, {}, {}, false};
    } else {
      to.hidden = true;
    }
    if (to != setting) changed.push_back(std::move(to));
  }
  return changed;
}

std::vector<PromiseProposal> propose(const PromiseFacts& facts) {
  std::vector<Weighed> found;
  const auto add = [&](double weight, std::string step, std::string zh, std::string en) {
    if (weight > 0) found.push_back({weight, {std::move(step), {std::move(zh), std::move(en)}}});
  };
  if (facts.first_answers >= kFewest) {
    const std::int64_t late = facts.first_answers - facts.first_answers_in_time;
    add(share(late, facts.first_answers) - 0.1, "welcome",
        fmt::format("最近 {} 次首响里有 {} 次超过目标时间。", facts.first_answers, late),
        fmt::format("Of the last {} first answers {} came after the goal.", facts.first_answers, late));
  }
  if (facts.turns >= kFewest) {
    add(3 * (share(facts.turns_unanswered, facts.turns) - 0.02), "solve",
        fmt::format("最近 {} 轮里有 {} 轮没有回。", facts.turns, facts.turns_unanswered),
        fmt::format("Of the last {} turns {} no answer.", facts.turns,
                    facts.turns_unanswered == 1 ? std::string("1 has") : fmt::format("{} have", facts.turns_unanswered)));
  }
  if (facts.sessions_known >= kFewest) {
    const std::int64_t again = facts.sessions_known - facts.sessions_resolved;
    add(share(again, facts.sessions_known) - 0.25, "closing",
        fmt::format("最近 {} 段会话里有 {} 段客户又回来问。", facts.sessions_known, again),
        fmt::format("After {} of the last {} sessions the customer came back to ask.", again, facts.sessions_known));
  }
  if (facts.inquiries >= kFewest) {
    const std::int64_t without = facts.inquiries - facts.inquiries_paid;
    add(share(without, facts.inquiries) - 0.6, "recommend",
        fmt::format("最近 {} 位询单客户里有 {} 位没有付款。", facts.inquiries, without),
        fmt::format("Of the last {} customers who asked before buying {} did not pay.", facts.inquiries, without));
  }
  if (facts.messages_in >= kFewest * 3) {
    const double ratio = share(facts.messages_out, facts.messages_in);
    add(1.0 - ratio, "needs",
        fmt::format("最近客户发 {} 条，您回 {} 条，答问比 {:.2f}。", facts.messages_in, facts.messages_out, ratio),
        fmt::format("Lately customers sent {} messages and you {}: a ratio of {:.2f}.", facts.messages_in, facts.messages_out,
                    ratio));
  }
  std::stable_sort(found.begin(), found.end(), [](const Weighed& a, const Weighed& b) { return a.weight > b.weight; });
  std::vector<PromiseProposal> proposals;
  for (Weighed& each : found) {
    if (proposals.size() < kMostProposals) proposals.push_back(std::move(each.proposal));
  }
  return proposals;
}

}  // namespace rigong::team
