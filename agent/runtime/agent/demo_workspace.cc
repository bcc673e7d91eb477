// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_workspace.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/config/accounts.h"
#include "agent/runtime/demo_clock.h"
#include "agent/runtime/poll.h"
#include "agent/runtime/shop_rules.h"
#include "connectors/demo/demo.h"

namespace rigong::runtime {
namespace {

namespace demo = connectors::demo;

constexpr const char* kName = "演示店铺";

Result<config::Config> demo_config() {
  config::Config config;
  config.shop.id = config::kDefaultShop;
  config.shop.name = kName;
  RIGONG_ASSIGN(auto account, config::read_form({"demo", kName, "", {}}, connectors::all()));
  config.connectors.push_back(std::move(account));
  return config;
}

// How far the story was told, where it has begun.
Result<std::optional<demo::Progress>> told(storage::ReadView& view, const demo::Settings& settings) {
  RIGONG_ASSIGN(const auto accounts, view.accounts());
  const auto own = std::find_if(accounts.begin(), accounts.end(), [](const model::Account& each) { return each.name == kName; });
  if (own == accounts.end()) return std::optional<demo::Progress>();
  RIGONG_ASSIGN(const std::string cursor, view.cursor(own->number, kPollStream));
  if (cursor.empty()) return std::optional<demo::Progress>();
  RIGONG_ASSIGN(const demo::Progress progress, demo::read_cursor(settings, cursor));
  return std::optional(progress);
}

Status write_team(storage::Store& store, const demo::Roster& roster) {
  RIGONG_ASSIGN(const auto transaction, store.write());
  // The platform's own figures stand under its name, as they do for a shop (StoreIntake).
  std::vector<model::AccountNo> accounts;
  for (const model::Account& account : {model::Account{0, kName, "demo", "demo", std::string(config::kDefaultShop)},
                                        model::Account{0, fmt::format("{}:{}", demo::kPlatform, config::kDefaultShop), "demo",
                                                       std::string(demo::kPlatform), std::string(config::kDefaultShop)}}) {
    RIGONG_ASSIGN(const model::AccountNo number, transaction->ensure_account(account));
    accounts.push_back(number);
  }
  std::map<std::string, std::vector<model::MemberAccount>> mappings;
  for (const model::AccountNo account : accounts) {
    for (model::MemberAccount& mapping : demo::member_accounts(roster, account)) {
      mappings[mapping.member_id].push_back(std::move(mapping));
    }
  }
  for (const demo::RosterMember& each : roster.members) {
    model::Member member = each.member;
    member.role = each.role == demo::Role::lead ? model::MemberRole::lead : model::MemberRole::rep;
    RIGONG_TRY(transaction->put_member(member));
    for (const model::AccountNo account : accounts) RIGONG_TRY(transaction->ensure_rep(account, each.platform_id));
    RIGONG_TRY(transaction->put_member_accounts(member.id, mappings[member.id]));
  }
  for (const model::Target& target : roster.targets) RIGONG_TRY(transaction->put_target(target));
  for (const demo::SpecialDay& day : roster.special_days) {
    RIGONG_TRY(transaction->put_special_day({std::string(config::kDefaultShop), day.day, day.label_zh}));
  }
  return transaction->commit();
}

}  // namespace

Result<std::shared_ptr<Workspace>> open_demo(const std::filesystem::path& folder, const Clock& clock) {
  RIGONG_ASSIGN(config::Config config, demo_config());
  RIGONG_ASSIGN(const demo::Settings settings, demo::read_settings(*config.connectors.front().options));
  RIGONG_ASSIGN(auto workspace, Workspace::open(folder, std::move(config), clock));
  ShopRules rules(workspace->config());
  const ShopCalendar& calendar = rules.calendar(workspace->config().shop.id);
  std::optional<demo::Progress> progress;
  bool known = false;
  {
    RIGONG_ASSIGN(const auto view, workspace->store().read());
    RIGONG_ASSIGN(progress, told(*view, settings));
    RIGONG_ASSIGN(const auto members, view->members());
    known = !members.empty();
  }
  const DurationMs offset = demo_offset(clock.now(), progress ? progress->told_until : kNoTime, calendar);
  workspace->use_clock(std::make_unique<OffsetClock>(clock, offset));
  if (!known) {
    const Day today = calendar.local(workspace->clock().now()).date;
    RIGONG_TRY(write_team(workspace->store(), demo::roster(settings, progress ? progress->first_today : today)));
  }
  return workspace;
}

}  // namespace rigong::runtime
