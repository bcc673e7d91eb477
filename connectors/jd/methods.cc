// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/methods.h"

#include <fmt/format.h>

#include <array>

namespace rigong::connectors::jd {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Method::count_)> kNames = {
    "jingdong.im.pop.groupinfo.get",      "jingdong.im.pop.sessionlist.get",    "jingdong.im.pop.chatlog.get",
    "jingdong.im.pop.replystat.get",      "jingdong.im.pop.unreplystat.get",    "jingdong.im.pop.consult.avgwaittime.get",
    "jingdong.im.pop.evaluationstat.get", "jingdong.im.pop.evaluationlist.get", "jingdong.pop.order.enSearch",
    "jingdong.pop.order.search",          "jingdong.im.pop.passlog.get"};

bool is_order(Method method) { return method == Method::orders || method == Method::orders_before; }

}  // namespace

std::string_view name_of(Method method) { return kNames.at(static_cast<std::size_t>(method)); }

Words lacking_words(const Words& what, Method method, const Fault& fault) {
  const std::string_view name = name_of(method);
  const std::string_view group = is_order(method) ? "订单API" : "咚咚API";
  switch (fault.kind) {
    case FaultKind::right:
      return {
          fmt::format("{}读不到：应用或店铺无权调用 {}（错误码 {}）。请在京东宙斯开放平台 → 应用管理 → 该应用 → "
                      "接口权限，申请「{}」里的 {}。其他照常读取，每 6 小时再试。",
                      what.zh, name, fault.code, group, name),
          fmt::format("{} cannot be read: the app or the shop may not call {} (code {}). At JD's open platform → 应用管理 → the "
                      "app → 接口权限, apply for {} of the group {}. All else is read; this is tried again every 6 hours.",
                      what.en, name, fault.code, name, group)};
    case FaultKind::no_method:
      return {
          fmt::format("{}读不到：平台没有或停用了 {}（错误码 {}）。可用导入文件补上，见 jd 的 README。每 6 小时再试。", what.zh,
                      name, fault.code),
          fmt::format("{} cannot be read: the platform has no {}, or has switched it off (code {}). Importing files fills the "
                      "gap, see the README of jd. It is tried again every 6 hours.",
                      what.en, name, fault.code)};
    default:
      return {
          fmt::format("{}读不到：平台对 {} 回了错误码 {}。其他照常读取，过一会儿再试。", what.zh, name, fault.code),
          fmt::format("{} cannot be read: the platform answered {} with code {}. All else is read; this is tried again later.",
                      what.en, name, fault.code)};
  }
}

}  // namespace rigong::connectors::jd
