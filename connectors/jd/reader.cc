// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "connectors/jd/chats.h"
#include "connectors/jd/day_counts.h"
#include "connectors/jd/logins.h"
#include "connectors/jd/ratings.h"
#include "connectors/jd/sessions.h"

namespace rigong::connectors::jd {
namespace {

constexpr DurationMs kOrdersEvery = kMinuteMs;
constexpr DurationMs kAgain = 10 * kMinuteMs;
constexpr std::size_t kMostTasks = static_cast<std::size_t>(Task::count_);

const Words& words_of(Task task) {
  static const std::array<Words, kMostTasks> kWords = {{{"当天的聊天记录", "Messages of today"},
                                                        {"单条评价", "Single ratings"},
                                                        {"接待量", "Customers served"},
                                                        {"未回复量", "Customers not answered"},
                                                        {"平均等待时长", "Mean waiting time"},
                                                        {"评价统计", "Rating figures"},
                                                        {"首次响应与30秒应答率", "First answers and 30-second rate"},
                                                        {"以往的聊天记录", "Messages of the days before"},
                                                        {"在线时长", "Time online"}}};
  return kWords.at(static_cast<std::size_t>(task));
}

const Words kReps = {"客服名单", "Reps"};
const Words kOrders = {"订单", "Orders"};

std::unique_ptr<RepTask> make_task(Work& work, Task task) {
  switch (task) {
    case Task::ratings:
      return std::make_unique<RatingTask>(work);
    case Task::received:
      return std::make_unique<CountTask>(work, Method::reply_stat, model::DeliveredField::customers);
    case Task::unreplied:
      return std::make_unique<CountTask>(work, Method::unreply_stat, model::DeliveredField::customers_unreplied);
    case Task::waiting:
      return std::make_unique<WaitTask>(work);
    case Task::evaluation:
      return std::make_unique<EvaluationTask>(work);
    case Task::first_answers:
      return std::make_unique<FirstAnswerTask>(work);
    case Task::logins:
      return std::make_unique<LoginTask>(work);
    default:
      return std::make_unique<ChatTask>(work);
  }
}

Words some_lacking(const Words& what, const Off& off) {
  return {fmt::format("有的客服的{}读不到：平台对 {} 回了错误码 {}。他们可能已不是客服；其他人照常读取，漏掉的过些时候再补。",
                      what.zh, name_of(off.method), off.fault.code),
          fmt::format("{} of some reps cannot be read: the platform answered {} with code {}. They may no longer be reps; the "
                      "others are read, and what was missed is asked for again.",
                      what.en, name_of(off.method), off.fault.code)};
}

}  // namespace

Reader::Reader(const Settings& settings, const PollRequest& request, RecordSink& sink)
    : settings_(settings),
      request_(request),
      sink_(sink),
      client_(settings, request),
      work_{settings_, request_, sink_, client_, progress_} {}

void Reader::begin() {
  if (auto kept = request_.cursor.empty() ? std::nullopt : read_cursor(request_.cursor, settings_.app_key)) {
    progress_ = std::move(*kept);
    return;
  }
  progress_.from = request_.calendar->day_start(request_.calendar->day_of(request_.now) - settings_.days);
}

std::optional<Reader::Chore> Reader::next_chore() const {
  Work work = work_;
  if (Roster(work).is_due()) return Chore{true, Task::count_};
  for (std::size_t i = 0; i < kMostTasks; ++i) {
    const Task task = static_cast<Task>(i);
    if (RepWalk(work, task).is_due()) return Chore{false, task};
  }
  return std::nullopt;
}

bool Reader::is_turn_of_orders(bool has_chore) const {
  Work work = work_;
  if (!Orders(work).is_readable()) return false;
  if (!has_chore) return true;
  if (progress_.orders.chore_next) return false;
  const TimeMs asked = progress_.orders.asked_at;
  return asked == 0 || asked > request_.now || request_.now >= asked + kOrdersEvery;
}

Status Reader::run(const Chore& chore) {
  if (chore.is_roster) return Roster(work_).step();
  const auto task = make_task(work_, chore.task);
  return RepWalk(work_, chore.task).step(*task);
}

void Reader::put_off(const Chore& chore, const Error& error) {
  const Words& what = chore.is_roster ? kReps : words_of(chore.task);
  troubles_.push_back({what.zh + "：" + error.words.zh, what.en + ": " + error.words.en});
  (chore.is_roster ? progress_.roster.due_at : progress_.of(chore.task).due_at) = request_.now + kAgain;
}

Result<PollResult> Reader::poll() {
  begin();
  if (!sink_.progress(0, 0)) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
  auto chore = next_chore();
  if (is_turn_of_orders(chore.has_value())) {
    RIGONG_TRY(Orders(work_).step());
    // Written down only where the cursor moves anyway.
    progress_.orders.asked_at = chore ? request_.now : 0;
    progress_.orders.chore_next = chore.has_value();
    return result();
  }
  if (!chore) return result();
  progress_.orders.chore_next = false;
  const Status ran = run(*chore);
  if (ran) return result();
  if (ran.error().kind != ErrorKind::unavailable) return fail(ran.error());
  // One thing that fails costs that thing; where another fails as well it is the platform that does not answer.
  put_off(*chore, ran.error());
  chore = next_chore();
  const Status other = chore ? run(*chore) : settings_.orders ? Orders(work_).step() : ran;
  if (!other) return fail(ran.error());
  return result();
}

std::vector<Words> Reader::lacking() const {
  std::vector<Words> words;
  if (progress_.roster.off && settings_.waiters.empty()) {
    words.push_back(lacking_words(kReps, progress_.roster.off->method, progress_.roster.off->fault));
  }
  if (!progress_.roster.works && progress_.roster.reps.empty() && settings_.waiters.empty() && progress_.roster.due_at != 0) {
    words.push_back({"不知道有哪些客服，只读主账号的。请在这个账号的设置 waiters 里填客服账号，用逗号隔开。",
                     "Nobody says who the reps are, so only the main account is read. Put the reps' accounts into this account's "
                     "setting waiters, with commas between."});
  }
  for (std::size_t i = 0; i < kMostTasks; ++i) {
    const Task task = static_cast<Task>(i);
    const TaskState& state = progress_.of(task);
    const bool is_chat = task == Task::live_chats || task == Task::chats;
    if (is_chat && !settings_.chats) continue;
    if (state.off) words.push_back(lacking_words(words_of(task), state.off->method, state.off->fault));
    if (state.some) words.push_back(some_lacking(words_of(task), *state.some));
  }
  const OrderState& orders = progress_.orders;
  if (orders.off && settings_.orders) words.push_back(lacking_words(kOrders, orders.off->method, orders.off->fault));
  words.insert(words.end(), troubles_.begin(), troubles_.end());
  return words;
}

std::vector<Words> Reader::reading() const {
  std::vector<Words> words;
  if (progress_.roster.works) words.push_back(kReps);
  for (std::size_t i = 0; i < kMostTasks; ++i) {
    if (progress_.tasks.at(i).works) words.push_back(words_of(static_cast<Task>(i)));
  }
  if (progress_.orders.works) words.push_back(kOrders);
  return words;
}

DurationMs Reader::rest() const {
  Work work = work_;
  TimeMs next = progress_.roster.due_at;
  for (std::size_t i = 0; i < kMostTasks; ++i) {
    const Task task = static_cast<Task>(i);
    const bool is_chat = task == Task::live_chats || task == Task::chats;
    if (!is_chat || settings_.chats) next = std::min(next, RepWalk(work, task).due_at());
  }
  if (settings_.orders) next = std::min(next, progress_.orders.due_at);
  return next - request_.now;
}

PollResult Reader::result() const {
  PollResult result;
  result.next_cursor = write_cursor(progress_, settings_.app_key);
  Work work = work_;
  const Orders orders(work);
  result.more = troubles_.empty() && (next_chore().has_value() || (orders.is_readable() && orders.is_behind()));
  result.lacking = lacking();
  result.reading = reading();
  if (!result.more && !orders.is_readable() && rest() > 0) result.again_in = rest();
  return result;
}

}  // namespace rigong::connectors::jd
