// SPDX-License-Identifier: Apache-2.0
// Which operation of openapi.yaml an address under /api/v1 means. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rigong::overlay {

enum class Operation {
  health,
  asset,
  begin_session,
  get_session,
  end_session,
  make_code,
  get_events,
  get_people,
  get_panel,
  get_turns,
  get_trend,
  get_shop_figures,
  get_team,
  get_ranking,
  get_load,
  get_periods,
  get_period,
  get_team_report,
  get_department_report,
  get_report_file,
  get_one_on_ones,
  get_one_on_one,
  get_posts,
  get_post_preview,
  get_sheets,
  get_sheet,
  get_work,
  get_task,
  get_handoffs,
  get_promises,
  get_day_report,
  get_members,
  invite,
  get_devices,
  get_notices,
  get_own_data,
  export_own_data,
  get_log,
  get_accounts,
  check_account,
  command,
  begin_import,
  put_import_part,
  preview_import,
  apply_import,
  get_import,
  drop_import,
  run,
};

// One method of one path.
struct RouteEntry {
  std::string_view method;
  std::string_view path;  // {id} and {part} stand for one segment each.
  Operation operation;
};
// All that is answered beside the page's files.
[[nodiscard]] std::span<const RouteEntry> all_routes();

struct Route {
  enum class State { found, no_such_path, other_method } state = State::no_such_path;
  Operation operation = Operation::health;
  std::string id;       // {id} of the path.
  int part = 0;         // {part} of the path.
  std::string methods;  // other_method: those that the path has, "GET, HEAD".
};

[[nodiscard]] Route find_route(std::string_view method, std::string_view path);

}  // namespace rigong::overlay
