// SPDX-License-Identifier: Apache-2.0
// What is asked for groups of reps by stretches of time: day figures, ratings, chat partners; and the shop's own days.
//
// Day figures are of the day before at the latest, and are made during the night. They are asked for at half past six, again each
// hour until noon where nothing of yesterday has come, and the last three days are read once more with each: platforms restate.
//
// A rep whom the platform does not take is left out of the groups, and what is missed meanwhile is remembered (missed.h) and
// walked through with that rep alone; so is a day of the shop.
//
// What the service assistant says of today so far is asked for every half hour: it has no stretch of time.
#pragma once

#include <string>
#include <vector>

#include "connectors/taobao/day_figures.h"
#include "connectors/taobao/work.h"

namespace rigong::connectors::taobao {

class RepReader {
 public:
  explicit RepReader(const Work& work) : work_(work) {}

  [[nodiscard]] bool is_due(RepTask task) const;
  // When it will be due; nothing where it is switched off.
  [[nodiscard]] std::optional<TimeMs> due_at(RepTask task) const;
  // One call. Errors as Client::call() has them.
  [[nodiscard]] Result<Stepped> step(RepTask task);
  [[nodiscard]] Method method_of(RepTask task) const;

 private:
  [[nodiscard]] static bool takes_whole_days(Method method);
  [[nodiscard]] std::int64_t count_of_reps(RepTask task) const;
  [[nodiscard]] bool is_asked(RepTask task) const;
  struct Reach {
    Seconds oldest;
    Seconds to;
  };
  // What the method gives now.
  [[nodiscard]] Reach reach(RepTask task, Method method) const;
  [[nodiscard]] bool is_look_due(RepTask task) const;
  [[nodiscard]] bool begin(RepTask task, Method method);
  // A walk through what was missed.
  [[nodiscard]] bool begin_again(RepTask task, Method method);
  void begin_with(RepTask task, Method method, RepWalk walk);
  void end(RepTask task, Method method);
  void end_again(RepTask task);
  [[nodiscard]] std::vector<std::string> next_reps(RepTask task, Method method);
  void skip_aside(RepTask task);
  [[nodiscard]] Parameters parameters(RepTask task, Method method, const std::vector<std::string>& reps) const;
  [[nodiscard]] Status take(RepTask task, Method method, const rapidjson::Value& root, const std::vector<std::string>& reps);
  void give(RepTask task, const model::DeliveredDay& day);
  // Time on line and time suspended: out of the moments of coming and going, of a rep by the method that names nobody else and of
  // several by the numbers of their sub-accounts.
  void take_logins(const rapidjson::Value& root, const std::string& rep);
  void take_status(const rapidjson::Value& root, const std::vector<std::string>& reps);
  [[nodiscard]] std::int64_t number_of(const std::string& rep) const;
  [[nodiscard]] std::string numbers_of(const std::vector<std::string>& reps) const;
  void take_ratings(const ReadRatings& read);
  [[nodiscard]] Result<Stepped> take_chats(const rapidjson::Value& root, const std::string& rep);
  void advance(RepTask task, Method method, std::size_t reps);
  [[nodiscard]] Result<Stepped> too_heavy(RepTask task);
  // With what the task misses of the rep from then on.
  void set_aside(RepTask task, Method method, const std::string& rep, Seconds from);
  void set_failed_aside(RepTask task, Method method);
  [[nodiscard]] TimeMs due_after(Method method, bool complete) const;
  [[nodiscard]] Stepped refused_again(RepTask task, Method method);
  [[nodiscard]] Result<Stepped> not_understood(RepTask task, Method method, const Fault& fault, std::size_t reps);

  const Work& work_;
};

}  // namespace rigong::connectors::taobao
