// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "connectors/jd/shapes.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::size_t kMostCodeBytes = 32;

struct Known {
  std::int64_t code;
  FaultKind kind;
};
// From lists of the platform's codes in public clients; 63 and 67 are told differently by some (flow control).
constexpr Known kKnown[] = {
    {1, FaultKind::busy},       {2, FaultKind::too_often}, {3, FaultKind::right},      {7, FaultKind::clock},
    {8, FaultKind::clock},      {11, FaultKind::keys},     {12, FaultKind::keys},      {14, FaultKind::no_method},
    {15, FaultKind::no_method}, {18, FaultKind::token},    {19, FaultKind::token},     {20, FaultKind::keys},
    {21, FaultKind::keys},      {22, FaultKind::merchant}, {23, FaultKind::no_method}, {24, FaultKind::right},
    {25, FaultKind::keys},      {43, FaultKind::busy},     {50, FaultKind::request},   {60, FaultKind::request},
    {61, FaultKind::request},   {62, FaultKind::request},  {63, FaultKind::request},   {64, FaultKind::right},
    {65, FaultKind::busy},      {66, FaultKind::busy},     {67, FaultKind::busy},      {68, FaultKind::request},
    {69, FaultKind::busy},      {71, FaultKind::request},  {72, FaultKind::right},     {73, FaultKind::right},
    {75, FaultKind::address},   {1100, FaultKind::request}};

struct Hint {
  std::string_view part;
  FaultKind kind;
};
// Codes that nobody here knows, told by their words; the more telling ones first.
constexpr Hint kHints[] = {{"access_token", FaultKind::token},     {"频率", FaultKind::too_often},
                           {"限流", FaultKind::too_often},         {"流量", FaultKind::too_often},
                           {"Call Limited", FaultKind::too_often}, {"无权", FaultKind::right},
                           {"没有权限", FaultKind::right},         {"未授权", FaultKind::right},
                           {"已下线", FaultKind::no_method},       {"停用", FaultKind::no_method}};

std::string code_of(const rapidjson::Value& error) {
  std::string code = text_in(error, "code", kMostCodeBytes);
  const auto odd = [](char c) {
    return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.');
  };
  code.erase(std::remove_if(code.begin(), code.end(), odd), code.end());
  return code.empty() ? "?" : code;
}

}  // namespace

FaultKind kind_of(std::string_view code, std::string_view words) {
  if (const auto number = parse_count(code)) {
    const auto* known =
        std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& each) { return each.code == *number; });
    if (known != std::end(kKnown)) return known->kind;
  }
  for (const Hint& hint : kHints) {
    if (words.find(hint.part) != std::string_view::npos) return hint.kind;
  }
  return FaultKind::unknown;
}

Fault read_fault(const rapidjson::Value& error) {
  std::string words;
  for (const char* name : {"zh_desc", "en_desc", "msg", "chineseErrCode"}) words += text_in(error, name) + "\n";
  const std::string code = code_of(error);
  return {kind_of(code, words), code};
}

bool costs_one_method(FaultKind kind) {
  switch (kind) {
    case FaultKind::right:
    case FaultKind::no_method:
    case FaultKind::request:
    case FaultKind::busy:
    case FaultKind::unknown:
      return true;
    default:
      return false;
  }
}

Error error_of(const Fault& fault, std::string_view host) {
  const auto words = [&](ErrorKind kind, std::string_view zh, std::string_view en) {
    return Error{
        kind, {fmt::format("{} {}（错误码 {}）。", host, zh, fault.code), fmt::format("{} {} (code {}).", host, en, fault.code)}};
  };
  switch (fault.kind) {
    case FaultKind::token:
      return words(
          ErrorKind::refused,
          "不认这个授权 access_token：它已过期、被撤销，或不是这个应用的。请用店铺主账号重新授权，把新的 access_token（有的话"
          "连同 refresh_token）填进这个账号的设置，已读的数据不会丢",
          "does not take the access_token: it has ended, was taken back or belongs to another app. Authorise the app "
          "again with the shop's main account and put the new access_token (and refresh_token, if there is one) into "
          "this account's settings; nothing that was read is lost");
    case FaultKind::keys:
      return words(
          ErrorKind::refused,
          "不认这个应用：请在京东宙斯开放平台的应用管理里重新复制 AppKey 和 AppSecret，两者要属于同一个已上线的应用",
          "does not take the app: copy AppKey and AppSecret again from the app's page at JD's open platform; both of the "
          "same app, and that app online");
    case FaultKind::merchant:
      return words(ErrorKind::refused, "说授权的账号不是商家：请用店铺（POP）主账号重新授权",
                   "says that who authorised the app is no shop: authorise it again with the main account of the POP shop");
    case FaultKind::address:
      return words(ErrorKind::refused, "不接受从这台机器的地址发出的请求：请在应用管理的 IP 白名单里加上它的公网地址",
                   "does not take calls from this machine's address: add its public address to the app's IP white list");
    case FaultKind::clock:
      return words(
          ErrorKind::unavailable, "说请求的时间不对：请校准这台机器的时钟，误差不能超过 6 分钟；稍后再试",
          "says that the call's time is off: set this machine's clock, it may be wrong by 6 minutes at most; trying again "
          "later");
    case FaultKind::too_often:
      return words(ErrorKind::unavailable, "说调用太多，过一会儿再试；常常如此就要在应用管理里申请提高调用量",
                   "says that there were too many calls; trying again in a while. Where that happens often, apply for more calls "
                   "on the app's page");
    case FaultKind::busy:
      return words(ErrorKind::unavailable, "系统繁忙，稍后再试", "is busy; trying again later");
    default:
      return words(ErrorKind::unavailable, "没有给出所要的，稍后再试", "did not give what was asked for; trying again later");
  }
}

}  // namespace rigong::connectors::jd
