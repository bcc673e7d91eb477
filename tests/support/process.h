// SPDX-License-Identifier: Apache-2.0
// The real program, run as a person would.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rigong::test {

struct Outcome {
  int exit_code = -1;  // 128 + signal where a signal ended it.
  std::string out;
  std::string err;
};

// The rigong of this build ($RIGONG_BINARY). Fails the test where it is not set.
[[nodiscard]] std::string rigong_binary();
// Runs it to its end (at most two minutes; then it is killed and the test fails). Environment: this one's, with LANG=en_US.UTF-8.
[[nodiscard]] Outcome run_rigong(const std::vector<std::string>& arguments);

// The same where no file may grow past so many kilobytes: writing more fails, as on a full disk.
[[nodiscard]] Outcome run_rigong_with_little_space(int kilobytes, const std::vector<std::string>& arguments);

// Starts it in the background, its output thrown away or, with `log`, written to that file. Ended with the object at the latest.
class Background {
 public:
  explicit Background(const std::vector<std::string>& arguments, const std::string& log = {});
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  void kill();
  // SIGTERM and the like, to this process alone.
  void signal(int number);
  [[nodiscard]] pid_t pid() const { return pid_; }
  // The exit code if it ends within the time, else nothing.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds most);

 private:
  pid_t pid_ = -1;
};

// A new folder, removed with the object.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  // Writes the text to a file of the folder and returns its path.
  std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string read_text(const std::filesystem::path& path);
// ../shared/data beside the checkout, or $RIGONG_SHARED_DATA; nothing where it is not there.
[[nodiscard]] std::optional<std::filesystem::path> shared_data();
// Rows of a CSV file by column name. For well-formed files of the tests only.
[[nodiscard]] std::vector<std::vector<std::string>> read_csv(const std::string& text);

}  // namespace rigong::test
