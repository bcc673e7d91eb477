// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/routes.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rigong::overlay {
namespace {

constexpr std::array kEntries = {
    RouteEntry{"GET", "/healthz", Operation::health},
    RouteEntry{"POST", "/api/v1/session", Operation::begin_session},
    RouteEntry{"GET", "/api/v1/session", Operation::get_session},
    RouteEntry{"DELETE", "/api/v1/session", Operation::end_session},
    RouteEntry{"POST", "/api/v1/codes", Operation::make_code},
    RouteEntry{"GET", "/api/v1/events", Operation::get_events},
    RouteEntry{"GET", "/api/v1/people", Operation::get_people},
    RouteEntry{"GET", "/api/v1/panel", Operation::get_panel},
    RouteEntry{"GET", "/api/v1/turns", Operation::get_turns},
    RouteEntry{"GET", "/api/v1/trend", Operation::get_trend},
    RouteEntry{"GET", "/api/v1/shop-figures", Operation::get_shop_figures},
    RouteEntry{"GET", "/api/v1/team", Operation::get_team},
    RouteEntry{"GET", "/api/v1/ranking", Operation::get_ranking},
    RouteEntry{"GET", "/api/v1/load", Operation::get_load},
    RouteEntry{"GET", "/api/v1/periods", Operation::get_periods},
    RouteEntry{"GET", "/api/v1/period", Operation::get_period},
    RouteEntry{"GET", "/api/v1/team-report", Operation::get_team_report},
    RouteEntry{"GET", "/api/v1/department-report", Operation::get_department_report},
    RouteEntry{"GET", "/api/v1/report-file", Operation::get_report_file},
    RouteEntry{"GET", "/api/v1/one-on-ones", Operation::get_one_on_ones},
    RouteEntry{"GET", "/api/v1/one-on-one", Operation::get_one_on_one},
    RouteEntry{"GET", "/api/v1/posts", Operation::get_posts},
    RouteEntry{"GET", "/api/v1/post-preview", Operation::get_post_preview},
    RouteEntry{"GET", "/api/v1/sheets", Operation::get_sheets},
    RouteEntry{"GET", "/api/v1/sheet", Operation::get_sheet},
    RouteEntry{"GET", "/api/v1/work", Operation::get_work},
    RouteEntry{"GET", "/api/v1/task", Operation::get_task},
    RouteEntry{"GET", "/api/v1/handoffs", Operation::get_handoffs},
    RouteEntry{"GET", "/api/v1/promises", Operation::get_promises},
    RouteEntry{"GET", "/api/v1/day-report", Operation::get_day_report},
    RouteEntry{"GET", "/api/v1/members", Operation::get_members},
    RouteEntry{"POST", "/api/v1/invitations", Operation::invite},
    RouteEntry{"GET", "/api/v1/devices", Operation::get_devices},
    RouteEntry{"GET", "/api/v1/notices", Operation::get_notices},
    RouteEntry{"GET", "/api/v1/own-data", Operation::get_own_data},
    RouteEntry{"GET", "/api/v1/own-data/export", Operation::export_own_data},
    RouteEntry{"GET", "/api/v1/log", Operation::get_log},
    RouteEntry{"GET", "/api/v1/accounts", Operation::get_accounts},
    RouteEntry{"POST", "/api/v1/accounts/check", Operation::check_account},
    RouteEntry{"POST", "/api/v1/commands", Operation::command},
    RouteEntry{"POST", "/api/v1/imports", Operation::begin_import},
    RouteEntry{"PUT", "/api/v1/imports/{id}/parts/{part}", Operation::put_import_part},
    RouteEntry{"POST", "/api/v1/imports/{id}/preview", Operation::preview_import},
    RouteEntry{"POST", "/api/v1/imports/{id}/apply", Operation::apply_import},
    RouteEntry{"GET", "/api/v1/imports/{id}", Operation::get_import},
    RouteEntry{"DELETE", "/api/v1/imports/{id}", Operation::drop_import},
    RouteEntry{"POST", "/api/v1/runs", Operation::run},
};

bool read_id(std::string_view text, std::string& id) {
  const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
  if (text.size() != 36 || !std::all_of(text.begin(), text.end(), fits)) return false;
  id = text;
  return true;
}

bool read_part(std::string_view text, int& part) {
  if (text.empty() || text.size() > 5 || (text.size() > 1 && text.front() == '0')) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
  return error == std::errc() && end == text.data() + text.size() && part >= 0;
}

std::string_view next_segment(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view segment = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return segment;
}

bool matches(std::string_view pattern, std::string_view path, Route& route) {
  if (pattern.find('{') == std::string_view::npos) return pattern == path;
  if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/')) return false;
  while (!pattern.empty()) {
    const std::string_view wanted = next_segment(pattern);
    const std::string_view given = next_segment(path);
    const bool good = wanted == "{id}"     ? read_id(given, route.id)
                      : wanted == "{part}" ? read_part(given, route.part)
                                           : wanted == given;
    if (!good) return false;
  }
  return true;
}

}  // namespace

std::span<const RouteEntry> all_routes() { return kEntries; }

Route find_route(std::string_view method, std::string_view path) {
  Route route;
  for (const RouteEntry& entry : kEntries) {
    if (!matches(entry.path, path, route)) continue;
    // A stream has no head to be asked for alone.
    const bool head = method == "HEAD" && entry.method == "GET" && entry.operation != Operation::get_events;
    if (method == entry.method || head) {
      route.state = Route::State::found;
      route.operation = entry.operation;
      return route;
    }
    route.state = Route::State::other_method;
    if (!route.methods.empty()) route.methods += ", ";
    route.methods += entry.method;
    if (entry.method == "GET" && entry.operation != Operation::get_events) route.methods += ", HEAD";
  }
  return route;
}

}  // namespace rigong::overlay
