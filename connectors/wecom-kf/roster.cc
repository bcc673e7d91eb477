// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/roster.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/model/record.h"
#include "connectors/kit/reading.h"

namespace rigong::connectors::wecom_kf {
namespace {

constexpr std::size_t kRowsOfPage = 100;
constexpr int kMostPages = 60;  // A company may have 5,000 service accounts.
constexpr std::size_t kMostNameBytes = 64;
constexpr std::size_t kMostReps = 2000;

std::string cleaned(const rapidjson::Value& row, std::string_view name, std::size_t most) {
  std::string text = text_of(row, name).value_or("");
  clean_field(text, most);
  return text;
}

bool is_wanted(const Settings& settings, const std::string& id) {
  const auto& wanted = settings.accounts;
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
}

KfAccount account_of(const rapidjson::Value& row) {
  KfAccount account;
  account.id = cleaned(row, "open_kfid", model::kMaxIdBytes);
  account.name = cleaned(row, "name", kMostNameBytes);
  if (account.name.empty()) account.name = account.id;
  // Older versions and some kinds of app do not say it; then trying tells.
  const auto right = text_of(row, "manage_privilege");
  account.manageable = !right || (*right != "false" && *right != "0");
  return account;
}

tl::unexpected<Error> nothing_given(const std::string& host, std::int64_t errcode) {
  return fail(
      ErrorKind::refused,
      fmt::format("{} 不让这个应用读微信客服（{}）。企业微信管理后台 → 微信客服 → 可调用接口的应用，勾选该应用。", host, errcode),
      fmt::format("{} does not let this app read the customer service ({}). Admin console → 微信客服 → 可调用接口的应用, tick "
                  "the app.",
                  host, errcode));
}

// Keeps how far an account was read. One that has just been opened to the app is tried at once.
void take_over(std::vector<KfAccount>& accounts, const std::vector<KfAccount>& before) {
  for (KfAccount& account : accounts) {
    const auto known = std::find_if(before.begin(), before.end(), [&](const KfAccount& each) { return each.id == account.id; });
    if (known == before.end()) continue;
    account.cursor = known->cursor;
    account.more = known->more;
    account.guard = known->guard;
    account.before = known->before;
    account.newest = known->newest;
    account.backs = known->backs;
    account.errcode = known->errcode;
    account.again_at = known->again_at;
    if (account.manageable && !known->manageable) account.again_at = 0;
  }
}

}  // namespace

Status read_accounts(Session& session, const Settings& settings, Progress& progress) {
  std::vector<KfAccount> accounts;
  PageGuard guard;
  bool too_many = false;
  for (int page = 0; page < kMostPages; ++page) {
    RIGONG_ASSIGN(const Answer answer,
                  session.post("kf/account/list",
                               fmt::format(R"({{"offset":{},"limit":{}}})", page * static_cast<int>(kRowsOfPage), kRowsOfPage)));
    if (!answer.given()) {
      if (settings.accounts.empty()) return nothing_given(session.host(), answer.errcode);
      break;
    }
    const auto rows = elements(member(answer.document, "account_list"));
    std::string ids;
    for (const rapidjson::Value* row : rows) {
      KfAccount account = account_of(*row);
      ids += account.id + ",";
      if (account.id.empty() || !is_wanted(settings, account.id)) continue;
      if (accounts.size() == kMostAccounts) {
        too_many = true;
        break;
      }
      accounts.push_back(std::move(account));
    }
    if (rows.size() < kRowsOfPage || too_many) break;
    RIGONG_TRY(guard.next(ids, session.host()));
  }
  for (const std::string& id : settings.accounts) {
    const bool listed = std::any_of(accounts.begin(), accounts.end(), [&](const KfAccount& each) { return each.id == id; });
    if (!listed && accounts.size() < kMostAccounts) {
      KfAccount account;
      account.id = account.name = id;
      accounts.push_back(std::move(account));
    }
  }
  take_over(accounts, progress.accounts);
  progress.accounts = std::move(accounts);
  progress.too_many = too_many;
  return {};
}

Result<Servicers> read_servicers(Session& session, const std::vector<KfAccount>& accounts) {
  Servicers servicers;
  for (const KfAccount& account : accounts) {
    RIGONG_ASSIGN(const Answer answer, session.get("kf/servicer/list", {{"open_kfid", account.id}}));
    if (!answer.given()) {
      servicers.whole = false;
      continue;
    }
    for (const rapidjson::Value* row : elements(member(answer.document, "servicer_list"))) {
      const std::string user = cleaned(*row, "userid", model::kMaxIdBytes);
      if (user.empty()) {
        servicers.departments |= member(*row, "department_id") != nullptr;
        continue;
      }
      if (servicers.accounts_of.size() >= kMostReps && !servicers.accounts_of.contains(user)) continue;
      auto& where = servicers.accounts_of[user];
      if (where.empty() || where.back() != account.id) where.push_back(account.id);
    }
  }
  return servicers;
}

}  // namespace rigong::connectors::wecom_kf
