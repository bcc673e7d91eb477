// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_workspace.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/config/accounts.h"
#include "agent/runtime/agent/demo_work.h"
#include "agent/runtime/demo_clock.h"
#include "agent/runtime/poll.h"
#include "agent/runtime/shop_rules.h"
#include "connectors/demo/demo.h"

namespace rigong::runtime {
namespace {

model::Track track_of(const std::string& group) {
  if (group == "售前") return model::Track::pre_sales;
  if (group == "售后") return model::Track::after_sales;
  return group == "电话" ? model::Track::phone : model::Track::unset;
}

namespace demo = connectors::demo;

// The account of what is imported is called as the shop is.
constexpr const char* kName = "演示店铺";
constexpr const char* kWecomName = "演示微信客服";
constexpr const char* kTaobaoName = "演示淘宝";
// All accounts are made as of one platform: it is one made-up crowd, so that who asks on WeCom and orders on Taobao is seen to be
// the same, and what was imported of the platform's figures goes on with what it delivers. In a real shop nobody could tell.
constexpr std::string_view kPlatform = demo::kPlatform;

// The demo's time, and the platforms that live by it.
class DemoClock final : public Clock {
 public:
  DemoClock(const Clock& base, DurationMs offset, std::shared_ptr<DemoPlatforms> platforms)
      : clock_(base, offset), platforms_(std::move(platforms)) {}
  [[nodiscard]] TimeMs now() const override { return clock_.now(); }

 private:
  const OffsetClock clock_;
  const std::shared_ptr<DemoPlatforms> platforms_;  // Ends first.
};

Result<config::Config> demo_config(const DemoPlatforms& platforms, std::vector<std::pair<std::string, std::string>> options) {
  options.emplace_back("imported_only", "true");
  config::Config config;
  config.shop.id = config::kDefaultShop;
  config.shop.name = kName;
  for (const config::AccountForm& form :
       {config::AccountForm{"demo", kName, "", std::move(options)}, platforms.wecom(kWecomName), platforms.taobao(kTaobaoName)}) {
    RIGONG_ASSIGN(auto account, config::read_form(form, connectors::all()));
    config.connectors.push_back(std::move(account));
  }
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

// An account, and by which ids the team's people are known there.
struct Known {
  model::Account account;
  std::string (*id_of)(std::string_view platform_id) = nullptr;
};

std::vector<Known> known_accounts() {
  const auto same = [](std::string_view id) { return std::string(id); };
  const std::string platform(kPlatform);
  const std::string shop(config::kDefaultShop);
  return {{{0, kName, "demo", platform, shop}, same},
          {{0, kWecomName, "wecom-kf", platform, shop}, demo_wecom_user},
          {{0, kTaobaoName, "taobao", platform, shop}, same}};
}

Status write_team(storage::Store& store, const demo::Settings& settings, Day first_today, const ShopCalendar& calendar,
                  TimeMs now) {
  const TimeMs begins_at = calendar.from_local(first_today - settings.days, 0);
  const demo::Roster roster = demo::roster(settings, first_today);
  RIGONG_ASSIGN(const auto transaction, store.write());
  std::map<std::string, std::vector<model::MemberAccount>> mappings;
  for (const Known& known : known_accounts()) {
    RIGONG_ASSIGN(const model::AccountNo number, transaction->ensure_account(known.account));
    for (model::MemberAccount& mapping : demo::member_accounts(roster, number)) {
      mapping.platform_id = known.id_of(mapping.platform_id);
      RIGONG_TRY(transaction->ensure_rep(number, mapping.platform_id));
      mappings[mapping.member_id].push_back(std::move(mapping));
    }
    // All of them tell of one story, whichever is polled first.
    if (known.account.name == kName) {
      RIGONG_TRY(transaction->set_cursor(number, kPollStream, demo::write_cursor(settings, {first_today, begins_at - 1})));
    }
  }
  int joined_before = 0;
  for (const demo::RosterMember& each : roster.members) {
    model::Member member = each.member;
    member.role = each.role == demo::Role::lead ? model::MemberRole::lead : model::MemberRole::rep;
    member.track = track_of(member.group);
    // Whom the story does not need to be new joined at some time before it, one after the other.
    if (!member.joined_on) member.joined_on = first_today - 190 - 37 * joined_before++;
    RIGONG_TRY(transaction->put_member(member));
    RIGONG_TRY(transaction->put_member_accounts(member.id, mappings[member.id]));
  }
  for (const model::Target& target : roster.targets) RIGONG_TRY(transaction->put_target(target));
  for (model::NamedPeriod period : roster.periods) {
    // A campaign is planned a week before it. Ids are the same each time.
    period.made_at = std::min(now, calendar.from_local(period.from - 7, 10 * kHourMs));
    period.id = fmt::format("{:08x}-{:04x}-7000-8000-{:012x}", static_cast<std::uint64_t>(period.made_at) >> 16U,
                            static_cast<std::uint64_t>(period.made_at) & 0xFFFFU, period.from.number);
    RIGONG_TRY(transaction->put_named_period(period));
  }
  RIGONG_TRY(write_demo_work(*transaction, settings, first_today, calendar, now));
  return transaction->commit();
}

}  // namespace

Result<std::shared_ptr<Workspace>> open_demo(const std::filesystem::path& folder, const Clock& clock, DemoSetup setup) {
  std::shared_ptr<DemoPlatforms> platforms = std::move(setup.platforms);
  if (platforms == nullptr) {
    RIGONG_ASSIGN(platforms, DemoPlatforms::start());
  }
  RIGONG_ASSIGN(config::Config config, demo_config(*platforms, std::move(setup.options)));
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
  workspace->use_clock(std::make_unique<DemoClock>(clock, offset, platforms));
  const Day first_today = progress ? progress->first_today : calendar.local(workspace->clock().now()).date;
  if (!known) {
    RIGONG_TRY(write_team(workspace->store(), settings, first_today, calendar, workspace->clock().now()));
  }
  platforms->open(settings, first_today, calendar, workspace->clock());
  return workspace;
}

Result<std::shared_ptr<Workspace>> open_own_demo(const std::filesystem::path& folder, const Clock& clock) {
  auto workspace = open_demo(folder, clock);
  if (workspace || workspace.error().kind != ErrorKind::wrong_use) return workspace;
  spdlog::warn("demo: {}", one_line(workspace.error().words.en));
  spdlog::warn("demo: made anew, since nothing in it is anybody's: {}", one_line(path_text(folder)));
  std::error_code code;
  std::filesystem::remove_all(folder, code);
  return open_demo(folder, clock);
}

}  // namespace rigong::runtime
