// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/agent/role_teams.h"

#include "agent/base/path_text.h"
#include "storage/open.h"

namespace rigong::runtime_test {

using rigong::testing::get;
using rigong::testing::must;

Teams::Teams() {
  desk.fill();
  using model::MemberRole;
  {
    const auto write = get(desk.store().write());
    must(write->put_member({"yu", "于五", "售后", MemberRole::rep, {}, {}}));
    must(write->put_member({"gu", "顾六", "售前", MemberRole::admin, {}, {}}));
    must(write->put_member({"wen", "文七", "", MemberRole::reader, {}, {}}));
    must(write->commit());
  }
  callers = {{"rep", desk.device_of("bai")},
             {"lead", desk.device_of("chen")},
             {"admin", desk.device_of("gu")},
             {"reader", desk.device_of("wen")},
             {"owner", TestDesk::machine()}};
  selves = {{"rep", "bai"}, {"lead", "chen"}, {"admin", "gu"}, {"reader", "wen"}, {"owner", ""}};
  storage::OpenOptions other;
  other.url = Secret("sqlite:" + path_text(desk.database()));
  other.data_dir = desk.folder();
  other.team = 2;
  other.clock = &desk.clock();
  const auto store = get(storage::open_store(other));
  const auto write = get(store->write());
  must(write->put_member({"fei", "费八", "售前", MemberRole::rep, {}, {}}));
  must(write->put_member({"far", "远九", "客服部", MemberRole::lead, {}, {}}));
  model::Task task;
  task.id = "01976b3e-7d00-7abc-89ab-0123456789ab";
  task.title = "别家的事";
  task.group = "售前";
  task.owner = task.asked = "fei";
  task.from = kTeamsToday;
  task.made_at = task.changed_at = desk.clock().now();
  task.version = 1;
  must(write->put_task(task, {task.id, 1, model::TaskEvent::What::made, task.made_at, "fei", "", kTeamsToday}));
  foreign_task = task.id;
  model::Contest contest;
  contest.id = "01976b3e-7d00-7abc-89ab-0123456789ac";
  contest.person = "fei";
  contest.day = kTeamsToday;
  contest.words = "别家的申诉";
  must(write->put_contest(contest));
  foreign_contest = contest.id;
  model::PageSession session;
  session.token_hash = std::string(32, 'x');
  session.id = "01976b3e-7d00-7abc-89ab-0123456789ad";
  session.made_at = session.used_at = desk.clock().now();
  session.person = "fei";
  must(write->put_page_session(session));
  foreign_device = session.id;
  model::NamedPeriod period;
  period.id = "01976b3e-7d00-7abc-89ab-0123456789ae";
  period.name = "别家的活动";
  period.from = period.to = kTeamsToday;
  must(write->put_named_period(period));
  foreign_period = period.id;
  model::Leave leave;
  leave.id = foreign_leave = "01976b3e-7d00-7abc-89ab-0123456789b1";
  leave.person = "fei";
  leave.from = leave.to = kTeamsToday + 5;
  must(write->put_leave(leave));
  model::Deputy deputy;
  deputy.id = foreign_deputy = "01976b3e-7d00-7abc-89ab-0123456789b2";
  deputy.person = "far";
  deputy.deputy = "fei";
  deputy.from = deputy.to = kTeamsToday + 5;
  must(write->put_deputy(deputy));
  must(write->commit());
}

}  // namespace rigong::runtime_test
