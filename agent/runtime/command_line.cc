// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "agent/base/path_text.h"
#include "agent/base/time_text.h"
#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/remote.h"
#include "agent/runtime/agent/run.h"
#include "agent/runtime/command.h"
#include "agent/runtime/output_pieces.h"

namespace rigong::runtime {
namespace {

// Options as they are typed; turned into what the commands take once all are read.
struct Typed {
  std::string config, data, format = "table", language;
  std::string from, to, by = "day", rep, shop, source, preset, now;
  std::vector<std::string> input, files, map;
  std::string id, name, group, of, role, account, figure, scope, file, what, listen, page, browser;
  double value = 0;
  bool dry_run = false, repair = false, discard = false, in_public = false;
};

class Line {
 public:
  explicit Line(const Surroundings& around) : around_(around) { build(); }

  int run(std::vector<std::string> arguments) {
    arguments_ = arguments;
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them last first.
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error, around_.out, around_.err);
      prepare_language();
      command_.tell({"用法有误：" + std::string(error.what()) + "。用 rigong --help 查看用法。",
                     "Wrong use: " + std::string(error.what()) + ". 'rigong --help' shows how."});
      return kWrongUse;
    }
    const Status status = run_chosen();
    if (status) return exit_code_;
    if (status.error().kind != ErrorKind::cancelled) command_.tell(status.error().words);
    switch (status.error().kind) {
      case ErrorKind::wrong_use:
        return kWrongUse;
      case ErrorKind::busy:
        return kAlreadyRunning;
      default:
        return kFailed;
    }
  }

 private:
  void build() {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.set_help_flag("-h,--help", "使用说明 | Show this help");
    app_.add_option("--config", typed_.config, "设置文件 | Settings file (default: DATA/rigong.toml)");
    app_.add_option("--data", typed_.data, "数据目录 | Data folder (default: $RIGONG_DATA or the user's data folder)");
    app_.add_option("--lang", typed_.language, "zh 或 en | Language of messages and tables")->check(CLI::IsMember({"zh", "en"}));

    CLI::App* figures = add("figures", "每人每天的指标 | Figures per rep and day", [this] {
      return with_figures([this](const FiguresOptions& options) { return command_figures(command_, options); });
    });
    range_options(figures);
    figures->add_option("--by", typed_.by, "day|week|month|range")->check(CLI::IsMember({"day", "week", "month", "range"}));
    figures->add_option("--source", typed_.source, "own 或平台名 | own, or a platform");
    CLI::App* turns = add("turns", "指标背后的一问一答 | The turns behind the figures", [this] {
      return with_figures([this](const FiguresOptions& options) { return command_turns(command_, options); });
    });
    range_options(turns);

    CLI::App* talk = add("one-on-one", "每周一对一面谈页 | The page of the weekly 1-on-1", [this] { return with_one_on_one(); });
    talk->add_option("--rep", typed_.rep, "客服，不写为所有人 | Rep; everybody without it");
    talk->add_option("--group", typed_.group, "小组 | Group");
    talk->add_option("--week", typed_.from, "那一周的任意一天，不写为上周 | Any day of the week; last week without it");
    talk->add_option("--format", typed_.format, "text|markdown|html|json")
        ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
    CLI::App* report =
        add("report", "团队周报、月报和部门监督报告 | A week's or month's report", [this] { return with_report(); });
    report->add_option("--of", typed_.of, "team|departments")->check(CLI::IsMember({"team", "departments"}));
    report->add_option("--by", typed_.by, "week|month，不写为 month | month without it")->check(CLI::IsMember({"week", "month"}));
    report->add_option("--day", typed_.from,
                       "其中一天，不写为最近过完的一期 | Any day of the period; the last that is over without it");
    report->add_option("--group", typed_.group, "小组 | Group");
    report->add_option("--format", typed_.format, "text|markdown|html|csv|json|xlsx")
        ->check(CLI::IsMember({"text", "markdown", "html", "csv", "json", "xlsx"}));
    report->add_option("--output", typed_.file, "写到这个文件；xlsx 必须写 | Write to this file; needed for xlsx");
    CLI::App* ranking = add("ranking", "小组榜单 | The group's ranking", [this] { return with_ranking(); });
    ranking->add_option("--by", typed_.by, "day|week|month")->check(CLI::IsMember({"day", "week", "month"}));
    ranking->add_option("--day", typed_.from, "其中一天，不写为昨天 | Any day of the period; yesterday without it");
    ranking->add_option("--group", typed_.group, "小组 | Group");
    ranking->add_option("--shop", typed_.shop, "只看一个店铺 | One shop only");
    ranking->add_flag("--public", typed_.in_public, "只看发到群里的 | Only what goes to the group");
    ranking->add_option("--format", typed_.format, "text|markdown|html|json")
        ->check(CLI::IsMember({"text", "markdown", "html", "json"}));

    CLI::App* post = add_writing(
        "post", "把到时候的榜单发到群里 | Post what is due to the groups", [this] { return with_post(); }, nullptr,
        [this] { return !typed_.dry_run; });
    post->add_flag("--dry-run", typed_.dry_run, "只看会发什么，不发 | Only show what would go out");
    post_by_ = post->add_option("--by", typed_.by, "day|week|month，只用于 --dry-run | Of --dry-run alone")
                   ->check(CLI::IsMember({"day", "week", "month"}));
    post->add_option("--day", typed_.from,
                     "其中一天，不写为昨天；只用于 --dry-run | Any day of the period; yesterday without it; of --dry-run alone");

    post->add_option("--picture", typed_.file,
                     "把榜单图写到这个文件；只用于 --dry-run | Write the picture there; of --dry-run alone");

    CLI::App* import = add_writing(
        "import", "导入文件 | Bring files in", [this] { return import_files(); }, nullptr, [this] { return !typed_.dry_run; });
    import->add_option("files", typed_.files, "CSV, JSON Lines, XLSX")->required();
    import->add_option("--shop", typed_.shop, "店铺 | Shop the data belong to");
    import->add_option("--preset", typed_.preset, "文件种类，缺省自动识别 | Kind of file (default: recognised)");
    import->add_option("--map", typed_.map, "COLUMN=FIELD")->allow_extra_args(false);
    import->add_flag("--dry-run", typed_.dry_run, "只看不写 | Show what is understood, store nothing");

    build_people();
    build_store();
  }

  void build_people() {
    CLI::App* member = app_.add_subcommand("member", "成员与账号 | Members and their accounts");
    member->require_subcommand(1);
    format_option(add(
        "list", "列出成员 | List members", [this] { return command_member_list(command_); }, member));
    CLI::App* set = add_writing(
        "set", "添加或修改 | Add or change", [this] { return with_member(command_member_set); }, member);
    set->add_option("id", typed_.id)->required();
    set->add_option("--name", typed_.name, "姓名 | Name");
    set->add_option("--group", typed_.group, "组：售前、售后、电话… | Group");
    set->add_option(
           "--role", typed_.role,
           "rep 客服、lead 组长（看得到全组）、admin 管理员（管成员，看不到指标）、reader 只读 | A lead sees everybody, an "
           "admin looks after people, a reader looks and does nothing")
        ->check(CLI::IsMember({"rep", "lead", "admin", "reader"}));
    set->add_option("--from", typed_.from, "入职日 | First day");
    CLI::App* map = add_writing(
        "map", "平台客服归到成员 | This platform rep is that member", [this] { return with_member(command_member_map); }, member);
    map->add_option("id", typed_.id)->required();
    map->add_option("--rep", typed_.rep, "平台的客服名 | The platform's rep id")->required();
    map->add_option("--account", typed_.account, "账号名 | Account, where there are several");
    map->add_option("--from", typed_.from, "起始日 | First day");
    map->add_option("--to", typed_.to, "截止日 | Last day");
    CLI::App* leave = add_writing(
        "leave", "离职，数据保留 | Left; the history stays", [this] { return with_member(command_member_leave); }, member);
    leave->add_option("id", typed_.id)->required();
    leave->add_option("--to,--on", typed_.to, "最后一天 | Last day")->required();

    CLI::App* invite = add_writing(
        "invite", "邀请：打印一次性链接和二维码 | Print a one-time link and its QR code",
        [this] { return with_member(command_member_invite); }, member);
    invite->add_option("id", typed_.id)->required();

    CLI::App* token = app_.add_subcommand("token", "已登录的设备 | Devices that are signed in");
    token->require_subcommand(1);
    format_option(add(
        "list", "列出设备 | List devices", [this] { return command_token_list(command_); }, token));
    add_writing(
        "end", "让设备退出登录 | Shut a device out", [this] { return command_token_end(command_, typed_.id); }, token)
        ->add_option("id", typed_.id)
        ->required();

    CLI::App* target = app_.add_subcommand("target", "目标 | Targets");
    target->require_subcommand(1);
    format_option(add(
        "list", "列出目标 | List targets", [this] { return command_target_list(command_); }, target));
    CLI::App* put = add_writing(
        "set", "设目标 | Set a target", [this] { return with_target(command_target_set); }, target);
    CLI::App* remove = add_writing(
        "remove", "删目标 | Remove a target", [this] { return with_target(command_target_remove); }, target);
    put->add_option("figure", typed_.figure, "指标的英文名 | A figure's JSON name")->required();
    put->add_option("value", typed_.value)->required();
    remove->add_option("figure", typed_.figure)->required();
    for (CLI::App* each : {put, remove}) {
      each->add_option("--scope", typed_.scope, "group:售前, stage:newcomer, member:ID；缺省为全体 | Default: everybody");
      each->add_option("--from", typed_.from, "从哪天起，缺省今天 | In force from (default: today)");
      each->add_option("--to", typed_.to, "到哪天 | Until");
    }
  }

  void build_store() {
    CLI::App* backup =
        add_writing("backup", "备份 | Back up", [this] { return command_backup(command_, path_from_utf8(typed_.file)); });
    backup->add_option("file", typed_.file)->required();
    CLI::App* restore =
        add("restore", "恢复备份 | Restore a backup", [this] { return command_restore(command_, path_from_utf8(typed_.file)); });
    restore->add_option("file", typed_.file)->required();
    CLI::App* doctor = add_writing(
        "doctor", "检查数据 | Examine the data", [this] { return command_doctor(command_, typed_.repair); }, nullptr,
        [this] { return typed_.repair; });
    doctor->add_flag("--repair", typed_.repair, "补算未完成的 | Also finish what is pending");
    format_option(doctor);
    CLI::App* export_data = add_writing(
        "export", "导出 | Export",
        [this] {
          if (export_format_->count() == 0) command_.format = Format::csv;
          return with_figures(
              [this](const FiguresOptions& options) { return command_export(command_, typed_.what, options, typed_.discard); });
        },
        nullptr, [this] { return typed_.discard; });
    export_data->add_option("what", typed_.what, "figures|turns|rejected")
        ->required()
        ->check(CLI::IsMember({"figures", "turns", "rejected"}));
    export_data->add_flag("--discard", typed_.discard, "导出后删除问题行 | Drop the rejected rows once written out");
    export_format_ = range_options(export_data);
    CLI::App* connectors = app_.add_subcommand("connectors", "连接器 | Connectors");
    connectors->require_subcommand(1);
    format_option(add(
        "list", "能接哪些平台 | The kinds of source", [this] { return command_connectors(command_); }, connectors));
    CLI::App* check = add(
        "check", "每个账号试读一次 | Ask each account once",
        [this] { return command_connectors_check(command_, typed_.account); }, connectors);
    check->add_option("account", typed_.account, "只试这一个 | This account only");
    format_option(check);
    build_agent();
    add("version", "版本 | Version", [this] { return command_version(command_); });
  }

  void build_agent() {
    for (const Stage::What what : {Stage::What::shop, Stage::What::demo}) {
      const bool demo = what == Stage::What::demo;
      CLI::App* run = add(demo ? "demo" : "run",
                          demo ? "演示：一家编出来的店 | A made-up shop" : "运行：取数并提供页面 | Fetch and serve the page",
                          [this, what] { return run_agent(what); });
      run->add_option("--listen", typed_.listen, "监听地址 | Address to listen on (default 127.0.0.1:7717)");
      run->add_option("--page", typed_.page, "从文件夹读取页面 | The page's files from a folder")->group("");
    }
    CLI::App* open =
        add("open", "打开页面 | Open the page", [this] { return command_open(command_, path_from_utf8(typed_.browser)); });
    open->add_option("--browser", typed_.browser, "用这个浏览器 | With this browser");
    add("url", "打印页面网址和一次性代码 | Print the page's address with a one-time code",
        [this] { return command_url(command_); });
  }

  CLI::App* add(const std::string& name, const std::string& help, std::function<Status()> action, CLI::App* parent = nullptr,
                std::function<bool()> writes = {}) {
    CLI::App* command = (parent == nullptr ? &app_ : parent)->add_subcommand(name, help);
    command->callback([this, action = std::move(action), writes = std::move(writes)] {
      chosen_ = action;
      writes_ = writes;
    });
    return command;
  }
  // One that writes into the data folder, and so is carried out by the agent where one has it open.
  CLI::App* add_writing(
      const std::string& name, const std::string& help, std::function<Status()> action, CLI::App* parent = nullptr,
      std::function<bool()> writes = [] { return true; }) {
    return add(name, help, std::move(action), parent, std::move(writes));
  }
  CLI::Option* format_option(CLI::App* command) {
    return command->add_option("--format", typed_.format, "table|csv|json")->check(CLI::IsMember({"table", "csv", "json"}));
  }
  CLI::Option* range_options(CLI::App* command) {
    command->add_option("--from", typed_.from, "起始日 | First shop day, e.g. 2026-11-01");
    command->add_option("--to", typed_.to, "截止日（含） | Last shop day, included");
    command->add_option("--rep", typed_.rep, "只看一位客服 | One rep only");
    command->add_option("--shop", typed_.shop, "只看一个店铺 | One shop only");
    command->add_option("--input", typed_.input, "直接算消息文件，不存储 | Message files, used without storing")
        ->allow_extra_args(false);
    command->add_option("--preset", typed_.preset, "文件种类 | Kind of the input file");
    command->add_option("--map", typed_.map, "COLUMN=FIELD")->allow_extra_args(false);
    command->add_option("--now", typed_.now, "以此刻为准 | As seen at this time");
    return format_option(command);
  }

  void prepare_language() {
    command_.out = &around_.out;
    command_.err = &around_.err;
    command_.err_is_terminal = around_.err_is_terminal;
    command_.clock = &around_.clock;
    const bool english = typed_.language.empty() ? around_.language.rfind("en", 0) == 0 : typed_.language == "en";
    command_.language = english ? Language::en : Language::zh;
    command_.config_file = path_from_utf8(typed_.config);
    command_.data = path_from_utf8(typed_.data);
    command_.inside = around_.inside;
    command_.base = around_.base;
    command_.stopped = around_.stopped;
  }

  Status run_chosen() {
    prepare_language();
    set_format();
    const bool writes = writes_ && writes_();
    if (around_.inside != nullptr && !writes) {
      return fail(ErrorKind::wrong_use, "这个命令不在运行中的日拱里执行。",
                  "This command is not one that a running Rigong carries out.");
    }
    if (around_.inside == nullptr && writes) {
      RIGONG_ASSIGN(const auto agent, find_agent(command_.data_folder()));
      if (agent) return run_there(*agent);
    }
    return chosen_();
  }

  // Whoever has the data folder open is the one who writes.
  Status run_there(const RunningAgent& agent) {
    std::error_code code;
    const overlay::Run run{arguments_, path_text(std::filesystem::current_path(code)),
                           command_.language == Language::zh ? "zh" : "en", around_.err_is_terminal};
    RIGONG_ASSIGN(exit_code_, run_remotely(agent, run, around_.out, around_.err));
    return {};
  }

  void set_format() {
    command_.format = typed_.format == "csv" ? Format::csv : typed_.format == "json" ? Format::json : Format::table;
  }

  static Result<std::optional<Day>> day(const std::string& text) {
    if (text.empty()) return std::optional<Day>();
    const auto parsed = parse_day(text);
    if (parsed) return parsed;
    return fail(ErrorKind::wrong_use, "“" + text + "”不是日期，请写成 2026-11-22 这样。",
                "'" + text + "' is not a day; write it like 2026-11-22.");
  }

  Result<std::vector<std::pair<std::string, std::string>>> mapping() const {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string& text : typed_.map) {
      const auto equals = text.rfind('=');
      if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) {
        return fail(ErrorKind::wrong_use, "--map 要写成 列名=字段，例如 --map 客服=agent_id，而不是“" + text + "”。",
                    "--map is written COLUMN=FIELD, such as --map seller=agent_id, not '" + text + "'.");
      }
      pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return pairs;
  }

  template <class Run>
  Status with_figures(Run run) {
    FiguresOptions options;
    RIGONG_ASSIGN(options.from, day(typed_.from));
    RIGONG_ASSIGN(options.to, day(typed_.to));
    RIGONG_ASSIGN(options.map, mapping());
    options.period = typed_.by == "week"    ? Period::week
                     : typed_.by == "month" ? Period::month
                     : typed_.by == "range" ? Period::range
                                            : Period::day;
    options.rep = typed_.rep;
    options.shop = typed_.shop;
    options.source = typed_.source;
    options.preset = typed_.preset;
    for (const std::string& input : typed_.input) options.input.push_back(path_from_utf8(input));
    if (!typed_.now.empty()) {
      RIGONG_ASSIGN(const config::Config config, command_.config());
      RIGONG_ASSIGN(const ShopCalendar calendar, ShopCalendar::make(config.shop.calendar));
      options.now = parse_time(typed_.now, calendar);
      if (!options.now) {
        return fail(ErrorKind::wrong_use, "--now “" + typed_.now + "”不是时间，请写成 2026-11-22T10:00:00+08:00 这样。",
                    "--now '" + typed_.now + "' is not a time; write it like 2026-11-22T10:00:00+08:00.");
      }
    }
    return run(options);
  }

  [[nodiscard]] overlay::RankBy rank_by() const {
    return typed_.by == "week" ? overlay::RankBy::week : typed_.by == "month" ? overlay::RankBy::month : overlay::RankBy::day;
  }

  Status with_post() {
    PostOptions options;
    options.dry_run = typed_.dry_run;
    if (post_by_->count() > 0) options.by = rank_by();
    RIGONG_ASSIGN(options.day, day(typed_.from));
    options.picture = path_from_utf8(typed_.file);
    return command_post(command_, options);
  }

  [[nodiscard]] ReportForm report_form() const {
    return typed_.format == "markdown" ? ReportForm::markdown
           : typed_.format == "html"   ? ReportForm::html
           : typed_.format == "json"   ? ReportForm::json
                                       : ReportForm::text;
  }

  Status with_one_on_one() {
    OneOnOneOptions options;
    options.rep = typed_.rep;
    options.group = typed_.group;
    RIGONG_ASSIGN(options.week, day(typed_.from));
    options.form = report_form();
    return command_one_on_one(command_, options);
  }

  Status with_report() {
    ReportOptions options;
    if (typed_.of == "departments") options.of = overlay::ReportOf::departments;
    options.group = typed_.group;
    if (typed_.by == "week") options.by = overlay::RankBy::week;
    RIGONG_ASSIGN(options.day, day(typed_.from));
    options.form = typed_.format;
    options.output = path_from_utf8(typed_.file);
    return command_report(command_, options);
  }

  Status with_ranking() {
    RankingOptions options;
    options.group = typed_.group;
    options.shop = typed_.shop;
    options.by = rank_by();
    RIGONG_ASSIGN(options.day, day(typed_.from));
    options.form = report_form();
    options.in_public = typed_.in_public;
    return command_ranking(command_, options);
  }

  Status import_files() {
    ImportOptions options;
    for (const std::string& file : typed_.files) options.files.push_back(path_from_utf8(file));
    options.shop = typed_.shop;
    options.preset = typed_.preset;
    RIGONG_ASSIGN(options.map, mapping());
    options.dry_run = typed_.dry_run;
    return command_import(command_, options);
  }

  Status with_member(Status (*act)(const Command&, const MemberOptions&)) {
    MemberOptions options;
    options.id = typed_.id;
    options.name = typed_.name;
    options.group = typed_.group;
    options.account = typed_.account;
    options.rep = typed_.rep;
    static const std::map<std::string, model::MemberRole> kRoles{{"rep", model::MemberRole::rep},
                                                                 {"lead", model::MemberRole::lead},
                                                                 {"admin", model::MemberRole::admin},
                                                                 {"reader", model::MemberRole::reader}};
    if (const auto role = kRoles.find(typed_.role); role != kRoles.end()) options.role = role->second;
    RIGONG_ASSIGN(options.from, day(typed_.from));
    RIGONG_ASSIGN(options.to, day(typed_.to));
    return act(command_, options);
  }

  Status with_target(Status (*act)(const Command&, const model::Target&)) {
    model::Target target;
    target.figure = typed_.figure;
    target.value = typed_.value;
    target.scope = typed_.scope;
    RIGONG_ASSIGN(const auto from, day(typed_.from));
    RIGONG_ASSIGN(target.to, day(typed_.to));
    if (from) {
      target.from = *from;
    } else {
      RIGONG_ASSIGN(const config::Config config, command_.config());
      RIGONG_ASSIGN(const ShopCalendar calendar, ShopCalendar::make(config.shop.calendar));
      target.from = calendar.day_of(around_.clock.now());
    }
    return act(command_, target);
  }

  Status run_agent(Stage::What what) {
    RunOptions options;
    options.what = what;
    options.listen = typed_.listen;
    options.page = path_from_utf8(typed_.page);
    return command_run(command_, options, run_inside(around_.clock));
  }

  const Surroundings& around_;
  Typed typed_;
  std::vector<std::string> arguments_;
  int exit_code_ = kDone;
  std::function<bool()> writes_;
  Command command_;
  CLI::App app_{"日拱 Rigong：客服每日自检指标 | daily self-check figures for customer-service teams", "rigong"};
  CLI::Option* export_format_ = nullptr;
  CLI::Option* post_by_ = nullptr;
  std::function<Status()> chosen_;
};

}  // namespace

RunCommand run_inside(const Clock& clock) {
  return [&clock](const overlay::Run& run, const OpenStore& open, const std::function<bool()>& stopped,
                  const std::function<bool(overlay::RunOutput, std::string_view)>& write) {
    OutputPieces out([&](std::string_view text) { return write(overlay::RunOutput::out, text); });
    OutputPieces err([&](std::string_view text) { return write(overlay::RunOutput::err, text); });
    Surroundings around{out.stream(), err.stream(), run.terminal, run.language, clock};
    around.inside = &open;
    around.base = path_from_utf8(run.folder);
    around.stopped = stopped;
    const int exit = run_command_line(run.arguments, around);
    out.stream().flush();
    err.stream().flush();
    return exit;
  };
}

int run_command_line(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  Line line(surroundings);
  return line.run(arguments);
}

}  // namespace rigong::runtime
