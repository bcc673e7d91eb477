// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/figures_walk.h"

#include <algorithm>
#include <bit>

namespace rigong::connectors::wecom_kf {
namespace {

constexpr int kCallsOfPoll = 12;
// The platform takes 31 days and gives 180; one and two less, for those who count otherwise.
constexpr int kDaysOfCall = 30;
constexpr int kDaysBack = 178;
constexpr int kLookBack = 2;
// So many walks reach back to what was missed, one a day; then the 8th, 16th, 32nd …
constexpr int kAlways = 8;
constexpr DurationMs kAgainForMissing = 2 * kHourMs;
constexpr DurationMs kGivenUpAt = 18 * kHourMs;
constexpr DurationMs kAgainForRight = 6 * kHourMs;

tl::unexpected<Error> cancelled() { return fail(ErrorKind::cancelled, "已停止。", "Stopped."); }

std::string body_of(const std::string& open_kfid, const std::string& rep, Day from, Day to) {
  rapidjson::Document body(rapidjson::kObjectType);
  auto& memory = body.GetAllocator();
  body.AddMember("open_kfid", rapidjson::Value(open_kfid, memory), memory);
  if (!rep.empty()) body.AddMember("servicer_userid", rapidjson::Value(rep, memory), memory);
  body.AddMember("start_time", china_day_start(from) / kSecondMs, memory);
  body.AddMember("end_time", china_day_start(to) / kSecondMs, memory);
  return to_text(body);
}

}  // namespace

bool FiguresWalk::is_due() const {
  const Figures& figures = progress_.figures;
  if (progress_.accounts.empty()) return false;
  // Our clock set back must not put it off for years.
  if (request_.now < figures.again_at && figures.again_at <= request_.now + kAgainForRight) return false;
  const Day newest = newest_ready(their_now());
  return figures.pass || newest > figures.until || figures.until > newest + 1;
}

bool FiguresWalk::begin() {
  Figures& figures = progress_.figures;
  const Day newest = newest_ready(their_now());
  const Day first = std::max(china_day(progress_.from), newest - kDaysBack);
  const bool known = figures.until.number != 0 && figures.until <= newest;
  Day floor = known ? std::max(first, figures.until - kLookBack) : first;
  const bool reaches_back = figures.walks < kAlways || std::has_single_bit(static_cast<unsigned>(figures.walks));
  if (figures.missed.number != 0 && reaches_back) {
    floor = std::min(floor, std::max(first, figures.missed));
  }
  figures.again_at = 0;
  if (floor > newest) {
    figures.until = newest;
    return false;
  }
  FiguresPass pass;
  pass.newest = pass.to = newest;
  pass.from = std::max(floor, newest - (kDaysOfCall - 1));
  pass.floor = floor;
  figures.pass = pass;
  figures.rep_errcode = 0;
  return true;
}

bool FiguresWalk::may_still_come() const {
  return their_now() < china_day_start(progress_.figures.pass->newest + 1) + kGivenUpAt;
}

Result<std::int64_t> FiguresWalk::ask(FiguresKind kind, const std::string& open_kfid, const std::string& rep,
                                      FiguresByDay& days) {
  if (!sink_.progress(0, 0)) return cancelled();
  const FiguresPass& pass = *progress_.figures.pass;
  ++calls_;
  RIGONG_ASSIGN(const Answer answer,
                session_.post(kind == FiguresKind::shop ? "kf/get_corp_statistic" : "kf/get_servicer_statistic",
                              body_of(open_kfid, rep, pass.from, pass.to)));
  if (!answer.given()) return answer.errcode;
  if (add_statistics(answer.document, kind, pass.from, pass.to, days) > 0) {
    sink_.rejected({"kf/get_statistic",
                    0,
                    {"平台统计里有一行没有日期，没有采用。", "A row of the platform's figures has no day and was not taken."},
                    ""});
  }
  return 0;
}

void FiguresWalk::deliver(const std::string& rep, const FiguresByDay& days) {
  for (const auto& [day, figures] : days) {
    model::DeliveredDay delivered{rep, day, {}, figures.values()};
    if (figures.strange() > 0) {
      sink_.rejected(
          {"kf/get_statistic",
           0,
           {"平台统计里有数值不合常理，没有采用。", "Some of the platform's figures are no sane ones and were not taken."},
           "day=" + to_string(day)});
    }
    if (!delivered.values.empty()) sink_.delivered(delivered);
  }
}

Result<bool> FiguresWalk::shop() {
  Figures& figures = progress_.figures;
  FiguresByDay days;
  bool given = false;
  std::int64_t errcode = 0;
  for (const KfAccount& account : progress_.accounts) {
    for (const FiguresKind kind : {FiguresKind::shop, FiguresKind::reps}) {
      RIGONG_ASSIGN(const std::int64_t refused, ask(kind, account.id, {}, days));
      given |= refused == 0;
      if (refused != 0) errcode = refused;
    }
  }
  if (errcode != 0) miss(1);
  // Also where only some accounts' are not given: then the sums are of the others.
  figures.errcode = errcode;
  if (!given) {
    figures.pass.reset();
    figures.again_at = request_.now + kAgainForRight;
    return false;
  }
  deliver({}, days);
  FiguresPass& pass = *figures.pass;
  pass.shop = true;
  if (pass.to != pass.newest) return true;
  pass.whole = days.contains(pass.newest);
  // Nothing new: the reps have nothing either.
  if (pass.whole || figures.until.number == 0 || !may_still_come()) return true;
  figures.pass.reset();
  figures.again_at = request_.now + kAgainForMissing;
  return false;
}

Result<bool> FiguresWalk::reps() {
  Figures& figures = progress_.figures;
  RIGONG_ASSIGN(const Servicers servicers, read_servicers(session_, progress_.accounts));
  if (!servicers.whole) miss(0);
  for (auto rep = servicers.accounts_of.upper_bound(figures.pass->after); rep != servicers.accounts_of.end(); ++rep) {
    if (calls_ >= kCallsOfPoll) return false;
    FiguresByDay days;
    for (const std::string& open_kfid : rep->second) {
      RIGONG_ASSIGN(const std::int64_t refused, ask(FiguresKind::reps, open_kfid, rep->first, days));
      if (refused == 0) continue;
      figures.rep_errcode = refused;
      miss(1);
    }
    deliver(rep->first, days);
    figures.pass->after = rep->first;
  }
  return true;
}

void FiguresWalk::miss(int refused) {
  FiguresPass& pass = *progress_.figures.pass;
  pass.missed = pass.missed.number == 0 ? pass.from : std::min(pass.missed, pass.from);
  if (pass.to == pass.newest) pass.refused += refused;
}

void FiguresWalk::next_days() {
  FiguresPass& pass = *progress_.figures.pass;
  pass.to = pass.from - 1;
  pass.from = std::max(pass.floor, pass.to - (kDaysOfCall - 1));
  pass.shop = false;
  pass.after.clear();
}

void FiguresWalk::end() {
  Figures& figures = progress_.figures;
  const FiguresPass& pass = *figures.pass;
  // What was missed before and not asked for by this walk still is.
  const Day before = figures.missed.number != 0 && figures.missed < pass.floor ? figures.missed : Day{};
  figures.missed = before.number != 0 ? before : pass.missed;
  // More than by the last walk: somebody who may be given the next time.
  const bool anew = pass.refused > figures.refused || figures.walks == 0;
  figures.walks = figures.missed.number == 0 ? 0 : anew ? 1 : figures.walks + 1;
  figures.refused = pass.refused;
  const bool complete = figures.pass->whole || !may_still_come();
  figures.until = complete ? figures.pass->newest : figures.pass->newest - 1;
  figures.again_at = complete ? 0 : request_.now + kAgainForMissing;
  figures.pass.reset();
}

Status FiguresWalk::step() {
  Figures& figures = progress_.figures;
  if (!figures.pass && !begin()) return {};
  if (!figures.pass->shop) {
    RIGONG_ASSIGN(const bool goes_on, shop());
    if (!goes_on || calls_ >= kCallsOfPoll) return {};
  }
  RIGONG_ASSIGN(const bool all, reps());
  if (!all) return {};
  if (figures.pass->from > figures.pass->floor) {
    next_days();
  } else {
    end();
  }
  return {};
}

}  // namespace rigong::connectors::wecom_kf
