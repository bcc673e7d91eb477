// SPDX-License-Identifier: Apache-2.0
// Whom the tests of rights ask about: a team in all its roles and groups, and another team in the same file.
#pragma once

#include <map>
#include <string>

#include "tests/runtime/agent/test_desk.h"

namespace rigong::runtime_test {

// The day of the desk's clock, 2026-03-02.
inline const Day kTeamsToday = *parse_day("2026-03-02");

inline constexpr const char* kRoles[] = {"rep", "lead", "admin", "reader", "owner"};

// A team of six, one of another group, and beside it another team in the same file.
struct Teams {
  Teams();
  TestDesk desk;
  std::map<std::string, overlay::Caller> callers;
  std::map<std::string, std::string> selves;
  std::string foreign_task, foreign_contest, foreign_device, foreign_period, foreign_leave, foreign_deputy;
};

}  // namespace rigong::runtime_test
