// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/cursor.h"

#include <fmt/format.h>

#include <algorithm>

#include "connectors/kit/json.h"
// Behind json.h, which says how RapidJSON fails.
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace rigong::connectors::request_tracker {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostCursorBytes = 65536;
constexpr std::int64_t kMostRowsAtOnce = 100;

bool before(const Recent& recent, std::int64_t id) { return recent.id < id; }
bool not_beyond(const Recent& recent, std::int64_t id) { return recent.id <= id; }
bool before_person(const Person& person, std::int64_t id) { return person.id < id; }

std::optional<std::int64_t> at(const rapidjson::Value& list, rapidjson::SizeType index) {
  if (!list.IsArray() || index >= list.Size() || !list[index].IsInt64()) return std::nullopt;
  return list[index].GetInt64();
}

// Calls `take` for each element of a list; false where it is no list or one is not taken.
template <class Take>
bool each(const rapidjson::Value& document, std::string_view name, Take take) {
  const rapidjson::Value* list = member(document, name);
  if (list == nullptr || !list->IsArray()) return false;
  const auto elements = list->GetArray();
  return std::all_of(elements.begin(), elements.end(), take);
}

bool read_lists(const rapidjson::Value& document, Progress& progress) {
  const bool recent = each(document, "recent", [&](const rapidjson::Value& row) {
    const auto id = at(row, 0);
    const auto created = at(row, 1);
    if (!id || !created) return false;
    note_taken(progress, {*id, *created});
    return true;
  });
  const bool aside = each(document, "aside", [&](const rapidjson::Value& row) {
    if (!row.IsInt64()) return false;
    progress.aside.push_back(row.GetInt64());
    return true;
  });
  const bool missing = each(document, "missing", [&](const rapidjson::Value& row) {
    if (!row.IsString()) return false;
    progress.missing.emplace_back(row.GetString(), row.GetStringLength());
    return true;
  });
  const bool people = each(document, "people", [&](const rapidjson::Value& row) {
    const auto id = at(row, 0);
    const auto kind = at(row, 1);
    const auto hour = at(row, 2);
    if (!id || !kind || !hour || *kind < 0 || *kind > static_cast<std::int64_t>(Kind::nobody)) return false;
    Person person{*id, static_cast<Kind>(*kind), *hour, {}};
    if (row.Size() > 3 && row[3].IsString()) person.name.assign(row[3].GetString(), row[3].GetStringLength());
    // An agent without a name would be nobody.
    if (person.kind == Kind::agent && person.name.empty()) return false;
    remember(progress, person);
    return true;
  });
  return recent && aside && missing && people;
}

}  // namespace

std::string write_cursor(const Progress& progress) {
  // Written down at once, not built up first: hundreds of numbers with every poll.
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  const auto name = [&](std::string_view text) { writer.Key(text.data(), static_cast<rapidjson::SizeType>(text.size())); };
  const auto text = [&](const std::string& value) {
    writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  const auto number = [&](std::string_view of, std::int64_t value) {
    name(of);
    writer.Int64(value);
  };
  const auto list = [&](std::string_view of, const auto& values, const auto& write) {
    name(of);
    writer.StartArray();
    for (const auto& value : values) write(value);
    writer.EndArray();
  };
  writer.StartObject();
  number("v", kVersion);
  name("host");
  text(progress.host);
  number("from", progress.from);
  number("settled", progress.settled);
  number("ratings", progress.ratings);
  number("sweep_at", progress.sweep_at);
  number("check_at", progress.check_at);
  number("rows", progress.rows);
  number("tries", progress.tries);
  name("nameless");
  writer.Bool(progress.nameless);
  name("field_refused");
  writer.Bool(progress.field_refused);
  list("recent", progress.recent, [&](const Recent& each) {
    writer.StartArray();
    writer.Int64(each.id);
    writer.Int64(each.created);
    writer.EndArray();
  });
  list("aside", progress.aside, [&](std::int64_t id) { writer.Int64(id); });
  list("missing", progress.missing, text);
  list("people", progress.people, [&](const Person& person) {
    writer.StartArray();
    writer.Int64(person.id);
    writer.Int64(static_cast<std::int64_t>(person.kind));
    writer.Int64(person.hour);
    if (!person.name.empty()) text(person.name);
    writer.EndArray();
  });
  writer.EndObject();
  std::string cursor(buffer.GetString(), buffer.GetSize());
  if (cursor.size() <= kMostCursorBytes) return cursor;
  // Longer numbers and names than any server has: what is forgotten is asked for once more.
  Progress shorter = progress;
  if (shorter.people.empty()) {
    shorter.missing.clear();
    shorter.host.resize(std::min<std::size_t>(shorter.host.size(), 256));
    settle(shorter, kLatestTime, kEveryNumber);
  }
  shorter.people.resize(shorter.people.size() / 2);
  return write_cursor(shorter);
}

Result<std::optional<Progress>> read_cursor(std::string_view cursor, std::string_view host) {
  const auto document = parse_json(cursor, "cursor");
  if (!document || whole_of(*document, "v") != kVersion) return std::optional<Progress>();
  Progress progress;
  progress.host = text_of(*document, "host").value_or("");
  const auto number = [&](std::string_view name) { return std::max<std::int64_t>(0, whole_of(*document, name).value_or(0)); };
  progress.from = number("from");
  progress.settled = number("settled");
  progress.ratings = number("ratings");
  progress.sweep_at = number("sweep_at");
  progress.check_at = number("check_at");
  progress.rows = std::clamp<std::int64_t>(number("rows"), 1, kMostRowsAtOnce);
  progress.tries = static_cast<int>(std::min<std::int64_t>(number("tries"), 3));
  const auto flag = [&](std::string_view name) {
    const rapidjson::Value* found = member(*document, name);
    return found != nullptr && found->IsTrue();
  };
  progress.nameless = flag("nameless");
  progress.field_refused = flag("field_refused");
  if (progress.from == 0 || progress.from > kLatestTime / kSecondMs || !read_lists(*document, progress)) {
    return std::optional<Progress>();
  }
  if (progress.host != host) {
    return fail(
        ErrorKind::wrong_use,
        fmt::format("这个名字的账号以前读的是 {}，不是 {}。请改回原网址，或给新账户另起一个 name。", progress.host, host),
        fmt::format("Under this name {} was read before, not {}. Put the old address back, or give the new account a name of "
                    "its own.",
                    progress.host, host));
  }
  return std::optional(std::move(progress));
}

bool is_taken(const Progress& progress, std::int64_t transaction) {
  if (transaction <= progress.settled) return true;
  const auto found = std::lower_bound(progress.recent.begin(), progress.recent.end(), transaction, before);
  return found != progress.recent.end() && found->id == transaction;
}

void note_taken(Progress& progress, const Recent& recent) {
  // Mostly they come in order.
  if (recent.id > progress.settled && (progress.recent.empty() || progress.recent.back().id < recent.id)) {
    progress.recent.push_back(recent);
    return;
  }
  if (is_taken(progress, recent.id)) return;
  progress.recent.insert(std::lower_bound(progress.recent.begin(), progress.recent.end(), recent.id, before), recent);
}

void settle(Progress& progress, Seconds created, std::int64_t up_to) {
  const auto old = [&](const Recent& recent) { return recent.created < created; };
  auto last = std::find_if_not(progress.recent.begin(), progress.recent.end(), old);
  constexpr auto kMost = static_cast<std::ptrdiff_t>(kMostRecent);
  if (progress.recent.end() - last >= kMost) last = progress.recent.end() - kMost / 2;
  last = std::min(last, std::lower_bound(progress.recent.begin(), progress.recent.end(), up_to, not_beyond));
  if (last == progress.recent.begin()) return;
  progress.settled = std::prev(last)->id;
  progress.recent.erase(progress.recent.begin(), last);
}

std::int64_t quiet_before(const Progress& progress, Seconds created) {
  std::int64_t result = progress.settled;
  for (const Recent& recent : progress.recent) {
    if (recent.created >= created) break;
    result = recent.id;
  }
  return result;
}

const Person* find(const Progress& progress, std::int64_t person) {
  const auto found = std::lower_bound(progress.people.begin(), progress.people.end(), person, before_person);
  return found == progress.people.end() || found->id != person ? nullptr : &*found;
}

void remember(Progress& progress, const Person& person) {
  auto& people = progress.people;
  // In order, as a cursor has them.
  if (people.size() < kMostPeople && (people.empty() || people.back().id < person.id)) {
    people.push_back(person);
    return;
  }
  const auto found = std::lower_bound(people.begin(), people.end(), person.id, before_person);
  if (found != people.end() && found->id == person.id) {
    *found = person;
    return;
  }
  people.insert(found, person);
  if (people.size() <= kMostPeople) return;
  const auto worth = [](const Person& each) { return std::pair(each.kind != Kind::customer, each.hour); };
  people.erase(
      std::min_element(people.begin(), people.end(), [&](const Person& a, const Person& b) { return worth(a) < worth(b); }));
}

}  // namespace rigong::connectors::request_tracker
