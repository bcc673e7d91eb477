// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/cursor.h"

#include <algorithm>

#include "connectors/kit/json.h"

namespace rigong::connectors::chatwoot {
namespace {

constexpr std::size_t kMostKnown = 1000;
constexpr std::size_t kMostAside = 200;
constexpr std::size_t kMostCursorBytes = 65536;
constexpr std::int64_t kVersion = 1;

bool before(const Seen& seen, std::int64_t id) { return seen.id < id; }

std::optional<std::int64_t> at(const rapidjson::Value& list, rapidjson::SizeType index) {
  if (index >= list.Size() || !list[index].IsInt64()) return std::nullopt;
  return list[index].GetInt64();
}

std::optional<Seen> read_seen(const rapidjson::Value& value) {
  if (!value.IsArray() || value.Size() != 6) return std::nullopt;
  Seen seen;
  std::int64_t aside = 0;
  std::int64_t* const fields[] = {&seen.id, &seen.activity, &seen.updated, &seen.last_id, &seen.settled, &aside};
  for (rapidjson::SizeType i = 0; i < 6; ++i) {
    const auto number = at(value, i);
    if (!number) return std::nullopt;
    *fields[i] = *number;
  }
  seen.aside = aside != 0;
  return seen;
}

// Of those set aside, or of the others, the most recently active: fewer than `most` where the number ends within one second.
void keep_newest(std::vector<Seen>& known, bool aside, std::size_t most) {
  std::vector<Seconds> activities;
  for (const Seen& seen : known) {
    if (seen.aside == aside) activities.push_back(seen.activity);
  }
  if (activities.size() <= most) return;
  std::sort(activities.begin(), activities.end(), std::greater<>());
  const Seconds last = activities[most - 1];
  std::erase_if(known, [&](const Seen& seen) { return seen.aside == aside && seen.activity <= last; });
}

}  // namespace

std::string write_cursor(const Progress& progress) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  const auto text = [&](const std::string& value) { return rapidjson::Value(value, memory); };
  document.AddMember("v", kVersion, memory);
  document.AddMember("account", progress.account, memory);
  document.AddMember("from", progress.from, memory);
  document.AddMember("high", progress.high, memory);
  document.AddMember("ratings_high", progress.ratings_high, memory);
  document.AddMember("sweep_at", progress.sweep_at, memory);
  document.AddMember("deep_at", progress.deep_at, memory);
  document.AddMember("ratings_refused", progress.ratings_refused, memory);
  document.AddMember("aside_tried", progress.aside_tried, memory);
  if (progress.list) {
    rapidjson::Value list(rapidjson::kObjectType);
    list.AddMember("page", progress.list->page, memory);
    list.AddMember("top", progress.list->top, memory);
    list.AddMember("floor", progress.list->floor, memory);
    list.AddMember("count", progress.list->count, memory);
    list.AddMember("newest", progress.list->newest, memory);
    list.AddMember("sweep", progress.list->sweep, memory);
    list.AddMember("deep", progress.list->deep, memory);
    list.AddMember("guard", text(progress.list->guard), memory);
    document.AddMember("list", list, memory);
  }
  if (progress.ratings) {
    rapidjson::Value ratings(rapidjson::kObjectType);
    ratings.AddMember("page", progress.ratings->page, memory);
    ratings.AddMember("since", progress.ratings->since, memory);
    ratings.AddMember("until", progress.ratings->until, memory);
    ratings.AddMember("guard", text(progress.ratings->guard), memory);
    document.AddMember("ratings", ratings, memory);
  }
  rapidjson::Value known(rapidjson::kArrayType);
  for (const Seen& seen : progress.known) {
    rapidjson::Value row(rapidjson::kArrayType);
    for (const std::int64_t number : {seen.id, seen.activity, seen.updated, seen.last_id, seen.settled, std::int64_t{seen.aside}})
      row.PushBack(number, memory);
    known.PushBack(row, memory);
  }
  document.AddMember("known", known, memory);
  std::string cursor = to_text(document);
  if (cursor.size() <= kMostCursorBytes) return cursor;
  // Ids longer than any that a server gives today. What is not remembered is read once more, and doubles nothing.
  Progress shorter = progress;
  keep_newest(shorter.known, false, shorter.known.size() / 2);
  keep_newest(shorter.known, true, kMostAside / 2);
  return write_cursor(shorter);
}

Result<Progress> read_cursor(std::string_view cursor, std::int64_t account) {
  const auto unknown = [] {
    return fail(ErrorKind::wrong_use, "这个 Chatwoot 账号读到哪里的记录看不懂。请删除这个账号后重新添加；已有数据不会重复。",
                "How far this Chatwoot account was read cannot be understood. Remove the account and add it again; nothing is "
                "doubled by that.");
  };
  const auto document = parse_json(cursor, "cursor");
  if (!document || whole_of(*document, "v") != kVersion) return unknown();
  if (whole_of(*document, "account") != account) {
    return fail(ErrorKind::wrong_use, "这个名字的账号以前读的是另一个 Chatwoot 账户编号。请改回原编号，或给新账户另起一个 name。",
                "Under this name another Chatwoot account number was read before. Put the old number back, or give the new one a "
                "name of its own.");
  }
  const auto number = [](const rapidjson::Value& value, std::string_view name) { return whole_of(value, name).value_or(0); };
  const auto flag = [](const rapidjson::Value& value, std::string_view name) {
    const rapidjson::Value* found = member(value, name);
    return found != nullptr && found->IsTrue();
  };
  Progress progress;
  progress.account = account;
  progress.from = number(*document, "from");
  progress.high = number(*document, "high");
  progress.ratings_high = number(*document, "ratings_high");
  progress.sweep_at = number(*document, "sweep_at");
  progress.deep_at = number(*document, "deep_at");
  progress.ratings_refused = flag(*document, "ratings_refused");
  progress.aside_tried = number(*document, "aside_tried");
  if (const rapidjson::Value* list = member(*document, "list")) {
    progress.list = ListPass{static_cast<int>(std::max<std::int64_t>(1, number(*list, "page"))),
                             number(*list, "top"),
                             number(*list, "floor"),
                             number(*list, "count"),
                             number(*list, "newest"),
                             flag(*list, "sweep"),
                             flag(*list, "deep"),
                             text_of(*list, "guard").value_or("")};
  }
  if (const rapidjson::Value* ratings = member(*document, "ratings")) {
    progress.ratings = RatingsPass{static_cast<int>(std::max<std::int64_t>(1, number(*ratings, "page"))),
                                   number(*ratings, "since"), number(*ratings, "until"), text_of(*ratings, "guard").value_or("")};
  }
  const rapidjson::Value* known = member(*document, "known");
  if (known == nullptr || !known->IsArray()) return unknown();
  for (const rapidjson::Value& row : known->GetArray()) {
    const auto seen = read_seen(row);
    if (!seen) return unknown();
    remember(progress, *seen);
  }
  return progress;
}

const Seen* find(const Progress& progress, std::int64_t conversation) {
  const auto found = std::lower_bound(progress.known.begin(), progress.known.end(), conversation, before);
  return found == progress.known.end() || found->id != conversation ? nullptr : &*found;
}

void remember(Progress& progress, const Seen& seen) {
  const auto found = std::lower_bound(progress.known.begin(), progress.known.end(), seen.id, before);
  if (found != progress.known.end() && found->id == seen.id) {
    *found = seen;
  } else {
    progress.known.insert(found, seen);
  }
}

void forget_before(Progress& progress, Seconds activity) {
  std::erase_if(progress.known, [&](const Seen& seen) { return !seen.aside && seen.activity < activity; });
  keep_newest(progress.known, true, kMostAside);
  keep_newest(progress.known, false, kMostKnown);
}

}  // namespace rigong::connectors::chatwoot
