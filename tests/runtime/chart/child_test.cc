// SPDX-License-Identifier: Apache-2.0
// Programs that are good, slow, loud, broken or not there, run as the one that draws is.
#include "agent/runtime/chart/child.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/process.h"

using namespace rigong::runtime;
using namespace std::chrono_literals;
using How = ChildEnd::How;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMost = 1'000'000;

// A program of these lines.
class Program {
 public:
  explicit Program(const std::string& lines) : file_(folder_.write("program", "#!/bin/sh\n" + lines + "\n")) {
    fs::permissions(file_, fs::perms::owner_all);
  }
  [[nodiscard]] ChildEnd run(std::string_view input = {}, const ChildLimits& limits = {5'000ms, kMost},
                             const std::function<bool()>& stopped = {}) const {
    return run_child(file_, input, limits, stopped);
  }

 private:
  rigong::test::TempFolder folder_;
  std::string file_;
};

}  // namespace

TEST_CASE("a program is handed its input whole and heard to its end, however long both are") {
  std::string input;
  while (input.size() < 900'000) input += "0123456789abcdef\n";
  const ChildEnd end = run_child("/bin/cat", input, {20'000ms, kMost}, {});
  CHECK(end.how == How::exited);
  CHECK(end.status == 0);
  CHECK(end.output == input);
}

TEST_CASE("how a program ended by itself is told") {
  CHECK(Program("exit 3").run().status == 3);
  CHECK(Program("exit 3").run().how == How::exited);
  CHECK(Program("kill -SEGV $$").run().how == How::crashed);
  // One that reads nothing of what it is handed.
  const ChildEnd deaf = Program("echo said; exit 4").run(std::string(900'000, 'x'));
  CHECK(deaf.how == How::exited);
  CHECK(deaf.status == 4);
  CHECK(deaf.output == "said\n");
  // One that says all and then takes a while to end.
  CHECK(Program("echo x; exec >&-; exec sleep 0.2").run().how == How::exited);
}

TEST_CASE("a program that takes too long, or that somebody does not wait for any more, is ended") {
  const auto began = std::chrono::steady_clock::now();
  CHECK(Program("exec sleep 60").run({}, {200ms, kMost}).how == How::too_slow);
  CHECK(Program("exec >&-; exec sleep 60").run({}, {200ms, kMost}).how == How::too_slow);
  CHECK(Program("trap '' TERM INT HUP; exec sleep 60").run({}, {200ms, kMost}).how == How::too_slow);
  int asked = 0;
  CHECK(Program("exec sleep 60").run({}, {60'000ms, kMost}, [&] { return ++asked > 2; }).how == How::stopped);
  CHECK(std::chrono::steady_clock::now() - began < 20s);
}

TEST_CASE("a program that never stops writing is ended") {
  const ChildEnd end = run_child("/usr/bin/yes", {}, {20'000ms, 100'000}, {});
  CHECK(end.how == How::too_much);
  CHECK(end.output.empty());
}

TEST_CASE("a program that is not there or cannot be started is told apart") {
  CHECK(run_child("/no/such/program", {}, {}, {}).how == How::not_there);
  CHECK(run_child("", {}, {}, {}).how == How::not_there);
  const rigong::test::TempFolder folder;
  CHECK(run_child(folder.write("text", "no program"), {}, {}, {}).how == How::not_started);
}

TEST_CASE("a program inherits no environment, no descriptor and no blocked signal") {
  ::setenv("RIGONG_TEST_SECRET", "canary", 1);
  const ChildEnd environment = run_child("/usr/bin/env", {}, {5'000ms, kMost}, {});
  ::unsetenv("RIGONG_TEST_SECRET");
  CHECK(environment.how == How::exited);
  CHECK(environment.output.empty());
  // ls itself has one more open, the folder that it lists.
  const ChildEnd descriptors = Program("exec ls /proc/self/fd").run();
  CHECK(descriptors.output == "0\n1\n2\n3\n");
  CHECK(Program("grep SigBlk /proc/self/status").run().output == "SigBlk:\t0000000000000000\n");
}

TEST_CASE("a program of ours is looked for beside the one that runs") {
  CHECK(program_beside("rigong-chart").filename() == "rigong-chart");
  CHECK(program_beside("rigong-chart").parent_path() == fs::read_symlink("/proc/self/exe").parent_path());
}
