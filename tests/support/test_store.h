// SPDX-License-Identifier: Apache-2.0
// Empty stores for tests, on every backend that this machine has.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "agent/base/clock.h"
#include "storage/open.h"
#include "tests/support/results.h"

namespace rigong::testing {

// A folder that is gone at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// "sqlite" and, where postgresql-15 is installed, "postgres". Says once on stderr what is left out.
[[nodiscard]] std::vector<std::string> store_kinds();

// One store that was empty at first. It may be opened many times.
class TestStore {
 public:
  explicit TestStore(const std::string& kind);
  [[nodiscard]] storage::OpenOptions options(storage::Access access = storage::Access::read_write) const;
  [[nodiscard]] std::unique_ptr<storage::Store> open(storage::Access access = storage::Access::read_write) const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] ManualClock& clock() { return clock_; }

 private:
  std::string kind_;
  TempFolder folder_;
  ManualClock clock_;
  model::TeamId team_ = 1;
};

// A hash that stands for a name in tests.
[[nodiscard]] Hash128 hash_of(const std::string& name);

}  // namespace rigong::testing
