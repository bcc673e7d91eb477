// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/run.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <set>
#include <thread>

#include "agent/base/text.h"
#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/demo_workspace.h"
#include "agent/runtime/agent/process.h"
#include "agent/runtime/agent/remote.h"
#include "agent/runtime/private_file.h"
#include "overlay/server/launch.h"
#include "overlay/server/server.h"

namespace rigong::runtime {
namespace {

constexpr std::chrono::milliseconds kFirstLook{5 * kSecondMs};
constexpr std::chrono::milliseconds kLookEvery{DeskService::kLookEvery};
constexpr unsigned kLongestStopSeconds = 5;

// The store tells accounts apart by their names.
Status check_names(const config::Config& config) {
  std::set<std::string> names;
  for (const config::AccountSettings& account : config.connectors) {
    if (names.insert(account.name).second) continue;
    return fail(ErrorKind::wrong_use,
                fmt::format("rigong.toml 里有两个账号都叫“{}”。请给每个账号不同的 name。", one_line(account.name)),
                fmt::format("Two accounts of rigong.toml are called '{}'. Give each a name of its own.", one_line(account.name)));
  }
  return {};
}

Result<std::shared_ptr<Workspace>> open_workspace(const Command& command, const RunOptions& options) {
  if (options.what == Stage::What::demo) {
    return command.data.empty() ? open_own_demo(default_demo_dir(), *command.clock) : open_demo(command.data, *command.clock);
  }
  RIGONG_ASSIGN(config::Config config, command.config());
  RIGONG_TRY(check_names(config));
  if (!options.listen.empty()) config.listen.address = options.listen;
  return Workspace::open(command.data_folder(), std::move(config), *command.clock);
}

Result<std::unique_ptr<overlay::Server>> start_server(const RunOptions& options, const config::Config& config,
                                                      const ListenAddress& address, DeskService& service) {
  overlay::ServerOptions server;
  server.address = address.host;
  server.port = address.port;
  server.public_url = config.listen.public_url;
  server.frame_ancestors = config.listen.frame_ancestors;
  server.extensions = config.listen.extensions;
  overlay::Assets assets = overlay::built_in_assets();
  if (!options.page.empty()) {
    RIGONG_ASSIGN(assets, overlay::assets_from_folder(options.page));
  }
  auto started = overlay::Server::start(server, service, service.shown_clock(), assets);
  // Exit 3 is for a second run on one folder; another program on the port is another matter.
  if (!started && started.error().kind == ErrorKind::busy) {
    return fail(ErrorKind::unavailable, started.error().words.zh, started.error().words.en);
  }
  return started;
}

// Looks after everything every half minute, in a thread of its own.
class Keeper {
 public:
  Keeper(DeskService& service, std::filesystem::path folder)
      : service_(service), folder_(std::move(folder)), thread_([this] { run(); }) {}
  ~Keeper() { stop(); }
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  void stop() {
    stopping_.ask();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void run() {
    if (const Status begun = service_.begin(); !begun) spdlog::error("{}", one_line(begun.error().words.en));
    for (auto pause = kFirstLook; !stopping_.wait(pause); pause = kLookEvery) {
      service_.look_after();
      drop_redirect();
    }
  }
  // The file through which `rigong open` hands a code on: the code is spent or too old by the second look.
  void drop_redirect() {
    const std::filesystem::path file = folder_ / "open.html";
    std::error_code code;
    const bool there = std::filesystem::exists(file, code);
    if (there && redirect_seen_) std::filesystem::remove(file, code);
    redirect_seen_ = there && !redirect_seen_;
  }

  DeskService& service_;
  const std::filesystem::path folder_;
  Stopping stopping_;
  bool redirect_seen_ = false;
  std::thread thread_;
};

void log_to_stderr() {
  auto logger = std::make_shared<spdlog::logger>("rigong", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  spdlog::set_default_logger(std::move(logger));
}

struct Found {
  RunningAgent agent;
  std::filesystem::path folder;
};

// The agent of the data folder; where none was named, of the default one or else of the demo's.
Result<Found> running_agent(const Command& command) {
  std::vector<std::filesystem::path> folders = {command.data_folder()};
  if (command.data.empty()) folders.push_back(default_demo_dir());
  for (std::filesystem::path& folder : folders) {
    RIGONG_ASSIGN(auto agent, find_agent(folder));
    if (agent) return Found{std::move(*agent), std::move(folder)};
  }
  return fail(ErrorKind::not_found, "日拱没有在运行。请先在另一个窗口运行 rigong run（或 rigong demo）。",
              "Rigong is not running. Start 'rigong run' (or 'rigong demo') in another window first.");
}

Result<std::string> address_with_code(const RunningAgent& agent, std::string_view path) {
  RIGONG_ASSIGN(const std::string code, ask_code(agent));
  // Behind the #, which browsers do not send: the page takes it out of the address at once.
  return fmt::format("{}{}#code={}", agent.address.url, path, code);
}

}  // namespace

std::filesystem::path default_demo_dir() {
  std::filesystem::path folder = config::default_data_dir();
  folder += "-demo";
  return folder;
}

Status command_run(const Command& command, const RunOptions& options, const RunCommand& run_command) {
  prepare_process();
  log_to_stderr();
  StopSignals signals;
  RIGONG_ASSIGN(const auto workspace, open_workspace(command, options));
  const config::Config& config = workspace->config();
  const auto address = parse_listen(options.listen.empty() ? config.listen.address : options.listen);
  if (!address) {
    return fail(ErrorKind::wrong_use, "监听地址应写成 127.0.0.1:7717 这样。",
                "The address to listen on is written like 127.0.0.1:7717.");
  }
  remove_agent_files(workspace->folder());
  RIGONG_ASSIGN(Secret token, make_token_file(workspace->folder()));
  DeskService::Parts parts;
  parts.workspace = workspace;
  parts.what = options.what;
  parts.machine_token = std::move(token);
  parts.clock = command.clock;
  parts.run_command = run_command;
  RIGONG_ASSIGN(const auto service, DeskService::make(std::move(parts)));
  RIGONG_ASSIGN(const auto server, start_server(options, config, *address, *service));
  const std::string url = local_url(*address, server->port());
  service->set_address(url);
  RIGONG_TRY(write_agent_file(workspace->folder(), {url, process_id()}));
  *command.out << url << "/\n" << std::flush;
  command.tell({"日拱已启动。用 rigong open 打开页面，Ctrl-C 结束。",
                "Rigong is running. Open the page with 'rigong open'; Ctrl-C ends it."});

  service->listen([&] { server->notify(); });
  Keeper keeper(*service, workspace->folder());
  signals.wait();

  end_within_seconds(kLongestStopSeconds);
  workspace->stopping().ask();
  service->listen({});
  server->stop();
  service->stop();
  keeper.stop();
  remove_agent_files(workspace->folder());
  return {};
}

Status command_open(const Command& command, const std::filesystem::path& browser) {
  RIGONG_ASSIGN(const Found found, running_agent(command));
  RIGONG_ASSIGN(const std::string address, address_with_code(found.agent, overlay::kLaunchPath));
  const std::filesystem::path file = found.folder / "open.html";
  RIGONG_TRY(write_private(file, fmt::format("<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" "
                                             "content=\"no-referrer\"><meta http-equiv=\"refresh\" content=\"0;url={}\">"
                                             "<title>Rigong</title></head></html>\n",
                                             address)));
  return open_in_browser(file, browser);
}

Status command_url(const Command& command) {
  RIGONG_ASSIGN(const Found found, running_agent(command));
  RIGONG_ASSIGN(const std::string address, address_with_code(found.agent, "/"));
  *command.out << address << '\n';
  return {};
}

}  // namespace rigong::runtime
