// SPDX-License-Identifier: Apache-2.0
// What a person does on the page: checked and applied once, in one transaction with its entry in the log.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "agent/base/ids.h"
#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/config/url.h"
#include "agent/runtime/agent/account_check.h"
#include "agent/runtime/agent/account_tokens.h"
#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/checklist_commands.h"
#include "agent/runtime/agent/command_text.h"
#include "agent/runtime/agent/demo_workspace.h"
#include "agent/runtime/agent/desk.h"
#include "agent/runtime/agent/desk_service.h"
#include "agent/runtime/agent/page_accounts.h"
#include "agent/runtime/agent/people_commands.h"
#include "agent/runtime/agent/period_commands.h"
#include "agent/runtime/agent/qr.h"
#include "agent/runtime/agent/report_commands.h"
#include "agent/runtime/agent/sheets.h"
#include "agent/runtime/agent/talk_commands.h"
#include "agent/runtime/agent/work_commands.h"
#include "agent/runtime/log_entry.h"
#include "agent/runtime/only_here.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/tidy.h"

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

Status check_option(const connectors::OptionSpec& option, const std::string& value, const Caller& caller,
                    const config::Config& config) {
  if (value.empty()) return {};
  if (option.type == connectors::OptionType::url && caller.kind == Caller::Kind::page && !only_here(config.listen)) {
    // A page that only this machine can open is its owner's. One that others open may not send the program about in an inner
    // network.
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
  const Result<std::optional<PostDraft>>& draft;
  std::optional<Words> words;
  std::string about;                 // CommandEntry::about.
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

Result<std::optional<PostDraft>> DeskService::draft(Stage& stage, const Caller& caller, const overlay::Command& command) {
  const auto* act = std::get_if<overlay::PostAct>(&command.act);
  if (act == nullptr) return std::optional<PostDraft>();
  Workspace& workspace = stage.workspace();
  RIGONG_ASSIGN(const auto view, workspace.store().read());
  RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *view, workspace.config(), today_of(workspace)));
  ShopRules rules(workspace.config());
  Reading reading{*view, rules, workspace.config(), workspace.names(), viewer, workspace.clock().now()};
  reading.away = stage.away();
  return draft_post(reading, stage.targets(), *act);
}

Result<CommandDone> DeskService::apply(Stage& stage, const Caller& caller, const overlay::Command& command) {
  Workspace& workspace = stage.workspace();
  const std::string digest = sha256_hex(command.body);
  CommandDone done;
  done.id = command.id;
  std::function<void()> afterwards;
  const auto written = draft(stage, caller, command);
  {
    RIGONG_ASSIGN(const auto transaction, workspace.store().write());
    RIGONG_ASSIGN(const auto before, transaction->command(command.id));
    if (before && before->digest != digest) return fail(overlay::command_id_used());
    if (before) return read_answer(command.id, before->answer);
    RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *transaction, workspace.config(), today_of(workspace)));
    ShopRules rules(workspace.config());
    Reading reading{*transaction, rules, workspace.config(), workspace.names(), viewer, workspace.clock().now()};
    reading.away = stage.away();
    Applied applied{command, stage, caller, *transaction, reading, written, {}, {}, {}};
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
    entry.about = std::move(applied.about);
    entry.acting_for = viewer.acting_for;
    RIGONG_TRY(transaction->add_command(entry));
    RIGONG_TRY(transaction->commit());
    afterwards = std::move(applied.afterwards);
  }
  if (afterwards) afterwards();
  changed();
  return done;
}

Status DeskService::act(Applied& applied, const overlay::SaveSheet& act) {
  applied.about = act.person;
  return save_sheet(applied.transaction, applied.reading, act);
}
Status DeskService::act(Applied& applied, const overlay::SignSheet& act) {
  applied.about = act.person;
  return sign_sheet(applied.transaction, applied.reading, act);
}
Status DeskService::act(Applied& applied, const overlay::ReopenSheet& act) {
  applied.about = act.person;
  return reopen_sheet(applied.transaction, applied.reading, act);
}

Status DeskService::act(Applied& applied, const overlay::ChooseDesk& act) {
  return choose_desk(applied.transaction, applied.reading.config, applied.reading.viewer, applied.caller, applied.stage.is_demo(),
                     today_of(applied.stage.workspace()), act);
}

Status DeskService::may_switch(const Caller& caller) {
  // What is shown, is shown to all: whoever joined from elsewhere needs the right to change where figures come from.
  if (caller.kind == Caller::Kind::machine || caller.person.empty()) return {};
  RIGONG_ASSIGN(const auto view, main_->workspace().store().read());
  RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *view, main_->workspace().config(), today_of(main_->workspace())));
  if (team::reach_of(role_of(viewer), team::Deed::change_accounts) == team::Reach::team) return {};
  return fail(ErrorKind::refused, "演示会让所有人看到虚构的店铺，请由主管来打开或退出。",
              "The demo would show everybody the made-up shop; a lead begins and leaves it.");
}

Status DeskService::act(Applied& applied, const overlay::StartDemo&) {
  RIGONG_TRY(may_switch(applied.caller));
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
  RIGONG_TRY(may_switch(applied.caller));
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
  RIGONG_ASSIGN(WorkDone done, do_work(applied.transaction, applied.reading, applied.command.id, act));
  applied.words = std::move(done.words);
  applied.about = std::move(done.about);
  return {};
}

Status DeskService::act(Applied& applied, const overlay::PeopleAct& act) {
  RIGONG_ASSIGN(PeopleDone done,
                do_people(applied.transaction, applied.reading, applied.command.id, applied.caller.session, act));
  applied.words = std::move(done.words);
  applied.about = std::move(done.about);
  // A command is about what is shown; the demo may be left while its figures are still being worked out.
  applied.afterwards = [this, stage = shown(), done = std::move(done)] {
    sessions_.forget(done.shut_out);
    if (done.recount) recount_.begin(stage->workspace(), [this, stage] { changed(); });
    if (done.purge) purge_now(stage->workspace().store());
  };
  return {};
}

Status DeskService::act(Applied& applied, const overlay::PostAct& act) {
  Poster* poster = applied.stage.poster();
  RIGONG_ASSIGN(PostDone done, do_post(applied.transaction, applied.reading, applied.stage.targets(), act, applied.draft));
  applied.words = std::move(done.words);
  applied.about = std::move(done.about);
  if (poster != nullptr) applied.afterwards = [poster] { poster->wake(); };
  return {};
}

Status DeskService::act(Applied& applied, const overlay::TalkAct& act) {
  RIGONG_ASSIGN(TalkDone done, do_talk(applied.transaction, applied.reading, applied.command.id, act));
  applied.words = std::move(done.words);
  applied.about = std::move(done.about);
  return {};
}

Status DeskService::act(Applied& applied, const overlay::ReportAct& act) {
  RIGONG_ASSIGN(applied.words, do_report(applied.transaction, applied.reading, applied.command.id, act));
  return {};
}

Status DeskService::act(Applied& applied, const overlay::ChecklistAct& act) {
  RIGONG_ASSIGN(applied.about, do_checklist(applied.transaction, applied.reading, applied.command.id, act));
  return {};
}

Status DeskService::act(Applied& applied, const overlay::PeriodAct& act) {
  RIGONG_ASSIGN(PeriodDone done, do_period(applied.transaction, applied.reading, applied.command.id, act));
  applied.words = std::move(done.words);
  applied.about = std::move(done.about);
  return {};
}

void DeskService::set_address(std::string url) {
  const std::lock_guard lock(mutex_);
  address_ = std::move(url);
}

Result<overlay::NewInvitation> DeskService::invite(const Caller& caller, const overlay::Invite& invite) {
  const std::lock_guard lock(commands_);
  // Devices are let in to the shop, not to the demo that is shown over it.
  if (shown() != main_) {
    return fail(ErrorKind::refused, "现在显示的是演示。请先退出演示，再邀请同事。",
                "What is shown is the demo. Leave it first, then invite colleagues.");
  }
  Workspace& workspace = main_->workspace();
  const config::Config& config = workspace.config();
  overlay::NewInvitation made;
  {
    RIGONG_ASSIGN(const auto transaction, workspace.store().write());
    RIGONG_ASSIGN(const Viewer viewer, viewer_of(caller, *transaction, config, today_of(workspace)));
    ShopRules rules(config);
    // Invitations, as sessions, live by the machine's clock, whatever the day that is shown.
    const TimeMs now = parts_.clock->now();
    Reading reading{*transaction, rules, config, workspace.names(), viewer, workspace.clock().now()};
    RIGONG_ASSIGN(const model::Member member, may_invite(reading, invite.person));
    RIGONG_ASSIGN(const Secret token, Sessions::invite(*transaction, member.id, viewer.person, now));
    model::CommandEntry entry = log_entry("invitation.make", now, member.id, viewer.person);
    entry.place = caller.session;
    entry.acting_for = viewer.acting_for;
    RIGONG_TRY(transaction->add_command(entry));
    made.only_here = only_here(config.listen);
    std::string base = config.listen.public_url;
    if (base.empty()) {
      const std::lock_guard address(mutex_);
      base = address_;
    }
    while (!base.empty() && base.back() == '/') base.pop_back();
    // Behind the #, which browsers do not send.
    made.link = fmt::format("{}/#join={}", base, token.reveal());
    RIGONG_ASSIGN(made.qr, qr_rows(made.link));
    made.expires_at = now + kInvitationLifeMs;
    RIGONG_TRY(transaction->commit());
  }
  changed();
  return made;
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
