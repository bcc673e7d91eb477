// SPDX-License-Identifier: Apache-2.0
#include "connectors/taobao/rights.h"

#include <fmt/format.h>

#include <array>

namespace rigong::connectors::taobao {
namespace {

struct Known {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
  std::string_view package;  // As the console calls the set of permissions; empty where that is not known.
};

constexpr std::string_view kOrders = "订单信息查询";

constexpr std::array<Known, static_cast<std::size_t>(Method::count_)> kMethods = {{
    {"taobao.wangwang.eservice.groupmember.get", "客服分组名单", "Groups of reps", ""},
    {"taobao.sellercenter.subusers.get", "子账号名单", "List of sub-accounts", ""},
    {"taobao.wangwang.eservice.receivenum.get", "接待人数", "Customers served", ""},
    {"taobao.wangwang.eservice.noreplynum.get", "未回复人数", "Customers left unreplied", ""},
    {"taobao.wangwang.eservice.avgwaittime.get", "平均响应时长", "Mean response time", ""},
    {"taobao.wangwang.eservice.evaluation.get", "评价统计", "Counts of ratings", ""},
    {"taobao.qianniu.kefueval.get", "评价明细", "Single ratings", ""},
    {"taobao.airisland.kefueval.get", "评价明细（新版）", "Single ratings (newer)", ""},
    {"taobao.wangwang.eservice.evals.get", "评价明细（旧版）", "Single ratings (older)", ""},
    {"taobao.wangwang.eservice.chatrelation.get", "咨询人数", "Customers who chatted", ""},
    {"taobao.qiannniu.dispatch.offline.shop.performances.get", "全店客服绩效", "The shop's service figures", ""},
    {"taobao.qiannniu.dispatch.realtime.service.account.statistics.get", "机器人占比", "Share of the bot", ""},
    {"taobao.qiannniu.dispatch.slowresponse.unread.count", "未读的慢响应提醒", "Slow-response notes nobody has read", ""},
    {"taobao.wangwang.eservice.onlinetime.get", "在线时长", "Time online", ""},
    {"taobao.wangwang.eservice.loginlogs.get", "在线时长（登录日志）", "Time online (log of log-ins)", ""},
    {"taobao.qianniu.cloudkefu.onlinestatuslog.get", "挂起时长", "Time suspended", ""},
    {"taobao.trades.sold.increment.get", "订单变化", "Changes of orders", kOrders},
    {"taobao.trades.sold.get", "订单", "Orders", kOrders},
    {"taobao.trade.fullinfo.get", "单笔订单", "Single orders", kOrders},
    {"taobao.refunds.receive.get", "退款", "Refunds", ""},
    {"taobao.refund.get", "单笔退款", "Single refunds", ""},
}};

const Known& known(Method method) { return kMethods[static_cast<std::size_t>(method)]; }

}  // namespace

std::string_view name_of(Method method) { return known(method).name; }

Method method_of(std::string_view name) {
  for (std::size_t i = 0; i < kMethods.size(); ++i) {
    if (kMethods[i].name == name) return static_cast<Method>(i);
  }
  return Method::count_;
}

Words gives(Method method) { return {std::string(known(method).zh), std::string(known(method).en)}; }

Words lacking(Method method, const Fault& fault) {
  const auto& right = known(method);
  const auto& package = right.package;
  const std::string package_zh = package.empty() ? "按方法名搜索所属的权限包并申请" : fmt::format("申请权限包“{}”", package);
  const std::string package_en = package.empty() ? "look for the method's name there and apply for the set it belongs to"
                                                 : fmt::format("apply for the set \"{}\"", package);
  const auto words = [&](const std::string& why_zh, const std::string& why_en) {
    return Words{
        fmt::format("{}读不到（{}，错误 {}）：{}每天会再试一次，其余照常读取。", right.zh, right.name, fault.name(), why_zh),
        fmt::format("{} cannot be read ({}, error {}): {} It is tried again once a day; all else goes on.", right.en, right.name,
                    fault.name(), why_en)};
  };
  switch (fault.kind) {
    case FaultKind::app_right:
    case FaultKind::partner_right:
      return words(fmt::format("应用没有这个权限，请到淘宝开放平台控制台的“应用管理→权限管理”，{}。", package_zh),
                   fmt::format("the app has no right to it. In the console of open.taobao.com, at the app's permissions, {}.",
                               package_en));
    case FaultKind::user_right:
      return words("授权的账号没有这个权限，请用店铺主账号重新授权。",
                   "the account that authorised has no right to it. Authorise again with the shop's main account.");
    case FaultKind::no_method:
      return words("平台已不对这个应用提供此方法。要用的话请在控制台按方法名搜索确认；没有时可把千牛导出的报表导入日拱。",
                   "the platform does not offer it to this app. Look for its name in the console; where it is gone, import the "
                   "tables that Qianniu exports.");
    case FaultKind::passing:
      return {fmt::format("{}暂时读不到（{}），一刻钟后再试，其余照常读取。", right.zh, right.name),
              fmt::format("{} cannot be read now ({}); it is tried again in a quarter of an hour, all else goes on.", right.en,
                          right.name)};
    default:
      break;
  }
  return words("平台不接受这样的请求，可能是方法变了。请把这句话告诉日拱的维护者。",
               "the platform does not take the request; the method may have changed. Tell the maintainers of Rigong.");
}

}  // namespace rigong::connectors::taobao
