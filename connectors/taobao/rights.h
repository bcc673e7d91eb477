// SPDX-License-Identifier: Apache-2.0
// The methods that are asked, what each gives, and which permission to apply for where it is missing.
#pragma once

#include <string>
#include <string_view>

#include "agent/base/result.h"
#include "connectors/taobao/faults.h"

namespace rigong::connectors::taobao {

enum class Method {
  group_members,    // taobao.wangwang.eservice.groupmember.get
  sub_users,        // taobao.sellercenter.subusers.get
  received,         // taobao.wangwang.eservice.receivenum.get
  unreplied,        // taobao.wangwang.eservice.noreplynum.get
  waiting,          // taobao.wangwang.eservice.avgwaittime.get
  evaluation,       // taobao.wangwang.eservice.evaluation.get
  qianniu_evals,    // taobao.qianniu.kefueval.get
  airisland_evals,  // taobao.airisland.kefueval.get
  classic_evals,    // taobao.wangwang.eservice.evals.get
  chat_relation,    // taobao.wangwang.eservice.chatrelation.get
  shop_days,        // taobao.qiannniu.dispatch.offline.shop.performances.get
  service_now,      // taobao.qiannniu.dispatch.realtime.service.account.statistics.get
  slow_unread,      // taobao.qiannniu.dispatch.slowresponse.unread.count
  online_time,      // taobao.wangwang.eservice.onlinetime.get
  login_logs,       // taobao.wangwang.eservice.loginlogs.get
  status_log,       // taobao.qianniu.cloudkefu.onlinestatuslog.get
  sold_increment,   // taobao.trades.sold.increment.get
  sold,             // taobao.trades.sold.get
  full_trade,       // taobao.trade.fullinfo.get
  refunds,          // taobao.refunds.receive.get
  refund,           // taobao.refund.get
  count_
};

// With the leading "taobao.".
[[nodiscard]] std::string_view name_of(Method method);
// The one of that name; count_ where there is none.
[[nodiscard]] Method method_of(std::string_view name);
// "接待人数" / "Customers served".
[[nodiscard]] Words gives(Method method);
// Why it is not given and what to do about it. `fault` is one that switches a method off.
[[nodiscard]] Words lacking(Method method, const Fault& fault);

}  // namespace rigong::connectors::taobao
