// SPDX-License-Identifier: Apache-2.0
#include "connectors/chatwoot/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "connectors/chatwoot/messages.h"
#include "connectors/kit/reading.h"

namespace rigong::connectors::chatwoot {
namespace {

constexpr Seconds kMinute = 60;
constexpr Seconds kHour = 60 * kMinute;
// Rows become visible a little out of order, and activity is given in whole seconds.
constexpr Seconds kSlack = 2 * kMinute;
// How far back is looked for what came late or was changed: every ten minutes, and once a day.
constexpr Seconds kBack = 2 * kHour;
constexpr Seconds kFarBack = 36 * kHour;
constexpr DurationMs kSweepEvery = 10 * kMinuteMs;
constexpr DurationMs kDeepEvery = kDayMs;
constexpr std::int64_t kRowsOfPage = 25;
constexpr std::size_t kAsideAtOnce = 10;
constexpr std::size_t kMostNameBytes = 200;

tl::unexpected<Error> strange(const Client& client, std::string_view list_zh, std::string_view list_en) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的{}不是认识的样子，稍后再试。", client.host(), list_zh),
              fmt::format("The {} of {} has no known shape; trying again later.", list_en, client.host()));
}

tl::unexpected<Error> cancelled() { return fail(ErrorKind::cancelled, "已停止。", "Stopped."); }

Words ratings_lacking() {
  return {
      "Chatwoot 的满意度读不到：令牌要属于管理员（administrator）。请换管理员的令牌；消息照常读取。",
      "Chatwoot's ratings cannot be read: the token must belong to an administrator. Use an administrator's token; messages are "
      "read all the same."};
}

bool is_same(const Seen* seen, const Conversation& row) {
  return seen != nullptr && seen->activity == row.activity && seen->updated == row.updated && seen->last_id == row.last_message;
}

}  // namespace

Result<PollResult> Reader::result() {
  forget_before(progress_, 0);
  PollResult result;
  result.next_cursor = write_cursor(progress_);
  result.more = progress_.list.has_value() || progress_.ratings.has_value();
  result.reading.push_back({"会话和消息", "Conversations and messages"});
  if (progress_.ratings_refused) {
    result.lacking.push_back(ratings_lacking());
  } else if (settings_.ratings) {
    result.reading.push_back({"满意度", "Satisfaction ratings"});
  }
  return result;
}

Result<PollResult> Reader::poll() {
  if (request_.cursor.empty()) {
    progress_.account = client_.account();
    const Day first = request_.calendar->day_of(request_.now) - settings_.days;
    progress_.from = request_.calendar->day_start(first) / kSecondMs;
  } else {
    RIGONG_ASSIGN(progress_, read_cursor(request_.cursor, client_.account()));
  }
  if (progress_.ratings) {
    RIGONG_TRY(ratings_page());
  } else {
    const bool beginning = !progress_.list;
    if (beginning) begin_list();
    const bool sweep = beginning && progress_.list->sweep;
    // Before the list, which brings some that were set aside just now.
    if (sweep) RIGONG_TRY(try_aside());
    RIGONG_TRY(list_page());
    if (sweep) names();
  }
  return result();
}

void Reader::begin_list() {
  ListPass pass;
  // Our clock set back must not put the next look back off for years.
  const bool deep = request_.now >= progress_.deep_at || progress_.deep_at > request_.now + kDeepEvery;
  pass.sweep = deep || request_.now >= progress_.sweep_at || progress_.sweep_at > request_.now + kSweepEvery;
  pass.deep = deep;
  const Seconds back = deep ? kFarBack : pass.sweep ? kBack : kSlack;
  pass.floor = std::max(progress_.from, progress_.high - back);
  if (deep) progress_.deep_at = request_.now + kDeepEvery;
  if (pass.sweep) progress_.sweep_at = request_.now + kSweepEvery;
  progress_.list = std::move(pass);
}

void Reader::end_list() {
  progress_.high = std::max(progress_.high, progress_.list->top);
  if (progress_.list->sweep && settings_.ratings) {
    const Window window = next_window(std::max(progress_.ratings_high, progress_.from + kBack) * kSecondMs, request_.now,
                                      request_.http->clock_offset(), {kBack * kSecondMs, kLatestTime, 0});
    // Open at its end, for a server whose clock we do not know yet.
    progress_.ratings = RatingsPass{1, window.from / kSecondMs, window.to / kSecondMs + kHour, {}};
  }
  progress_.list.reset();
  forget_before(progress_, progress_.high - kBack);
}

Result<Reader::Page> Reader::ask_page(int number) const {
  // Without `status` only open conversations would be listed, and a chat that is resolved would vanish with its last messages.
  RIGONG_ASSIGN(
      const Answer answer,
      client_.get(
          *request_.http, "conversations",
          {{"status", "all"}, {"assignee_type", "all"}, {"sort_by", "last_activity_at_desc"}, {"page", std::to_string(number)}}));
  if (answer.outcome != Outcome::given) {
    return fail(
        ErrorKind::refused,
        fmt::format("{} 上的账户 {} 读不到。请检查 account 编号，并让令牌的主人加入这个账户。", client_.host(),
                    client_.account()),
        fmt::format("Account {} of {} cannot be read. Check the number, and that the token's owner belongs to that account.",
                    client_.account(), client_.host()));
  }
  const rapidjson::Value* data = member(answer.document, "data");
  const rapidjson::Value* payload = data == nullptr ? nullptr : member(*data, "payload");
  if (payload == nullptr) return strange(client_, "会话列表", "list of conversations");
  Page page;
  for (const rapidjson::Value* row : elements(payload)) {
    auto conversation = read_conversation(*row, client_.account(), client_.host(), *request_.calendar);
    if (!conversation) {
      page.rejected.push_back(
          {"conversations",
           0,
           {"这个会话没有编号或时间，没有采用。", "This conversation has no number or no time and was not taken."},
           outline(*row)});
      continue;
    }
    if (conversation->account != 0 && conversation->account != client_.account()) {
      return fail(ErrorKind::refused,
                  fmt::format("{} 给的是账户 {} 的会话，不是 {} 的，没有采用。请检查 account 编号。", client_.host(),
                              conversation->account, client_.account()),
                  fmt::format("{} gave conversations of account {} in place of {}; nothing was taken. Check the number.",
                              client_.host(), conversation->account, client_.account()));
    }
    page.ids += fmt::format("{},", conversation->id);
    page.newest = std::max(page.newest, conversation->activity);
    page.oldest = page.rows.empty() ? conversation->activity : std::min(page.oldest, conversation->activity);
    page.rows.push_back(std::move(*conversation));
  }
  // One bad row is a row; nothing but bad rows is another version.
  if (page.rows.empty() && !page.rejected.empty()) return strange(client_, "会话列表", "list of conversations");
  const rapidjson::Value* meta = member(*data, "meta");
  page.count = meta == nullptr ? 0 : whole_of(*meta, "all_count").value_or(0);
  return page;
}

Status Reader::check_other_than_first(const Page& page, const std::string& guard) const {
  const ListPass& pass = *progress_.list;
  if (pass.page == 1 || page.rows.empty()) return {};
  // Rows only ever move down, so a page is no newer than the one before; and the same again is chance at most.
  const bool newer = pass.newest != 0 && page.newest > pass.newest;
  if (!newer && !PageGuard(guard).repeats(page.ids)) return {};
  RIGONG_ASSIGN(const Page first, ask_page(1));
  if (first.ids != page.ids) return {};
  return fail(ErrorKind::unavailable, fmt::format("{} 一再给出第一页，先停下来，稍后再试。", client_.host()),
              fmt::format("{} gives its first page whichever is asked for; stopped here, trying again later.", client_.host()));
}

Status Reader::list_page() {
  ListPass& pass = *progress_.list;
  RIGONG_ASSIGN(const Page page, ask_page(pass.page));
  RIGONG_TRY(check_other_than_first(page, pass.guard));
  PageGuard guard(pass.guard);
  if (!page.rows.empty()) RIGONG_TRY(guard.next(page.ids, client_.host()));
  // A clock of theirs that ran ahead for a moment must not make everything after it look old.
  if (pass.page == 1) pass.top = std::max(pass.top, std::min(page.newest, their_now() + kSlack));
  RIGONG_ASSIGN(const Taken taken, take(page.rows));
  if (taken == Taken::stopped_early) return {};
  if (pass.deep) {
    for (const RejectedRow& row : page.rejected) sink_.rejected(row);
  }
  // Where conversations were deleted, those below moved up, perhaps onto a page that was read already.
  const std::int64_t gone = pass.page > 1 && page.count < pass.count ? pass.count - page.count : 0;
  pass.count = page.count;
  if (gone > 0) {
    pass.page = static_cast<int>(std::max<std::int64_t>(1, pass.page - (gone + kRowsOfPage - 1) / kRowsOfPage));
    pass.newest = 0;
    pass.guard.clear();
    return {};
  }
  if (page.rows.empty() || page.oldest < pass.floor) {
    end_list();
    return {};
  }
  ++pass.page;
  pass.newest = page.newest;
  pass.guard = guard.text();
  return {};
}

Result<Reader::Taken> Reader::take(const std::vector<Conversation>& page) {
  bool kept_some = false;
  for (const Conversation& conversation : page) {
    if (!is_wanted(conversation)) continue;
    if (!sink_.progress(0, 0)) return cancelled();
    const auto taken = take_messages(conversation);
    if (!taken) {
      const Error& error = taken.error();
      if (error.kind == ErrorKind::cancelled) return fail(error);
      const Status answers_else = answers();
      if (answers_else) {
        set_aside(conversation, error.words);
      } else if (kept_some) {
        return Taken::stopped_early;
      } else {
        return fail(answers_else.error());
      }
    }
    kept_some = true;
  }
  return Taken::done;
}

bool Reader::is_wanted(const Conversation& conversation) const {
  // What else is on the last page was read long ago, and is not remembered.
  if (conversation.activity < progress_.list->floor) return false;
  return !is_same(find(progress_, conversation.id), conversation);
}

Result<bool> Reader::take_messages(const Conversation& conversation) {
  const Seen* before = find(progress_, conversation.id);
  Seen seen{conversation.id,
            conversation.activity,
            conversation.updated,
            conversation.last_message,
            before == nullptr ? 0 : before->settled,
            false};
  RIGONG_ASSIGN(const Messages messages, read_messages(client_, *request_.http, conversation, seen.settled, *request_.calendar));
  for (const auto& [id, item] : messages.items) {
    if (item.created < conversation.activity - kBack) seen.settled = std::max(seen.settled, id);
    if (item.created < progress_.from) continue;
    if (item.message) sink_.message(*item.message);
    if (item.invited) sink_.rating(*item.invited);
  }
  // Said once: what lies behind the last message of the time before is new.
  const std::int64_t said = before == nullptr || before->aside ? -1 : before->last_id;
  for (const auto& [id, row] : messages.rejected) {
    if (id > said) sink_.rejected(row);
  }
  remember(progress_, seen);
  return messages.found;
}

Status Reader::answers() const {
  const auto answer = client_.get(*request_.http, "agents");
  if (!answer) return fail(answer.error());
  return {};
}

void Reader::names() {
  const auto answer = client_.get(*request_.http, "agents");
  // Names are a courtesy: without them reps go by their numbers, and what else came is not thrown away for them.
  if (!answer || answer->outcome != Outcome::given) return;
  for (const rapidjson::Value* agent : elements(&answer->document)) {
    const auto id = whole_of(*agent, "id");
    auto name = text_of(*agent, "name");
    if (!id || !name) continue;
    clean_field(*name, kMostNameBytes);
    if (!name->empty()) sink_.rep({std::to_string(*id), std::move(*name), ""});
  }
}

void Reader::set_aside(const Conversation& conversation, const Words& reason) {
  const Seen* before = find(progress_, conversation.id);
  // Said once, however often it is tried.
  if (before == nullptr || !before->aside || !is_same(before, conversation)) {
    sink_.rejected(
        {fmt::format("conversations/{}/messages", conversation.id),
         0,
         {fmt::format("这个会话的消息读不到，先放在一边，以后再试。{}", reason.zh),
          fmt::format("The messages of this conversation cannot be read; set aside, to be tried again later. {}", reason.en)},
         fmt::format("id={}", conversation.id)});
  }
  remember(progress_, {conversation.id, conversation.activity, conversation.updated, conversation.last_message,
                       before == nullptr ? 0 : before->settled, true});
}

Result<std::optional<Conversation>> Reader::ask_conversation(std::int64_t id) const {
  RIGONG_ASSIGN(const Answer answer, client_.get(*request_.http, fmt::format("conversations/{}", id), {}));
  if (answer.outcome == Outcome::missing) return std::optional<Conversation>();
  auto conversation = read_conversation(answer.document, client_.account(), client_.host(), *request_.calendar);
  if (!conversation || conversation->id != id) return strange(client_, "会话", "conversation");
  return conversation;
}

Status Reader::try_aside() {
  std::vector<std::int64_t> ids;
  for (const Seen& seen : progress_.known) {
    if (seen.aside) ids.push_back(seen.id);
  }
  std::rotate(ids.begin(), std::upper_bound(ids.begin(), ids.end(), progress_.aside_tried), ids.end());
  if (ids.size() > kAsideAtOnce) ids.resize(kAsideAtOnce);
  for (const std::int64_t id : ids) {
    if (!sink_.progress(0, 0)) return cancelled();
    progress_.aside_tried = id;
    const auto conversation = ask_conversation(id);
    if (conversation && !*conversation) {
      std::erase_if(progress_.known, [&](const Seen& seen) { return seen.id == id; });
      continue;
    }
    if (conversation && take_messages(**conversation)) continue;
    // It stays where it is. A server that answers nothing is the walk's to tell.
    if (!answers()) return {};
  }
  return {};
}

Status Reader::ratings_page() {
  RatingsPass& pass = *progress_.ratings;
  // The stretch counts only where both ends are given. Oldest first: what is added meanwhile comes behind.
  RIGONG_ASSIGN(const Answer answer, client_.get(*request_.http, "csat_survey_responses",
                                                 {{"sort", "created_at"},
                                                  {"since", std::to_string(pass.since)},
                                                  {"until", std::to_string(pass.until)},
                                                  {"page", std::to_string(pass.page)}}));
  progress_.ratings_refused = answer.outcome != Outcome::given;
  if (progress_.ratings_refused) {
    progress_.ratings.reset();
    return {};
  }
  const rapidjson::Value* list = answer.document.IsArray() ? &answer.document : member(answer.document, "payload");
  if (list == nullptr) return strange(client_, "满意度列表", "list of ratings");
  const Seconds said = progress_.ratings_high;
  std::string content;
  int rows = 0;
  for (const rapidjson::Value* row : elements(list)) {
    ++rows;
    content += outline(*row) + ";";
    const auto rating = read_rating(*row, client_.account(), client_.host(), *request_.calendar);
    if (!rating) {
      if (said != 0 && seconds_of(*row, "created_at", *request_.calendar) <= said) continue;
      sink_.rejected({"csat_survey_responses",
                      0,
                      {"这条评价没有编号、时间或 1 到 5 的分数，没有采用。",
                       "This rating has no number, time or level of 1 to 5 and was not taken."},
                      outline(*row)});
      continue;
    }
    if (rating->created < progress_.from) continue;
    progress_.ratings_high = std::max(progress_.ratings_high, std::min(rating->created, their_now() + kSlack));
    sink_.rating(rating->rating);
  }
  if (rows == 0) {
    progress_.ratings.reset();
    return {};
  }
  PageGuard guard(pass.guard);
  // This list only grows at its end: the same twice is a fault.
  if (guard.repeats(content)) return strange(client_, "满意度列表", "list of ratings");
  RIGONG_TRY(guard.next(content, client_.host()));
  pass.guard = guard.text();
  ++pass.page;
  return {};
}

}  // namespace rigong::connectors::chatwoot
