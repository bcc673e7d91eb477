// SPDX-License-Identifier: Apache-2.0
#include "agent/team/promises.h"

#include <fmt/format.h>

#include <algorithm>

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

const std::vector<CatalogueEntry>& promise_steps() {
  static const std::vector<CatalogueEntry> steps{
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

const CatalogueKind& step_catalogue() {
  static const CatalogueKind kind{promise_steps(), kMostSteps, kMostStepsKept, kMostStepWords, "步", "step"};
  return kind;
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
