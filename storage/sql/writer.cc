// SPDX-License-Identifier: Apache-2.0
#include "storage/sql/writer.h"

#include <fmt/format.h>

#include "agent/base/text.h"

namespace rigong::storage::sql {
namespace {

constexpr Query kMakeTeam{
    "INSERT INTO team (team_id, change_no, next_account, next_rep, next_customer, next_kept) VALUES ($1, 0, 1, 1, 1, 1) "
    "ON CONFLICT (team_id) DO NOTHING"};
constexpr Query kLoadTeam{"SELECT change_no, next_account, next_rep, next_customer, next_kept FROM team WHERE team_id = $1"};
constexpr Query kSaveTeam{
    "UPDATE team SET change_no = $1, next_account = $2, next_rep = $3, next_customer = $4, next_kept = $5 WHERE team_id = $6"};
constexpr Query kLoadAccount{"SELECT shop, next_conversation FROM account WHERE team_id = $1 AND account_no = $2"};

}  // namespace

Status check_text(std::string_view text, std::size_t most, const char* what) {
  if (text.size() <= most && is_clean_utf8(text)) return {};
  return fail(
      ErrorKind::wrong_use, fmt::format("{} 不能保存:超过 {} 字节或不是有效的 UTF-8。请更正后重试。", what, most),
      fmt::format("{} cannot be kept: it has more than {} bytes or is no valid UTF-8. Correct it and try again.", what, most));
}

Result<std::unique_ptr<WriteTransaction>> Writer::begin(std::shared_ptr<void> store, Loan loan, model::TeamId team,
                                                        Known& known) {
  RIGONG_TRY(loan->begin(Connection::Mode::write, team));
  std::unique_ptr<Writer> writer(new Writer(std::move(store), std::move(loan), team, known));
  RIGONG_TRY(writer->load_team());
  return writer;
}

Writer::Writer(std::shared_ptr<void> store, Loan loan, model::TeamId team, Known& known)
    : Reading(std::move(store), std::move(loan), team), known_(known) {}

Writer::~Writer() {
  if (!committed_ && changed_) known_.clear();
  db_.rollback();
}

Status Writer::load_team() {
  bool found = false;
  const auto read = [&](const Row& row) {
    found = true;
    change_number_ = row.integer(0);
    next_account_ = row.as<model::AccountNo>(1);
    next_rep_ = row.as<model::RepNo>(2);
    next_customer_ = row.as<model::CustomerNo>(3);
    next_kept_ = row.integer(4);
    return true;
  };
  RIGONG_TRY(db_.each(kLoadTeam, {team_}, read));
  if (!found) {
    RIGONG_TRY(db_.run(kMakeTeam, {team_}));
    RIGONG_TRY(db_.each(kLoadTeam, {team_}, read));
  }
  if (known_.change_number != change_number_) {
    known_.clear();
    known_.change_number = change_number_;
  }
  return {};
}

Result<KnownAccount*> Writer::known_account(model::AccountNo number) {
  if (const auto found = known_.accounts.find(number); found != known_.accounts.end()) return &found->second;
  std::optional<KnownAccount> loaded;
  RIGONG_TRY(db_.each(kLoadAccount, {team_, number}, [&](const Row& row) {
    loaded.emplace();
    loaded->shop = row.text(0);
    loaded->next_conversation = row.as<model::ConversationNo>(1);
    return true;
  }));
  if (!loaded) {
    return fail(ErrorKind::wrong_use, fmt::format("没有编号为 {} 的账号。请先建立账号。", number),
                fmt::format("There is no account number {}. Make the account first.", number));
  }
  return &known_.accounts.emplace(number, std::move(*loaded)).first->second;
}

Status Writer::commit() {
  if (changed_) {
    ++change_number_;
    RIGONG_TRY(db_.run(kSaveTeam, {change_number_, next_account_, next_rep_, next_customer_, next_kept_, team_}));
  }
  RIGONG_TRY(db_.commit());
  known_.change_number = change_number_;
  committed_ = true;
  return {};
}

}  // namespace rigong::storage::sql
