// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "agent/base/civil.h"

namespace rigong::runtime {

namespace {

// The last that is kept of an account, of today or the day before: where nobody knows when it was last read, it was then.
Result<TimeMs> last_heard_of(storage::ReadView& view, const model::Account& account, Day today, TimeMs otherwise) {
  TimeMs last = kNoTime;
  RIGONG_TRY(view.turns({today - 1, today, account.shop, std::nullopt}, [&](const storage::TurnRow& row) {
    if (row.where.account == account.number) last = std::max({last, row.turn.opened_at, row.turn.ended_at});
    return true;
  }));
  return last != kNoTime ? last : otherwise;
}

}  // namespace

Result<Scene> Scene::load(Reading& reading, const std::string& shop) {
  RIGONG_ASSIGN(const auto accounts, reading.view.accounts());
  std::set<std::string> known;
  for (const model::Account& account : accounts) known.insert(account.shop);
  const bool named = shop == reading.config.shop.id || reading.config.shops.contains(shop);
  if (!shop.empty() && !known.contains(shop) && !named) {
    return fail(ErrorKind::not_found, "没有这家店铺。请从店铺切换里选一家。",
                "There is no such shop. Choose one of those offered.");
  }
  std::vector<std::string> shops(known.begin(), known.end());
  if (!shop.empty()) std::erase_if(shops, [&](const std::string& each) { return each != shop; });
  const std::string main_shop = shop.empty() ? reading.config.shop.id : shop;
  const ShopCalendar& calendar = reading.rules.calendar(main_shop);
  const Day today = calendar.day_of(reading.now);
  RIGONG_ASSIGN(Cast cast, Cast::load(reading.view, today));
  RIGONG_ASSIGN(auto targets, reading.view.targets());
  RIGONG_ASSIGN(auto periods, spanned_periods(reading.view, reading.rules, reading.config, shops));
  for (const SpannedPeriod& each : periods) {
    if (each.span.begins_at > reading.now) reading.valid_only_until(each.span.begins_at);
    if (each.span.ends_at > reading.now) reading.valid_only_until(each.span.ends_at);
  }
  reading.valid_only_until(calendar.day_start(today + 1));
  Moments moments(reading.now);
  for (const AwaySource& away : reading.away) {
    const auto is = [&](const model::Account& account) { return account.name == away.account; };
    const auto account = std::find_if(accounts.begin(), accounts.end(), is);
    if (account == accounts.end()) continue;
    TimeMs since = away.since.value_or(kNoTime);
    if (!away.since) {
      RIGONG_ASSIGN(since, last_heard_of(reading.view, *account, today, calendar.day_start(today)));
    }
    moments.stands_since(account->number, since);
  }
  return Scene{reading,
               std::move(shops),
               main_shop,
               calendar,
               today,
               std::move(cast),
               moments,
               SeenRows(reading.view, moments),
               std::move(targets),
               std::move(periods),
               reading.links ? LinksOfStore(*reading.links, accounts) : LinksOfStore()};
}

metrics::FigureStatus Scene::status_of(metrics::Finality finality, const model::DayFigures& figures) const {
  const metrics::FigureStatus status = metrics::status_of(finality, figures, calendar, reading.now);
  const TimeMs known_until = moments.first();
  const bool all_known = known_until >= figures.settled_at && known_until >= calendar.day_start(figures.day + 1);
  return status == metrics::FigureStatus::final && !all_known ? metrics::FigureStatus::provisional : status;
}

Result<const Somebody*> Scene::person(const std::string& id) const {
  const Somebody* somebody = cast.find(id);
  if (somebody == nullptr) return no_such_person();
  if (!may(team::Deed::see_figures, *somebody)) return no_such_person();
  looks_at(*somebody);
  return somebody;
}

team::Role role_of(const Viewer& viewer) {
  switch (viewer.role) {
    case overlay::Role::unset:
      return team::Role::nobody;
    case overlay::Role::rep:
      return team::Role::rep;
    case overlay::Role::lead:
      return viewer.person.empty() ? team::Role::owner : team::Role::lead;
    case overlay::Role::admin:
      return team::Role::admin;
    case overlay::Role::reader:
      return team::Role::reader;
  }
  return team::Role::nobody;
}

team::Subject Scene::subject() const {
  const Somebody* self = cast.find(reading.viewer.person);
  return {role_of(reading.viewer), reading.viewer.person, self != nullptr ? self->person.group : std::string()};
}

bool Scene::may(team::Deed deed, const Somebody& whose) const {
  return team::may(subject(), deed, {whose.person.id, whose.person.group, whose.mentor});
}

bool Scene::may_with_all(team::Deed deed) const { return team::reach_of(role_of(reading.viewer), deed) == team::Reach::team; }

Result<std::string> Scene::group_to_look_at(const std::string& asked) const {
  const std::vector<std::string> groups = cast.groups();
  const std::string name = asked.empty() && !groups.empty() ? groups.front() : asked;
  const bool known = groups.empty() ? name.empty() : std::find(groups.begin(), groups.end(), name) != groups.end();
  if (known && may_with_all(team::Deed::see_team)) return name;
  return fail(ErrorKind::not_found, "没有这个组。请从组别里选一个。", "There is no such group. Choose one of those offered.");
}

void Scene::looks_at(const Somebody& somebody) const {
  if (!own(somebody)) reading.looked_at.insert(somebody.person.id);
}

void Scene::looks_at_group(const std::string& group) const { reading.looked_at.insert("group:" + group); }

Day Scene::month_begin(Day day) {
  const cctz::civil_day date = civil_day_of(day);
  return day - (date.day() - 1);
}

Day Scene::month_end(Day day) {
  const cctz::civil_day date = civil_day_of(day);
  const cctz::civil_day next(date.year(), date.month() + 1, 1);
  return day + (static_cast<int>(next - date) - 1);
}

std::string customer_shown(const Scene& scene, bool names, model::CustomerNo customer, const std::string& label) {
  if (names && customer != model::kNoCustomer) {
    std::string name = scene.reading.names.name(customer, scene.now());
    if (!name.empty()) return name;
  }
  // The end of a label tells conversations apart better than its beginning. A mark never begins inside a character.
  constexpr std::size_t kMarkBytes = 6;
  std::size_t begin = label.size() > kMarkBytes ? label.size() - kMarkBytes : 0;
  while (begin < label.size() && (static_cast<unsigned char>(label[begin]) & 0xC0U) == 0x80U) ++begin;
  return "#" + label.substr(begin);
}

tl::unexpected<Error> no_such_person() {
  return fail(ErrorKind::not_found, "没有这位客服的面板。请从名单里选一位。",
              "There is no panel of that person. Choose one from the list.");
}

tl::unexpected<Error> day_to_come(Day day) {
  return fail(ErrorKind::not_found, fmt::format("{} 还没有到。请选今天或以前的日期。", to_string(day)),
              fmt::format("{} is still to come. Choose today or an earlier day.", to_string(day)));
}

}  // namespace rigong::runtime
