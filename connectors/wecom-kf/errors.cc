// SPDX-License-Identifier: Apache-2.0
#include "connectors/wecom-kf/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace rigong::connectors::wecom_kf {
namespace {

constexpr std::string_view kFrom = "from ip: ";
constexpr std::size_t kMostAddressBytes = 45;

// The address that the platform saw, where it says so; only what looks like one.
std::string address_in(std::string_view errmsg) {
  const std::size_t at = errmsg.find(kFrom);
  if (at == std::string_view::npos) return {};
  std::string_view rest = errmsg.substr(at + kFrom.size());
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
  };
  const auto end = std::find_if_not(rest.begin(), rest.end(), fits);
  rest = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  return rest.size() > kMostAddressBytes ? std::string() : std::string(rest);
}

Error wrong_credentials(std::int64_t errcode, std::string_view host) {
  return {
      ErrorKind::refused,
      {fmt::format("{} 不认这个企业 ID 或 Secret（{}）。请在企业微信管理后台重新复制：企业 ID 在 我的企业 → 企业信息，Secret 在 "
                   "应用管理 → 自建 → 该应用；两者要属于同一个企业。",
                   host, errcode),
       fmt::format("{} does not accept the company's id or the Secret ({}). Copy both again from the admin console: the id "
                   "from 我的企业 → 企业信息, the Secret from 应用管理 → 自建 → the app; both of the same company.",
                   host, errcode)}};
}

Error wrong_address(std::int64_t errcode, std::string_view errmsg, std::string_view host) {
  const std::string address = address_in(errmsg);
  const std::string zh = address.empty() ? "这台机器的公网 IP" : address;
  const std::string en = address.empty() ? "the public IP of this machine" : address;
  return {ErrorKind::refused,
          {fmt::format("{} 不接受从这里发出的请求（{}）。请在企业微信管理后台 → 应用管理 → 该应用 → 企业可信IP 里加上 {}。", host,
                       errcode, zh),
           fmt::format("{} does not take requests from here ({}). Add {} in the admin console: 应用管理 → the app → 企业可信IP.",
                       host, errcode, en)}};
}

Words not_given(std::string_view zh, std::string_view en, std::int64_t errcode) {
  return {fmt::format("{}读不到：企业微信回了错误码 {}，含义见企业微信开发文档的「全局错误码」。其他照常读取，过一会儿再试。", zh,
                      errcode),
          fmt::format(
              "{} cannot be read: WeCom answered with errcode {}, which its documentation explains under 全局错误码. All else "
              "is read; this is tried again later.",
              en, errcode)};
}

}  // namespace

Meaning meaning_of(std::int64_t errcode) {
  switch (errcode) {
    case 0:
      return Meaning::ok;
    case 40014:  // No valid access_token.
    case 41001:  // None at all.
    case 42001:  // It has ended.
      return Meaning::token;
    case 40001:  // Wrong secret, or a token of another one.
    case 40013:  // Wrong corpid.
    case 41002:  // No corpid.
    case 41004:  // No secret.
      return Meaning::credentials;
    case 60020:
      return Meaning::address;
    case 45009:  // Too many calls.
    case 45033:  // Too many at the same time.
      return Meaning::too_often;
    case -1:
      return Meaning::busy;
    case 48002:   // The app may not call this method.
    case 48007:   // … not for this service account.
    case 60011:   // The app may not see this member.
    case 301002:  // … nor this app.
    case 95000:   // Not a service account of this company, …
    case 95003:   // … or no longer one.
    case 95011:   // Customer service by API is not open to this app.
    case 95012:
    case 95017:
      return Meaning::forbidden;
    default:
      return Meaning::unknown;
  }
}

Error error_of(std::int64_t errcode, std::string_view errmsg, std::string_view host) {
  switch (meaning_of(errcode)) {
    case Meaning::credentials:
      return wrong_credentials(errcode, host);
    case Meaning::address:
      return wrong_address(errcode, errmsg, host);
    case Meaning::token:
      return {ErrorKind::unavailable,
              {fmt::format("{} 不认它自己刚发的凭证（{}），稍后再试。", host, errcode),
               fmt::format("{} does not accept the token it has just given out ({}); trying again later.", host, errcode)}};
    case Meaning::too_often:
      return {ErrorKind::unavailable,
              {fmt::format("{} 说调用太频繁（{}），过一会儿再试。", host, errcode),
               fmt::format("{} says that it is asked too often ({}); trying again in a while.", host, errcode)}};
    case Meaning::busy:
      return {ErrorKind::unavailable,
              {fmt::format("{} 系统繁忙（{}），稍后再试。", host, errcode),
               fmt::format("{} is busy ({}); trying again later.", host, errcode)}};
    default:
      return {ErrorKind::unavailable,
              {fmt::format("{} 回了错误码 {}，含义见企业微信开发文档的「全局错误码」。稍后再试。", host, errcode),
               fmt::format("{} answered with errcode {}; WeCom's documentation explains it under 全局错误码. Trying again later.",
                           host, errcode)}};
  }
}

Words messages_lacking(std::string_view account, std::int64_t errcode) {
  if (errcode != 0 && meaning_of(errcode) != Meaning::forbidden) {
    return not_given(fmt::format("客服账号「{}」的消息", account),
                     fmt::format("The messages of the service account \"{}\"", account), errcode);
  }
  const std::string code = errcode == 0 ? std::string() : fmt::format(" ({})", errcode);
  return {
      fmt::format("客服账号「{}」的消息读不到{}：应用没有它的管理权限，只有次日的平台统计。要读消息，请先看 wecom-kf 的 README："
                  "企业微信管理后台 → 微信客服 → 可调用接口的应用，以及「通过API管理微信客服账号」。后者会把会话分配交给应用，"
                  "只对已经由应用分配会话的账号开启。",
                  account, code),
      fmt::format("The messages of the service account \"{}\" cannot be read{}: the app has no right to manage it, so there are "
                  "only the platform's figures of the day before. For messages see the README of wecom-kf first: admin console "
                  "→ 微信客服 → 可调用接口的应用, and 通过API管理微信客服账号. The latter hands the assigning of sessions to the "
                  "app; tick it only where an app assigns them already.",
                  account, code)};
}

Words figures_lacking(std::int64_t errcode) {
  if (meaning_of(errcode) != Meaning::forbidden) {
    return not_given("平台统计（客户数据统计）", "The platform's figures (客户数据统计)", errcode);
  }
  return {
      fmt::format(
          "平台统计（客户数据统计）全部或部分读不到（{}）。自建应用：企业微信管理后台 → 微信客服 → 可调用接口的应用，勾选该应用；"
          "代开发应用还要有「微信客服 → 服务工具 → 获取客服数据统计」权限。",
          errcode),
      fmt::format(
          "The platform's figures (客户数据统计), all or some, cannot be read ({}). A self-built app: admin console → 微信客服 → "
          "可调用接口的应用, tick the app; one built by a vendor also needs 微信客服 → 服务工具 → 获取客服数据统计.",
          errcode)};
}

Words reps_lacking(std::int64_t errcode) {
  if (meaning_of(errcode) != Meaning::forbidden) {
    return not_given("有的接待人员的平台统计", "The platform's figures of some reps", errcode);
  }
  return {
      fmt::format("有的接待人员读不到平台统计（{}）。请把他们加进应用的可见范围：应用管理 → 该应用 → 可见范围。", errcode),
      fmt::format("The platform's figures of some reps cannot be read ({}). Put them into what the app may see: 应用管理 → the "
                  "app → 可见范围.",
                  errcode)};
}

}  // namespace rigong::connectors::wecom_kf
