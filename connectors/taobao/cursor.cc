// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/cursor.h"

#include <algorithm>

#include "agent/base/text.h"
#include "agent/model/record.h"
#include "connectors/kit/json.h"

namespace rigong::connectors::taobao {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kFirstRepTasks = 7;  // As many as the first version had.
constexpr std::size_t kMostCursorBytes = 65536;
constexpr std::size_t kMostRefunds = 300;
constexpr std::size_t kMostTrades = 600;
constexpr std::size_t kMostReps = 600;
constexpr std::size_t kMostCounts = 32;
constexpr std::size_t kMostGuardBytes = 256;
constexpr std::size_t kMostKeyBytes = 1024;
constexpr Seconds kLatest = kLatestTime / kSecondMs;
constexpr int kMostPages = 1'000'000;
constexpr std::int64_t kMostRounds = 1000;

using Memory = rapidjson::Document::AllocatorType;
using Value = rapidjson::Value;

class Writer {
 public:
  explicit Writer(Memory& memory) : memory_(memory) {}
  Writer& number(const char* name, std::int64_t number) {
    if (number != 0) value_.AddMember(Value(name, memory_), Value(number), memory_);
    return *this;
  }
  Writer& flag(const char* name, bool flag) { return number(name, flag ? 1 : 0); }
  Writer& text(const char* name, const std::string& text) {
    if (!text.empty()) value_.AddMember(Value(name, memory_), Value(text, memory_), memory_);
    return *this;
  }
  Writer& add(const char* name, Value value) {
    value_.AddMember(Value(name, memory_), value, memory_);
    return *this;
  }
  Value take() { return std::move(value_); }

 private:
  Memory& memory_;
  Value value_{rapidjson::kObjectType};
};

std::int64_t number(const Value& value, const char* name, std::int64_t least, std::int64_t most) {
  return std::clamp(whole_of(value, name).value_or(0), least, most);
}
TimeMs our_time(const Value& value, const char* name) { return number(value, name, 0, kLatestTime); }
Seconds their_time(const Value& value, const char* name) { return number(value, name, 0, kLatest); }
bool flag(const Value& value, const char* name) { return whole_of(value, name).value_or(0) != 0; }
std::string text(const Value& value, const char* name, std::size_t most) {
  std::string result = text_of(value, name).value_or("");
  clean_field(result, most);
  return result;
}

Value list_value(const ListState& state, Memory& memory) {
  Writer writer(memory);
  writer.number("covered", state.covered).number("span", state.span).number("due_at", state.due_at);
  writer.number("sweep_at", state.sweep_at).number("until", state.until);
  writer.number("said", state.said);
  if (state.walk) {
    Writer walk(memory);
    walk.number("from", state.walk->from).number("to", state.walk->to).number("page", state.walk->page);
    walk.flag("counted", state.walk->counted).number("newest", state.walk->newest);
    writer.add("walk", walk.text("guard", state.walk->guard).take());
  }
  return writer.take();
}

ListState read_list(const Value& value) {
  ListState state;
  state.covered = their_time(value, "covered");
  state.span = number(value, "span", kMinute, kDay);
  state.due_at = our_time(value, "due_at");
  state.sweep_at = our_time(value, "sweep_at");
  state.until = their_time(value, "until");
  state.said = their_time(value, "said");
  if (const Value* walk = member(value, "walk")) {
    state.walk =
        ListWalk{their_time(*walk, "from"), their_time(*walk, "to"),     static_cast<int>(number(*walk, "page", 1, kMostPages)),
                 flag(*walk, "counted"),    their_time(*walk, "newest"), text(*walk, "guard", kMostGuardBytes)};
    // A stretch of another length than the methods take is none of ours.
    if (state.walk->to <= state.walk->from || state.walk->to - state.walk->from > kDay) state.walk.reset();
  }
  return state;
}

Value missed_value(const MissedByRep& all, Memory& memory) {
  Value list(rapidjson::kArrayType);
  for (const auto& [rep, missed] : all) {
    Writer writer(memory);
    writer.text("rep", rep).number("from", missed.from).number("to", missed.to).number("rounds", missed.rounds);
    list.PushBack(writer.number("again_at", missed.again_at).flag("aside", missed.aside).take(), memory);
  }
  return list;
}

MissedByRep read_missed(const Value& value) {
  MissedByRep all;
  const Value* list = member(value, "missed");
  if (list == nullptr || !list->IsArray()) return all;
  for (const Value& each : list->GetArray()) {
    const Missed missed{their_time(each, "from"), their_time(each, "to"), number(each, "rounds", 0, kMostRounds),
                        our_time(each, "again_at"), flag(each, "aside")};
    if (missed.from < missed.to && all.size() < kMostReps) all[text(each, "rep", model::kMaxIdBytes)] = missed;
  }
  return all;
}

Value rep_value(const RepState& state, Memory& memory) {
  Writer writer(memory);
  writer.number("covered", state.covered).number("span", state.span).number("group", state.group);
  writer.number("due_at", state.due_at).number("deep_at", state.deep_at).number("said", state.said);
  if (!state.missed.empty()) writer.add("missed", missed_value(state.missed, memory));
  if (state.walk) {
    const RepWalk& at = *state.walk;
    Writer walk(memory);
    walk.number("at", at.at).number("end", at.end).number("to", at.to).number("rep", at.rep);
    walk.flag("answered", at.answered).flag("saw_last", at.saw_last).text("key", at.key).text("guard", at.guard);
    Value counts(rapidjson::kArrayType);
    for (const auto& [day, count] : at.counts) {
      counts.PushBack(Value(day), memory).PushBack(Value(count), memory);
    }
    if (!at.counts.empty()) walk.add("counts", std::move(counts));
    Value failed(rapidjson::kArrayType);
    for (const std::int64_t place : at.failed) failed.PushBack(Value(place), memory);
    if (!at.failed.empty()) walk.add("failed", std::move(failed));
    walk.number("from", at.from).flag("again", at.again).text("only", at.only);
    walk.number("refused_from", at.refused_from).number("refused_to", at.refused_to).flag("refused", at.refused);
    writer.add("walk", walk.take());
  }
  return writer.take();
}

RepState read_rep(const Value& value) {
  RepState state;
  state.covered = their_time(value, "covered");
  state.span = number(value, "span", kMinute, 7 * kDay);
  state.group = number(value, "group", 1, 30);
  state.due_at = our_time(value, "due_at");
  state.deep_at = our_time(value, "deep_at");
  state.said = their_time(value, "said");
  state.missed = read_missed(value);
  const Value* walk = member(value, "walk");
  if (walk == nullptr) return state;
  RepWalk at;
  at.at = their_time(*walk, "at");
  at.end = their_time(*walk, "end");
  at.to = their_time(*walk, "to");
  at.rep = number(*walk, "rep", 0, kMostReps);
  at.answered = flag(*walk, "answered");
  at.saw_last = flag(*walk, "saw_last");
  at.key = text(*walk, "key", kMostKeyBytes);
  at.guard = text(*walk, "guard", kMostGuardBytes);
  at.from = their_time(*walk, "from");
  at.again = flag(*walk, "again");
  at.only = text(*walk, "only", model::kMaxIdBytes);
  at.refused_from = their_time(*walk, "refused_from");
  at.refused_to = their_time(*walk, "refused_to");
  at.refused = flag(*walk, "refused");
  if (const Value* counts = member(*walk, "counts"); counts != nullptr && counts->IsArray()) {
    for (rapidjson::SizeType i = 0; i + 1 < counts->Size() && at.counts.size() < kMostCounts; i += 2) {
      if ((*counts)[i].IsInt() && (*counts)[i + 1].IsInt64()) at.counts[(*counts)[i].GetInt()] = (*counts)[i + 1].GetInt64();
    }
  }
  if (const Value* failed = member(*walk, "failed"); failed != nullptr && failed->IsArray()) {
    for (const Value& place : failed->GetArray()) {
      if (place.IsInt64() && at.failed.size() < kMostReps) at.failed.push_back(place.GetInt64());
    }
  }
  const bool sane = at.at < at.to && (at.end == 0 || (at.end > at.at && at.end - at.at <= 7 * kDay && at.end <= at.to));
  if (sane) state.walk = std::move(at);
  return state;
}

std::string write_once(const Progress& progress) {
  rapidjson::Document document;
  Memory& memory = document.GetAllocator();
  Writer writer(memory);
  writer.number("v", kVersion).text("nick", progress.nick).number("from", progress.from);
  writer.number("reps_due_at", progress.reps_due_at).number("looked_at", progress.looked_at);
  writer.flag("chore_next", progress.chore_next)
      .text("ratings_by", std::string(name_of(progress.ratings_by)))
      .number("ratings_since", progress.ratings_since);
  const auto array = [&](const auto& items, auto make) {
    Value list(rapidjson::kArrayType);
    for (const auto& item : items) list.PushBack(make(item), memory);
    return list;
  };
  const auto as_text = [&](const std::string& item) { return Value(item, memory); };
  writer.add("reps", array(progress.reps, as_text));
  if (!progress.numbers.empty()) {
    writer.add("numbers", array(progress.numbers, [](std::int64_t number) { return Value(number); }));
  }
  const auto pair = [&](const std::string& name, std::int64_t number) {
    Value row(rapidjson::kArrayType);
    row.PushBack(Value(name, memory), memory).PushBack(Value(number), memory);
    return row;
  };
  writer.add("trades", array(progress.trades, [&](const TradeToRead& trade) {
               Value row = pair(trade.id, trade.tries);
               row.PushBack(Value(trade.due_at), memory);
               return row;
             }));
  writer.add("by_rep", array(progress.by_rep, [&](const RepState& state) { return rep_value(state, memory); }));
  writer.add("lists", array(progress.lists, [&](const ListState& state) { return list_value(state, memory); }));
  writer.add("works", array(progress.works, [&](Method method) { return Value(std::string(name_of(method)), memory); }));
  writer.add("refunds", array(progress.refunds, [&](const BookedRefund& refund) {
               Value row(rapidjson::kArrayType);
               row.PushBack(Value(refund.refund_id, memory), memory).PushBack(Value(refund.trade_id, memory), memory);
               for (const std::int64_t each : {refund.fee_fen, refund.total_fen, refund.at}) row.PushBack(Value(each), memory);
               return row;
             }));
  writer.add("off", array(progress.off, [&](const auto& entry) {
               Writer off(memory);
               off.text("method", std::string(name_of(entry.first))).number("until", entry.second.until);
               off.number("kind", static_cast<std::int64_t>(entry.second.fault.kind)).number("code", entry.second.fault.code);
               return off.text("sub", entry.second.fault.sub_code).take();
             }));
  Value whole = writer.take();
  return to_text(whole);
}

void read_off(const Value& document, Progress& progress) {
  const Value* off = member(document, "off");
  if (off == nullptr || !off->IsArray()) return;
  for (const Value& each : off->GetArray()) {
    const Method method = method_of(text_of(each, "method").value_or(""));
    if (method == Method::count_) continue;
    SwitchedOff entry;
    entry.until = our_time(each, "until");
    entry.fault.kind = static_cast<FaultKind>(number(each, "kind", 0, static_cast<std::int64_t>(FaultKind::passing)));
    entry.fault.code = number(each, "code", 0, 1'000'000);
    entry.fault.sub_code = text(each, "sub", 96);
    progress.off[method] = std::move(entry);
  }
}

void read_refunds(const Value& document, Progress& progress) {
  const Value* refunds = member(document, "refunds");
  if (refunds == nullptr || !refunds->IsArray()) return;
  for (const Value& row : refunds->GetArray()) {
    if (!row.IsArray() || row.Size() != 5 || !row[0].IsString() || !row[1].IsString()) continue;
    if (!row[2].IsInt64() || !row[3].IsInt64() || !row[4].IsInt64()) continue;
    book(progress, {row[0].GetString(), row[1].GetString(), row[2].GetInt64(), row[3].GetInt64(), row[4].GetInt64()});
  }
}

// Rows of a text and one or two numbers.
template <class Take>
void read_pairs(const Value& document, const char* name, Take take) {
  const Value* list = member(document, name);
  if (list == nullptr || !list->IsArray()) return;
  for (const Value& row : list->GetArray()) {
    if (!row.IsArray() || row.Size() < 2 || !row[0].IsString() || !row[1].IsInt64()) continue;
    std::string text(row[0].GetString(), row[0].GetStringLength());
    clean_field(text, model::kMaxIdBytes);
    const std::int64_t second = row.Size() > 2 && row[2].IsInt64() ? row[2].GetInt64() : 0;
    if (!text.empty()) take(std::move(text), row[1].GetInt64(), second);
  }
}

std::vector<std::string> read_texts(const Value& document, const char* name, std::size_t most) {
  std::vector<std::string> result;
  const Value* list = member(document, name);
  if (list == nullptr || !list->IsArray()) return result;
  for (const Value& each : list->GetArray()) {
    if (result.size() >= most) break;
    if (!each.IsString()) continue;
    std::string item(each.GetString(), each.GetStringLength());
    clean_field(item, model::kMaxIdBytes);
    if (!item.empty()) result.push_back(std::move(item));
  }
  return result;
}

std::vector<std::int64_t> read_numbers(const Value& document) {
  std::vector<std::int64_t> result;
  const Value* list = member(document, "numbers");
  if (list == nullptr || !list->IsArray()) return result;
  for (const Value& each : list->GetArray()) {
    if (result.size() >= kMostReps) break;
    result.push_back(each.IsInt64() ? std::max<std::int64_t>(0, each.GetInt64()) : 0);
  }
  return result;
}

// `least` of them at least, the later ones as they are at the beginning.
template <class States, class Read>
bool read_states(const Value& document, const char* name, States& states, std::size_t least, Read read) {
  const Value* list = member(document, name);
  if (list == nullptr || !list->IsArray() || list->Size() < least || list->Size() > states.size()) return false;
  for (rapidjson::SizeType i = 0; i < list->Size(); ++i) states[i] = read((*list)[i]);
  return true;
}

}  // namespace

std::string write_cursor(const Progress& progress) {
  std::string cursor = write_once(progress);
  if (cursor.size() <= kMostCursorBytes) return cursor;
  // What is not remembered is asked for once more, and doubles nothing.
  Progress shorter = progress;
  bool fewer_missed = false;
  if (!shorter.refunds.empty()) {
    shorter.refunds.erase(shorter.refunds.begin(), shorter.refunds.begin() + (static_cast<long>(shorter.refunds.size()) + 1) / 2);
    return write_cursor(shorter);
  }
  for (RepState& state : shorter.by_rep) fewer_missed |= give_up_half(state.missed);
  if (!fewer_missed) {
    shorter.reps.resize(shorter.reps.size() / 2);
    shorter.numbers.clear();
    shorter.trades.resize(shorter.trades.size() / 2);
  }
  return write_cursor(shorter);
}

std::optional<Progress> read_cursor(std::string_view cursor) {
  const auto document = parse_json(cursor, "cursor", kMostCursorBytes);
  if (!document || !document->IsObject() || whole_of(*document, "v") != kVersion) return std::nullopt;
  Progress progress;
  progress.nick = text(*document, "nick", model::kMaxIdBytes);
  progress.from = their_time(*document, "from");
  progress.reps_due_at = our_time(*document, "reps_due_at");
  progress.looked_at = our_time(*document, "looked_at");
  progress.chore_next = flag(*document, "chore_next");
  progress.ratings_since = their_time(*document, "ratings_since");
  progress.reps = read_texts(*document, "reps", kMostReps);
  progress.numbers = read_numbers(*document);
  read_pairs(*document, "trades", [&](std::string id, std::int64_t tries, std::int64_t due_at) {
    if (progress.trades.size() < kMostTrades) {
      progress.trades.push_back({std::move(id), std::max<std::int64_t>(0, tries), std::clamp<TimeMs>(due_at, 0, kLatestTime)});
    }
  });
  if (progress.from == 0 || !read_states(*document, "by_rep", progress.by_rep, kFirstRepTasks, read_rep)) return std::nullopt;
  if (!read_states(*document, "lists", progress.lists, progress.lists.size(), read_list)) return std::nullopt;
  for (const std::string& name : read_texts(*document, "works", static_cast<std::size_t>(Method::count_))) {
    if (const Method method = method_of(name); method != Method::count_) progress.works.insert(method);
  }
  if (const Method method = method_of(text_of(*document, "ratings_by").value_or(""));
      method == Method::airisland_evals || method == Method::classic_evals) {
    progress.ratings_by = method;
  }
  read_off(*document, progress);
  read_refunds(*document, progress);
  return progress;
}

void book(Progress& progress, BookedRefund refund) {
  const auto known = std::find_if(progress.refunds.begin(), progress.refunds.end(),
                                  [&](const BookedRefund& each) { return each.refund_id == refund.refund_id; });
  if (known != progress.refunds.end()) {
    *known = std::move(refund);
    return;
  }
  progress.refunds.push_back(std::move(refund));
  if (progress.refunds.size() > kMostRefunds) progress.refunds.pop_front();
}

std::vector<BookedRefund> booked(const Progress& progress, std::string_view trade_id) {
  std::vector<BookedRefund> result;
  for (const BookedRefund& refund : progress.refunds) {
    if (refund.trade_id == trade_id) result.push_back(refund);
  }
  return result;
}

}  // namespace rigong::connectors::taobao
