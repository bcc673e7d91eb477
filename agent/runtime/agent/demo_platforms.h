// SPDX-License-Identifier: Apache-2.0
// The platforms that the demo lives on: WeCom and Taobao in small, on a port of 127.0.0.1, which tell of the made-up shop what
// such platforms tell. They keep nothing: the shop's story is a function of its seed, and what is asked for is worked out anew,
// so that a start in the middle finds everything where it was.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "agent/base/calendar.h"
#include "agent/base/clock.h"
#include "agent/config/accounts.h"
#include "connectors/demo/demo.h"

namespace rigong::runtime {

class DemoPlatforms {
 public:
  // Takes a port. unavailable where there is none.
  [[nodiscard]] static Result<std::unique_ptr<DemoPlatforms>> start();
  // Once nobody asks any more.
  ~DemoPlatforms();
  DemoPlatforms(const DemoPlatforms&) = delete;
  DemoPlatforms& operator=(const DemoPlatforms&) = delete;

  // The accounts that read them, with keys that are good until this start ends.
  [[nodiscard]] config::AccountForm wecom(std::string name) const;
  [[nodiscard]] config::AccountForm taobao(std::string name) const;
  // Answers from here on; before, everything is answered with 503. `clock` outlives this; requests are answered in threads of
  // the server, one at a time.
  void open(const connectors::demo::Settings& settings, Day first_today, const ShopCalendar& calendar, const Clock& clock);
  // Complaints of requests that no real client may send; empty where all is well. For tests.
  [[nodiscard]] std::string complaints() const;

 private:
  struct Impl;
  explicit DemoPlatforms(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// What WeCom calls somebody whom the demo's team knows by that platform id; Taobao calls them by the id itself, a sub-account.
[[nodiscard]] std::string demo_wecom_user(std::string_view platform_id);

}  // namespace rigong::runtime
