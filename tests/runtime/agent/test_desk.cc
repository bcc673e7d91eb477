// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/agent/test_desk.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "agent/base/time_text.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime_test {

using testing::get;
using testing::must;

TimeMs wall(const std::string& text) {
  const auto calendar = get(ShopCalendar::make({}));
  const auto day = parse_day(text.substr(0, 10));
  const int minutes = get(parse_clock_time(text.substr(11)));
  return calendar.from_local(*day, minutes * kMinuteMs);
}

std::string day_file() {
  std::string text = "conversation_id,message_id,sent_at,direction,agent_id,customer_id,text\n";
  int message = 0;
  for (int turn = 0; turn < 12; ++turn) {
    for (const char* rep : {"小白", "小青"}) {
      const std::string conversation = fmt::format("c{}-{}", rep, turn);
      const std::string customer = fmt::format("k{}", message);
      text += fmt::format("{},m{},2026-03-02 {:02}:00:00,in,,{},有货吗\n", conversation, message, 9 + turn, customer);
      text += fmt::format("{},m{},2026-03-02 {:02}:00:{},out,{},{},有的\n", conversation, message + 1, 9 + turn, 20 + turn, rep,
                          customer);
      message += 2;
    }
  }
  return text;
}

TestDesk::TestDesk(config::Config config)
    : data_(folder_.path() / "data"), clock_(wall("2026-03-02 21:30")), config_(std::move(config)) {
  config_.shop.id = config::kDefaultShop;
  restart();
}

TestDesk::~TestDesk() { stop(); }

void TestDesk::stop() {
  if (service_) service_->stop();
  service_.reset();
  workspace_.reset();
}

void TestDesk::restart() {
  stop();
  workspace_ = get(runtime::Workspace::open(data_, config_, clock_));
  runtime::DeskService::Parts parts;
  parts.workspace = workspace_;
  parts.machine_token = token_;
  parts.clock = &clock_;
  parts.pause_below = pause_below;
  parts.resume_above = resume_above;
  parts.run_command = [](const overlay::Run& run, const runtime::OpenStore&, const std::function<bool()>&,
                         const std::function<bool(overlay::RunOutput, std::string_view)>& write) {
    write(overlay::RunOutput::out, run.arguments.front());
    return 7;
  };
  service_ = get(runtime::DeskService::make(std::move(parts)));
}

overlay::Caller TestDesk::page() {
  const auto code = get(service().make_code(machine()));
  const auto session = get(service().begin_session(Secret(code.code), ""));
  return get(service().who(Secret(session.token)));
}

overlay::Caller TestDesk::device_of(const std::string& person) {
  const auto invitation = get(service().invite(machine(), {person}));
  const std::string token = invitation.link.substr(invitation.link.find("#join=") + 6);
  const auto session = get(service().begin_session(Secret(token), "Windows · Edge"));
  return get(service().who(Secret(session.token)));
}

void TestDesk::give_desk_to(const std::string& person) {
  must(service().command(machine(), make(overlay::ChooseDesk{person, false})));
}

void TestDesk::fill() {
  import_file("day.csv", day_file());
  {
    const auto write = get(store().write());
    const auto accounts = get(write->accounts());
    const model::AccountNo account = accounts.front().number;
    using model::MemberRole;
    must(write->put_member({"bai", "白一", "售前", MemberRole::rep, {}, {}}));
    must(write->put_member({"qing", "青二", "售前", MemberRole::rep, {}, {}}));
    must(write->put_member({"chen", "陈立", "", MemberRole::lead, {}, {}}));
    const model::MemberAccount bai{"bai", account, "小白", {}, {}};
    const model::MemberAccount qing{"qing", account, "小青", {}, {}};
    must(write->put_member_accounts("bai", {&bai, 1}));
    must(write->put_member_accounts("qing", {&qing, 1}));
    must(runtime::begin_anew(*write, 0));
    must(write->commit());
  }
  runtime::ShopRules rules(config_);
  must(runtime::work_out(store(), rules));
}

overlay::Import TestDesk::import_file(const std::string& name, const std::string& text) {
  const overlay::Caller caller = page();
  auto import = get(service().begin_import(caller, {name, static_cast<std::int64_t>(text.size())}));
  for (int part = 0; static_cast<std::size_t>(part) * overlay::kImportPartBytes < text.size(); ++part) {
    const std::size_t from = static_cast<std::size_t>(part) * overlay::kImportPartBytes;
    import =
        get(service().put_import_part(caller, import.id, part, std::string_view(text).substr(from, overlay::kImportPartBytes)));
  }
  import = get(service().apply_import(caller, import.id, {}));
  for (int attempt = 0; attempt < 500; ++attempt) {
    import = get(service().import(caller, import.id));
    if (import.state == overlay::Import::State::finished || import.state == overlay::Import::State::failed) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return import;
}

}  // namespace rigong::runtime_test
