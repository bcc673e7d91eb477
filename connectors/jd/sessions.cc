// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/sessions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/reading.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::size_t kRowsOfPage = 50;
constexpr int kMostPages = 40;
constexpr std::int64_t kLeftMessage = 2;
constexpr DurationMs kInTime = 30 * kSecondMs;
constexpr DurationMs kCountedFrom = 9 * kHourMs;
constexpr DurationMs kCountedTo = 23 * kHourMs;

std::optional<ChatSession> session_of(const rapidjson::Value& row, const Question& question) {
  ChatSession session;
  session.customer = text_in(row, "customer");
  session.waiter = rep_of(row, question).value_or("");
  const auto begin = time_in(row, "beginTime");
  if (session.customer.empty() || session.waiter.empty() || !begin) return std::nullopt;
  session.begin = *begin;
  session.reply = time_in(row, "replyTime");
  session.end = time_in(row, "endTime");
  session.is_online = count_in(row, "sessionType") != kLeftMessage;
  return session;
}

}  // namespace

Result<SessionPage> read_sessions(Work& work, const Question& question, int page, std::size_t rows_of_page) {
  Parameters parameters = stretch_of(question);
  parameters.emplace_back("page", std::to_string(page));
  parameters.emplace_back("pageSize", std::to_string(rows_of_page));
  RIGONG_ASSIGN(const Answer answer, work.client.call(Method::session_list, parameters));
  SessionPage read;
  if (answer.fault) {
    read.off = Off{Method::session_list, *answer.fault};
    return read;
  }
  const rapidjson::Value* holder = field(*answer.root, "ChatSessionPage");
  if (holder == nullptr) holder = answer.root;
  // An older version had the list itself under ChatSession.
  const rapidjson::Value* list = holder->IsArray() ? holder : field(*holder, "chatSessionList");
  if (list == nullptr) list = field(*holder, "ChatSession");
  const auto rows = elements(list);
  for (const rapidjson::Value* row : rows) {
    auto session = session_of(*row, question);
    if (!session) {
      work.sink.rejected(
          {std::string(name_of(Method::session_list)),
           0,
           {"这个会话没有顾客或开始时间，或不是所问的客服的，没有采用。",
            "This session has no customer or time of its begin, or is not of the rep asked for, and was not taken."},
           fmt::format("beginTime={} sessionType={}", text_in(*row, "beginTime", 32), text_in(*row, "sessionType", 8))});
      continue;
    }
    read.content += fmt::format("{}@{};", session->customer, session->begin);
    read.sessions.push_back(std::move(*session));
  }
  const std::int64_t total = count_in(*holder, "totalRecord").value_or(0);
  const auto so_far = static_cast<std::int64_t>(rows_of_page) * page;
  read.more = !rows.empty() && (rows.size() >= rows_of_page || total > so_far);
  return read;
}

FirstAnswers first_answers(const std::vector<ChatSession>& sessions, Day day) {
  FirstAnswers answers;
  for (const ChatSession& session : sessions) {
    const DurationMs at = china_time_of_day(session.begin);
    if (!session.is_online || china_day(session.begin) != day || at < kCountedFrom || at >= kCountedTo) continue;
    ++answers.counted;
    if (!session.reply || *session.reply < session.begin) continue;
    const DurationMs waited = *session.reply - session.begin;
    ++answers.answered;
    answers.sum += waited;
    if (waited <= kInTime) ++answers.in_time;
  }
  return answers;
}

Result<Page> FirstAnswerTask::read(const Question& question) {
  std::map<std::string, std::vector<ChatSession>> by_rep;
  std::string last;
  // A day's share needs the whole day, so all its pages are read at once.
  for (int number = 1; number <= kMostPages; ++number) {
    RIGONG_ASSIGN(SessionPage page, read_sessions(work_, question, number, kRowsOfPage));
    if (page.off) {
      Page failed;
      failed.off = page.off;
      return failed;
    }
    if (number > 1 && page.content == last) break;  // The platform does not page here.
    last = page.content;
    for (ChatSession& session : page.sessions) by_rep[session.waiter].push_back(std::move(session));
    if (!page.more) break;
    if (!work_.sink.progress(0, 0)) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
  }
  Page page;
  for (const auto& [rep, sessions] : by_rep) {
    const FirstAnswers answers = first_answers(sessions, question.from);
    if (answers.counted == 0) continue;
    page.saw_newest = true;
    model::DeliveredDay day{rep, question.from, {}, {}};
    if (answers.answered > 0) {
      day.values.emplace_back(model::DeliveredField::first_response_mean_ms,
                              std::round(static_cast<double>(answers.sum) / static_cast<double>(answers.answered)));
    }
    day.values.emplace_back(model::DeliveredField::answered_in_30_s_rate,
                            static_cast<double>(answers.in_time) / static_cast<double>(answers.counted));
    work_.sink.delivered(day);
  }
  return page;
}

}  // namespace rigong::connectors::jd
