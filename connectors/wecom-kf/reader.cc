// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "connectors/kit/reading.h"
#include "connectors/wecom-kf/errors.h"

namespace rigong::connectors::wecom_kf {
namespace {

constexpr int kRowsOfPage = 1000;
constexpr std::size_t kMostCursorBytes = 512;
// That many rows, and none of them known, are another version.
constexpr std::size_t kTooManyStrange = 20;
constexpr std::size_t kMostLacking = 5;
constexpr DurationMs kRosterEvery = kHourMs;
constexpr DurationMs kAgain = 10 * kMinuteMs;
// Accounts without more right now are asked no more often than this.
constexpr DurationMs kPause = 15 * kSecondMs;
constexpr DurationMs kKeptByPlatform = 3 * kDayMs;
constexpr DurationMs kGapIsShown = 10 * kDayMs;
constexpr DurationMs kTooOften = kMinuteMs;
// Some rows are written down late, but not all of a page so late. Who is sent back days in a bad hour, and then sleeps, comes to
// the newest too late; who is sent back again and again goes there.
constexpr DurationMs kLate = kDayMs;
constexpr int kMostBacks = 3;

tl::unexpected<Error> cancelled() { return fail(ErrorKind::cancelled, "已停止。", "Stopped."); }

tl::unexpected<Error> strange(const std::string& host) {
  return fail(ErrorKind::unavailable, fmt::format("{} 的消息列表不是认识的样子，稍后再试。", host),
              fmt::format("The list of messages of {} has no known shape; trying again later.", host));
}

std::string body_of(const KfAccount& account) {
  rapidjson::Document body(rapidjson::kObjectType);
  auto& memory = body.GetAllocator();
  if (!account.cursor.empty()) body.AddMember("cursor", rapidjson::Value(account.cursor, memory), memory);
  body.AddMember("limit", kRowsOfPage, memory);
  body.AddMember("open_kfid", rapidjson::Value(account.id, memory), memory);
  return to_text(body);
}

// 0 where no row says when it was sent.
TimeMs newest_of(const std::vector<const rapidjson::Value*>& rows) {
  TimeMs newest = 0;
  for (const rapidjson::Value* row : rows) {
    const std::int64_t seconds = whole_of(*row, "send_time").value_or(0);
    if (seconds > 0 && seconds < kLatestTime / kSecondMs) newest = std::max(newest, seconds * kSecondMs);
  }
  return newest;
}

bool says_more(const rapidjson::Value& document) {
  const std::string text = text_of(document, "has_more").value_or("0");
  return text != "0" && text != "false" && !text.empty();
}

Words no_accounts() {
  return {"没有可读的客服账号：企业还没有建客服账号，或 open_kfid 写错了。",
          "There is no service account to read: the company has none yet, or open_kfid is wrong."};
}

Words too_many_accounts() {
  return {fmt::format("客服账号超过 {} 个，只读了前面的。请在 open_kfid 里写明要读哪些，分成几个账号。", kMostAccounts),
          fmt::format("There are more than {} service accounts; only the first are read. Name those wanted in open_kfid, divided "
                      "among several accounts here.",
                      kMostAccounts)};
}

Words departments_unnamed() {
  return {
      "有部门在接待：接口不给部门里的成员名单，他们的消息照常读取，但没有他们每人的平台统计。请在微信客服里按成员添加接待人员。",
      "Whole departments serve: the API does not name their members. Their messages are read all the same, but there are no "
      "figures of the platform for each of them. Add them one by one as 接待人员."};
}

Words gap_words(const ShopCalendar& calendar, TimeMs from, TimeMs to) {
  const std::string first = calendar.iso(from);
  const std::string last = calendar.iso(to);
  return {fmt::format("{} 到 {} 的消息没能及时读取：平台只留 3 天。这段时间看平台统计。", first, last),
          fmt::format("Messages from {} to {} were not read in time: the platform keeps 3 days. The platform's figures stand for "
                      "that time.",
                      first, last)};
}

}  // namespace

void Reader::begin() {
  if (auto kept = read_cursor(request_.cursor, corp_); kept && !request_.cursor.empty()) {
    progress_ = std::move(*kept);
    return;
  }
  progress_.corp = corp_;
  progress_.from = request_.calendar->day_start(request_.calendar->day_of(request_.now) - settings_.days);
}

Result<PollResult> Reader::poll() {
  begin();
  if (roster_is_due()) RIGONG_TRY(roster());
  RIGONG_TRY(messages());
  RIGONG_TRY(figures());
  // One part that fails costs that part; nothing but failures is a poll that failed.
  if (error_ && !worked_) return fail(*error_);
  return result();
}

bool Reader::roster_is_due() const {
  // Our clock set back must not put it off for years.
  return request_.now >= progress_.roster_at || progress_.roster_at > request_.now + kRosterEvery;
}

Status Reader::note(const Status& part, std::string_view zh, std::string_view en) {
  if (part) {
    worked_ = true;
    return {};
  }
  if (part.error().kind == ErrorKind::cancelled) return part;
  if (!error_) error_ = part.error();
  troubles_.push_back({fmt::format("{}：{}", zh, part.error().words.zh), fmt::format("{}: {}", en, part.error().words.en)});
  return {};
}

Status Reader::roster() {
  const auto read = [&]() -> Status {
    RIGONG_TRY(read_accounts(session_, settings_, progress_));
    RIGONG_ASSIGN(const Servicers servicers, read_servicers(session_, progress_.accounts));
    progress_.departments = servicers.departments;
    for (const auto& [user, accounts] : servicers.accounts_of) {
      const auto where = std::find_if(progress_.accounts.begin(), progress_.accounts.end(),
                                      [&, id = accounts.front()](const KfAccount& each) { return each.id == id; });
      // The platform names nobody here but by the user id.
      sink_.rep({user, user, where == progress_.accounts.end() ? std::string() : where->name});
    }
    return {};
  }();
  progress_.roster_at = request_.now + (read && !progress_.accounts.empty() ? kRosterEvery : kAgain);
  // Without any account there is nothing else to do.
  return progress_.accounts.empty() ? read : note(read, "接待人员", "Reps");
}

bool Reader::is_readable(const KfAccount& account) const {
  if (!account.manageable) return false;
  return account.again_at <= request_.now || account.again_at > request_.now + kAgain;
}

Status Reader::messages() {
  asked_lately_ = progress_.asked_at != 0 && progress_.asked_at <= request_.now && request_.now < progress_.asked_at + kPause;
  bool all = true;
  for (KfAccount& account : progress_.accounts) {
    if (!is_readable(account) || (asked_lately_ && !account.more)) continue;
    if (!sink_.progress(0, 0)) return cancelled();
    if (session_.was_too_often()) break;
    const Status read = page_of(account);
    all = all && read.has_value();
    RIGONG_TRY(note(read, fmt::format("客服账号「{}」", account.name), fmt::format("Service account \"{}\"", account.name)));
  }
  if (all && !asked_lately_ && !session_.was_too_often()) note_read();
  return {};
}

Result<Answer> Reader::ask_page(KfAccount& account) {
  RIGONG_ASSIGN(Answer answer, session_.post("kf/sync_msg", body_of(account)));
  if (account.cursor.empty() || answer.given() || meaning_of(answer.errcode) != Meaning::unknown) return answer;
  KfAccount anew = account;
  anew.cursor.clear();
  RIGONG_ASSIGN(Answer first_page, session_.post("kf/sync_msg", body_of(anew)));
  if (!first_page.given()) return first_page;
  // In a bad hour codes come and go. Whoever begins at the oldest again and again does not come to the newest before it is gone.
  RIGONG_ASSIGN(Answer second, session_.post("kf/sync_msg", body_of(account)));
  if (second.errcode != answer.errcode) return second;
  account.cursor.clear();
  account.guard.clear();
  account.newest = 0;
  return first_page;
}

Status Reader::page_of(KfAccount& account) {
  RIGONG_ASSIGN(const Answer answer, ask_page(account));
  account.errcode = answer.errcode;
  if (!answer.given()) {
    account.more = false;
    account.again_at = request_.now + kAgain;
    return {};
  }
  account.again_at = 0;
  const rapidjson::Value* list = member(answer.document, "msg_list");
  if (list != nullptr && !list->IsArray() && !list->IsObject()) return strange(session_.host());
  const std::string next = text_of(answer.document, "next_cursor").value_or("");
  if (next.size() > kMostCursorBytes || (next.empty() && says_more(answer.document))) return strange(session_.host());
  const auto rows = elements(list);
  bool more = says_more(answer.document);
  // Pages may be empty with more behind them, so it is the cursor that must not come twice.
  if (more && next == account.cursor) {
    if (!rows.empty()) return strange(session_.host());
    more = false;
  }
  PageGuard guard(account.guard);
  if (const Status fresh = more ? guard.next(next, session_.host()) : Status(); !fresh) {
    // It stands where it was and begins anew with the next poll; what came before may come again by right then.
    account.more = false;
    account.guard.clear();
    troubles_.push_back({fmt::format("客服账号「{}」：{}", account.name, fresh.error().words.zh),
                         fmt::format("Service account \"{}\": {}", account.name, fresh.error().words.en)});
    return {};
  }
  const TimeMs newest = newest_of(rows);
  if (leads_back(account, newest)) return {};
  RIGONG_TRY(take(account, rows));
  account.more = more;
  account.guard = more ? guard.text() : std::string();
  account.before = account.cursor;
  if (newest > account.newest) account.backs = 0;
  if (newest != 0) account.newest = newest;
  if (!next.empty()) account.cursor = next;
  return {};
}

bool Reader::leads_back(KfAccount& account, TimeMs newest) {
  if (newest == 0 || newest + kLate >= account.newest || account.before.empty() || account.backs >= kMostBacks) return false;
  account.cursor = account.before;
  account.before.clear();
  account.guard.clear();
  account.more = true;
  ++account.backs;
  return true;
}

Status Reader::take(const KfAccount& account, const std::vector<const rapidjson::Value*>& rows) {
  std::vector<Item> items;
  items.reserve(rows.size());
  std::vector<const rapidjson::Value*> unusable;
  for (const rapidjson::Value* row : rows) {
    auto item = read_item(*row, account.id, *request_.calendar);
    if (!item) {
      unusable.push_back(row);
      continue;
    }
    if (!item->open_kfid.empty() && item->open_kfid != account.id) {
      return fail(ErrorKind::refused, fmt::format("{} 给的是别的客服账号的消息，没有采用。", session_.host()),
                  fmt::format("{} gave messages of another service account; nothing was taken.", session_.host()));
    }
    items.push_back(std::move(*item));
  }
  if (items.empty() && unusable.size() > kTooManyStrange) return strange(session_.host());
  for (const Item& item : items) {
    if (item.at < progress_.from) continue;
    if (const auto* message = std::get_if<model::Message>(&item.record)) sink_.message(*message);
    if (const auto* assignment = std::get_if<model::Assignment>(&item.record)) sink_.assignment(*assignment);
  }
  for (const rapidjson::Value* row : unusable) {
    sink_.rejected({"kf/sync_msg",
                    0,
                    {"这条消息或事件没有编号、时间、客户或认识的类型，没有采用。",
                     "This message or event has no number, time, customer or known kind and was not taken."},
                    outline(*row)});
  }
  return {};
}

void Reader::note_read() {
  const bool all = std::all_of(progress_.accounts.begin(), progress_.accounts.end(),
                               [](const KfAccount& each) { return !each.manageable || each.errcode != 0 || !each.more; });
  const bool any = std::any_of(progress_.accounts.begin(), progress_.accounts.end(),
                               [](const KfAccount& each) { return each.manageable && each.errcode == 0; });
  const TimeMs hour = request_.now - request_.now % kHourMs;
  // A gap shows with the first page after it, whatever is still to come.
  const TimeMs oldest = request_.now - kKeptByPlatform;
  if (any && progress_.read_at != 0 && progress_.read_at + kHourMs < oldest && progress_.gap_to < progress_.read_at) {
    progress_.gap_from = progress_.read_at;
    progress_.gap_to = oldest;
  }
  if (any && all) progress_.read_at = hour;
}

Status Reader::figures() {
  FiguresWalk walk(session_, progress_, request_, sink_);
  const bool more_messages =
      std::any_of(progress_.accounts.begin(), progress_.accounts.end(), [](const KfAccount& each) { return each.more; });
  // Messages first, and nothing more where the platform wants to be left alone.
  if (!more_messages && !session_.was_too_often() && walk.is_due()) {
    const Status walked = walk.step();
    if (!walked) progress_.figures.again_at = request_.now + kAgain;
    RIGONG_TRY(note(walked, "平台统计", "The platform's figures"));
  }
  const bool at_once = more_messages || progress_.figures.pass.has_value();
  if (!asked_lately_ || !at_once) progress_.asked_at = at_once ? request_.now : 0;
  return {};
}

std::vector<Words> Reader::lacking() const {
  std::vector<Words> words;
  if (progress_.accounts.empty()) words.push_back(no_accounts());
  if (progress_.too_many) words.push_back(too_many_accounts());
  for (const KfAccount& account : progress_.accounts) {
    if (words.size() >= kMostLacking) break;
    if (!account.manageable || account.errcode != 0) words.push_back(messages_lacking(account.name, account.errcode));
  }
  if (progress_.figures.errcode != 0) words.push_back(figures_lacking(progress_.figures.errcode));
  if (progress_.figures.rep_errcode != 0) words.push_back(reps_lacking(progress_.figures.rep_errcode));
  if (progress_.departments) words.push_back(departments_unnamed());
  if (progress_.gap_to != 0 && request_.now < progress_.gap_to + kGapIsShown) {
    words.push_back(gap_words(*request_.calendar, progress_.gap_from, progress_.gap_to));
  }
  words.insert(words.end(), troubles_.begin(), troubles_.end());
  return words;
}

PollResult Reader::result() const {
  PollResult result;
  result.next_cursor = write_cursor(progress_);
  const Figures& figures = progress_.figures;
  const bool figures_now = figures.pass.has_value() && figures.again_at <= request_.now;
  const bool messages_now = std::any_of(progress_.accounts.begin(), progress_.accounts.end(),
                                        [](const KfAccount& each) { return each.more && each.errcode == 0; });
  result.more = troubles_.empty() && (messages_now || figures_now);
  if (session_.was_too_often()) result.again_in = kTooOften;
  result.lacking = lacking();
  const bool reads_messages = std::any_of(progress_.accounts.begin(), progress_.accounts.end(),
                                          [](const KfAccount& each) { return each.manageable && each.errcode == 0; });
  if (reads_messages) result.reading.push_back({"消息与接待变化（实时）", "Messages and who serves (as they come)"});
  if (!progress_.accounts.empty()) result.reading.push_back({"接待人员", "Reps"});
  if (figures.pass || figures.until.number != 0) {
    result.reading.push_back({"平台统计（次日）", "The platform's figures (the day after)"});
  }
  return result;
}

}  // namespace rigong::connectors::wecom_kf
