// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/cursor.h"

#include <algorithm>
#include <limits>

#include "agent/base/text.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostTextBytes = 256;
constexpr std::int64_t kMostDay = 100'000;
constexpr std::int64_t kMostPage = 100'000;
constexpr std::size_t kMostCursorBytes = 64 * 1024;
constexpr std::size_t kMostMissed = 1000;
constexpr std::size_t kMostCustomers = 1000;
constexpr std::int64_t kMostTold = 1000;

constexpr std::array<const char*, static_cast<std::size_t>(Task::count_)> kTaskNames = {
    "live_chats", "ratings", "received", "unreplied", "waiting", "evaluation", "first_answers", "chats", "logins"};

using Memory = rapidjson::Document::AllocatorType;
using rapidjson::Value;

class Writer {
 public:
  explicit Writer(Memory& memory) : memory_(memory), object_(rapidjson::kObjectType) {}
  // What is as at first is left out, so that the cursor of a small shop is small.
  void number(const char* name, std::int64_t value) {
    if (value != 0) object_.AddMember(rapidjson::StringRef(name), value, memory_);
  }
  void flag(const char* name, bool value) {
    if (value) object_.AddMember(rapidjson::StringRef(name), value, memory_);
  }
  void text(const char* name, const std::string& value) {
    if (!value.empty()) object_.AddMember(rapidjson::StringRef(name), Value(value, memory_), memory_);
  }
  void value(const char* name, Value inner) { object_.AddMember(rapidjson::StringRef(name), inner, memory_); }
  void off(const char* name, const std::optional<Off>& off) {
    if (!off) return;
    Writer inner(memory_);
    inner.number("method", static_cast<std::int64_t>(off->method) + 1);
    inner.number("kind", static_cast<std::int64_t>(off->fault.kind) + 1);
    inner.text("code", off->fault.code);
    value(name, inner.take());
  }
  Value take() { return std::move(object_); }

 private:
  Memory& memory_;
  Value object_;
};

std::int64_t number(const Value& value, std::string_view name, std::int64_t most) {
  return std::clamp<std::int64_t>(whole_of(value, name).value_or(0), 0, most);
}
TimeMs time(const Value& value, std::string_view name) { return number(value, name, kLatestTime); }
Day day(const Value& value, std::string_view name) { return Day{static_cast<std::int32_t>(number(value, name, kMostDay))}; }
bool flag(const Value& value, std::string_view name) {
  const Value* found = member(value, name);
  return found != nullptr && found->IsTrue();
}
std::string text(const Value& value, std::string_view name) {
  std::string found = text_of(value, name).value_or("");
  return found.size() > kMostTextBytes || !is_clean_utf8(found) ? std::string() : found;
}

std::optional<Off> off(const Value& value, std::string_view name) {
  const Value* found = member(value, name);
  if (found == nullptr || !found->IsObject()) return std::nullopt;
  const std::int64_t method = number(*found, "method", 1000) - 1;
  const std::int64_t kind = number(*found, "kind", 1000) - 1;
  if (method < 0 || method >= static_cast<std::int64_t>(Method::count_)) return std::nullopt;
  if (kind < 0 || kind > static_cast<std::int64_t>(FaultKind::unknown)) return std::nullopt;
  return Off{static_cast<Method>(method), {static_cast<FaultKind>(kind), text(*found, "code")}};
}

Value names_value(const std::vector<std::string>& names, Memory& memory) {
  Value list(rapidjson::kArrayType);
  for (const std::string& name : names) list.PushBack(Value(name, memory), memory);
  return list;
}

std::vector<std::string> names(const Value& value, std::string_view name, std::size_t most) {
  std::vector<std::string> read;
  const Value* list = member(value, name);
  if (list == nullptr || !list->IsArray()) return read;
  for (const Value& each : list->GetArray()) {
    if (each.IsString() && each.GetStringLength() <= kMostTextBytes && read.size() < most) {
      read.emplace_back(each.GetString(), each.GetStringLength());
    }
  }
  return read;
}

Value customers_value(const std::vector<std::uint16_t>& customers, Memory& memory) {
  Value list(rapidjson::kArrayType);
  for (const std::uint16_t each : customers) list.PushBack(each, memory);
  return list;
}

// Nothing where there is no such list or anything else in it: then all customers are asked for.
std::vector<std::uint16_t> customers(const Value& value) {
  std::vector<std::uint16_t> read;
  const Value* list = member(value, "customers");
  if (list == nullptr || !list->IsArray() || list->Size() > kMostCustomers) return read;
  for (const Value& each : list->GetArray()) {
    if (!each.IsUint() || each.GetUint() > std::numeric_limits<std::uint16_t>::max()) return {};
    read.push_back(static_cast<std::uint16_t>(each.GetUint()));
  }
  std::sort(read.begin(), read.end());
  return read;
}

Value missed_value(const std::vector<Missed>& all, Memory& memory) {
  Value list(rapidjson::kArrayType);
  for (const Missed& each : all) {
    Writer writer(memory);
    writer.text("rep", each.rep);
    writer.number("from", each.from.number);
    writer.number("to", each.to.number);
    if (!each.customers.empty()) writer.value("customers", customers_value(each.customers, memory));
    writer.number("rounds", each.rounds);
    writer.number("again_at", each.again_at);
    list.PushBack(writer.take(), memory);
  }
  return list;
}

std::vector<Missed> missed(const Value& value) {
  std::vector<Missed> all;
  const Value* list = member(value, "missed");
  if (list == nullptr || !list->IsArray() || list->Size() > kMostMissed) return all;
  for (const Value& each : list->GetArray()) {
    if (!each.IsObject()) continue;
    Missed read{text(each, "rep"),
                day(each, "from"),
                day(each, "to"),
                customers(each),
                static_cast<int>(number(each, "rounds", kMostTold)),
                time(each, "again_at")};
    if (!read.rep.empty() && read.from <= read.to) all.push_back(std::move(read));
  }
  return all;
}

Value task_value(const TaskState& state, Memory& memory) {
  Writer writer(memory);
  writer.number("due_at", state.due_at);
  writer.number("look_at", state.look_at);
  writer.number("until", state.until.number);
  writer.number("mark", state.mark);
  writer.flag("works", state.works);
  writer.off("off", state.off);
  writer.off("some", state.some);
  if (!state.missed.empty()) writer.value("missed", missed_value(state.missed, memory));
  if (state.walk) {
    Writer walk(memory);
    walk.number("newest", state.walk->newest.number);
    walk.number("from", state.walk->from.number);
    walk.number("to", state.walk->to.number);
    walk.number("floor", state.walk->floor.number);
    walk.text("after", state.walk->after);
    walk.number("page", state.walk->page);
    walk.text("guard", state.walk->guard);
    walk.flag("saw", state.walk->saw);
    walk.flag("answered", state.walk->answered);
    walk.number("tries", state.walk->tries);
    walk.number("began", state.walk->began);
    walk.number("since", state.walk->since);
    walk.flag("refused", state.walk->refused);
    walk.text("only", state.walk->only);
    if (!state.walk->customers.empty()) walk.value("customers", customers_value(state.walk->customers, memory));
    walk.number("rounds", state.walk->rounds);
    writer.value("walk", walk.take());
  }
  return writer.take();
}

TaskState task_of(const Value& value) {
  TaskState state;
  state.due_at = time(value, "due_at");
  state.look_at = time(value, "look_at");
  state.until = day(value, "until");
  state.mark = time(value, "mark");
  state.works = flag(value, "works");
  state.off = off(value, "off");
  state.some = off(value, "some");
  state.missed = missed(value);
  const Value* found = member(value, "walk");
  if (found == nullptr || !found->IsObject()) return state;
  Walk walk;
  walk.newest = day(*found, "newest");
  walk.from = day(*found, "from");
  walk.to = day(*found, "to");
  walk.floor = day(*found, "floor");
  walk.after = text(*found, "after");
  walk.page = std::max(1, static_cast<int>(number(*found, "page", kMostPage)));
  walk.guard = text(*found, "guard");
  walk.saw = flag(*found, "saw");
  walk.answered = flag(*found, "answered");
  walk.tries = static_cast<int>(number(*found, "tries", 10));
  walk.began = time(*found, "began");
  walk.since = time(*found, "since");
  walk.refused = flag(*found, "refused");
  walk.only = text(*found, "only");
  walk.customers = customers(*found);
  walk.rounds = static_cast<int>(number(*found, "rounds", kMostTold));
  if (walk.from <= walk.to && walk.to <= walk.newest) state.walk = std::move(walk);
  return state;
}

Value roster_value(const RosterState& roster, Memory& memory) {
  Writer writer(memory);
  writer.number("due_at", roster.due_at);
  writer.number("read_at", roster.read_at);
  writer.flag("works", roster.works);
  writer.off("off", roster.off);
  writer.value("reps", names_value(roster.reps, memory));
  return writer.take();
}

Value orders_value(const OrderState& orders, Memory& memory) {
  Writer writer(memory);
  writer.number("covered", orders.covered);
  writer.number("due_at", orders.due_at);
  writer.number("asked_at", orders.asked_at);
  writer.flag("chore_next", orders.chore_next);
  writer.text("last", orders.last);
  writer.flag("works", orders.works);
  writer.off("off", orders.off);
  if (orders.walk) {
    Writer walk(memory);
    walk.number("from", orders.walk->from);
    walk.number("to", orders.walk->to);
    walk.number("page", orders.walk->page);
    walk.number("newest", orders.walk->newest);
    writer.value("walk", walk.take());
  }
  return writer.take();
}

OrderState orders_of(const Value& value) {
  OrderState orders;
  orders.covered = time(value, "covered");
  orders.due_at = time(value, "due_at");
  orders.asked_at = time(value, "asked_at");
  orders.chore_next = flag(value, "chore_next");
  orders.last = text(value, "last");
  orders.works = flag(value, "works");
  orders.off = off(value, "off");
  if (const Value* walk = member(value, "walk"); walk != nullptr && walk->IsObject()) {
    OrderWalk read{time(*walk, "from"), time(*walk, "to"), number(*walk, "page", kMostPage), time(*walk, "newest")};
    if (read.from < read.to && read.page > 0) orders.walk = read;
  }
  return orders;
}

std::string text_of(const Progress& progress, std::string_view app_key) {
  rapidjson::Document document;
  Memory& memory = document.GetAllocator();
  Writer writer(memory);
  writer.number("v", kVersion);
  writer.text("app", std::string(app_key));
  writer.number("from", progress.from);
  writer.value("roster", roster_value(progress.roster, memory));
  writer.value("orders", orders_value(progress.orders, memory));
  for (std::size_t i = 0; i < kTaskNames.size(); ++i) {
    Value value = task_value(progress.tasks.at(i), memory);
    if (!value.ObjectEmpty()) writer.value(kTaskNames.at(i), std::move(value));
  }
  return to_text(writer.take());
}

// Returns false where nothing is missed.
bool give_up_one(Progress& progress) {
  std::vector<Missed>* where = nullptr;
  std::vector<Missed>::iterator worst;
  for (TaskState& task : progress.tasks) {
    const auto of_task = std::min_element(task.missed.begin(), task.missed.end(), is_less_hopeful);
    if (of_task == task.missed.end() || (where != nullptr && !is_less_hopeful(*of_task, *worst))) continue;
    where = &task.missed;
    worst = of_task;
  }
  if (where == nullptr) return false;
  where->erase(worst);
  return true;
}

}  // namespace

std::string write_cursor(const Progress& progress, std::string_view app_key) {
  std::string text = text_of(progress, app_key);
  if (text.size() <= kMostCursorBytes) return text;
  Progress less = progress;
  while (text.size() > kMostCursorBytes && give_up_one(less)) text = text_of(less, app_key);
  return text;
}

std::optional<Progress> read_cursor(std::string_view cursor, std::string_view app_key) {
  const auto document = parse_json(cursor, "cursor", kMostCursorBytes);
  if (!document || !document->IsObject() || whole_of(*document, "v") != kVersion) return std::nullopt;
  if (text(*document, "app") != app_key) return std::nullopt;
  Progress progress;
  progress.from = time(*document, "from");
  if (const Value* roster = member(*document, "roster")) {
    progress.roster.due_at = time(*roster, "due_at");
    progress.roster.read_at = time(*roster, "read_at");
    progress.roster.works = flag(*roster, "works");
    progress.roster.off = off(*roster, "off");
    progress.roster.reps = names(*roster, "reps", kMostReps);
    std::sort(progress.roster.reps.begin(), progress.roster.reps.end());
  }
  if (const Value* orders = member(*document, "orders")) progress.orders = orders_of(*orders);
  for (std::size_t i = 0; i < kTaskNames.size(); ++i) {
    if (const Value* value = member(*document, kTaskNames.at(i))) progress.tasks.at(i) = task_of(*value);
  }
  return progress;
}

}  // namespace rigong::connectors::jd
