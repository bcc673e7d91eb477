// SPDX-License-Identifier: Apache-2.0
// What a person does on the page: checked and applied once, in one transaction with its entry in the log.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/config/url.h"
#include "agent/runtime/agent/account_check.h"
#include "agent/runtime/agent/account_tokens.h"
#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/command_text.h"
#include "agent/runtime/agent/demo_workspace.h"
#include "agent/runtime/agent/desk.h"
#include "agent/runtime/agent/desk_service.h"
#include "agent/runtime/agent/page_accounts.h"
#include "agent/runtime/agent/sheets.h"
#include "agent/runtime/agent/work_commands.h"
#include "agent/runtime/shop_rules.h"

namespace rigong::runtime {
namespace {

using overlay::Caller;
using overlay::CommandDone;

// Hosts that only this machine's owner may name, in rigong.toml: what lies behind them is nobody else's business.
bool is_inner_host(const std::string& host) {
  const bool number = host.find(':') != std::string::npos ||
                      std::all_of(host.begin(), host.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  if (number) return !config::is_public_address(host);
  if (host.find('.') == std::string::npos) return true;
  const auto ends = [&](std::string_view end) { return host.ends_with(end); };
  return config::is_loopback(host) || ends(".local") || ends(".lan") || ends(".internal") || ends(".localhost") || ends(".");
}

// A page that only this machine can open is its owner's. One that others open may not send the program about in an inner network.
bool is_open_to_others(const config::ListenSettings& listen) {
  const auto address = parse_listen(listen.address);
  return !listen.public_url.empty() || !address || !config::is_loopback(address->host);
}

Status check_option(const connectors::OptionSpec& option, const std::string& value, const Caller& caller,
                    const config::Config& config) {
  if (value.empty()) return {};
  if (option.type == connectors::OptionType::url && caller.kind == Caller::Kind::page && is_open_to_others(config.listen)) {
    const auto url = config::parse_url(value);
    if (url && is_inner_host(url->host)) {
      return fail(ErrorKind::wrong_use, fmt::format("{} 是内网或本机地址，只能写在 rigong.toml 里。", option.name),
                  fmt::format("{} is an address of this machine or an inner network; such can only be written in rigong.toml.",
                              option.name));
    }
  }
  if (option.type == connectors::OptionType::path) {
    const std::filesystem::path path = path_from_utf8(value);
    std::error_code code;
    if (!path.is_absolute() || !std::filesystem::exists(path, code)) {
      return fail(ErrorKind::wrong_use, fmt::format("{} 要写成完整路径，并且已经存在。", option.name),
                  fmt::format("{} must be a whole path, and be there already.", option.name));
    }
  }
  return {};
}

}  // namespace

struct DeskService::Applied {
  const overlay::Command& command;
  Stage& stage;
  const Caller& caller;
  storage::WriteTransaction& transaction;
  Reading& reading;
  std::optional<Words> words;
  std::function<void()> afterwards;  // What changes beside the store, once it is committed.
};

Result<CommandDone> DeskService::command(const Caller& caller, const overlay::Command& command) {
  const std::lock_guard lock(commands_);
  const bool about_demo =
      std::holds_alternative<overlay::StartDemo>(command.act) || std::holds_alternative<overlay::LeaveDemo>(command.act);
  const auto stage = about_demo ? main_ : shown();
  auto done = apply(*stage, caller, command);
  if (!done) return fail(noted(done.error()));
  return done;
}

Result<CommandDone> DeskService::apply(Stage& stage, const Caller& caller, const overlay::Command& command) {
  Workspace& workspace = stage.workspace();
  const std::string digest = sha256_hex(command.body);
  CommandDone done;
  done.id = command.id;
  std::function<void()> afterwards;
  {
    RIGONG_ASSIGN(const auto transaction, workspace.store().write());
    RIGONG_ASSIGN(const auto before, transaction->command(command.id));
    if (before && before->digest != digest) return fail(overlay::command_id_used());
    if (before) return read_answer(command.id, before->answer);
    RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *transaction, workspace.config()));
    ShopRules rules(workspace.config());
    Reading reading{*transaction, rules, workspace.config(), workspace.names(), viewer, workspace.clock().now()};
    Applied applied{command, stage, caller, *transaction, reading, {}, {}};
    RIGONG_TRY(std::visit([&](const auto& what) { return act(applied, what); }, command.act));
    RIGONG_ASSIGN(const std::int64_t number, transaction->change_number());
    done.change = number + 1;
    done.words = std::move(applied.words);
    model::CommandEntry entry;
    entry.id = command.id;
    entry.by = viewer.person;
    entry.kind = kind_of(command);
    entry.body = body_of(command);
    entry.digest = digest;
    entry.answer = answer_text(done);
    entry.applied_at = reading.now;
    entry.place = caller.session;
    RIGONG_TRY(transaction->add_command(entry));
    RIGONG_TRY(transaction->commit());
    afterwards = std::move(applied.afterwards);
  }
  if (afterwards) afterwards();
  changed();
  return done;
}

Status DeskService::act(Applied& applied, const overlay::SaveSheet& act) {
  return save_sheet(applied.transaction, applied.reading, act);
}
Status DeskService::act(Applied& applied, const overlay::SignSheet& act) {
  return sign_sheet(applied.transaction, applied.reading, act);
}
Status DeskService::act(Applied& applied, const overlay::ReopenSheet& act) {
  return reopen_sheet(applied.transaction, applied.reading, act);
}

Status DeskService::act(Applied& applied, const overlay::ChooseDesk& act) {
  return choose_desk(applied.transaction, applied.reading.config, applied.reading.viewer, applied.caller, applied.stage.is_demo(),
                     act);
}

Status DeskService::act(Applied& applied, const overlay::StartDemo&) {
  if (main_->is_demo() || shown() != main_) {
    return fail(ErrorKind::refused, "现在显示的就是演示。", "The demo is being shown already.");
  }
  // Before anything is written: a demo that cannot be opened is not begun.
  RIGONG_ASSIGN(auto workspace, open_own_demo(demo_folder(main_->workspace().folder()), *parts_.clock));
  RIGONG_TRY(applied.transaction.set_setting(kDemoSetting, "1"));
  applied.afterwards = [this, stage = make_stage(std::move(workspace), Stage::What::demo)] {
    static_cast<void>(stage->begin());
    show(stage);
  };
  return {};
}

Status DeskService::act(Applied& applied, const overlay::LeaveDemo&) {
  if (main_->is_demo()) {
    return fail(ErrorKind::refused, "这里运行的是 rigong demo，只有演示数据。请结束它，再运行 rigong run。",
                "This is 'rigong demo', with nothing but the demo. End it, then start 'rigong run'.");
  }
  const auto stage = shown();
  if (stage == main_) return fail(ErrorKind::refused, "现在显示的不是演示。", "The demo is not being shown.");
  RIGONG_TRY(applied.transaction.set_setting(kDemoSetting, ""));
  applied.afterwards = [this, stage] {
    stage->remove_folder_at_end();
    show(nullptr);
  };
  return {};
}

Status DeskService::act(Applied& applied, const overlay::WorkAct& act) {
  RIGONG_ASSIGN(applied.words, do_work(applied.transaction, applied.reading, applied.command.id, act));
  return {};
}

struct DeskService::NewAccount {
  config::AccountSettings settings;
  std::vector<config::AccountForm> forms;  // All of the page's, this one the last.
};

Result<DeskService::NewAccount> DeskService::prepared(const Caller& caller, Stage& stage, storage::ReadView& view,
                                                      const overlay::AddAccount& act) {
  RIGONG_TRY(may_bring_in(caller));
  const config::Config& config = stage.workspace().config();
  const auto known = connectors::all();
  const auto definition = std::find_if(known.begin(), known.end(), [&](const auto* each) { return each->type == act.type; });
  if (definition == known.end() || act.type == "demo" || act.name.find(':') != std::string::npos) {
    return fail(ErrorKind::wrong_use, "没有这种数据来源，或名称里有冒号。请重新选择。",
                "There is no such kind of source, or its name has a colon. Choose again.");
  }
  for (const connectors::OptionSpec& option : (*definition)->options) {
    for (const auto& [name, value] : act.options) {
      if (name == option.name) RIGONG_TRY(check_option(option, value, caller, config));
    }
  }
  config::AccountForm form{act.type, act.name, act.shop, act.options};
  RIGONG_ASSIGN(config::AccountSettings account, config::read_form(form, known));
  RIGONG_TRY((*definition)->make(*account.options));
  RIGONG_ASSIGN(auto forms, page_accounts(view, stage.workspace().folder()));
  RIGONG_ASSIGN(const auto kept, view.accounts());
  const auto same_name = [&](const auto& each) { return each.name == account.name; };
  // One that was removed may come back, as long as it is the same kind of thing.
  const bool taken = std::any_of(config.connectors.begin(), config.connectors.end(), same_name) ||
                     std::any_of(forms.begin(), forms.end(), same_name) ||
                     std::any_of(kept.begin(), kept.end(), [&](const model::Account& each) {
                       return each.name == account.name && (each.type != account.type || each.shop != account.shop);
                     });
  if (taken) {
    return fail(ErrorKind::refused, fmt::format("已有名为“{}”的账号，请换一个名称。", one_line(account.name)),
                fmt::format("There is an account '{}' already; choose another name.", one_line(account.name)));
  }
  form.name = account.name;
  forms.push_back(std::move(form));
  return NewAccount{std::move(account), std::move(forms)};
}

Status DeskService::act(Applied& applied, const overlay::AddAccount& act) {
  RIGONG_ASSIGN(NewAccount made, prepared(applied.caller, applied.stage, applied.transaction, act));
  RIGONG_TRY(put_page_accounts(applied.transaction, applied.stage.workspace().folder(), made.forms));
  applied.afterwards = [&stage = applied.stage, account = std::move(made.settings)] { stage.add(account, false); };
  return {};
}

Result<overlay::AccountCheck> DeskService::check_account(const Caller& caller, const overlay::AddAccount& account) {
  const auto stage = shown();
  Workspace& workspace = stage->workspace();
  std::optional<NewAccount> made;
  {
    RIGONG_ASSIGN(const auto view, workspace.store().read());
    RIGONG_ASSIGN(made, prepared(caller, *stage, *view, account));
  }
  // Each holds one of the few threads that answer the page.
  constexpr int kMostChecks = 2;
  const std::shared_ptr<void> place(nullptr, [this](void*) { checks_.fetch_sub(1); });
  if (checks_.fetch_add(1) >= kMostChecks) {
    return fail(ErrorKind::busy, "正在测试别的账号，请稍后再试。", "Other accounts are being tested; try again shortly.");
  }
  const auto stopped = [&] { return stopped_.load() || workspace.stopping().asked(); };
  return runtime::check_account({workspace.config(), workspace.folder(), *parts_.clock, stopped}, made->settings);
}

Status DeskService::act(Applied& applied, const overlay::RemoveAccount& act) {
  RIGONG_TRY(may_bring_in(applied.caller));
  const auto same_name = [&](const auto& each) { return each.name == act.name; };
  const auto& fixed = applied.reading.config.connectors;
  if (std::any_of(fixed.begin(), fixed.end(), same_name)) {
    return fail(ErrorKind::refused, "这个账号写在 rigong.toml 里，请在那里删除。",
                "This account stands in rigong.toml; remove it there.");
  }
  const std::filesystem::path& folder = applied.stage.workspace().folder();
  RIGONG_ASSIGN(auto forms, page_accounts(applied.transaction, folder));
  if (std::erase_if(forms, same_name) == 0) {
    return fail(ErrorKind::not_found, "没有这个账号。请刷新页面。", "There is no such account. Reload the page.");
  }
  RIGONG_TRY(put_page_accounts(applied.transaction, folder, forms));
  applied.afterwards = [&stage = applied.stage, name = act.name] {
    stage.remove(name);
    AccountTokens::forget(stage.workspace().folder(), name);
  };
  return {};
}

}  // namespace rigong::runtime
