// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/logins.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/fold.h"
#include "connectors/kit/reading.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::size_t kRowsOfPage = 50;
constexpr int kMostPages = 20;

struct Stretch {
  TimeMs from = 0;
  TimeMs to = 0;
  friend auto operator<=>(const Stretch&, const Stretch&) = default;
};
struct Logins {
  std::string rep;
  std::vector<Stretch> stretches;
  std::set<Day> untold;
};
using LoginsByRep = std::map<std::string, Logins>;

void reject(RecordSink& sink, const rapidjson::Value& row) {
  sink.rejected({std::string(name_of(Method::pass_log)),
                 0,
                 {"这条登录记录没有看得懂的登录、登出时间，或不是所问的客服的，没有采用。",
                  "This log-in has no times of coming and going that are understood, or is not of the rep asked for, and was not "
                  "taken."},
                 fmt::format("loginTime={} logoutTime={}", text_in(row, "loginTime", 32), text_in(row, "logoutTime", 32))});
}

void reject_endless(RecordSink& sink, const Question& question, int pages) {
  sink.rejected({std::string(name_of(Method::pass_log)),
                 0,
                 {"这位客服的登录记录翻不到头，或翻页后还是同一页，这几天的在线时长没有采用。",
                  "The log-ins of this rep come to no end, or the next page is the same again; the time online of these days was "
                  "not taken."},
                 fmt::format("from={} to={} pages={}", to_string(question.from), to_string(question.to), pages)});
}

// The ways in which no time is written.
bool says_nothing(std::string_view text) {
  return is_nothing(text) || text == "0" || text.starts_with("0001-01-01") || text.starts_with("1970-01-01");
}

void take(RecordSink& sink, const rapidjson::Value& row, const Question& question, TimeMs now, LoginsByRep& all) {
  const auto rep = rep_of(row, question);
  if (!rep) {
    reject(sink, row);
    return;
  }
  Logins& logins = all.try_emplace(fold_value(*rep), Logins{*rep, {}, {}}).first->second;
  const auto login = time_in(row, "loginTime");
  const auto logout = time_in(row, "logoutTime");
  // An end that is yet to come is none: that is how "for ever" is written.
  const bool lasts = logout ? *logout > now : says_nothing(text_in(row, "logoutTime", 32));
  if (login && *login <= now && !lasts && logout && *logout >= *login) {
    logins.stretches.push_back({*login, *logout});
    return;
  }
  if (!login || *login > now || !lasts) reject(sink, row);
  // Nobody knows how much of these days it was. Whether it went on longer than into the next day neither, but where an end was
  // lost for good that would cost every day after it.
  if (login) {
    logins.untold.insert(china_day(*login));
    logins.untold.insert(china_day(*login) + 1);
  }
  if (logout && !lasts) {
    logins.untold.insert(china_day(*logout) - 1);
    logins.untold.insert(china_day(*logout));
  }
}

// How long on each day of [from, to].
std::map<Day, DurationMs> online_by_day(std::vector<Stretch> stretches, Day from, Day to) {
  std::sort(stretches.begin(), stretches.end());
  std::map<Day, DurationMs> online;
  TimeMs counted = china_day_start(from);
  const TimeMs end = china_day_start(to + 1);
  for (const Stretch& each : stretches) {
    counted = std::max(counted, each.from);
    while (counted < std::min(each.to, end)) {
      const Day day = china_day(counted);
      const TimeMs until = std::min({each.to, end, china_day_start(day + 1)});
      online[day] += until - counted;
      counted = until;
    }
  }
  return online;
}

}  // namespace

Result<Page> LoginTask::read(const Question& question) {
  const TimeMs now = work_.client.now();
  Question asked = question;
  // As many days before as the platform takes, so that a night, or a machine that was left on, is seen from its beginning however
  // often its days are read again.
  asked.from = std::max(question.to - (kDaysOfQuestion - 1), china_day(now) - kDaysBack);
  Page page;
  LoginsByRep all;
  PageGuard guard;
  // A day's union needs all of its rows, so all pages are read at once.
  for (int number = 1;; ++number) {
    Parameters parameters = stretch_of(asked);
    parameters.emplace_back("page", std::to_string(number));
    parameters.emplace_back("pageSize", std::to_string(kRowsOfPage));
    RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::pass_log, parameters));
    if (answer.fault) {
      page.off = Off{Method::pass_log, *answer.fault};
      return page;
    }
    const auto rows = elements(field(*answer.root, "PassLog"));
    std::string content;
    for (const rapidjson::Value* row : rows) {
      content +=
          fmt::format("{}@{}-{};", text_in(*row, "waiter"), text_in(*row, "loginTime", 32), text_in(*row, "logoutTime", 32));
    }
    if (!rows.empty() && (number > kMostPages || guard.repeats(content) || !guard.next(content, work_.settings.host))) {
      reject_endless(work_.sink, question, number);
      return page;
    }
    for (const rapidjson::Value* row : rows) take(work_.sink, *row, question, now, all);
    // How many there are is not said.
    if (rows.size() < kRowsOfPage) break;
    if (!work_.sink.progress(0, 0)) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
  }
  // What began before the first day asked for is not seen.
  const Day from = std::max(question.from, asked.from + 1);
  for (const auto& [name, logins] : all) {
    for (const auto& [day, online] : online_by_day(logins.stretches, from, question.to)) {
      if (logins.untold.contains(day)) continue;
      page.saw_newest |= day == question.to;
      work_.sink.delivered({logins.rep, day, {}, {{model::DeliveredField::online_ms, static_cast<double>(online)}}});
    }
  }
  return page;
}

}  // namespace rigong::connectors::jd
