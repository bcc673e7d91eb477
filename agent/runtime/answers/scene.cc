// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/scene.h"

#include <cctz/civil_time.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace rigong::runtime {

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
  reading.valid_only_until(calendar.day_start(today + 1));
  return Scene{
      reading,           std::move(shops), main_shop, calendar, today, std::move(cast), SeenRows(reading.view, reading.now),
      std::move(targets)};
}

Result<const Somebody*> Scene::person(const std::string& id) const {
  const Somebody* somebody = cast.find(id);
  if (somebody == nullptr) return no_such_person();
  if (reading.viewer.role == overlay::Role::rep && !own(*somebody)) return no_such_person();
  return somebody;
}

Day Scene::month_begin(Day day) {
  const cctz::civil_day date = cctz::civil_day(1970, 1, 1) + day.number;
  return day - (date.day() - 1);
}

Day Scene::month_end(Day day) {
  const cctz::civil_day date = cctz::civil_day(1970, 1, 1) + day.number;
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
