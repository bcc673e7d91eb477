// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgres_server.h"

#ifdef RIGONG_POSTGRES

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <pqxx/pqxx>
#include <thread>
#include <vector>

#include "agent/base/ids.h"

namespace rigong::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root; then it runs as nobody. Returns in the child only where it cannot be started.
pid_t start(const std::vector<std::string>& command, const fs::path& log) {
  std::vector<std::string> words;
  if (::geteuid() == 0) {
    words = {"/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--pdeathsig=QUIT"};
  }
  words.insert(words.end(), command.begin(), command.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (std::freopen(log.c_str(), "a", stdout) == nullptr || std::freopen(log.c_str(), "a", stderr) == nullptr) ::_exit(126);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

class Server {
 public:
  Server() {
    if (!fs::exists(fs::path(kPrograms) / "postgres")) {
      std::fputs("SKIPPED: postgresql-15 is not installed, so the PostgreSQL store is not tested.\n", stderr);
      return;
    }
    folder_ = fs::temp_directory_path() / ("rigong-pg-" + to_hex(random_bytes(6)));
    fs::create_directory(folder_);
    fs::permissions(folder_, fs::perms::all);
    const fs::path log = folder_ / "log";
    std::ofstream(log).close();
    fs::permissions(log, fs::perms::all);
    const std::string data = (folder_ / "data").string();
    int status = 0;
    const pid_t maker = start({std::string(kPrograms) + "initdb", "-D", data, "-A", "trust", "-U", "rigong", "--no-sync", "-E",
                               "UTF8", "--locale=C.UTF-8"},
                              log);
    ::waitpid(maker, &status, 0);
    server_ = start({std::string(kPrograms) + "postgres", "-D", data, "-k", folder_.string(), "-c", "listen_addresses=", "-c",
                     "fsync=off", "-c", "max_connections=50"},
                    log);
    url_ = "postgresql:///postgres?user=rigong&host=" + folder_.string();
    for (int attempt = 0; attempt < 300; ++attempt) {
      try {
        const pqxx::connection connection(url_);
        return;
      } catch (const pqxx::failure&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      }
    }
    std::fprintf(stderr, "PostgreSQL did not start; see %s\n", log.c_str());
    std::abort();
  }

  ~Server() {
    if (server_ <= 0) return;
    ::kill(server_, SIGQUIT);
    ::waitpid(server_, nullptr, 0);
    std::error_code code;
    fs::remove_all(folder_, code);
  }

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  fs::path folder_;
  pid_t server_ = 0;
  std::string url_;
};

}  // namespace

const std::string& postgres_server_url() {
  static const Server server;
  return server.url();
}

}  // namespace rigong::testing

#endif
