// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/mirrored.h"

#include <algorithm>
#include <map>
#include <set>

#include "agent/metrics/derive.h"
#include "agent/runtime/answers/why.h"

namespace rigong::runtime {
namespace {

using storage::ConversationRef;

// The conversations with turns on a day, of some accounts.
Result<std::set<ConversationRef>> conversations_on(Scene& scene, const std::string& shop,
                                                   const std::set<model::AccountNo>& accounts, const Somebody* somebody,
                                                   Day day) {
  std::set<ConversationRef> refs;
  std::vector<std::optional<model::RepNo>> reps = {std::nullopt};
  if (somebody != nullptr) {
    reps.clear();
    for (const model::RepNo rep : somebody->reps) reps.emplace_back(rep);
  }
  for (const auto& rep : reps) {
    RIGONG_TRY(scene.reading.view.turns({day, day, shop, rep}, [&](const storage::TurnRow& row) {
      if (accounts.contains(row.where.account)) refs.insert(row.where);
      return true;
    }));
  }
  return refs;
}

class ShopMirror {
 public:
  ShopMirror(Scene& scene, std::string shop, metrics::Mirror mirror, const ShopCalendar& calendar)
      : scene_(scene),
        shop_(std::move(shop)),
        mirror_(mirror),
        deriver_(metrics::mirror_options(mirror, scene.reading.rules.options()), calendar, model::kUnknownRepNo,
                 scene.cast.people().resolver()),
        counter_(mirror, calendar) {}

  Status add(ConversationRef ref) {
    if (!added_.insert(ref).second) return {};
    RIGONG_ASSIGN(auto records, scene_.reading.view.conversation(ref));
    metrics::mirror_assignments(mirror_, records.messages, records.assignments);
    deriver_.derive(records.messages, records.assignments, facts_);
    counter_.add((static_cast<std::uint64_t>(ref.account) << 32) | ref.conversation, facts_, scene_.now());
    return {};
  }
  std::vector<metrics::MirrorFigures> finish() { return counter_.finish(); }

 private:
  Scene& scene_;
  std::string shop_;
  metrics::Mirror mirror_;
  metrics::Deriver deriver_;
  metrics::MirrorCounter counter_;
  model::ConversationFacts facts_;
  std::set<ConversationRef> added_;
};

}  // namespace

Result<std::vector<Mirrored>> mirrored(Scene& scene, const Somebody* somebody, Day from, Day to) {
  RIGONG_ASSIGN(const auto accounts, scene.reading.view.accounts());
  std::map<std::pair<metrics::Mirror, std::string>, std::set<model::AccountNo>> wanted;
  for (const model::Account& account : accounts) {
    const auto mirror = mirror_of(account.platform);
    const bool here = std::find(scene.shops.begin(), scene.shops.end(), account.shop) != scene.shops.end();
    if (mirror && here) wanted[{*mirror, account.shop}].insert(account.number);
  }
  std::map<metrics::Mirror, Mirrored> found;
  for (const auto& [key, numbers] : wanted) {
    const auto& [mirror, shop] = key;
    RIGONG_ASSIGN(const ShopCalendar calendar,
                  ShopCalendar::make(metrics::mirror_calendar(mirror, scene.reading.rules.calendar(shop).rules())));
    ShopMirror counted(scene, shop, mirror, calendar);
    std::size_t conversations = 0;
    Day first = to + 1;
    // The platform's days begin at midnight, so that a day of ours may reach into its next.
    for (Day day = to; from <= day; day = day - 1) {
      std::set<ConversationRef> refs;
      for (const Day near : {day - 1, day}) {
        if (near != day && scene.reading.rules.calendar(shop).rules().day_starts_min == 0) continue;
        RIGONG_ASSIGN(auto of_day, conversations_on(scene, shop, numbers, somebody, near));
        refs.merge(of_day);
      }
      if (first <= to && conversations + refs.size() > kMostMirrored) break;
      conversations += refs.size();
      for (const ConversationRef ref : refs) RIGONG_TRY(counted.add(ref));
      first = day;
    }
    const auto [place, made] = found.try_emplace(mirror, Mirrored{mirror, first, to, 0, 0, 0, 0});
    place->second.from = std::max(place->second.from, first);
    for (const metrics::MirrorFigures& row : counted.finish()) {
      if (row.day < first || to < row.day || (somebody != nullptr && !somebody->reps.contains(row.rep))) continue;
      place->second.good += row.good;
      place->second.all += row.all;
      place->second.response_n += row.response_n;
      place->second.response_sum_ms += row.response_sum_ms;
    }
  }
  std::vector<Mirrored> result;
  for (const auto& [mirror, one] : found) result.push_back(one);
  return result;
}

}  // namespace rigong::runtime
