// SPDX-License-Identifier: Apache-2.0
#ifndef _WIN32
#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "agent/base/path_text.h"
#include "agent/runtime/agent/process.h"

namespace rigong::runtime {
namespace {

namespace fs = std::filesystem;

constexpr rlim_t kOpenFiles = 16'384;

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

// Whole paths: what somebody puts into $PATH is not started.
constexpr std::array<const char*, 9> kAppBrowsers = {"/usr/bin/chromium",
                                                     "/usr/bin/chromium-browser",
                                                     "/usr/bin/google-chrome",
                                                     "/usr/bin/google-chrome-stable",
                                                     "/usr/bin/microsoft-edge",
                                                     "/opt/google/chrome/chrome",
                                                     "/snap/bin/chromium",
                                                     "/usr/local/bin/chromium",
                                                     "/usr/bin/microsoft-edge-stable"};
constexpr const char* kOpener = "/usr/bin/xdg-open";

// What a browser needs to find its screen and its home; nothing that would load foreign code into it.
constexpr std::array<const char*, 13> kKeptVariables = {"HOME",
                                                        "USER",
                                                        "LOGNAME",
                                                        "LANG",
                                                        "LC_ALL",
                                                        "DISPLAY",
                                                        "WAYLAND_DISPLAY",
                                                        "XAUTHORITY",
                                                        "XDG_RUNTIME_DIR",
                                                        "XDG_CURRENT_DESKTOP",
                                                        "XDG_SESSION_TYPE",
                                                        "DBUS_SESSION_BUS_ADDRESS",
                                                        "XDG_DATA_DIRS"};

Status start(std::vector<std::string> arguments) {
  std::vector<std::string> variables = {"PATH=/usr/local/bin:/usr/bin:/bin"};
  for (const char* name : kKeptVariables) {
    if (const char* value = std::getenv(name); value != nullptr) variables.push_back(std::string(name) + "=" + value);
  }
  std::vector<char*> argv;
  std::vector<char*> environment;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  for (std::string& variable : variables) environment.push_back(variable.data());
  argv.push_back(nullptr);
  environment.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int descriptor : {0, 1, 2}) posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  pid_t child = 0;
  const int code = ::posix_spawn(&child, argv[0], &files, &attributes, argv.data(), environment.data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (code == 0) return {};
  return fail(ErrorKind::not_found, "浏览器没有启动。请用 rigong url 取得网址，自己打开。",
              "The browser did not start. Get the address with 'rigong url' and open it yourself.");
}

}  // namespace

void prepare_process() {
  ::prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  std::signal(SIGPIPE, SIG_IGN);
  // Each account that is being asked has a connection and, for a moment, the store's file open: a thousand of them have more than
  // the 1,024 that a program begins with.
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < kOpenFiles) {
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, kOpenFiles);
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
#ifdef __GLIBC__
  // A pool for each thread would keep what only one of them needs.
  ::mallopt(M_ARENA_MAX, 2);
#endif
}

StopSignals::StopSignals() {
  const sigset_t set = stop_signals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

StopSignals::~StopSignals() = default;

void StopSignals::wait() {
  const sigset_t set = stop_signals();
  int number = 0;
  while (::sigwait(&set, &number) != 0) {
  }
  ::pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void end_within_seconds(unsigned seconds) { ::alarm(seconds); }

void give_back_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

long process_id() { return static_cast<long>(::getpid()); }

Status open_in_browser(const fs::path& file, const fs::path& browser) {
  const std::string address = "file://" + path_text(fs::absolute(file));
  if (!browser.empty()) return start({path_text(fs::absolute(browser)), "--app=" + address});
  for (const char* program : kAppBrowsers) {
    if (::access(program, X_OK) == 0) return start({program, "--app=" + address});
  }
  if (::access(kOpener, X_OK) == 0) return start({kOpener, path_text(fs::absolute(file))});
  return fail(ErrorKind::not_found, "没有找到浏览器。请用 rigong url 取得网址，自己打开。",
              "No browser was found. Get the address with 'rigong url' and open it yourself.");
}

}  // namespace rigong::runtime
#endif
