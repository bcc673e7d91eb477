// SPDX-License-Identifier: Apache-2.0
#ifndef _WIN32
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "agent/runtime/chart/child.h"

namespace rigong::runtime {
namespace {

namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;
using How = ChildEnd::How;

// How often a stop is asked for.
constexpr std::chrono::milliseconds kLook{100};
// A program that closed what it writes to ends at once.
constexpr std::chrono::milliseconds kPause{2};

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  void take(int number) {
    close();
    number_ = number;
  }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool open() const { return number_ >= 0; }

 private:
  int number_;
};

// Beyond the three that every program has, wherever ours was started with some of them closed.
int lifted(int number) {
  constexpr int kFirst = 3;
  if (number >= kFirst) return number;
  const int above = ::fcntl(number, F_DUPFD_CLOEXEC, kFirst);
  ::close(number);
  return above;
}

// Two ends that are connected. Sockets, since writing to one whose other end is gone can be told not to end the program.
bool make_pair(Descriptor& ours, Descriptor& theirs) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return false;
  ours.take(lifted(ends[0]));
  theirs.take(lifted(ends[1]));
  return theirs.open() && ::fcntl(ours.get(), F_SETFL, O_NONBLOCK) == 0;
}

// A process of ours. It is ended and waited for at the latest with the object.
class Process {
 public:
  Process() = default;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() { kill(); }

  // 0, or the error of the system.
  int start(const fs::path& program, int in, int out) {
    std::string name = program.string();
    std::array<char*, 2> arguments = {name.data(), nullptr};
    std::array<char*, 1> environment = {nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    // Whatever else is open here, a store or a connection, is none of its business.
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    sigset_t all;
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    // A group of its own: Ctrl-C is for whoever waits here, who ends it in order.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    const int code = ::posix_spawn(&pid_, name.c_str(), &files, &attributes, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    if (code != 0) pid_ = 0;
    return code;
  }
  // Whether it has ended; then with what.
  bool ended(int& status) {
    const pid_t found = ::waitpid(pid_, &status, WNOHANG);
    if (found == 0 || (found < 0 && errno == EINTR)) return false;
    // Gone, or never ours to wait for: its number may be another's by now.
    pid_ = 0;
    return true;
  }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
};

class Talk {
 public:
  Talk(std::string_view input, const ChildLimits& limits, const std::function<bool()>& stopped)
      : input_(input), limits_(limits), stopped_(stopped), until_(Steady::now() + limits.time) {}

  ChildEnd run(const fs::path& program) {
    Descriptor their_in;
    Descriptor their_out;
    if (!make_pair(in_, their_in) || !make_pair(out_, their_out)) return {How::not_started, 0, ""};
    const int code = process_.start(program, their_in.get(), their_out.get());
    if (code == ENOENT || code == ENOTDIR) return {How::not_there, 0, ""};
    if (code != 0) return {How::not_started, 0, ""};
    their_in.close();
    their_out.close();
    while (out_.open()) {
      if (const auto early = over()) return {*early, 0, ""};
      exchange();
      if (output_.size() > limits_.output_bytes) return {How::too_much, 0, ""};
    }
    int status = 0;
    while (!process_.ended(status)) {
      if (const auto early = over()) return {*early, 0, ""};
      ::poll(nullptr, 0, static_cast<int>(kPause.count()));
    }
    // Whoever stops all programs of a service, or the machine, stops this one too.
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) return {How::stopped, 0, ""};
    if (!WIFEXITED(status)) return {How::crashed, 0, ""};
    return {How::exited, WEXITSTATUS(status), std::move(output_)};
  }

 private:
  [[nodiscard]] std::optional<How> over() const {
    if (stopped_ && stopped_()) return How::stopped;
    if (Steady::now() >= until_) return How::too_slow;
    return std::nullopt;
  }
  // Hands over and takes what can be at once; waits a little where nothing can.
  void exchange() {
    std::array<pollfd, 2> wanted = {pollfd{out_.get(), POLLIN, 0}, pollfd{in_.get(), POLLOUT, 0}};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Steady::now());
    const auto most = std::clamp(left, std::chrono::milliseconds{1}, kLook);
    if (::poll(wanted.data(), in_.open() ? 2 : 1, static_cast<int>(most.count())) <= 0) return;
    if (in_.open() && wanted[1].revents != 0) hand_over();
    if (wanted[0].revents != 0) take();
  }
  void hand_over() {
    const ssize_t count = ::send(in_.get(), input_.data(), input_.size(), MSG_NOSIGNAL);
    if (count > 0) input_.remove_prefix(static_cast<std::size_t>(count));
    // A program that reads no further may still say something.
    if ((count < 0 && errno != EAGAIN && errno != EINTR) || input_.empty()) in_.close();
  }
  void take() {
    std::array<char, 65'536> buffer;
    const ssize_t count = ::recv(out_.get(), buffer.data(), buffer.size(), 0);
    if (count > 0) output_.append(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) out_.close();
  }

  std::string_view input_;
  const ChildLimits& limits_;
  const std::function<bool()>& stopped_;
  const Steady::time_point until_;
  Descriptor in_;
  Descriptor out_;
  std::string output_;
  Process process_;
};

}  // namespace

ChildEnd run_child(const fs::path& program, std::string_view input, const ChildLimits& limits,
                   const std::function<bool()>& stopped) {
  return Talk(input, limits, stopped).run(program);
}

fs::path program_beside(std::string_view name) {
  std::error_code code;
  const fs::path self = fs::read_symlink("/proc/self/exe", code);
  return code ? fs::path() : self.parent_path() / name;
}

}  // namespace rigong::runtime
#endif
