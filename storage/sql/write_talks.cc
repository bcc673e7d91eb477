// SPDX-License-Identifier: Apache-2.0
// The weekly 1-on-1, and a lead's private notes.
#include <cmath>
#include <cstddef>
#include <set>

#include "agent/base/json.h"
#include "storage/sql/talk_columns.h"
#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kPutTalk{
    "INSERT INTO talk (team_id, " RIGONG_TALK_COLUMNS
    ", signed_page) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, "
    "$23) ON CONFLICT (team_id, person, week) DO UPDATE SET group_name = excluded.group_name, made_by = excluded.made_by, "
    "made_at = excluded.made_at, invited = excluded.invited, topics = excluded.topics, disagreement = excluded.disagreement, "
    "fact = excluded.fact, effect = excluded.effect, longer = excluded.longer, lead_does = excluded.lead_does, "
    "lead_by = excluded.lead_by, last_number = excluded.last_number, agrees = excluded.agrees, "
    "person_signed_at = excluded.person_signed_at, lead_signed_at = excluded.lead_signed_at, "
    "lead_signed_by = excluded.lead_signed_by, version = excluded.version, changed_at = excluded.changed_at, "
    "signed_page = excluded.signed_page"};
constexpr Query kIdAndVersion{"SELECT talk_id, version FROM talk WHERE team_id = $1 AND person = $2 AND week = $3"};
constexpr Query kOfId{"SELECT count(*) FROM talk WHERE team_id = $1 AND talk_id = $2"};
constexpr Query kDropAgreements{"DELETE FROM talk_agreement WHERE team_id = $1 AND person = $2 AND week = $3"};
constexpr Query kAddAgreement{"INSERT INTO talk_agreement (team_id, " RIGONG_AGREEMENT_COLUMNS
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
constexpr Query kPutNote{
    "INSERT INTO talk_note (team_id, " RIGONG_NOTE_COLUMNS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (team_id, note_id) DO UPDATE SET person = excluded.person, "
    "by_person = excluded.by_person, text = excluded.text, made_at = excluded.made_at, made_on = excluded.made_on, "
    "shown_at = excluded.shown_at"};
constexpr Query kDropNote{"DELETE FROM talk_note WHERE team_id = $1 AND note_id = $2"};

// Replacing is what both databases know to find a text by that is no pattern.
constexpr Query kPagesWith{
    "SELECT person, week, signed_page FROM talk WHERE team_id = $1 AND replace(signed_page, $2, '') <> signed_page"};
constexpr Query kPutPage{"UPDATE talk SET signed_page = $1 WHERE team_id = $2 AND person = $3 AND week = $4"};

constexpr std::size_t kMostBytes = 256;
constexpr std::size_t kMostIdBytes = 64;
constexpr std::size_t kMostTaskIdBytes = 80;
constexpr std::size_t kMostWordsBytes = 1024;
// 2000 characters of four bytes.
constexpr std::size_t kMostTextBytes = 8000;
constexpr std::size_t kMostPageBytes = 64 * 1024;

Status check_id(const std::string& id, std::size_t most) {
  RIGONG_TRY(check_text(id, most, "id"));
  if (!id.empty()) return {};
  return fail(ErrorKind::wrong_use, "编号不能为空。请指定一个。", "An id must not be empty. Choose one.");
}

// Each object {"id": id, "name": …} of the page stands for somebody else.
void rename_in(rapidjson::Value& value, std::string_view id, const std::string& as, rapidjson::Document::AllocatorType& memory) {
  if (value.IsArray()) {
    for (rapidjson::Value& each : value.GetArray()) rename_in(each, id, as, memory);
  }
  if (!value.IsObject()) return;
  if (value.HasMember("id") && value.HasMember("name")) {
    rapidjson::Value& own = value["id"];
    if (own.IsString() && std::string_view(own.GetString(), own.GetStringLength()) == id) {
      own.SetString(as, memory);
      value["name"].SetString(as, memory);
    }
  }
  // By number, since Clang takes a comparison of the library's iterators for ambiguous in C++20.
  for (rapidjson::SizeType i = 0; i < value.MemberCount(); ++i) {
    rename_in((value.MemberBegin() + static_cast<std::ptrdiff_t>(i))->value, id, as, memory);
  }
}

// Nothing where it is no page, or too long a one with that name: what is not kept names nobody.
std::string renamed(const std::string& page, std::string_view id, const std::string& as) {
  auto document = parse_guarded_json(page, {});
  if (!document) return "";
  rename_in(*document, id, as, document->GetAllocator());
  std::string text = to_text(*document);
  return text.size() <= kMostPageBytes ? text : "";
}

Status check_agreements(const model::Talk& talk) {
  std::set<std::int32_t> numbers;
  for (const model::Agreement& agreement : talk.agreements) {
    RIGONG_TRY(check_text(agreement.words, kMostWordsBytes, "words"));
    RIGONG_TRY(check_text(agreement.figure, kMostBytes, "figure"));
    RIGONG_TRY(check_text(agreement.task, kMostTaskIdBytes, "task"));
    RIGONG_TRY(check_text(agreement.verdict_by, kMostBytes, "name"));
    if (!std::isfinite(agreement.value)) {
      return fail(ErrorKind::wrong_use, "约定的数值必须是数字。", "What is agreed of a figure must be a number. Enter one.");
    }
    if (agreement.number < 1 || !numbers.insert(agreement.number).second) {
      return fail(ErrorKind::wrong_use, "同一次面谈里，每条约定要有自己的序号，从 1 开始。请刷新后再试。",
                  "Within a talk each agreement has a number of its own, from 1. Reload and try again.");
    }
  }
  return {};
}

}  // namespace

Status Writer::put_talk(const model::Talk& talk) {
  RIGONG_TRY(check_id(talk.id, kMostIdBytes));
  RIGONG_TRY(check_id(talk.person, kMostBytes));
  for (const std::string* text : {&talk.group, &talk.made_by, &talk.lead_signed_by}) {
    RIGONG_TRY(check_text(*text, kMostBytes, "name"));
  }
  for (const std::string& text : talk.texts) RIGONG_TRY(check_text(text, kMostTextBytes, "text"));
  RIGONG_TRY(check_text(talk.signed_page, kMostPageBytes, "page"));
  RIGONG_TRY(check_agreements(talk));
  std::string id;
  std::int64_t version = 0;
  RIGONG_TRY(db_.each(kIdAndVersion, {team_, talk.person, talk.week}, [&](const Row& row) {
    id = row.text(0);
    version = row.integer(1);
    return true;
  }));
  if (talk.version != version + 1) {
    return fail(ErrorKind::wrong_use, "这次面谈在这期间被改过。请刷新后再试。",
                "This talk was changed meanwhile. Reload and try again.");
  }
  bool taken = !id.empty() && id != talk.id;
  if (id.empty()) {
    RIGONG_TRY(db_.each(kOfId, {team_, talk.id}, [&](const Row& row) {
      taken = row.integer(0) > 0;
      return true;
    }));
  }
  if (taken) {
    return fail(ErrorKind::wrong_use, "这个编号是另一次面谈的。请刷新后再试。",
                "This id is that of another talk. Reload and try again.");
  }
  changed_ = true;
  RIGONG_TRY(db_.run(kPutTalk, {team_,
                                talk.person,
                                talk.week,
                                talk.id,
                                talk.group,
                                talk.made_by,
                                talk.made_at,
                                talk.invited ? 1 : 0,
                                talk.text(model::TalkText::topics),
                                talk.text(model::TalkText::disagreement),
                                talk.text(model::TalkText::fact),
                                talk.text(model::TalkText::effect),
                                talk.text(model::TalkText::longer),
                                talk.text(model::TalkText::lead_does),
                                talk.lead_by,
                                talk.last_number,
                                talk.agrees ? 1 : 0,
                                Value::time(talk.person_signed_at),
                                Value::time(talk.lead_signed_at),
                                talk.lead_signed_by,
                                talk.version,
                                talk.changed_at,
                                talk.signed_page}));
  RIGONG_TRY(db_.run(kDropAgreements, {team_, talk.person, talk.week}));
  for (const model::Agreement& agreement : talk.agreements) {
    RIGONG_TRY(db_.run(kAddAgreement, {team_, talk.person, talk.week, agreement.number, agreement.words, agreement.figure,
                                       agreement.value, agreement.from, agreement.to, agreement.lead ? 1 : 0, agreement.task,
                                       agreement.verdict, agreement.verdict_by, Value::time(agreement.verdict_at)}));
  }
  return {};
}

Status Writer::rename_in_pages(const std::string& id, const std::string& as) {
  struct Page {
    std::string person;
    Day week;
    std::string text;
  };
  std::vector<Page> pages;
  const std::string quoted =
      to_text(rapidjson::Value(rapidjson::StringRef(id.data(), static_cast<rapidjson::SizeType>(id.size()))));
  RIGONG_TRY(db_.each(kPagesWith, {team_, quoted}, [&](const Row& row) {
    pages.push_back({row.text(0), row.day(1), row.text(2)});
    return true;
  }));
  for (const Page& page : pages) {
    const std::string text = renamed(page.text, id, as);
    RIGONG_TRY(db_.run(kPutPage, {text, team_, page.person, page.week}));
  }
  return {};
}

Status Writer::put_talk_note(const model::TalkNote& note) {
  RIGONG_TRY(check_id(note.id, kMostIdBytes));
  RIGONG_TRY(check_id(note.person, kMostBytes));
  RIGONG_TRY(check_text(note.by, kMostBytes, "name"));
  RIGONG_TRY(check_text(note.text, kMostTextBytes, "text"));
  changed_ = true;
  RIGONG_TRY(db_.run(kPutNote,
                     {team_, note.id, note.person, note.by, note.text, note.made_at, note.made_on, Value::time(note.shown_at)}));
  return {};
}

Status Writer::remove_talk_note(std::string_view id) {
  RIGONG_ASSIGN(const std::int64_t removed, db_.run(kDropNote, {team_, id}));
  if (removed > 0) changed_ = true;
  return {};
}

}  // namespace rigong::storage::sql
