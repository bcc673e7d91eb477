// SPDX-License-Identifier: Apache-2.0
// What the readers of one poll share.
#pragma once

#include "connectors/api/connector.h"
#include "connectors/taobao/client.h"
#include "connectors/taobao/cursor.h"
#include "connectors/taobao/settings.h"

namespace rigong::connectors::taobao {

struct Work {
  const Settings& settings;
  const PollRequest& request;
  RecordSink& sink;
  Client& client;
  Progress& progress;

  [[nodiscard]] TimeMs now() const { return request.now; }
  [[nodiscard]] Seconds their_now() const { return client.now(); }
  [[nodiscard]] bool is_off(Method method) const;
  // Off, and not for a moment only.
  [[nodiscard]] bool is_refused(Method method) const;
  // A right that is missing, or a method that is gone: not asked for a day.
  void switch_off(Method method, const Fault& fault) const;
  void note_works(Method method) const;
};

// How a step ended, where it was no error of the whole account.
enum class Stepped {
  done,      // Something was read, or tried and narrowed.
  off,       // The method has been switched off.
  no_calls,  // The day's calls are used up.
};

}  // namespace rigong::connectors::taobao
