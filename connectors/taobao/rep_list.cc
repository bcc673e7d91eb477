// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/rep_list.h"

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/kit/options.h"
#include "connectors/taobao/rows.h"

namespace rigong::connectors::taobao {
namespace {

constexpr DurationMs kReadEvery = kDayMs;
constexpr DurationMs kReadAgain = kHourMs;
constexpr std::size_t kMostReps = 500;
constexpr std::size_t kMostNameBytes = 128;

void add(std::vector<model::RepName>& reps, const std::string& nick, const std::string& group) {
  if (nick.empty() || reps.size() >= kMostReps) return;
  const bool known = std::any_of(reps.begin(), reps.end(), [&](const model::RepName& rep) { return rep.rep_id == nick; });
  if (!known) reps.push_back({nick, sub_of(nick), group});
}

}  // namespace

bool RepList::is_due() const {
  const TimeMs due_at = work_.progress.reps_due_at;
  return work_.now() >= due_at || due_at > work_.now() + kReadEvery;
}

Result<Stepped> RepList::read() {
  std::vector<model::RepName> reps;
  Stepped stepped = Stepped::done;
  bool later = false;
  if (!work_.settings.reps.empty()) {
    for (const std::string& nick : work_.settings.reps) add(reps, nick, {});
  } else if (!work_.settings.nick.empty()) {
    if (!work_.is_off(Method::group_members)) {
      RIGONG_ASSIGN(stepped, ask_groups(reps));
    }
    // A shop without groups has sub-accounts all the same.
    if (reps.empty() && stepped != Stepped::no_calls && !work_.is_off(Method::sub_users)) {
      RIGONG_ASSIGN(stepped, ask_sub_users(reps));
    }
  }
  // Time suspended is asked for by the numbers of the sub-accounts, which the groups do not tell.
  const bool wants_numbers =
      numbers_.empty() && !reps.empty() && !work_.settings.nick.empty() && !work_.is_off(Method::status_log);
  if (wants_numbers && stepped != Stepped::no_calls && !work_.is_off(Method::sub_users)) {
    std::vector<model::RepName> others;
    const auto asked = ask_sub_users(others);
    // The groups have told who there is, and that is worth more.
    if (!asked && asked.error().kind != ErrorKind::unavailable) return fail(asked.error());
    if (asked) stepped = *asked;
    later = !asked;
  }
  if (stepped == Stepped::no_calls) return stepped;
  // An answer without anybody is no reason to forget those who were there.
  work_.progress.reps_due_at = work_.now() + (reps.empty() || later ? kReadAgain : kReadEvery);
  if (!reps.empty()) take(std::move(reps));
  take_numbers();
  return Stepped::done;
}

Result<Stepped> RepList::ask_groups(std::vector<model::RepName>& reps) {
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::group_members, {{"manager_id", long_nick(work_.settings.nick)}}));
  if (answer.fault) {
    if (answer.fault->kind == FaultKind::quota) return Stepped::no_calls;
    work_.switch_off(Method::group_members, *answer.fault);
    return Stepped::off;
  }
  work_.note_works(Method::group_members);
  for (const rapidjson::Value* group : rows(*answer.root, "group_member_list", "group_member")) {
    std::string name = text_of(*group, "group_name").value_or("");
    clean_field(name, kMostNameBytes);
    for (const std::string& nick : split_list(text_of(*group, "member_list").value_or(""))) add(reps, short_nick(nick), name);
  }
  return Stepped::done;
}

Result<Stepped> RepList::ask_sub_users(std::vector<model::RepName>& reps) {
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::sub_users, {{"nick", work_.settings.nick}}));
  if (answer.fault) {
    if (answer.fault->kind == FaultKind::quota) return Stepped::no_calls;
    work_.switch_off(Method::sub_users, *answer.fault);
    return Stepped::off;
  }
  work_.note_works(Method::sub_users);
  for (const rapidjson::Value* user : rows(*answer.root, "subusers", "sub_user_info")) {
    // Deleted ones are -1. is_online says who takes part in dispatch, and nothing about who is there.
    if (text_of(*user, "status") == "-1") continue;
    std::string nick = short_nick(text_of(*user, "nick").value_or(""));
    if (!nick.empty() && nick.find(':') == std::string::npos) nick = work_.settings.nick + ":" + nick;
    if (const auto number = whole_of(*user, "sub_id"); number && *number > 0) numbers_[nick] = *number;
    add(reps, nick, {});
  }
  return Stepped::done;
}

void RepList::take_numbers() {
  // An answer without any is no reason to forget those that are known.
  if (numbers_.empty()) return;
  Progress& progress = work_.progress;
  progress.numbers.clear();
  for (const std::string& nick : progress.reps) {
    const auto known = numbers_.find(nick);
    progress.numbers.push_back(known == numbers_.end() ? 0 : known->second);
  }
}

void RepList::take(std::vector<model::RepName> reps) {
  std::vector<std::string> nicks;
  for (const model::RepName& rep : reps) {
    work_.sink.rep(rep);
    nicks.push_back(rep.rep_id);
  }
  Progress& progress = work_.progress;
  if (nicks == progress.reps) return;
  const bool more = std::any_of(nicks.begin(), nicks.end(), [&](const std::string& nick) {
    return std::find(progress.reps.begin(), progress.reps.end(), nick) == progress.reps.end();
  });
  const bool first = progress.reps.empty();
  progress.reps = std::move(nicks);
  progress.numbers.clear();
  for (std::size_t task = 0; task < progress.by_rep.size(); ++task) {
    RepState& state = progress.by_rep[task];
    if (is_of_shop(static_cast<RepTask>(task))) continue;
    state.walk.reset();
    std::erase_if(state.missed, [&](const auto& each) {
      return std::find(progress.reps.begin(), progress.reps.end(), each.first) == progress.reps.end();
    });
    // Whoever is new may have been there before: their days are read from the beginning, which doubles nothing.
    if (more && !first) {
      state.covered = 0;
      state.due_at = 0;
      state.missed.clear();
    }
  }
}

std::optional<Words> RepList::lacking() const {
  if (!work_.progress.reps.empty()) return std::nullopt;
  if (work_.settings.reps.empty() && work_.settings.nick.empty()) {
    return Words{"还不知道有哪些客服：请在账号设置里填 nick（店铺主账号），或在 reps 里列出子账号。订单照常读取。",
                 "It is not known who the reps are: put the shop's main account into `nick`, or list the sub-accounts in `reps`. "
                 "Orders are read all the same."};
  }
  return Words{"平台没有给出客服名单：请在账号设置的 reps 里列出子账号（主号:子号，用逗号隔开）。订单照常读取。",
               "The platform gives no list of reps: list the sub-accounts in `reps` (main:sub, with commas between). Orders are "
               "read all the same."};
}

}  // namespace rigong::connectors::taobao
