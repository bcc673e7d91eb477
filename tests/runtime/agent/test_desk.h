// SPDX-License-Identifier: Apache-2.0
// An agent without its server, on a folder of its own, asked as the server would ask.
#pragma once

#include <memory>
#include <string>

#include "agent/runtime/agent/desk_service.h"
#include "tests/support/test_store.h"

namespace rigong::runtime_test {

// "2026-03-02 20:00" in Shanghai.
[[nodiscard]] TimeMs wall(const std::string& text);

// Messages of 2026-03-02 by 小白 and 小青, as a file of a shop.
[[nodiscard]] std::string day_file();

class TestDesk {
 public:
  explicit TestDesk(config::Config config = {});
  ~TestDesk();

  [[nodiscard]] runtime::DeskService& service() { return *service_; }
  [[nodiscard]] storage::Store& store() { return workspace_->store(); }
  [[nodiscard]] ManualClock& clock() { return clock_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path database() const { return data_ / "rigong.db"; }
  [[nodiscard]] const std::filesystem::path& data() const { return data_; }
  // A new agent on the same folder.
  void restart();
  void stop();
  std::uintmax_t pause_below = 0;
  std::uintmax_t resume_above = 0;

  [[nodiscard]] overlay::Caller page();
  [[nodiscard]] static overlay::Caller machine() { return {overlay::Caller::Kind::machine, {}, {}}; }

  // A new command with an id of its own.
  template <class Act>
  [[nodiscard]] overlay::Command make(Act act) {
    overlay::Command command;
    command.id = make_uuid_v7(clock_.now());
    command.body = "body " + command.id;
    command.act = std::move(act);
    return command;
  }
  template <class Act>
  Result<overlay::CommandDone> command(Act act) {
    return service().command(page(), make(std::move(act)));
  }
  // A device that joined by an invitation.
  [[nodiscard]] overlay::Caller device_of(const std::string& person);
  template <class Act>
  Result<overlay::CommandDone> command_of(const overlay::Caller& caller, Act act) {
    return service().command(caller, make(std::move(act)));
  }
  // Whose desk it is, whatever the page may do.
  void give_desk_to(const std::string& person);
  // The members 小白 (bai), 小青 (qing) and the lead (chen), and the day's messages, worked out.
  void fill();
  // Takes the file in through the page's import.
  overlay::Import import_file(const std::string& name, const std::string& text);

 private:
  testing::TempFolder folder_;
  std::filesystem::path data_;
  ManualClock clock_;
  config::Config config_;
  std::shared_ptr<runtime::Workspace> workspace_;
  std::unique_ptr<runtime::DeskService> service_;
  Secret token_{std::string("machine-token")};
};

}  // namespace rigong::runtime_test
