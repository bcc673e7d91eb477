// SPDX-License-Identifier: Apache-2.0
#include "agent/team/members.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "agent/base/text.h"

namespace rigong::team {
namespace {

bool is_blank(const std::string& text) { return trim(text).empty(); }

bool fits_id(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' ||
         byte >= 0x80;
}

Status check_length(const std::string& text, std::size_t most, const char* zh, const char* en) {
  const std::size_t count = character_count(text);
  if (count <= most) return {};
  return fail(ErrorKind::wrong_use, fmt::format("{}最多 {} 个字，现在是 {} 个。请缩短。", zh, most, count),
              fmt::format("{} has at most {} characters, this has {}. Make it shorter.", en, most, count));
}

Status check_span(Day from, Day to, int most) {
  if (to < from) {
    return fail(ErrorKind::wrong_use, "结束日期不能早于开始日期。请改一下日期。",
                "The last day is before the first. Change the days.");
  }
  if (to - from >= most) {
    return fail(ErrorKind::wrong_use, fmt::format("一次最多 {} 天。请分开填写。", most),
                fmt::format("At most {} days at once. Enter it in parts.", most));
  }
  return {};
}

Status check_words(const std::string& words) {
  if (is_blank(words)) {
    return fail(ErrorKind::wrong_use, "请写明情况，一句话也可以。", "Say what it is about; one sentence will do.");
  }
  return check_length(words, kMostContestCharacters, "内容", "The text");
}

}  // namespace

Status check_member(const model::Member& member) {
  if (member.id.empty() || !std::all_of(member.id.begin(), member.id.end(), fits_id)) {
    return fail(ErrorKind::wrong_use, "编号只能用文字、数字和 - _ .，不能有空格或其他符号。请换一个编号。",
                "An id is letters, digits, '-', '_' and '.', without spaces. Choose another.");
  }
  if (member.id.front() == '(') return fail(ErrorKind::wrong_use, "请换一个编号。", "Choose another id.");
  if (is_blank(member.name)) return fail(ErrorKind::wrong_use, "请填写姓名。", "Enter a name.");
  RIGONG_TRY(check_length(member.name, kMostNameCharacters, "姓名", "A name"));
  return check_length(member.group, kMostNameCharacters, "组名", "The name of a group");
}

std::string next_member_id(const std::vector<model::Member>& members) {
  int last = 0;
  for (const model::Member& member : members) {
    if (member.id.size() < 2 || member.id.front() != 'r') continue;
    int number = 0;
    const char* end = member.id.data() + member.id.size();
    const auto [stop, error] = std::from_chars(member.id.data() + 1, end, number);
    if (error == std::errc() && stop == end) last = std::max(last, number);
  }
  return fmt::format("r{}", last + 1);
}

Status check_last_day(const model::Member& member, Day last_day, Day today) {
  if (member.joined_on && last_day < *member.joined_on) {
    return fail(ErrorKind::wrong_use, "最后一天不能早于入职日期。请改一下日期。",
                "The last day is before the day of joining. Change the day.");
  }
  if (last_day - today > kLongestLeaveDays || today - last_day > 10 * kLongestLeaveDays) {
    return fail(ErrorKind::wrong_use, "最后一天离今天太远了。请检查年份。", "The last day is too far away. Check the year.");
  }
  return {};
}

Status check_leave(const model::Leave& leave, const std::vector<model::Leave>& others, Day today) {
  RIGONG_TRY(check_span(leave.from, leave.to, kLongestLeaveDays));
  if (today - leave.from > kEarliestLeaveDays || leave.from - today > kLongestLeaveDays) {
    return fail(ErrorKind::wrong_use, fmt::format("请假只能从 {} 天前到一年后之间开始。请检查日期。", kEarliestLeaveDays),
                fmt::format("A leave begins between {} days ago and a year from now. Check the day.", kEarliestLeaveDays));
  }
  for (const model::Leave& other : others) {
    const bool same = other.person == leave.person && other.from <= leave.to && leave.from <= other.to && other.id != leave.id;
    if (!same) continue;
    return fail(ErrorKind::refused,
                fmt::format("{} 到 {} 已经登记了请假。请先删除那一条，或改日期。", to_string(other.from), to_string(other.to)),
                fmt::format("There is a leave from {} to {} already. Remove it first, or change the days.", to_string(other.from),
                            to_string(other.to)));
  }
  return {};
}

Status check_deputy(const model::Deputy& wanted, const model::Member& lead, const model::Member& deputy,
                    const std::vector<model::Deputy>& others, Day today) {
  RIGONG_TRY(check_span(wanted.from, wanted.to, kLongestDeputyDays));
  if (wanted.to < today) {
    return fail(ErrorKind::wrong_use, "这几天已经过去了。请改日期。", "These days are over. Change them.");
  }
  if (lead.role != model::MemberRole::lead) {
    return fail(ErrorKind::refused, fmt::format("{} 不是主管，没有可以代理的权限。", lead.name),
                fmt::format("{} is no lead, so there is nothing to stand in for.", lead.name));
  }
  if (lead.id == deputy.id) {
    return fail(ErrorKind::refused, "不能代理自己。请选另一位。", "Nobody stands in for themself. Choose somebody else.");
  }
  if (deputy.left_on && *deputy.left_on < wanted.to) {
    return fail(ErrorKind::refused, fmt::format("{} 到时已经离职。请选另一位。", deputy.name),
                fmt::format("{} will have left by then. Choose somebody else.", deputy.name));
  }
  for (const model::Deputy& other : others) {
    if (other.from > wanted.to || wanted.from > other.to) continue;
    if (other.person == wanted.person) {
      return fail(
          ErrorKind::refused, fmt::format("{} 到 {} 已经有代理人。请先结束那一段。", to_string(other.from), to_string(other.to)),
          fmt::format("From {} to {} somebody stands in already. End that first.", to_string(other.from), to_string(other.to)));
    }
    if (other.deputy == wanted.deputy) {
      return fail(ErrorKind::refused, fmt::format("{} 那几天已经在代理别人。请选另一位。", deputy.name),
                  fmt::format("{} stands in for somebody else on those days. Choose another.", deputy.name));
    }
  }
  return {};
}

Result<LeadThere> lead_there(const std::string& from, const std::string& group, const std::vector<model::Member>& members,
                             const std::vector<model::Leave>& leaves, const std::vector<model::Deputy>& deputies, Day day) {
  const auto here = [&](const model::Member& member) {
    return (!member.joined_on || *member.joined_on <= day) && (!member.left_on || day <= *member.left_on);
  };
  const auto away = [&](const std::string& person) {
    return std::any_of(leaves.begin(), leaves.end(),
                       [&](const model::Leave& leave) { return leave.person == person && leave.from <= day && day <= leave.to; });
  };
  // A deputy who has left the team since is none.
  const auto belongs = [&](const std::string& person) {
    return std::any_of(members.begin(), members.end(),
                       [&](const model::Member& each) { return each.id == person && here(each); });
  };
  std::vector<const model::Member*> leads;
  for (const model::Member& member : members) {
    if (member.role == model::MemberRole::lead && here(member)) leads.push_back(&member);
  }
  std::stable_partition(leads.begin(), leads.end(), [&](const model::Member* lead) { return lead->group == group; });
  bool would_be_own = false;
  for (const model::Member* lead : leads) {
    const bool lead_away = away(lead->id);
    const auto deputy = std::find_if(deputies.begin(), deputies.end(), [&](const model::Deputy& each) {
      return each.person == lead->id && each.from <= day && day <= each.to && belongs(each.deputy) && !away(each.deputy);
    });
    if (deputy == deputies.end() && lead_away) continue;
    LeadThere found{lead->id, {}, lead_away};
    if (deputy != deputies.end()) {
      found.person = deputy->deputy;
      found.stands_in_for = lead->id;
    }
    if (found.person != from) return found;
    would_be_own = true;
  }
  if (would_be_own) {
    return fail(
        ErrorKind::refused, "今天由您代理主管，这一项由您来定：可以写进展，或请同组的同事接过去。",
        "You stand in for the lead today, so this is yours to decide: note the progress, or ask a colleague to take it over.");
  }
  if (leads.empty()) {
    return fail(ErrorKind::refused, "团队里还没有登记主管。请电脑的主人在“成员”里登记一位，再交一次；在那之前仍由您负责。",
                "No lead is entered yet. Ask the machine's owner to enter one under Members, then pass it again; until then it "
                "is yours.");
  }
  return fail(
      ErrorKind::refused, "主管今天休假，也没有安排代理。请直接联系主管安排一位代理，再交一次；在那之前仍由您负责。",
      "The lead is away today and nobody stands in. Ask the lead to name a deputy, then pass it again; until then it is yours.");
}

Status check_text(const Words& title, const Words& body) {
  if (is_blank(title.zh) || is_blank(body.zh)) {
    return fail(ErrorKind::wrong_use, "请填写标题和正文。", "Enter a title and the text, in Chinese at least.");
  }
  for (const std::string* text : {&title.zh, &title.en}) {
    RIGONG_TRY(check_length(*text, kMostTitleCharacters, "标题", "The title"));
  }
  for (const std::string* text : {&body.zh, &body.en}) {
    RIGONG_TRY(check_length(*text, kMostBodyCharacters, "正文", "The text"));
  }
  return {};
}

Status check_contest(const model::Contest& contest, const std::vector<model::Contest>& own, Day today) {
  if (today < contest.day) {
    return fail(ErrorKind::wrong_use, "这一天还没到。", "That day is still to come.");
  }
  const auto is_open = [](const model::Contest& each) { return each.state == model::Contest::State::open; };
  if (static_cast<std::size_t>(std::count_if(own.begin(), own.end(), is_open)) >= kMostOpenContests) {
    return fail(ErrorKind::refused, fmt::format("未处理的申诉已有 {} 条，请等处理后再提。", kMostOpenContests),
                fmt::format("{} contests are open; wait until some are decided.", kMostOpenContests));
  }
  const bool twice = std::any_of(own.begin(), own.end(), [&](const model::Contest& each) {
    return is_open(each) && each.about == contest.about && each.ref == contest.ref && each.day == contest.day;
  });
  if (twice) {
    return fail(ErrorKind::refused, "这一项已经提过申诉，正在等处理。", "This is contested already and waits for a decision.");
  }
  return check_words(contest.words);
}

Result<model::Contest> decide(const model::Contest& contest, bool upheld, const std::string& words, const std::string& by,
                              TimeMs now) {
  if (contest.state != model::Contest::State::open) {
    return fail(ErrorKind::refused, "这条申诉已经处理过了。请刷新页面。", "This contest was decided already. Reload the page.");
  }
  if (contest.person == by) {
    return fail(ErrorKind::refused, "不能处理自己的申诉，请另一位来处理。",
                "Nobody decides on their own contest; somebody else does.");
  }
  RIGONG_TRY(check_words(words));
  model::Contest decided = contest;
  decided.state = upheld ? model::Contest::State::upheld : model::Contest::State::refused;
  decided.answer = words;
  decided.answered_by = by;
  decided.answered_at = now;
  return decided;
}

Result<model::Contest> withdraw(const model::Contest& contest, TimeMs now) {
  if (contest.state != model::Contest::State::open) {
    return fail(ErrorKind::refused, "这条申诉已经处理过了，不能撤回。",
                "This contest was decided already and is not taken back.");
  }
  model::Contest withdrawn = contest;
  withdrawn.state = model::Contest::State::withdrawn;
  withdrawn.answered_by = contest.person;
  withdrawn.answered_at = now;
  return withdrawn;
}

Status check_term(model::Retained what, std::int64_t days) {
  for (const Term& term : kTerms) {
    if (term.what != what || (term.least <= days && days <= term.most)) continue;
    const Words name = words_of(what);
    return fail(ErrorKind::wrong_use, fmt::format("{}的保存期限应在 {} 到 {} 天之间。", name.zh, term.least, term.most),
                fmt::format("The term of {} is from {} to {} days.", name.en, term.least, term.most));
  }
  return {};
}

Words words_of(model::Retained what) {
  switch (what) {
    case model::Retained::figures:
      return {"消息记录与指标", "message records and figures"};
    case model::Retained::work:
      return {"已结束的待办、对接和小事", "closed to-dos, hand-offs and promises"};
    case model::Retained::sheets:
      return {"自检表", "self-check sheets"};
    case model::Retained::log:
      return {"操作与查看记录、已处理的申诉、发到群里的榜单", "the log of acts and views, decided contests, and posted rankings"};
    case model::Retained::rejected:
      return {"导入时读不懂的行", "rows of files that could not be read"};
    case model::Retained::talks:
      return {"一对一面谈", "1-on-1 talks"};
    case model::Retained::notes:
      return {"主管的私人备注", "private notes"};
  }
  return {};
}

}  // namespace rigong::team
