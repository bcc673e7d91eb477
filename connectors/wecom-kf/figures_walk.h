// SPDX-License-Identifier: Apache-2.0
// Reads the platform's ready figures, a few calls in each poll: the newest days first, the shop before its reps. Days that were
// taken before are looked at again for a while, since the platform corrects them.
//
// What is not given of one rep or service account does not stop the others: later walks reach back to those days, for a week each
// of them, and then ever more seldom, since a rep outside what the app may see is never given.
#pragma once

#include "connectors/api/connector.h"
#include "connectors/wecom-kf/figures.h"
#include "connectors/wecom-kf/roster.h"

namespace rigong::connectors::wecom_kf {

class FiguresWalk {
 public:
  // All outlive it.
  FiguresWalk(Session& session, Progress& progress, const PollRequest& request, RecordSink& sink)
      : session_(session), progress_(progress), request_(request), sink_(sink) {}

  // Whether there is something to ask for now.
  [[nodiscard]] bool is_due() const;
  // Some calls; what they gave is delivered, and progress says how far it went. After an error it goes on from there.
  [[nodiscard]] Status step();

 private:
  [[nodiscard]] TimeMs their_now() const { return request_.now + request_.http->clock_offset(); }
  bool begin();
  // Whether the walk goes on to the reps.
  Result<bool> shop();
  // Whether all have been taken.
  Result<bool> reps();
  // Something of the days asked for was not given, of so many as can be told.
  void miss(int refused);
  void next_days();
  void end();
  // Adds what one service account has; nothing where it is not given, with the errcode.
  Result<std::int64_t> ask(FiguresKind kind, const std::string& open_kfid, const std::string& rep, FiguresByDay& days);
  void deliver(const std::string& rep, const FiguresByDay& days);
  // Whether figures that are not there may still come today.
  [[nodiscard]] bool may_still_come() const;

  Session& session_;
  Progress& progress_;
  const PollRequest& request_;
  RecordSink& sink_;
  int calls_ = 0;
};

}  // namespace rigong::connectors::wecom_kf
