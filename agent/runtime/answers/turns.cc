// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

#include "agent/metrics/figures.h"
#include "agent/runtime/answers/picks.h"
#include "agent/runtime/answers/scene.h"
#include "agent/runtime/answers/waiting.h"

namespace rigong::runtime {
namespace {

using overlay::Pick;

// A turn and its place in the order of the answer. Rows that are equal in time and conversation keep the order of the facts.
struct Placed {
  std::int64_t order = 0;  // The opening; for the slowest, the wait, the longest first.
  storage::ConversationRef where;
  std::int64_t n = 0;
  storage::TurnRow row;
  [[nodiscard]] auto key() const { return std::tuple(order, where, n); }
};
bool before(const Placed& a, const Placed& b) { return a.key() < b.key(); }

std::string token(const Placed& placed) {
  return fmt::format("{}.{}.{}.{}", placed.order, placed.where.account, placed.where.conversation, placed.n);
}

Result<std::optional<Placed>> after_of(const std::string& text) {
  if (text.empty()) return std::optional<Placed>();
  std::array<std::int64_t, 4> numbers{};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (std::size_t index = 0; index < numbers.size(); ++index) {
    const auto [next, problem] = std::from_chars(at, end, numbers.at(index));
    const bool last = index + 1 == numbers.size();
    if (problem != std::errc() || (last ? next != end : next == end || *next != '.')) {
      return fail(ErrorKind::wrong_use, "翻页位置无效，请从第一页看起。",
                  "That is no place to go on from. Begin with the first page.");
    }
    at = last ? next : next + 1;
  }
  Placed placed;
  placed.order = numbers[0];
  placed.where = {static_cast<model::AccountNo>(numbers[1]), static_cast<model::ConversationNo>(numbers[2])};
  placed.n = numbers[3];
  return std::optional(std::move(placed));
}

// Keeps the first `limit` rows behind `after`, however many come by.
class FirstRows {
 public:
  FirstRows(std::optional<Placed> after, std::size_t limit) : after_(std::move(after)), limit_(limit) {}

  void add(Placed placed) {
    ++total_;
    if (after_ && !before(*after_, placed)) return;
    ++behind_;
    rows_.push_back(std::move(placed));
    if (rows_.size() >= 2 * limit_ + 16) shrink();
  }
  std::vector<Placed> take() {
    shrink();
    return std::move(rows_);
  }
  [[nodiscard]] std::int64_t total() const { return total_; }
  [[nodiscard]] bool more() const { return behind_ > static_cast<std::int64_t>(limit_); }

 private:
  void shrink() {
    std::sort(rows_.begin(), rows_.end(), before);
    if (rows_.size() > limit_) rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(limit_), rows_.end());
  }

  std::optional<Placed> after_;
  std::size_t limit_;
  std::vector<Placed> rows_;
  std::int64_t total_ = 0;
  std::int64_t behind_ = 0;
};

bool in_minutes(const overlay::TurnsQuery& query, const model::Turn& turn, const ShopCalendar& calendar) {
  if (!query.minute_from && !query.minute_to) return true;
  const auto minute = calendar.local(turn.clock_start_at).since_midnight / kMinuteMs;
  return query.minute_from.value_or(0) <= minute && minute < query.minute_to.value_or(24 * 60);
}

overlay::Turn page_turn(const Scene& scene, const Somebody& somebody, const storage::TurnRow& row) {
  const model::Turn& turn = row.turn;
  overlay::Turn result;
  result.conversation = row.conversation_label;
  result.customer = customer_shown(scene, scene.own(somebody), turn.customer, row.conversation_label);
  result.shop = row.shop;
  result.opened_at = turn.opened_at;
  result.clock_start_at = turn.clock_start_at;
  if (turn.end == model::TurnEnd::answered) {
    result.answered_at = turn.ended_at;
    result.customer_ms = turn.customer_ms;
    if (turn.replier != model::kNoRep) result.replier = scene.cast.people().id(turn.replier);
  }
  if (metrics::is_sample(turn)) {
    result.response_ms = turn.held_ms;
    if (turn.substantive_ms >= 0) result.substantive_ms = turn.substantive_ms;
  }
  result.messages_in = turn.messages_in;
  const TimeMs now = scene.moments.of(row.where.account);
  result.state = metrics::name(metrics::state_of(turn, now));
  result.slow = metrics::is_slow(turn, now);
  result.first_response = turn.first_response;
  result.owner = scene.cast.people().id(turn.owner);
  result.link = scene.links.link(row);
  return result;
}

}  // namespace

Result<overlay::Turns> answer_turns(Reading& reading, const overlay::TurnsQuery& query) {
  RIGONG_ASSIGN(Scene scene, Scene::load(reading, query.shop));
  RIGONG_ASSIGN(const Somebody* somebody, scene.person(query.person));
  RIGONG_ASSIGN(auto after, after_of(query.pick == Pick::slowest ? "" : query.after));
  FirstRows first(std::move(after), static_cast<std::size_t>(std::max(1, query.limit)));
  // How many rows of one conversation opened at the same time, so that each has a place of its own.
  std::map<std::pair<std::int64_t, storage::ConversationRef>, std::int64_t> same;
  Day same_day;
  const auto take = [&](const storage::TurnRow& row) {
    if (!picked(query.pick, row.turn, scene.moments.of(row.where.account)) ||
        !in_minutes(query, row.turn, reading.rules.calendar(row.shop)))
      return;
    if (row.turn.day != same_day) same.clear();  // Rows come day by day.
    same_day = row.turn.day;
    Placed placed;
    placed.order = query.pick == Pick::slowest ? -row.turn.held_ms : row.turn.opened_at;
    placed.where = row.where;
    placed.n = same[{placed.order, placed.where}]++;
    placed.row = row;
    first.add(std::move(placed));
  };
  if (query.pick == Pick::waiting) {
    RIGONG_ASSIGN(const auto waiting, waiting_now(scene));
    for (const storage::TurnRow* row : waiting) {
      if (somebody->reps.contains(row->turn.owner) && row->turn.day <= query.to) take(*row);
    }
  } else {
    for (const std::string& shop : scene.shops) {
      for (const model::RepNo rep : somebody->reps) {
        RIGONG_TRY(reading.view.turns({query.from, query.to, shop, rep}, [&](const storage::TurnRow& row) {
          if (row.turn.decided_at > reading.now) reading.valid_only_until(row.turn.decided_at);
          take(row);
          return true;
        }));
      }
    }
  }
  overlay::Turns answer;
  answer.total = first.total();
  const bool more = first.more();
  const std::vector<Placed> rows = first.take();
  for (const Placed& placed : rows) answer.turns.push_back(page_turn(scene, *somebody, placed.row));
  if (more && query.pick != Pick::slowest) answer.next = token(rows.back());
  return answer;
}

}  // namespace rigong::runtime
