// SPDX-License-Identifier: Apache-2.0
// Reading fills a log of lean messages, conversation by conversation; then each conversation is taken out of it, worked out and
// counted, one at a time.
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
#include "agent/runtime/message_log.h"
#include "connectors/files/files.h"

namespace rigong::runtime {
namespace {

struct AssignmentEntry {
  model::LeanAssignment assignment;
  model::ConversationNo conversation = 0;
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
    model::LeanMessage lean;
    lean.sent_at = message.sent_at;
    lean.key = key_of(message.message_id);
    lean.rep = reps.number(message.rep_id);
    lean.customer = customers_.number(message.customer_id);
    lean.kind = message.kind;
    lean.flags = flags_.of(message);
    log.append(conversations.number(message.conversation_id), lean);
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
  MessageLog log;
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
  std::vector<std::vector<model::LeanAssignment>> assignments(records.assignments.empty() ? 0 : conversations + 1);
  for (const AssignmentEntry& entry : records.assignments) assignments[entry.conversation].push_back(entry.assignment);

  metrics::Deriver deriver(request.options, *request.calendar, records.unknown_rep);
  std::vector<model::LeanMessage> messages;
  std::vector<model::LeanAssignment> none;
  model::ConversationFacts facts;
  for (std::uint32_t conversation = 1; conversation <= conversations; ++conversation) {
    records.log.read(conversation, messages);
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
  return rep == model::kNoRep ? model::kUnassignedRep : std::string(records.reps.text(rep));
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
        lines.push_back({std::string(sink.conversations.text(conversation)), rep, request.shop, turn});
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
