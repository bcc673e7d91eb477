// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/talk_report.h"

#include <fmt/format.h>

#include "agent/metrics/catalogue.h"
#include "agent/runtime/board.h"
#include "agent/team/figure_words.h"
#include "agent/team/one_on_one.h"

namespace rigong::runtime {
namespace {

using model::ReportBlock;
using Kind = ReportBlock::Kind;

class Writer {
 public:
  Writer(model::Report& report, Language language) : report_(report), language_(language) {}

  [[nodiscard]] std::string in(const Words& words) const { return say(words, language_); }
  [[nodiscard]] std::string in(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
  void line(std::string text) const { report_.blocks.push_back({Kind::line, std::move(text)}); }
  void note(std::string text) const { report_.blocks.push_back({Kind::note, std::move(text)}); }
  // Nothing where there are no rows. Lines, since cells of a table are cut where they are long.
  void list(const std::string& title, const std::vector<std::string>& rows) const {
    if (rows.empty()) return;
    line(title);
    for (const std::string& row : rows) line("· " + row);
  }
  void text(const char* zh, const char* en, const std::string& words) const {
    line(in(zh, en) + in("：", ": ") + (words.empty() ? "____" : words));
  }

 private:
  model::Report& report_;
  Language language_;
};

ReportBlock figures_table(const overlay::OneOnOneWeek& week, const Writer& writer, Language language) {
  ReportBlock table{Kind::table, ""};
  table.columns = {{writer.in("本周", "This week"), false},
                   {writer.in("数值", "Value"), true},
                   {writer.in("目标", "Goal"), true},
                   {writer.in("较上周", "Change"), true},
                   {writer.in("小组中位", "Group median"), true},
                   {writer.in("依据", "Basis"), true}};
  for (const overlay::TalkFigure& figure : week.figures) {
    const std::string basis = figure.value.denominator <= 0 ? std::string("—")
                              : figure.unit == overlay::Unit::ms || figure.unit == overlay::Unit::fen
                                  ? team::grouped(figure.value.denominator, 0)
                                  : team::grouped(figure.value.numerator, 0) + "/" + team::grouped(figure.value.denominator, 0);
    table.rows.push_back({writer.in(figure.title), value_text(figure.unit, figure.value, language),
                          goal_text(figure.unit, figure.goal, language), change_text(figure.unit, figure.change, language),
                          figure.group ? value_text(figure.unit, {figure.group->median, 0, 0, false}, language) : "—", basis});
  }
  return table;
}

std::string agreement_text(const overlay::Agreement& agreement, const Writer& writer) {
  std::string text = agreement.words;
  if (const metrics::FigureKind* kind = metrics::find_figure(agreement.figure); kind != nullptr && agreement.value) {
    text = writer.in(team::agreed_words(kind->title, kind->unit, kind->better, *agreement.value));
  }
  if (agreement.lead) text = writer.in("主管：", "Lead: ") + text;
  return text;
}

std::string verdict_text(const overlay::Agreement& agreement, const Writer& writer) {
  std::string text = agreement.verdict == model::Verdict::kept     ? writer.in("做到", "Kept")
                     : agreement.verdict == model::Verdict::missed ? writer.in("没做到", "Missed")
                                                                   : writer.in("未定", "Open");
  text += "  " + agreement_text(agreement, writer);
  if (agreement.fact) text += writer.in("（", " (") + writer.in(*agreement.fact) + writer.in("）", ")");
  return text;
}

std::vector<std::string> texts_of(const std::vector<overlay::TalkLine>& lines, const Writer& writer) {
  std::vector<std::string> texts;
  for (const overlay::TalkLine& line : lines) texts.push_back(writer.in(line.words));
  return texts;
}

}  // namespace

model::Report talk_report(const overlay::OneOnOne& page, Language language) {
  const overlay::OneOnOneWeek& week = page.week;
  model::Report report;
  const Writer writer(report, language);
  report.title = fmt::format("{} · {} · {}", writer.in("1 对 1", "1-on-1"), week.person.name,
                             writer.in(team::days_words(week.week, week.to)));
  std::string head = week.person.group;
  if (!week.stage.zh.empty()) head += (head.empty() ? "" : " · ") + writer.in(week.stage);
  if (!head.empty()) writer.line(head);
  if (!page.signed_week.empty()) {
    writer.note(writer.in(
        "双方已签字。下面是按现在的记录算的；签字时的那一页在网页上，或用 --format json 看。",
        "Signed by both. Below is what the records say now; the page as it was signed is on the page, and in --format json."));
  }
  for (const Words& note : week.notes) writer.note(writer.in(note));
  report.blocks.push_back(figures_table(week, writer, language));
  writer.list(writer.in("做得好的", "What went well"), texts_of(week.wins, writer));
  if (week.trend) writer.list(writer.in("一个趋势", "One trend"), {writer.in(week.trend->words)});
  if (week.gap) writer.list(writer.in("差得最多的", "The widest gap"), {writer.in(week.gap->words)});
  std::vector<std::string> readings;
  for (const overlay::TalkConversation& each : week.conversations) {
    const Words day = team::weekday_words(each.turns.from);
    const int minute = each.turns.minute_from.value_or(0);
    readings.push_back(fmt::format("{} {:02}:{:02}  {}  {}", writer.in(day), minute / 60, minute % 60, each.conversation,
                                   writer.in(each.words)));
  }
  writer.list(writer.in("一起看的对话", "To read together"), readings);
  std::vector<std::string> last;
  for (const overlay::Agreement& each : week.last) last.push_back(verdict_text(each, writer));
  writer.list(writer.in("上周说好的", "Agreed last time"), last);
  std::vector<std::string> work = texts_of(week.promises, writer);
  work.push_back(writer.in(week.tasks));
  writer.list(writer.in("小事与待办", "Promises and to-dos"), work);
  if (week.proposal) writer.list(writer.in("下周的小目标", "A small target for next week"), {writer.in(week.proposal->words)});
  if (week.load) writer.list(writer.in("不是本人的原因", "What is not the person's"), {writer.in(week.load->words)});
  writer.text("事实", "Fact", page.talk.fact.empty() && week.fact ? writer.in(*week.fact) : page.talk.fact);
  writer.text("影响", "Effect", page.talk.effect);
  writer.text("长远", "In the long run", page.talk.longer);
  writer.text("我想聊的（本人）", "My topics (the person)", page.talk.topics);
  writer.text("主管要做的", "The lead does", page.talk.lead_does);
  writer.text("本人不同意处", "Where the person disagrees", page.talk.disagreement);
  std::vector<std::string> agreed;
  for (const overlay::Agreement& each : page.talk.agreements) {
    agreed.push_back(fmt::format("{}（{}）", agreement_text(each, writer), writer.in(team::days_words(each.from, each.to))));
  }
  writer.list(writer.in("约定", "Agreed"), agreed);
  return report;
}

}  // namespace rigong::runtime
