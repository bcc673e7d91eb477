// SPDX-License-Identifier: Apache-2.0
// Answers requests that the guard let through: token, route, question, the service's answer as JSON. Any thread.
#pragma once

#include <atomic>
#include <string_view>
#include <tl/expected.hpp>

#include "agent/base/clock.h"
#include "overlay/api/service.h"
#include "overlay/server/answer.h"
#include "overlay/server/cache.h"
#include "overlay/server/request.h"
#include "overlay/server/routes.h"
#include "overlay/server/static_files.h"
#include "overlay/server/throttle.h"

namespace rigong::overlay {

// What a request may do, found out before its content is read.
struct Permit {
  Route route;
  Caller caller;
};

class Api {
 public:
  // All three outlive it.
  Api(Service& service, const Clock& clock, Assets assets) : service_(service), clock_(clock), files_(assets) {}

  [[nodiscard]] tl::expected<Permit, Answer> admit(const RequestHead& head);
  [[nodiscard]] Answer answer(const RequestHead& head, const Permit& permit, std::string_view body);

 private:
  [[nodiscard]] tl::expected<Caller, Answer> caller_of(const RequestHead& head);
  [[nodiscard]] Answer wrong_token();
  [[nodiscard]] Answer begin_session(std::string_view body);
  [[nodiscard]] Answer end_session(const Caller& caller);
  [[nodiscard]] Answer begin_run(const Caller& caller, std::string_view body);
  [[nodiscard]] Answer answer_get(const RequestHead& head, const Permit& permit);
  [[nodiscard]] Answer answer_import(const Permit& permit, std::string_view body);
  template <class Question, class Ask>
  [[nodiscard]] Answer fresh(const RequestHead& head, const Permit& permit, const tl::expected<Question, struct Fault>& question,
                             Ask ask);

  Service& service_;
  const Clock& clock_;
  StaticFiles files_;
  AnswerCache cache_{64, 8 * 1024 * 1024};
  Throttle throttle_;
  std::atomic<int> runs_{0};
};

}  // namespace rigong::overlay
