// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/chats.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "agent/base/ids.h"
#include "agent/base/text.h"
#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::size_t kSessionsOfPage = 20;
constexpr std::size_t kRowsOfPage = 50;
constexpr int kMostPages = 20;
constexpr std::size_t kDigestBytes = 16;

// Rows have no id. When, with whom and in which direction make one, with a count where several fell into one second. The text
// takes no part: it may come damaged, and whole the next time.
std::string key_of(const model::Message& message, const std::string& waiter) {
  const bool by_rep = message.kind == model::SenderKind::rep;
  return fmt::format("{}-{}", message.sent_at, sha256_hex(fmt::format("{}\n{}", waiter, by_rep)).substr(0, kDigestBytes));
}

// With whom of the shop it was, by the row or else by the session.
std::string waiter_of(const rapidjson::Value& row, const ChatSession& session) {
  std::string waiter = text_in(row, "waiter");
  return waiter.empty() ? session.waiter : waiter;
}

std::optional<model::Message> message_of(const rapidjson::Value& row, const ChatSession& session) {
  model::Message message;
  const auto by_rep = parse_flag(text_in(row, "waiterSend", 8));
  const auto at = time_in(row, "time");
  if (field(row, "waiterSend") == nullptr || !by_rep || !at) return std::nullopt;
  message.customer_id = text_in(row, "customer");
  if (message.customer_id.empty()) message.customer_id = session.customer;
  message.conversation_id = message.customer_id;
  message.sent_at = *at;
  message.kind = *by_rep ? model::SenderKind::rep : model::SenderKind::customer;
  if (*by_rep) message.rep_id = waiter_of(row, session);
  message.text = text_in(row, "content", model::kMaxTextBytes);
  message.has_text = !message.text.empty();
  return message;
}

model::Assignment assignment_of(const ChatSession& session) {
  model::Assignment assignment;
  assignment.conversation_id = session.customer;
  assignment.assignment_id = fmt::format("session-{}-{}", session.begin, session.waiter);
  clean_field(assignment.assignment_id, model::kMaxIdBytes);
  assignment.at = session.begin;
  assignment.rep_id = session.waiter;
  return assignment;
}

// A session that goes on past midnight is listed under its first day alone.
Day last_day_of(const ChatSession& session, const Question& question, TimeMs now) {
  const TimeMs end = std::max(session.end.value_or(now), session.reply.value_or(session.begin));
  return std::clamp(china_day(std::min(end, now)), question.to, question.to + 1);
}

bool is_wanted(const ChatSession& session, const Question& question) {
  const auto& customers = question.customers;
  if (!customers.empty() && std::find(customers.begin(), customers.end(), customer_number(session.customer)) == customers.end()) {
    return false;
  }
  if (china_day(session.begin) < question.from || china_day(session.begin) > question.to) return false;
  return question.since == 0 || !session.end || *session.end >= question.since || session.begin >= question.since;
}

}  // namespace

void ChatTask::take(const Question& question, const std::vector<const rapidjson::Value*>& rows, const ChatSession& session,
                    Known& known) {
  std::vector<std::pair<model::Message, std::string>> messages;  // With the waiter.
  for (const rapidjson::Value* row : rows) {
    auto message = message_of(*row, session);
    if (!message) {
      work_.sink.rejected({std::string(name_of(Method::chat_log)),
                           0,
                           {"这条消息没有时间或发送方，没有采用。", "This message has no time or sender and was not taken."},
                           fmt::format("time={} waiterSend={}", text_in(*row, "time", 32), text_in(*row, "waiterSend", 8))});
      continue;
    }
    const Day day = china_day(message->sent_at);
    if (message->customer_id == session.customer && day >= question.from && day <= question.to) {
      messages.emplace_back(std::move(*message), waiter_of(*row, session));
    }
  }
  // In one second the order of the list decides; it may be told from its end.
  if (!messages.empty() && messages.front().first.sent_at > messages.back().first.sent_at) {
    std::reverse(messages.begin(), messages.end());
  }
  std::map<std::string, int> on_page;
  for (auto& [message, waiter] : messages) {
    const std::string key = key_of(message, waiter);
    // What slid from one page to the next while they were read is there twice.
    const std::string content = fmt::format("{}\n{}", key, message.text);
    if (!known.rows.insert(fmt::format("{}\n{}", content, ++on_page[content])).second) continue;
    message.message_id = fmt::format("{}-{}", key, ++known.counts[key]);
    work_.sink.message(message);
  }
}

Result<std::optional<Off>> ChatTask::read_customer(const Question& question, const ChatSession& session) {
  Known known;
  for (int number = 1; number <= kMostPages; ++number) {
    if (!work_.sink.progress(0, 0)) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
    Parameters parameters = stretch_of(question);
    parameters.emplace_back("customer", session.customer);
    parameters.emplace_back("page", std::to_string(number));
    parameters.emplace_back("pageSize", std::to_string(kRowsOfPage));
    RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::chat_log, parameters));
    if (answer.fault) return Off{Method::chat_log, *answer.fault};
    const rapidjson::Value* holder = field(*answer.root, "ChatLogPage");
    if (holder == nullptr) holder = field(*answer.root, "ChatLog");
    if (holder == nullptr) break;
    const rapidjson::Value* list = holder->IsArray() ? holder : field(*holder, "chatLogList");
    const auto rows = elements(list);
    const std::size_t before = known.rows.size();
    take(question, rows, session, known);
    // totalRecord has been seen as 1 with thirty rows: it cannot be what tells the end.
    if (rows.size() < kRowsOfPage || known.rows.size() == before) break;
    if (number == kMostPages) {
      work_.sink.rejected({std::string(name_of(Method::chat_log)),
                           0,
                           {"与一位顾客一天的消息太多，没有读完。",
                            "Too many messages with one customer on one day; not read to "
                            "the end."},
                           ""});
    }
  }
  return std::optional<Off>();
}

Result<Page> ChatTask::read(const Question& question) {
  RIGONG_ASSIGN(const SessionPage sessions, read_sessions(work_, question, question.page, kSessionsOfPage));
  Page page;
  page.off = sessions.off;
  page.more = sessions.more;
  page.content = sessions.content;
  std::map<std::pair<std::string, std::string>, Day> read;  // Up to which day.
  std::set<std::string> failed;
  for (const ChatSession& session : sessions.sessions) {
    if (!is_wanted(session, question)) continue;
    page.saw_newest = true;
    if (failed.contains(session.customer)) continue;
    Question of_customer = question;
    of_customer.to = last_day_of(session, question, work_.client.now());
    const auto known = read.find({session.waiter, session.customer});
    if (known == read.end() || known->second < of_customer.to) {
      read[{session.waiter, session.customer}] = of_customer.to;
      RIGONG_ASSIGN(const std::optional<Off> off, read_customer(of_customer, session));
      if (off && (off->fault.kind != FaultKind::request || !question.is_last_try)) {
        page.off = off;
        return page;
      }
      if (off) {
        failed.insert(session.customer);
        if (question.gives_up) {
          work_.sink.rejected({std::string(name_of(Method::chat_log)),
                               0,
                               {"平台不给与一位顾客的聊天记录，其他照常读取。",
                                "The platform does not give the messages with one customer; the others are read."},
                               "code=" + off->fault.code});
        } else {
          page.missed.push_back(customer_number(session.customer));
        }
        continue;
      }
    }
    if (session.is_online) work_.sink.assignment(assignment_of(session));
  }
  return page;
}

}  // namespace rigong::connectors::jd
