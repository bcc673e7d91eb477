// SPDX-License-Identifier: Apache-2.0
// Devices that are let in, from the command line.
#include <fmt/format.h>

#include <algorithm>

#include "agent/runtime/agent/agent_file.h"
#include "agent/runtime/agent/qr.h"
#include "agent/runtime/agent/sessions.h"
#include "agent/runtime/command.h"
#include "agent/runtime/log_entry.h"
#include "agent/runtime/only_here.h"
#include "agent/runtime/people.h"
#include "agent/runtime/shop_rules.h"

namespace rigong::runtime {
namespace {

// Two rows of a code in one line of text, dark on light whatever the terminal's colours are, with the quiet zone around.
std::string drawn(const std::vector<std::string>& rows) {
  constexpr std::size_t kQuiet = 4;
  const std::size_t size = rows.size() + 2 * kQuiet;
  const auto dark = [&](std::size_t x, std::size_t y) {
    const bool inside = x >= kQuiet && y >= kQuiet && x < kQuiet + rows.size() && y < kQuiet + rows.size();
    return inside && rows[y - kQuiet][x - kQuiet] == '1';
  };
  std::string text;
  for (std::size_t y = 0; y < size; y += 2) {
    // Light modules are drawn, dark ones left out: most terminals are dark, and the code must be dark on light.
    for (std::size_t x = 0; x < size; ++x) {
      const bool upper = dark(x, y);
      const bool lower = y + 1 < size && dark(x, y + 1);
      text += upper ? (lower ? " " : "▄") : (lower ? "▀" : "█");
    }
    text += '\n';
  }
  return text;
}

std::string base_of(const OpenStore& open) {
  std::string base = open.config.listen.public_url;
  if (base.empty()) {
    // Inside the agent and beside it alike: where it listens now, or would listen.
    const auto address = parse_listen(open.config.listen.address);
    base = address ? local_url(*address, address->port) : std::string();
    if (const auto agent = find_agent(open.folder->path()); agent && *agent) base = (*agent)->address.url;
  }
  while (!base.empty() && base.back() == '/') base.pop_back();
  return base;
}

}  // namespace

Status command_member_invite(const Command& command, const MemberOptions& options) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  const TimeMs now = command.clock->now();
  std::string link;
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    ShopRules rules(open.config);
    const Day today = rules.calendar(open.config.shop.id).day_of(now);
    RIGONG_ASSIGN(const auto member, find_member(transaction, options.id));
    if (!member || (member->left_on && *member->left_on < today)) {
      return fail(ErrorKind::not_found, fmt::format("没有在职成员“{}”。可用 rigong member list 查看。", options.id),
                  fmt::format("There is no member '{}' who is there. See 'rigong member list'.", options.id));
    }
    RIGONG_ASSIGN(const Secret token, Sessions::invite(transaction, member->id, "", now));
    link = fmt::format("{}/#join={}", base_of(open), token.reveal());
    return transaction.add_command(log_entry("invitation.make", now, member->id));
  }));
  RIGONG_ASSIGN(const auto rows, qr_rows(link));
  *command.out << link << '\n';
  *command.err << drawn(rows);
  command.tell({"链接只能用一次，7 天内有效。", "The link is good once, within 7 days."});
  if (only_here(open.config.listen)) {
    command.tell({"现在只有这台电脑能打开它；要让别的电脑用，请设置 listen.public_url。",
                  "Only this machine can open it; for others set listen.public_url."});
  }
  return {};
}

Status command_token_list(const Command& command) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::read));
  RIGONG_ASSIGN(const auto view, open.store->read());
  RIGONG_ASSIGN(const auto sessions, view->page_sessions());
  ShopRules rules(open.config);
  const ShopCalendar& calendar = rules.calendar(open.config.shop.id);
  Table table;
  table.when_empty = {"没有已登录的设备。", "No device is signed in."};
  table.columns = {{"id", {"编号", "id"}, Show::plain, Align::left},
                   {"member", {"成员", "member"}, Show::plain, Align::left},
                   {"device", {"设备", "device"}, Show::plain, Align::left},
                   {"made_at", {"登录", "since"}, Show::moment, Align::left},
                   {"used_at", {"最近使用", "last used"}, Show::moment, Align::left}};
  for (const model::PageSession& session : sessions) {
    table.rows.push_back({session.id, session.person.empty() ? Cell() : Cell(session.person), session.device,
                          calendar.iso(session.made_at), calendar.iso(std::max(session.made_at, session.used_at))});
  }
  command.print(table);
  return {};
}

Status command_token_end(const Command& command, const std::string& id) {
  RIGONG_ASSIGN(const OpenStore open, open_for(command, FolderUse::write));
  RIGONG_TRY(change_store(open, [&](storage::WriteTransaction& transaction) -> Status {
    RIGONG_ASSIGN(const auto sessions, transaction.page_sessions());
    const auto session = std::find_if(sessions.begin(), sessions.end(), [&](const auto& each) { return each.id == id; });
    if (session == sessions.end()) {
      return fail(ErrorKind::not_found, fmt::format("没有编号为“{}”的设备。可用 rigong token list 查看。", id),
                  fmt::format("There is no device '{}'. See 'rigong token list'.", id));
    }
    RIGONG_TRY(transaction.remove_page_session(session->token_hash));
    return transaction.add_command(log_entry("device.end", command.clock->now(), session->person));
  }));
  command.tell({"这台设备已退出登录。", "The device was shut out."});
  return {};
}

}  // namespace rigong::runtime
