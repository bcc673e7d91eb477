// SPDX-License-Identifier: Apache-2.0
// All that is kept of somebody, as files for them to take along.
#include <fmt/format.h>

#include <map>
#include <sstream>
#include <utility>

#include "agent/runtime/answers/log_words.h"
#include "agent/runtime/answers/own_self.h"
#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/store_figures.h"
#include "agent/runtime/table.h"
#include "agent/team/checklists.h"
#include "overlay/api/one_on_one.h"

namespace rigong::runtime {
namespace {

// Nobody has more of it by hand; it keeps one request from holding the program up.
constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kEntriesAtOnce = 1'000;

class Files {
 public:
  Files(const Scene& scene, const Somebody& somebody) : scene_(scene), somebody_(somebody) {}

  void add(const char* name, const Table& table) {
    std::ostringstream csv;
    // With its mark a spreadsheet reads it as UTF-8.
    csv << "\xEF\xBB\xBF";
    write(table, Format::csv, Language::zh, csv);
    std::ostringstream json;
    write(table, Format::json, Language::zh, json);
    std::string array = json.str();
    while (!array.empty() && array.back() == '\n') array.pop_back();
    json_ += fmt::format("{}\n\"{}\": {}", json_.empty() ? "{" : ",", name, array);
    answer_.files.push_back({fmt::format("{}.csv", name), "text/csv", csv.str()});
  }
  overlay::OwnExport take() {
    answer_.files.insert(answer_.files.begin(), {"all.json", "application/json", json_ + "\n}\n"});
    return std::move(answer_);
  }
  [[nodiscard]] Cell time(TimeMs at) const { return at == kNoTime || at == 0 ? Cell() : Cell(scene_.calendar.iso(at)); }
  [[nodiscard]] std::string who(const std::string& person) const {
    if (person.empty()) return "(owner)";
    return person == somebody_.person.id ? somebody_.person.name : named(scene_, person).name;
  }

 private:
  const Scene& scene_;
  const Somebody& somebody_;
  overlay::OwnExport answer_;
  std::string json_;
};

Column text(std::string_view name) { return {name, {}, Show::plain, Align::left}; }
Cell maybe(const std::optional<double>& value) { return value ? Cell(*value) : Cell(); }

Status add_figures(Files& files, Reading& reading, const Somebody& somebody, const overlay::ExportQuery& query) {
  StoreFiguresRequest request;
  request.rep = somebody.person.id;
  request.now = reading.now;
  auto rows = figures_from_store(reading.view, reading.rules, request);
  // Somebody of whom no figure came is not known to figures.
  if (!rows && rows.error().kind != ErrorKind::not_found) return fail(rows.error());
  files.add("figures", figures_table(rows ? *rows : std::vector<FigureRow>()));
  request.from = query.from;
  request.to = query.to;
  auto turns = turns_from_store(reading.view, reading.rules, request);
  if (!turns && turns.error().kind != ErrorKind::not_found) return fail(turns.error());
  Table all = turns_table({}, reading.rules.calendar(reading.config.shop.id), reading.now);
  for (const ShopTurns& shop : turns ? *turns : std::vector<ShopTurns>()) {
    Table table = turns_table(shop.lines, reading.rules.calendar(shop.shop), reading.now);
    for (auto& row : table.rows) all.rows.push_back(std::move(row));
  }
  files.add("turns", all);
  return {};
}

Status add_sheets(Files& files, Reading& reading, const Somebody& somebody, Day today) {
  RIGONG_ASSIGN(const auto sheets, reading.view.sheets(somebody.person.id, Day{}, today));
  Table table;
  table.columns = {text("day"),  text("figure"), {"confirmed", {}}, {"typed", {}},    {"shown", {}},
                   text("line"), text("note"),   text("signature"), text("signed_at")};
  for (const model::Sheet& sheet : sheets) {
    for (const model::SheetFigure& figure : sheet.figures) {
      table.rows.push_back({to_string(sheet.day), figure.figure, figure.confirmed, maybe(figure.typed), maybe(figure.shown),
                            sheet.line, sheet.note, sheet.signature, files.time(sheet.signed_at)});
    }
  }
  files.add("sheets", table);
  return {};
}

Status add_work(Files& files, Reading& reading, const Somebody& somebody, Day today) {
  Table table;
  table.columns = {text("id"),     text("kind"),       text("state"),    text("title"),    text("from"),
                   text("number"), text("department"), text("progress"), text("cause"),    text("cause_words"),
                   text("result"), text("made_by"),    text("made_at"),  text("closed_at")};
  RIGONG_ASSIGN(const auto tasks, reading.view.tasks({Day{}, today + 366, somebody.person.id, {}}));
  for (const model::Task& task : tasks) {
    table.rows.push_back({task.id, std::string(word(task.kind)), std::string(word(task.state)), task.title, to_string(task.from),
                          task.number > 0 ? Cell(std::int64_t{task.number}) : Cell(), task.department, task.progress,
                          std::string(word(task.cause)), task.cause_words, task.result, files.who(task.made_by),
                          files.time(task.made_at), files.time(task.closed_at)});
  }
  files.add("work", table);
  Table ticks;
  ticks.columns = {text("promise"), text("day")};
  RIGONG_ASSIGN(const auto kept, reading.view.task_ticks({Day{}, today, somebody.person.id, model::TaskKind::promise}));
  for (const model::TaskTick& tick : kept) ticks.rows.push_back({tick.task, to_string(tick.day)});
  files.add("ticks", ticks);
  return {};
}

Status add_checklist(Files& files, Reading& reading, const Somebody& somebody) {
  RIGONG_ASSIGN(const auto set, reading.view.checklist_settings());
  RIGONG_ASSIGN(const auto ticks, reading.view.checklist_ticks(somebody.person.id));
  std::map<std::string, std::string> titles;
  for (const model::Stage stage : team::kStages) {
    for (const team::CatalogueItem& item : team::checklist(set, stage)) titles[item.entry.id] = item.entry.title.zh;
  }
  Table table;
  table.columns = {text("item"), text("title"), text("by"), text("at")};
  for (const model::ChecklistTick& tick : ticks) {
    table.rows.push_back({tick.item, titles[tick.item], files.who(tick.by), files.time(tick.at)});
  }
  files.add("checklist", table);
  return {};
}

Status add_talks(Files& files, Reading& reading, const Somebody& somebody, Day today) {
  Table talks;
  talks.columns = {text("week"), text("group"), {"invited", {}}};
  for (const model::TalkText which : model::kTalkTextKinds) talks.columns.push_back(text(word(which)));
  for (const Column& column : {text("lead_by"), Column{"agrees", {}}, text("person_signed_at"), text("lead_signed_at"),
                               text("lead_signed_by"), text("signed_page")}) {
    talks.columns.push_back(column);
  }
  Table agreements;
  agreements.columns = {text("week"), {"number", {}}, text("words"), text("figure"),  {"value", {}},      text("from"),
                        text("to"),   {"lead", {}},   text("task"),  text("verdict"), text("verdict_by"), text("verdict_at")};
  RIGONG_ASSIGN(const auto all, reading.view.talks(somebody.person.id, Day{}, today + 366));
  for (const model::Talk& talk : all) {
    std::string page;
    if (talk.is_signed()) {
      RIGONG_ASSIGN(const auto whole, reading.view.talk(talk.person, talk.week));
      if (whole) page = whole->signed_page;
    }
    std::vector<Cell> row{to_string(talk.week), talk.group, talk.invited};
    for (const std::string& words : talk.texts) row.emplace_back(words);
    row.push_back(talk.lead_by ? Cell(to_string(*talk.lead_by)) : Cell());
    row.emplace_back(talk.agrees);
    row.push_back(files.time(talk.person_signed_at));
    row.push_back(files.time(talk.lead_signed_at));
    row.push_back(talk.lead_signed_at == kNoTime ? Cell() : Cell(files.who(talk.lead_signed_by)));
    row.push_back(page.empty() ? Cell() : Cell(page));
    talks.rows.push_back(std::move(row));
    for (const model::Agreement& one : talk.agreements) {
      const bool open = one.verdict == model::Verdict::open;
      agreements.rows.push_back({to_string(talk.week), std::int64_t{one.number}, one.words, one.figure,
                                 one.figure.empty() ? Cell() : Cell(one.value), to_string(one.from), to_string(one.to), one.lead,
                                 one.task, std::string(word(one.verdict)), open ? Cell() : Cell(files.who(one.verdict_by)),
                                 files.time(one.verdict_at)});
    }
  }
  files.add("talks", talks);
  files.add("agreements", agreements);
  Table notes;
  notes.columns = {text("day"), text("by"), text("text"), text("made_at"), text("shown_at")};
  RIGONG_ASSIGN(const auto about, reading.view.talk_notes(somebody.person.id));
  for (const model::TalkNote& note : about) {
    // A private one is its writer's alone until it is shown.
    if (note.shown_at == kNoTime) continue;
    notes.rows.push_back(
        {to_string(note.made_on), files.who(note.by), note.text, files.time(note.made_at), files.time(note.shown_at)});
  }
  files.add("notes", notes);
  return {};
}

Status add_rights(Files& files, Reading& reading, const Somebody& somebody) {
  Table contests;
  contests.columns = {text("day"),   text("about"),  text("ref"),         text("words"),      text("made_at"),
                      text("state"), text("answer"), text("answered_by"), text("answered_at")};
  RIGONG_ASSIGN(const auto own, reading.view.contests(somebody.person.id));
  for (const model::Contest& contest : own) {
    const bool open = contest.state == model::Contest::State::open;
    contests.rows.push_back({to_string(contest.day), std::string(word(contest.about)), contest.ref, contest.words,
                             files.time(contest.made_at), std::string(word(contest.state)), contest.answer,
                             open ? Cell() : Cell(files.who(contest.answered_by)), files.time(contest.answered_at)});
  }
  files.add("contests", contests);
  Table receipts;
  receipts.columns = {text("text"), {"version", {}}, text("at")};
  for (const model::PublishedKind kind : {model::PublishedKind::notice, model::PublishedKind::rules}) {
    RIGONG_ASSIGN(const auto all, reading.view.receipts(kind));
    for (const model::Receipt& receipt : all) {
      if (receipt.person != somebody.person.id) continue;
      receipts.rows.push_back({std::string(word(kind)), std::int64_t{receipt.version}, files.time(receipt.at)});
    }
  }
  files.add("receipts", receipts);
  return {};
}

// What was done or looked at by others, and what the person did.
Status add_log(Files& files, Reading& reading, const Somebody& somebody, const char* name, storage::LogQuery query) {
  Table table;
  table.columns = {text("at"), text("by"), text("acting_for"), text("kind"), text("words")};
  query.limit = kEntriesAtOnce;
  for (;;) {
    RIGONG_ASSIGN(const auto entries, reading.view.log(query));
    for (const model::CommandEntry& entry : entries) {
      query.before = entry.sequence;
      if (!query.by && entry.by == somebody.person.id) continue;
      table.rows.push_back({files.time(entry.applied_at), files.who(entry.by),
                            entry.acting_for.empty() ? Cell() : Cell(files.who(entry.acting_for)), entry.kind,
                            words_of_entry(entry.kind).zh});
    }
    if (entries.size() < kEntriesAtOnce || table.rows.size() >= kMostEntries) break;
  }
  files.add(name, table);
  return {};
}

}  // namespace

Result<overlay::OwnExport> answer_own_export(Reading& reading, const overlay::ExportQuery& query) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  RIGONG_ASSIGN(const Somebody* self, own_self(scene));
  Files files(scene, *self);
  RIGONG_TRY(add_figures(files, reading, *self, query));
  RIGONG_TRY(add_sheets(files, reading, *self, scene.today));
  RIGONG_TRY(add_work(files, reading, *self, scene.today));
  RIGONG_TRY(add_checklist(files, reading, *self));
  RIGONG_TRY(add_talks(files, reading, *self, scene.today));
  RIGONG_TRY(add_rights(files, reading, *self));
  RIGONG_TRY(add_log(files, reading, *self, "seen_by", {about_person(*self), {}}));
  RIGONG_TRY(add_log(files, reading, *self, "done", {{}, self->person.id}));
  return files.take();
}

}  // namespace rigong::runtime
