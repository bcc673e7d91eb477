// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "agent/base/text.h"
#include "agent/runtime/agent/account_check.h"
#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/page_accounts.h"
#include "agent/runtime/agent/remote.h"
#include "agent/runtime/command.h"
#include "agent/runtime/shop_rules.h"
#include "connectors/kit/json.h"

namespace rigong::runtime {
namespace {

struct Listed {
  config::AccountSettings settings;
  bool fixed = true;  // Of rigong.toml.
};

// How the running agent fares with an account.
struct Running {
  std::optional<std::int64_t> last_success_at, caught_up_at, next_poll_at, last_message_at, calls_left, calls_today;
};

// Those of the page are in the store, which need not be there yet: rigong.toml is best tried before the first run.
Result<std::vector<Listed>> all_accounts(const Command& command, const config::Config& config) {
  std::vector<Listed> all;
  for (const config::AccountSettings& settings : config.connectors) all.push_back({settings, true});
  const auto open = open_for(command, FolderUse::read);
  if (!open && open.error().kind == ErrorKind::not_found) return all;
  if (!open) return fail(open.error());
  RIGONG_ASSIGN(const auto view, open->store->read());
  RIGONG_ASSIGN(const auto forms, page_accounts(*view, open->folder->path()));
  for (const config::AccountForm& form : forms) {
    RIGONG_ASSIGN(config::AccountSettings settings, config::read_form(form, connectors::all()));
    all.push_back({std::move(settings), false});
  }
  return all;
}

// By the account's name; empty where no agent runs or it does not answer: the test calls go on without it.
std::map<std::string, Running> running_accounts(const std::filesystem::path& folder) {
  std::map<std::string, Running> all;
  const auto agent = find_agent(folder);
  if (!agent || !*agent) return all;
  const auto text = ask_accounts(**agent);
  const auto document = text ? connectors::parse_json(*text, "agent") : tl::unexpected<Error>(text.error());
  const rapidjson::Value* accounts = document ? connectors::member(*document, "accounts") : nullptr;
  if (accounts == nullptr || !accounts->IsArray()) return all;
  for (const auto& each : accounts->GetArray()) {
    all[connectors::text_of(each, "name").value_or("")] = {
        connectors::whole_of(each, "last_success_at"), connectors::whole_of(each, "caught_up_at"),
        connectors::whole_of(each, "next_poll_at"),    connectors::whole_of(each, "last_message_at"),
        connectors::whole_of(each, "calls_left"),      connectors::whole_of(each, "calls_today")};
  }
  return all;
}

std::string joined(const std::vector<Words>& all, Language language) {
  std::string text;
  for (const Words& words : all) {
    if (!text.empty()) text += language == Language::zh ? "；" : "; ";
    text += say(words, language);
  }
  return text;
}

// "消息 120、评价 3": what came of each kind.
std::string found_text(const overlay::FoundRecords& found, Language language) {
  const std::pair<std::int64_t, Words> kinds[] = {
      {found.messages, {"消息", "messages"}},     {found.assignments, {"分配", "assignments"}},
      {found.ratings, {"评价", "ratings"}},       {found.orders, {"订单", "orders"}},
      {found.shifts, {"班次", "shifts"}},         {found.days, {"现成日报", "ready days"}},
      {found.reps, {"客服名单", "reps by name"}}, {found.rejected, {"看不懂的", "not understood"}},
  };
  std::string text;
  for (const auto& [count, words] : kinds) {
    if (count == 0) continue;
    if (!text.empty()) text += language == Language::zh ? "，" : ", ";
    text += fmt::format("{} {}", say(words, language), count);
  }
  return text;
}

Cell cell_of(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

class Report {
 public:
  Report(const Command& command, const config::Config& config) : command_(command), rules_(config), now_(command.clock->now()) {
    table_.columns = {{"account", {"账号", "account"}, Show::plain, Align::left},
                      {"type", {"类型", "type"}, Show::plain, Align::left},
                      {"shop", {"店铺", "shop"}, Show::plain, Align::left},
                      {"origin", {"设置在", "set in"}, Show::plain, Align::left},
                      {"readable", {"可读", "readable"}, Show::plain, Align::left},
                      {"problem", {"问题", "problem"}, Show::plain, Align::left},
                      {"reading", {"能读", "gives"}, Show::plain, Align::left},
                      {"lacking", {"缺少", "lacks"}, Show::plain, Align::left},
                      {"found", {"试读到", "came"}, Show::plain, Align::left},
                      {"calls_left", {"今日剩余次数", "calls left today"}},
                      {"calls_today", {"今日已调用", "calls today"}},
                      {"last_success_at", {"上次成功", "last success"}, Show::moment, Align::left},
                      {"lag_ms", {"数据落后(秒)", "lag (s)"}, Show::seconds},
                      {"next_poll_at", {"下次读取", "next poll"}, Show::moment, Align::left},
                      {"last_message_at", {"最近消息", "last message"}, Show::moment, Align::left}};
  }

  void add(const Listed& listed, const overlay::AccountCheck& check, const Running& running) {
    const Language language = command_.language;
    const config::AccountSettings& settings = listed.settings;
    const std::string shop = settings.shop;
    const auto moment = [&](const std::optional<std::int64_t>& at) { return at ? Cell(rules_.calendar(shop).iso(*at)) : Cell(); };
    const std::optional<std::int64_t> left = check.calls_left ? check.calls_left : running.calls_left;
    table_.rows.push_back({settings.name, settings.type, shop, std::string(listed.fixed ? "rigong.toml" : "page"),
                           !check.problem.has_value(), cell_of(check.problem ? say(*check.problem, language) : ""),
                           cell_of(joined(check.reading, language)), cell_of(joined(check.lacking, language)),
                           cell_of(found_text(check.found, language)), left ? Cell(*left) : Cell(),
                           running.calls_today ? Cell(*running.calls_today) : Cell(), moment(running.last_success_at),
                           running.caught_up_at ? Cell(std::max<std::int64_t>(0, now_ - *running.caught_up_at)) : Cell(),
                           moment(running.next_poll_at), moment(running.last_message_at)});
    if (command_.format == Format::table) tell(settings, listed.fixed);
  }
  void finish() const {
    if (command_.format != Format::table) command_.print(table_);
  }

 private:
  // A person gets a few lines an account: sentences make no good columns.
  void tell(const config::AccountSettings& settings, bool fixed) const {
    const std::vector<Cell>& row = table_.rows.back();
    std::ostream& out = *command_.out;
    out << one_line(settings.name) << "  " << settings.type
        << (fixed ? "" : say({"  （页面上添加）", "  (added on the page)"}, command_.language)) << '\n';
    for (std::size_t i = 5; i < row.size(); ++i) {
      std::string text;
      if (const auto* words = std::get_if<std::string>(&row[i])) text = *words;
      if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
        const bool seconds = table_.columns[i].show == Show::seconds;
        text = seconds ? fmt::format("{:.1f}", static_cast<double>(*number) / kSecondMs) : std::to_string(*number);
      }
      if (!text.empty()) out << "  " << say(table_.columns[i].title, command_.language) << ": " << one_line(text) << '\n';
    }
    out << std::flush;
  }

  const Command& command_;
  ShopRules rules_;
  const TimeMs now_;
  Table table_;
};

}  // namespace

Status command_connectors(const Command& command) {
  Table table;
  table.columns = {{"type", {"类型", "type"}, Show::plain, Align::left},
                   {"title_zh", {"名称", "title (Chinese)"}, Show::plain, Align::left},
                   {"title_en", {"英文名称", "title"}, Show::plain, Align::left},
                   {"options", {"设置项", "options"}, Show::plain, Align::left}};
  for (const connectors::Definition* definition : connectors::all()) {
    std::string options;
    for (const auto& option : definition->options) options += (options.empty() ? "" : ", ") + std::string(option.name);
    table.rows.push_back(
        {std::string(definition->type), std::string(definition->title_zh), std::string(definition->title_en), options});
  }
  command.print(table);
  return {};
}

Status command_connectors_check(const Command& command, const std::string& name) {
  RIGONG_ASSIGN(const config::Config config, command.config());
  RIGONG_ASSIGN(auto accounts, all_accounts(command, config));
  const std::filesystem::path folder = command.data_folder();
  // A platform may renew a token, which must be kept.
  std::error_code code;
  if (!std::filesystem::exists(folder, code)) RIGONG_TRY(DataFolder::open(folder, FolderUse::write));
  if (!name.empty()) std::erase_if(accounts, [&](const Listed& each) { return each.settings.name != name; });
  if (accounts.empty()) {
    if (!name.empty()) {
      return fail(ErrorKind::not_found, "没有这个账号。用 rigong connectors check 查看全部。",
                  "There is no such account. 'rigong connectors check' shows all.");
    }
    command.tell({"还没有账号。在页面的“数据来源”里添加，或写进 rigong.toml。",
                  "There are no accounts yet. Add one on the page (Sources) or in rigong.toml."});
  }
  const auto running = running_accounts(folder);
  Report report(command, config);
  bool all_readable = true;
  for (const Listed& listed : accounts) {
    const overlay::AccountCheck check = check_account({config, folder, *command.clock, command.stopped}, listed.settings);
    const auto state = running.find(listed.settings.name);
    report.add(listed, check, state == running.end() ? Running{} : state->second);
    all_readable = all_readable && !check.problem;
    if (!command.goes_on()) return fail(ErrorKind::cancelled, "已停止。", "Stopped.");
  }
  report.finish();
  if (all_readable) return {};
  return fail(ErrorKind::unavailable, "有账号读不到，见上。", "An account cannot be read; see above.");
}

}  // namespace rigong::runtime
