// SPDX-License-Identifier: Apache-2.0
// Reading fills blocks of lean messages in order of arrival; a counting sort then brings each conversation's messages together, one
// conversation at a time into a small scratch array, so that the whole is never copied.
#include "agent/runtime/file_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <memory>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/runtime/intern.h"
#include "agent/runtime/message_flags.h"
#include "connectors/files/files.h"

namespace rigong::runtime {
namespace {

struct Entry {
  model::LeanMessage message;
  model::ConversationNo conversation = 0;
};
struct AssignmentEntry {
  model::LeanAssignment assignment;
  model::ConversationNo conversation = 0;
};

// Blocks instead of one growing array: growing would hold all records twice for a moment.
class Entries {
 public:
  void push(const Entry& entry) {
    if (count_ % kBlock == 0) blocks_.push_back(std::make_unique<Entry[]>(kBlock));
    blocks_.back()[count_ % kBlock] = entry;
    ++count_;
  }
  [[nodiscard]] const Entry& operator[](std::size_t at) const { return blocks_[at / kBlock][at % kBlock]; }
  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  std::vector<std::unique_ptr<Entry[]>> blocks_;
  std::size_t count_ = 0;
};

// 0 stands for "no id", so no id may hash to it.
std::uint64_t key_of(std::string_view id) {
  if (id.empty()) return 0;
  const std::uint64_t hash = std::hash<std::string_view>{}(id);
  return hash == 0 ? 1 : hash;
}

class MemorySink final : public connectors::RecordSink {
 public:
  explicit MemorySink(const model::MetricOptions& options) : flags_(options) { unknown_rep = reps.number(model::kUnknownRep); }

  void message(const model::Message& message) override {
    Entry entry;
    entry.conversation = conversations.number(message.conversation_id);
    entry.message.sent_at = message.sent_at;
    entry.message.key = key_of(message.message_id);
    entry.message.arrival = static_cast<std::uint32_t>(entries.size());
    entry.message.rep = reps.number(message.rep_id);
    entry.message.customer = customers_.number(message.customer_id);
    entry.message.kind = message.kind;
    entry.message.flags = flags_.of(message);
    entries.push(entry);
  }
  void assignment(const model::Assignment& assignment) override {
    AssignmentEntry entry;
    entry.conversation = conversations.number(assignment.conversation_id);
    entry.assignment.at = assignment.at;
    entry.assignment.key = key_of(assignment.assignment_id);
    entry.assignment.arrival = static_cast<std::uint32_t>(assignments.size());
    entry.assignment.rep = reps.number(assignment.rep_id);
    entry.assignment.kind = assignment.kind;
    entry.assignment.reason = assignment.reason;
    assignments.push_back(entry);
  }
  void rating(const model::Rating&) override { ++other_kinds; }
  void order(const model::Order&) override { ++other_kinds; }
  void shift(const model::Shift&) override { ++other_kinds; }
  void delivered(const model::DeliveredDay&) override { ++other_kinds; }
  void rejected(const connectors::RejectedRow& row) override {
    ++rejections;
    if (first_rejections.size() < 5) {
      first_rejections.push_back({fmt::format("{} 第 {} 行：{}", row.origin, row.line, row.reason.zh),
                                  fmt::format("{} line {}: {}", row.origin, row.line, row.reason.en)});
    }
  }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

  Interner conversations;
  Interner reps;
  model::RepNo unknown_rep = 0;
  Entries entries;
  std::vector<AssignmentEntry> assignments;
  std::uint64_t other_kinds = 0;
  std::uint64_t rejections = 0;
  std::vector<Words> first_rejections;

 private:
  MessageFlags flags_;
  Interner customers_;
};

Status read_all(const FileFiguresRequest& request, MemorySink& sink) {
  for (const auto& path : request.files) {
    connectors::files::FileRequest file;
    file.path = path;
    file.preset = request.preset;
    file.map = request.map;
    file.calendar = request.calendar;
    RIGONG_TRY(connectors::files::read_file(file, sink));
  }
  if (sink.other_kinds > 0) {
    return fail(ErrorKind::wrong_use, "--input 只读消息和分配记录；评价、订单、班次和日报请先用 rigong import 导入。",
                "--input reads messages and assignments only; bring ratings, orders, shifts and day tables in with 'rigong import'.");
  }
  return {};
}

// Calls visit(conversation, facts) for every conversation, in order of first sight.
template <class Visit>
void each_conversation(const MemorySink& records, const FileFiguresRequest& request, Visit visit) {
  const std::size_t conversations = records.conversations.size();
  std::vector<std::uint32_t> starts(conversations + 2, 0);
  for (std::size_t at = 0; at < records.entries.size(); ++at) ++starts[records.entries[at].conversation + 1];
  for (std::size_t at = 1; at < starts.size(); ++at) starts[at] += starts[at - 1];
  std::vector<std::uint32_t> order(records.entries.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::size_t at = 0; at < records.entries.size(); ++at) {
    order[next[records.entries[at].conversation]++] = static_cast<std::uint32_t>(at);
  }
  std::vector<std::vector<model::LeanAssignment>> assignments(records.assignments.empty() ? 0 : conversations + 1);
  for (const AssignmentEntry& entry : records.assignments) assignments[entry.conversation].push_back(entry.assignment);

  metrics::Deriver deriver(request.options, *request.calendar, records.unknown_rep);
  std::vector<model::LeanMessage> messages;
  std::vector<model::LeanAssignment> none;
  model::ConversationFacts facts;
  for (std::uint32_t conversation = 1; conversation <= conversations; ++conversation) {
    messages.clear();
    for (std::uint32_t at = starts[conversation]; at < starts[conversation + 1]; ++at) {
      messages.push_back(records.entries[order[at]].message);
    }
    deriver.derive(messages, assignments.empty() ? none : assignments[conversation], facts);
    visit(conversation, facts);
  }
}

struct DayBounds {
  Day first{std::numeric_limits<std::int32_t>::min() / 2};
  Day last{std::numeric_limits<std::int32_t>::max() / 2};
  [[nodiscard]] bool contain(Day day) const { return first <= day && day <= last; }
};

DayBounds bounds_of(const FileFiguresRequest& request) {
  DayBounds bounds;
  if (request.from) bounds.first = *request.from;
  if (request.to) bounds.last = *request.to;
  return bounds;
}

std::string rep_name(const MemorySink& records, model::RepNo rep) {
  return rep == model::kNoRep ? model::kUnassignedRep : records.reps.text(rep);
}

// Sessions of the same customer in other conversations decide first-contact resolution, so they are kept until all are known.
struct ClosedSession {
  model::Session session;
  std::uint64_t customer = 0;
};

FileFigures result_of(MemorySink& sink) {
  FileFigures result;
  result.rejected = sink.rejections;
  result.first_rejections = std::move(sink.first_rejections);
  return result;
}

}  // namespace

Result<FileFigures> figures_from_files(const FileFiguresRequest& request) {
  MemorySink sink(request.options);
  RIGONG_TRY(read_all(request, sink));
  const DayBounds bounds = bounds_of(request);

  metrics::FigureCounter counter(request.options, request.now);
  std::map<std::pair<Day, model::RepNo>, std::vector<DurationMs>> samples;
  std::vector<metrics::SessionStart> starts;
  std::vector<ClosedSession> closed;
  each_conversation(sink, request, [&](std::uint32_t conversation, const model::ConversationFacts& facts) {
    for (const model::Turn& turn : facts.turns) {
      if (!bounds.contain(turn.day)) continue;
      counter.add(conversation, turn);
      if (metrics::is_sample(turn)) samples[{turn.day, turn.owner}].push_back(turn.held_ms);
    }
    for (const model::Activity& activity : facts.activity) {
      if (bounds.contain(activity.day)) counter.add(activity);
    }
    for (const model::Stint& stint : facts.stints) {
      if (bounds.contain(stint.day)) counter.add(stint);
    }
    for (const model::Session& session : facts.sessions) {
      const std::uint64_t customer = session.customer != model::kNoCustomer
                                         ? session.customer
                                         : conversation | (std::uint64_t{1} << 63);
      starts.push_back({customer, session.started_at});
      if (session.closed_by_platform) {
        closed.push_back({session, customer});
      } else if (bounds.contain(session.day)) {
        counter.add(session, false);
      }
    }
  });
  if (!closed.empty()) {
    metrics::sort_starts(starts);
    for (const ClosedSession& entry : closed) {
      if (!bounds.contain(entry.session.day)) continue;
      counter.add(entry.session, metrics::returned_within_a_day(starts, entry.customer, entry.session.ended_at));
    }
  }

  const std::vector<model::DayFigures> figures = counter.finish();
  DayBounds known = bounds;
  if (!figures.empty()) {
    if (!request.from) known.first = figures.front().day;
    if (!request.to) known.last = figures.back().day;
  }
  FigureRows rows(request.period, known.first, known.last, *request.calendar, request.now);
  for (const model::DayFigures& row : figures) {
    const std::string rep = rep_name(sink, row.rep);
    if (request.rep.empty() || request.rep == rep) rows.add(rep, request.shop, row);
  }
  for (const auto& [key, responses] : samples) {
    const std::string rep = rep_name(sink, key.second);
    if (request.rep.empty() || request.rep == rep) rows.add_responses(rep, request.shop, key.first, responses);
  }
  FileFigures result = result_of(sink);
  result.rows = rows.finish();
  return result;
}

Result<FileFigures> turns_from_files(const FileFiguresRequest& request) {
  MemorySink sink(request.options);
  RIGONG_TRY(read_all(request, sink));
  const DayBounds bounds = bounds_of(request);
  std::vector<TurnLine> lines;
  each_conversation(sink, request, [&](std::uint32_t conversation, const model::ConversationFacts& facts) {
    for (const model::Turn& turn : facts.turns) {
      if (!bounds.contain(turn.day)) continue;
      const std::string rep = rep_name(sink, turn.owner);
      if (request.rep.empty() || request.rep == rep) {
        lines.push_back({sink.conversations.text(conversation), rep, request.shop, turn});
      }
    }
  });
  std::stable_sort(lines.begin(), lines.end(),
                   [](const TurnLine& a, const TurnLine& b) { return a.turn.opened_at < b.turn.opened_at; });
  FileFigures result = result_of(sink);
  result.turns = std::move(lines);
  return result;
}

}  // namespace rigong::runtime
