// SPDX-License-Identifier: Apache-2.0
#include "tests/support/process.h"
#include "tests/support/source_dir.h"

#include <csv.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

namespace rigong::test {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> surroundings() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    if (text.rfind("LANG=", 0) != 0 && text.rfind("LC_", 0) != 0) variables.push_back(text);
  }
  variables.emplace_back("LANG=en_US.UTF-8");
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> command_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {rigong_binary()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return words;
}

pid_t spawn(std::vector<std::string> words, int out, int err) {
  std::vector<std::string> variables = surroundings();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_adddup2(&actions, err, 2);
  pid_t pid = -1;
  const int error = posix_spawn(&pid, words[0].c_str(), &actions, nullptr, pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  REQUIRE(error == 0);
  return pid;
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

std::string rigong_binary() {
  const char* path = std::getenv("RIGONG_BINARY");
  REQUIRE(path != nullptr);
  return path;
}

namespace {

Outcome run(const std::vector<std::string>& words) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  REQUIRE(pipe2(out.data(), O_CLOEXEC) == 0);
  REQUIRE(pipe2(err.data(), O_CLOEXEC) == 0);
  const pid_t pid = spawn(words, out[1], err[1]);
  close(out[1]);
  close(err[1]);
  Outcome outcome;
  std::array<pollfd, 2> watched = {pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  bool in_time = true;
  for (int open = 2; open > 0 && in_time;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    in_time = left.count() > 0 && ::poll(watched.data(), watched.size(), static_cast<int>(left.count())) > 0;
    for (std::size_t at = 0; at < watched.size() && in_time; ++at) {
      if (watched[at].revents == 0) continue;
      std::array<char, 65536> buffer{};
      const ssize_t count = read(watched[at].fd, buffer.data(), buffer.size());
      if (count > 0) {
        (at == 0 ? outcome.out : outcome.err).append(buffer.data(), static_cast<std::size_t>(count));
      } else {
        watched[at].fd = -1;
        --open;
      }
    }
  }
  if (!in_time) ::kill(pid, SIGKILL);
  close(out[0]);
  close(err[0]);
  int status = 0;
  waitpid(pid, &status, 0);
  REQUIRE(in_time);
  outcome.exit_code = code_of(status);
  return outcome;
}

}  // namespace

Outcome run_rigong(const std::vector<std::string>& arguments) { return run(command_of(arguments)); }

Outcome run_rigong_with_little_space(int kilobytes, const std::vector<std::string>& arguments) {
  // Without the trap the signal would end the program; with it the write fails, as it does where the disk is full. The shell
  // counts in halves of a kilobyte.
  std::vector<std::string> words = {"/bin/sh", "-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh",
                                    std::to_string(2 * kilobytes)};
  const std::vector<std::string> command = command_of(arguments);
  words.insert(words.end(), command.begin(), command.end());
  return run(words);
}

Background::Background(const std::vector<std::string>& arguments, const std::string& log) {
  const int output = open(log.empty() ? "/dev/null" : log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  pid_ = spawn(command_of(arguments), output, output);
  close(output);
}
Background::~Background() { kill(); }
void Background::signal(int number) {
  if (pid_ > 0) ::kill(pid_, number);
}
void Background::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}
std::optional<int> Background::wait(std::chrono::milliseconds most) {
  const auto deadline = std::chrono::steady_clock::now() + most;
  while (pid_ >= 0) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      return code_of(status);
    }
    if (std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return std::nullopt;
}

TempFolder::TempFolder() {
  std::string pattern = (fs::temp_directory_path() / "rigong-test-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}
TempFolder::~TempFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}
std::string TempFolder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return file(name);
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<fs::path> shared_data() {
  const char* named = std::getenv("RIGONG_SHARED_DATA");
  const fs::path path = named != nullptr ? fs::path(named) : source_dir() / ".." / "shared" / "data";
  std::error_code error;
  return fs::is_directory(path, error) ? std::optional(path) : std::nullopt;
}

std::vector<std::vector<std::string>> read_csv(const std::string& text) {
  struct State {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
  } state;
  csv_parser parser;
  REQUIRE(csv_init(&parser, 0) == 0);
  const auto on_field = [](void* field, std::size_t length, void* data) {
    static_cast<State*>(data)->row.emplace_back(static_cast<const char*>(field), length);
  };
  const auto on_row = [](int, void* data) {
    auto* here = static_cast<State*>(data);
    here->rows.push_back(std::move(here->row));
    here->row.clear();
  };
  csv_parse(&parser, text.data(), text.size(), on_field, on_row, &state);
  csv_fini(&parser, on_field, on_row, &state);
  csv_free(&parser);
  return state.rows;
}

}  // namespace rigong::test
