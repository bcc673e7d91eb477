// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/demo_platforms.h"

#include <mutex>
#include <utility>

#include "agent/base/ids.h"
#include "agent/runtime/agent/demo_taobao.h"
#include "agent/runtime/agent/demo_wecom.h"
#include "fakes/kit/loopback.h"

namespace rigong::runtime {
namespace {

namespace demo = connectors::demo;

constexpr std::size_t kKeyBytes = 16;
constexpr const char* kCorp = "ww0de0000000000000";

// The stretch before the first poll that accounts ask for. The platforms know of nothing before the first day looked at, and of
// messages that are older than three days they give none.
constexpr const char* kDays = "3";

std::string made_up_key() { return to_hex(random_bytes(kKeyBytes)); }

// Both tell of one shop.
struct Shop {
  Shop(const demo::Settings& settings, Day first_today, const ShopCalendar& calendar, const Clock& clock, std::string secret,
       fakes::taobao::FakeKeys keys)
      : own_calendar(calendar),
        world(settings, first_today, own_calendar),
        wecom(world, clock, kCorp, std::move(secret)),
        taobao(world, clock, std::move(keys)) {}

  const ShopCalendar own_calendar;  // One for these threads.
  const demo::World world;
  DemoWecom wecom;
  DemoTaobao taobao;
};

}  // namespace

struct DemoPlatforms::Impl {
  fakes::Answer answer(const fakes::Request& request) {
    const std::lock_guard lock(mutex);
    fakes::Answer none;
    none.status = shop == nullptr ? 503 : 404;
    if (shop == nullptr) return none;
    if (request.target.starts_with("/cgi-bin/")) return shop->wecom.answer(request);
    if (request.target == fakes::taobao::FakeTop::kPath || request.target == fakes::taobao::FakeTop::kTokenPath) {
      return shop->taobao.answer(request);
    }
    return none;
  }

  std::string wecom_secret = made_up_key();
  fakes::taobao::FakeKeys keys{made_up_key(), made_up_key(), made_up_key(), made_up_key()};
  std::mutex mutex;
  std::unique_ptr<Shop> shop;               // Guarded by mutex.
  std::unique_ptr<fakes::Loopback> server;  // Ends first.
};

Result<std::unique_ptr<DemoPlatforms>> DemoPlatforms::start() {
  auto impl = std::make_unique<Impl>();
  Impl& of = *impl;
  RIGONG_ASSIGN(of.server, fakes::Loopback::start([&of](const fakes::Request& request) { return of.answer(request); }));
  return std::unique_ptr<DemoPlatforms>(new DemoPlatforms(std::move(impl)));
}

DemoPlatforms::DemoPlatforms(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
DemoPlatforms::~DemoPlatforms() = default;

config::AccountForm DemoPlatforms::wecom(std::string name) const {
  return {"wecom-kf",
          std::move(name),
          "",
          {{"endpoint", impl_->server->url()}, {"corp_id", kCorp}, {"secret", impl_->wecom_secret}, {"days", kDays}}};
}

config::AccountForm DemoPlatforms::taobao(std::string name) const {
  return {"taobao",
          std::move(name),
          "",
          {{"endpoint", impl_->server->url(fakes::taobao::FakeTop::kPath)},
           {"token_endpoint", impl_->server->url(fakes::taobao::FakeTop::kTokenPath)},
           {"app_key", impl_->keys.app_key},
           {"app_secret", impl_->keys.app_secret},
           {"session", impl_->keys.session},
           {"nick", std::string(demo::kShopNick)},
           {"sign_method", "hmac-sha256"},
           {"chats", "false"},
           {"days", kDays}}};
}

void DemoPlatforms::open(const demo::Settings& settings, Day first_today, const ShopCalendar& calendar, const Clock& clock) {
  auto shop = std::make_unique<Shop>(settings, first_today, calendar, clock, impl_->wecom_secret, impl_->keys);
  const std::lock_guard lock(impl_->mutex);
  impl_->shop = std::move(shop);
}

std::string DemoPlatforms::complaints() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->shop == nullptr ? std::string() : impl_->shop->wecom.complaints() + impl_->shop->taobao.complaints();
}

std::string demo_wecom_user(std::string_view platform_id) { return std::string(platform_id.substr(platform_id.find(':') + 1)); }

}  // namespace rigong::runtime
