// SPDX-License-Identifier: Apache-2.0
#include "connectors/demo/cast.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "connectors/demo/dice.h"

namespace rigong::connectors::demo {
namespace {

struct Part {
  std::string_view id;
  std::string_view name;
  Group group;
};

// Made of the solar terms, so that nobody is meant. The first three have one of each group, for small shops. One name is long and
// one is Latin, so that whoever looks at the demo sees what they do to a page.
constexpr std::array<Part, 26> kParts = {{
    {"xiaoman", "林小满", Group::pre_sales},
    {"xiaoyu", "谷小雨", Group::after_sales},
    {"xiazhi", "夏至远", Group::phone},
    {"bailu", "白露晴", Group::pre_sales},
    {"chunfen", "江春分", Group::pre_sales},
    {"qingming", "方清明", Group::after_sales},
    {"long-name", "欧阳上官慕容小雨", Group::pre_sales},
    {"sunny", "Sunny Demo", Group::pre_sales},
    {"lixia", "苏立夏", Group::pre_sales},
    {"mangzhong", "麦芒种", Group::after_sales},
    {"xiaoshu", "温小暑", Group::phone},
    {"dashu", "盛大暑", Group::after_sales},
    {"liqiu", "叶立秋", Group::pre_sales},
    {"chushu", "楚处暑", Group::pre_sales},
    {"qiufen", "秦秋分", Group::after_sales},
    {"hanlu", "韩寒露", Group::pre_sales},
    {"shuangjiang", "石霜降", Group::pre_sales},
    {"lidong", "董立冬", Group::after_sales},
    {"xiaoxue", "薛小雪", Group::phone},
    {"daxue", "梅大雪", Group::pre_sales},
    {"dongzhi", "贺冬至", Group::after_sales},
    {"xiaohan", "凌小寒", Group::pre_sales},
    {"dahan", "严大寒", Group::pre_sales},
    {"jingzhe", "雷惊蛰", Group::after_sales},
    {"yushui", "余雨水", Group::phone},
    {"lichun", "常立春", Group::pre_sales},
}};
constexpr int kMain = 0;
constexpr int kFastButCurt = 3;
constexpr int kSlowOnMondays = 4;
constexpr int kNewcomer = 8;
constexpr int kLeft = 11;

void set_group_habits(Person& person) {
  switch (person.group) {
    case Group::pre_sales:
      break;
    case Group::after_sales:
      person.median_s = 35;
      person.load = 0.95;
      person.words = 1.95;
      person.pleased = 0.915;
      break;
    case Group::phone:  // Answer a call at once; a call's lines are few and long.
      person.median_s = 14;
      person.load = 0.7;
      person.slow = 0.5;
      person.words = 1.75;
      break;
    case Group::lead:
      person.load = 0;
      person.median_s = 26;
      break;
  }
}

void set_own_habits(Person& person, int number) {
  switch (number) {
    case kMain:
      person.main_character = true;
      person.load = 1.75;
      person.median_s = 28.5;
      person.words = 2.05;
      person.pleased = 0.94;
      person.slow = 0.85;
      person.learning = 0.25;
      person.joined = -78;
      break;
    case kFastButCurt:
      person.median_s = 13;
      person.slow = 0.25;
      person.words = 1.12;
      person.pleased = 0.82;
      break;
    case kSlowOnMondays:
      person.monday = 1.9;
      break;
    case kNewcomer:
      person.median_s = 36;
      person.load = 0.7;
      person.slow = 1.5;
      person.pleased = 0.89;
      person.learning = 2;
      person.joined = -20;
      break;
    case kLeft:
      person.left = -16;
      break;
    default:
      break;
  }
}

Person make_person(const Settings& settings, int number) {
  Person person;
  if (number < static_cast<int>(kParts.size())) {
    const Part& part = kParts[static_cast<std::size_t>(number)];
    person.id = part.id;
    person.name = part.name;
    person.group = part.group;
  } else {
    person.id = fmt::format("demo-{}", number + 1);
    person.name = fmt::format("演示客服 {}", number + 1);
    person.group = kParts[static_cast<std::size_t>(number) % kParts.size()].group;
  }
  set_group_habits(person);
  Dice dice(seed_of({settings.seed, 0xCA57, static_cast<std::uint64_t>(number)}));
  person.load *= std::exp(0.10 * dice.normal());
  person.median_s *= std::exp(0.13 * dice.normal());
  person.slow *= std::exp(0.25 * dice.normal());
  person.words *= std::exp(0.05 * dice.normal());
  person.learning = 0.1 * dice.normal();
  set_own_habits(person, number);
  person.platform_id = fmt::format("{}:{}", kShopNick, person.id);
  return person;
}

}  // namespace

const char* group_name(Group group) {
  constexpr const char* kNames[] = {"售前", "售后", "电话", "主管"};
  return kNames[static_cast<std::size_t>(group)];
}

std::vector<Person> make_cast(const Settings& settings) {
  std::vector<Person> cast;
  for (int number = 0; number < settings.reps; ++number) cast.push_back(make_person(settings, number));
  if (cast.empty()) return cast;
  Person lead;
  lead.id = "chenli";
  lead.name = "陈立";
  lead.platform_id = fmt::format("{}:{}", kShopNick, lead.id);
  lead.group = Group::lead;
  set_group_habits(lead);
  cast.push_back(std::move(lead));
  return cast;
}

}  // namespace rigong::connectors::demo
