// SPDX-License-Identifier: Apache-2.0
// The methods that are asked, what each gives, and which permission to apply for where it is missing.
#pragma once

#include <string_view>

#include "agent/base/result.h"
#include "connectors/jd/faults.h"

namespace rigong::connectors::jd {

enum class Method {
  group_info,       // jingdong.im.pop.groupinfo.get
  session_list,     // jingdong.im.pop.sessionlist.get
  chat_log,         // jingdong.im.pop.chatlog.get
  reply_stat,       // jingdong.im.pop.replystat.get
  unreply_stat,     // jingdong.im.pop.unreplystat.get
  average_wait,     // jingdong.im.pop.consult.avgwaittime.get
  evaluation_stat,  // jingdong.im.pop.evaluationstat.get
  evaluation_list,  // jingdong.im.pop.evaluationlist.get
  orders,           // jingdong.pop.order.enSearch
  orders_before,    // jingdong.pop.order.search
  pass_log,         // jingdong.im.pop.passlog.get
  count_
};

[[nodiscard]] std::string_view name_of(Method method);
// What is lacking, why, and what to apply for. `what` is what the account would give.
[[nodiscard]] Words lacking_words(const Words& what, Method method, const Fault& fault);

}  // namespace rigong::connectors::jd
