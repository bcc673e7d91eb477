// SPDX-License-Identifier: Apache-2.0
// Reading fills a log of lean messages, conversation by conversation; then each conversation is taken out of it, worked out and
// counted, one at a time.
#include "agent/runtime/file_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

#include "agent/metrics/derive.h"
#include "agent/metrics/figures.h"
#include "agent/runtime/message_flags.h"
#include "agent/runtime/message_log.h"
#include "agent/runtime/message_pipe.h"
#include "connectors/files/files.h"

namespace rigong::runtime {
namespace {

// Assignments are few beside messages; their ids wait as text until the pipe has numbered everything.
struct TextAssignment {
  model::Assignment assignment;
  std::uint32_t arrival = 0;
};

// What the files held, once all of it is read.
struct Records {
  MessageLog log;
  LogNames names;
  model::RepNo unknown_rep = 0;
  std::vector<std::vector<model::LeanAssignment>> assignments;  // By conversation; empty where the files had none.
  std::uint64_t rejections = 0;
  std::vector<Words> first_rejections;
};

class MemorySink final : public connectors::RecordSink {
 public:
  MemorySink(const model::MetricOptions& options, Records& records)
      : records_(records), flags_(options), pipe_(records.log, records.names) {}

  void message(const model::Message& message) override { pipe_.put(message, flags_.of(message)); }
  void assignment(const model::Assignment& assignment) override {
    assignments_.push_back({assignment, static_cast<std::uint32_t>(assignments_.size())});
  }
  void rating(const model::Rating&) override { ++other_kinds_; }
  void order(const model::Order&) override { ++other_kinds_; }
  void shift(const model::Shift&) override { ++other_kinds_; }
  void delivered(const model::DeliveredDay&) override { ++other_kinds_; }
  void rejected(const connectors::RejectedRow& row) override {
    ++records_.rejections;
    if (records_.first_rejections.size() < 5) {
      records_.first_rejections.push_back({fmt::format("{} 第 {} 行：{}", row.origin, row.line, row.reason.zh),
                                           fmt::format("{} line {}: {}", row.origin, row.line, row.reason.en)});
    }
  }
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

  // How many records were of kinds that --input does not take.
  [[nodiscard]] std::uint64_t other_kinds() const { return other_kinds_; }

  void finish() {
    pipe_.finish();
    LogNames& names = records_.names;
    records_.unknown_rep = names.reps.number(model::kUnknownRep);
    for (const auto& [assignment, arrival] : assignments_) {
      const std::uint32_t conversation = names.conversations.number(assignment.conversation_id);
      if (records_.assignments.size() <= conversation) records_.assignments.resize(conversation + 1);
      model::LeanAssignment lean;
      lean.at = assignment.at;
      lean.key = assignment.assignment_id.empty() ? 0 : std::hash<std::string>{}(assignment.assignment_id);
      lean.arrival = arrival;
      lean.rep = names.reps.number(assignment.rep_id);
      lean.kind = assignment.kind;
      lean.reason = assignment.reason;
      records_.assignments[conversation].push_back(lean);
    }
    // Customers are told apart by number from here on; what they are called is not asked any more.
    names.customers = {};
  }

 private:
  Records& records_;
  MessageFlags flags_;
  MessagePipe pipe_;
  std::vector<TextAssignment> assignments_;
  std::uint64_t other_kinds_ = 0;
};

Status read_all(const FileFiguresRequest& request, Records& records) {
  MemorySink sink(request.options, records);
  for (const auto& path : request.files) {
    connectors::files::FileRequest file;
    file.path = path;
    file.preset = request.preset;
    file.map = request.map;
    file.calendar = request.calendar;
    RIGONG_TRY(connectors::files::read_file(file, sink));
  }
  if (sink.other_kinds() > 0) {
    return fail(
        ErrorKind::wrong_use, "--input 只读消息和分配记录；评价、订单、班次和日报请先用 rigong import 导入。",
        "--input reads messages and assignments only; bring ratings, orders, shifts and day tables in with 'rigong import'.");
  }
  sink.finish();
  return {};
}

// Calls visit(conversation, facts) for every conversation, in order of first sight.
template <class Visit>
void each_conversation(Records& records, const FileFiguresRequest& request, Visit visit) {
  metrics::Deriver deriver(request.options, *request.calendar, records.unknown_rep);
  std::vector<model::LeanMessage> messages;
  std::vector<model::LeanAssignment> none;
  model::ConversationFacts facts;
  for (std::uint32_t conversation = 1; conversation <= records.names.conversations.size(); ++conversation) {
    records.log.read(conversation, messages);
    auto& assignments = conversation < records.assignments.size() ? records.assignments[conversation] : none;
    deriver.derive(messages, assignments, facts);
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

std::string rep_name(const Records& records, model::RepNo rep) {
  return rep == model::kNoRep ? model::kUnassignedRep : std::string(records.names.reps.text(rep));
}

// Sessions of the same customer in other conversations decide first-contact resolution, so they are kept until all are known.
struct ClosedSession {
  model::Session session;
  std::uint64_t customer = 0;
};

FileFigures result_of(Records& records) {
  FileFigures result;
  result.rejected = records.rejections;
  result.first_rejections = std::move(records.first_rejections);
  return result;
}

}  // namespace

Result<FileFigures> figures_from_files(const FileFiguresRequest& request) {
  Records records;
  RIGONG_TRY(read_all(request, records));
  const DayBounds bounds = bounds_of(request);

  metrics::FigureCounter counter(request.options, request.now);
  std::map<std::pair<Day, model::RepNo>, std::vector<DurationMs>> samples;
  // Only the platform's closings raise the question who came back, and only assignment files tell them.
  const bool closings = !records.assignments.empty();
  std::vector<metrics::SessionStart> starts;
  std::vector<ClosedSession> closed;
  each_conversation(records, request, [&](std::uint32_t conversation, const model::ConversationFacts& facts) {
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
      const std::uint64_t customer =
          session.customer != model::kNoCustomer ? session.customer : conversation | (std::uint64_t{1} << 63);
      if (closings) starts.push_back({customer, session.started_at});
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

  records.log = {};
  const std::vector<model::DayFigures> figures = counter.finish();
  DayBounds known = bounds;
  if (!figures.empty()) {
    if (!request.from) known.first = figures.front().day;
    if (!request.to) known.last = figures.back().day;
  }
  FigureRows rows(request.period, known.first, known.last, *request.calendar, request.now);
  for (const model::DayFigures& row : figures) {
    const std::string rep = rep_name(records, row.rep);
    if (request.rep.empty() || request.rep == rep) rows.add(rep, request.shop, row);
  }
  for (const auto& [key, responses] : samples) {
    const std::string rep = rep_name(records, key.second);
    if (request.rep.empty() || request.rep == rep) rows.add_responses(rep, request.shop, key.first, responses);
  }
  FileFigures result = result_of(records);
  result.rows = rows.finish();
  return result;
}

Result<FileFigures> turns_from_files(const FileFiguresRequest& request) {
  Records records;
  RIGONG_TRY(read_all(request, records));
  const DayBounds bounds = bounds_of(request);
  std::vector<TurnLine> lines;
  each_conversation(records, request, [&](std::uint32_t conversation, const model::ConversationFacts& facts) {
    for (const model::Turn& turn : facts.turns) {
      if (!bounds.contain(turn.day)) continue;
      const std::string rep = rep_name(records, turn.owner);
      if (request.rep.empty() || request.rep == rep) {
        lines.push_back({std::string(records.names.conversations.text(conversation)), rep, request.shop, turn});
      }
    }
  });
  std::stable_sort(lines.begin(), lines.end(),
                   [](const TurnLine& a, const TurnLine& b) { return a.turn.opened_at < b.turn.opened_at; });
  FileFigures result = result_of(records);
  result.turns = std::move(lines);
  return result;
}

}  // namespace rigong::runtime
