// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/cursor.h"

#include <algorithm>

#include "connectors/kit/json.h"

namespace rigong::connectors::wecom_kf {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMostTextBytes = 1024;
constexpr std::int64_t kMostDay = 100'000;

using Memory = rapidjson::Document::AllocatorType;

class Writer {
 public:
  Writer(rapidjson::Value& object, Memory& memory) : object_(object), memory_(memory) {}
  // What is as at first is left out, so that the cursor of a small shop is small.
  void number(const char* name, std::int64_t value) {
    if (value != 0) object_.AddMember(rapidjson::StringRef(name), value, memory_);
  }
  void flag(const char* name, bool value) {
    if (value) object_.AddMember(rapidjson::StringRef(name), value, memory_);
  }
  void text(const char* name, const std::string& value) {
    if (!value.empty()) object_.AddMember(rapidjson::StringRef(name), rapidjson::Value(value, memory_), memory_);
  }

 private:
  rapidjson::Value& object_;
  Memory& memory_;
};

std::int64_t number(const rapidjson::Value& value, std::string_view name) { return whole_of(value, name).value_or(0); }

TimeMs time(const rapidjson::Value& value, std::string_view name) {
  return std::clamp<TimeMs>(number(value, name), 0, kLatestTime);
}

Day day(const rapidjson::Value& value, std::string_view name) {
  return Day{static_cast<std::int32_t>(std::clamp<std::int64_t>(number(value, name), 0, kMostDay))};
}

int count(const rapidjson::Value& value, std::string_view name) {
  return static_cast<int>(std::clamp<std::int64_t>(number(value, name), 0, kMostDay));
}

bool flag(const rapidjson::Value& value, std::string_view name) {
  const rapidjson::Value* found = member(value, name);
  return found != nullptr && found->IsTrue();
}

std::string text(const rapidjson::Value& value, std::string_view name) {
  std::string found = text_of(value, name).value_or("");
  return found.size() > kMostTextBytes ? std::string() : found;
}

rapidjson::Value account_value(const KfAccount& account, Memory& memory) {
  rapidjson::Value value(rapidjson::kObjectType);
  Writer writer(value, memory);
  writer.text("id", account.id);
  writer.text("name", account.name);
  writer.text("cursor", account.cursor);
  writer.flag("more", account.more);
  writer.text("guard", account.guard);
  writer.text("before", account.before);
  writer.number("newest", account.newest);
  writer.number("backs", account.backs);
  writer.flag("closed", !account.manageable);
  writer.number("errcode", account.errcode);
  writer.number("again_at", account.again_at);
  return value;
}

KfAccount account_of(const rapidjson::Value& value) {
  KfAccount account;
  account.id = text(value, "id");
  account.name = text(value, "name");
  account.cursor = text(value, "cursor");
  account.more = flag(value, "more");
  account.guard = text(value, "guard");
  account.before = text(value, "before");
  account.newest = time(value, "newest");
  account.backs = count(value, "backs");
  account.manageable = !flag(value, "closed");
  account.errcode = number(value, "errcode");
  account.again_at = time(value, "again_at");
  return account;
}

rapidjson::Value figures_value(const Figures& figures, Memory& memory) {
  rapidjson::Value value(rapidjson::kObjectType);
  Writer writer(value, memory);
  writer.number("until", figures.until.number);
  writer.number("again_at", figures.again_at);
  writer.number("errcode", figures.errcode);
  writer.number("rep_errcode", figures.rep_errcode);
  writer.number("missed", figures.missed.number);
  writer.number("refused", figures.refused);
  writer.number("walks", figures.walks);
  if (!figures.pass) return value;
  rapidjson::Value pass(rapidjson::kObjectType);
  Writer inner(pass, memory);
  inner.number("newest", figures.pass->newest.number);
  inner.number("from", figures.pass->from.number);
  inner.number("to", figures.pass->to.number);
  inner.number("floor", figures.pass->floor.number);
  inner.flag("shop", figures.pass->shop);
  inner.text("after", figures.pass->after);
  inner.flag("whole", figures.pass->whole);
  inner.number("missed", figures.pass->missed.number);
  inner.number("refused", figures.pass->refused);
  value.AddMember("pass", pass, memory);
  return value;
}

Figures figures_of(const rapidjson::Value& value) {
  Figures figures;
  figures.until = day(value, "until");
  figures.again_at = time(value, "again_at");
  figures.errcode = number(value, "errcode");
  figures.rep_errcode = number(value, "rep_errcode");
  figures.missed = day(value, "missed");
  figures.refused = count(value, "refused");
  figures.walks = count(value, "walks");
  if (const rapidjson::Value* pass = member(value, "pass"); pass != nullptr && pass->IsObject()) {
    figures.pass =
        FiguresPass{day(*pass, "newest"), day(*pass, "from"),   day(*pass, "to"),     day(*pass, "floor"),    flag(*pass, "shop"),
                    text(*pass, "after"), flag(*pass, "whole"), day(*pass, "missed"), count(*pass, "refused")};
  }
  return figures;
}

}  // namespace

std::string write_cursor(const Progress& progress) {
  rapidjson::Document document(rapidjson::kObjectType);
  Memory& memory = document.GetAllocator();
  Writer writer(document, memory);
  writer.number("v", kVersion);
  writer.text("corp", progress.corp);
  writer.number("from", progress.from);
  writer.number("roster_at", progress.roster_at);
  writer.flag("departments", progress.departments);
  writer.flag("too_many", progress.too_many);
  writer.number("read_at", progress.read_at);
  writer.number("asked_at", progress.asked_at);
  writer.number("gap_from", progress.gap_from);
  writer.number("gap_to", progress.gap_to);
  rapidjson::Value accounts(rapidjson::kArrayType);
  for (const KfAccount& account : progress.accounts) accounts.PushBack(account_value(account, memory), memory);
  document.AddMember("accounts", accounts, memory);
  document.AddMember("figures", figures_value(progress.figures, memory), memory);
  return to_text(document);
}

std::optional<Progress> read_cursor(std::string_view cursor, std::string_view corp) {
  const auto document = parse_json(cursor, "cursor");
  if (!document || !document->IsObject() || whole_of(*document, "v") != kVersion) return std::nullopt;
  Progress progress;
  progress.corp = text(*document, "corp");
  if (progress.corp != corp) return std::nullopt;
  progress.from = time(*document, "from");
  progress.roster_at = time(*document, "roster_at");
  progress.departments = flag(*document, "departments");
  progress.too_many = flag(*document, "too_many");
  progress.read_at = time(*document, "read_at");
  progress.asked_at = time(*document, "asked_at");
  progress.gap_from = time(*document, "gap_from");
  progress.gap_to = time(*document, "gap_to");
  const rapidjson::Value* accounts = member(*document, "accounts");
  if (accounts == nullptr || !accounts->IsArray() || accounts->Size() > kMostAccounts) return std::nullopt;
  for (const rapidjson::Value& value : accounts->GetArray()) {
    KfAccount account = account_of(value);
    if (account.id.empty()) return std::nullopt;
    progress.accounts.push_back(std::move(account));
  }
  if (const rapidjson::Value* figures = member(*document, "figures")) progress.figures = figures_of(*figures);
  return progress;
}

}  // namespace rigong::connectors::wecom_kf
