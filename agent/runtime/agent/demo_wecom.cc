// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_wecom.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "agent/runtime/agent/demo_platforms.h"

namespace rigong::runtime {
namespace {

namespace demo = connectors::demo;
using fakes::wecom_kf::FakeItem;
using fakes::wecom_kf::FakePage;

constexpr const char* kDesk = "wkDemoShop";
constexpr const char* kDeskName = "演示店铺客服";
// As much of the story as is worked out at a time until a page is full.
constexpr DurationMs kStep = kHourMs;
constexpr std::uint64_t kPlacesOfSecond = 4096;

// change_type of session_status_change.
constexpr int kTakenFromPool = 1;
constexpr int kTransferred = 2;
constexpr int kEnded = 3;

// Takes what the platform would put into its list. What programs send (a robot, greetings) it does not return, and of who asked
// for a person it knows nothing.
class ItemSink final : public connectors::RecordSink {
 public:
  std::vector<FakeItem> items;
  std::string customer;  // Whose the next assignment is.

  void message(const model::Message& message) override {
    const bool by_rep = message.kind == model::SenderKind::rep;
    if (!by_rep && message.kind != model::SenderKind::customer) return;
    FakeItem& item = add(message.message_id, message.customer_id, message.sent_at);
    item.origin = by_rep ? 5 : 3;
    if (by_rep) item.rep = demo_wecom_user(message.rep_id);
    item.text = message.text;
  }
  void assignment(const model::Assignment& assignment) override {
    if (assignment.kind != model::AssignmentKind::to_rep && assignment.kind != model::AssignmentKind::closed) return;
    FakeItem& item = add(assignment.assignment_id, customer, assignment.at);
    item.origin = 4;
    item.msgtype = "event";
    item.event_type = "session_status_change";
    if (assignment.kind == model::AssignmentKind::closed) {
      item.change_type = kEnded;
      return;
    }
    item.change_type = assignment.reason == model::TransferReason::none ? kTakenFromPool : kTransferred;
    item.new_rep = demo_wecom_user(assignment.rep_id);
  }
  void rating(const model::Rating&) override {}
  void order(const model::Order&) override {}
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const connectors::RejectedRow&) override {}
  bool progress(std::uint64_t, std::uint64_t) override { return true; }

 private:
  FakeItem& add(const std::string& id, const std::string& whose, TimeMs at) {
    FakeItem& item = items.emplace_back();
    item.msgid = id;
    item.customer = whose;
    item.send_time = item.written = at / kSecondMs;
    return item;
  }
};

}  // namespace

DemoWecom::DemoWecom(const demo::World& world, const Clock& clock, std::string corp, std::string secret)
    : world_(world), fake_(clock, std::move(corp), std::move(secret)) {
  fake_.keeps_notes = false;
  fake_.add_account(kDesk, kDeskName);
  for (const demo::Person& person : world.plan().cast()) {
    // Who has left serves no more.
    if (!person.left) fake_.add_servicer(kDesk, demo_wecom_user(person.platform_id));
  }
  fake_.list = [this](const std::string&, std::uint64_t after, std::size_t most, std::int64_t since) {
    return page(after, most, since);
  };
}

FakePage DemoWecom::page(std::uint64_t after, std::size_t most, std::int64_t since) const {
  ItemSink sink;
  demo::Wanted wanted;
  wanted.part = demo::Part::polled;
  wanted.ratings = wanted.orders = false;
  wanted.whose = [&sink](const std::string& customer) { sink.customer = customer; };
  const TimeMs now = fake_.now() * kSecondMs;
  // Some of those who write on the first day looked at have begun the night before.
  const TimeMs begins = world_.plan().at(world_.plan().first_today() - 1, 0);
  const auto second = std::max(since, static_cast<std::int64_t>(after / kPlacesOfSecond));
  FakePage page;
  page.place = after;
  std::int64_t at_second = 0;
  std::uint64_t of_second = 0;
  // Whole seconds only, so that a place means the same whenever it is asked for.
  TimeMs told = std::max(begins, second * kSecondMs) - 1;
  while (told < now && !page.more) {
    const TimeMs upto = std::min(told + kStep, now);
    sink.items.clear();
    world_.deliver(told, upto, sink, {}, wanted);
    told = upto;
    for (FakeItem& item : sink.items) {
      of_second = item.send_time == at_second ? of_second + 1 : 1;
      at_second = item.send_time;
      const std::uint64_t place = static_cast<std::uint64_t>(at_second) * kPlacesOfSecond + of_second;
      if (place <= after) continue;
      page.more = page.items.size() >= most;
      if (page.more) break;
      page.items.push_back(std::move(item));
      page.place = place;
    }
  }
  return page;
}

std::string DemoWecom::complaints() const { return fake_.last_complaint; }

}  // namespace rigong::runtime
