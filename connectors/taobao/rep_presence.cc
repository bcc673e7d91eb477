// SPDX-License-Identifier: Apache-2.0
// The part of RepReader that reads when reps came and went.
#include <algorithm>

#include "connectors/taobao/presence.h"
#include "connectors/taobao/rep_reader.h"

namespace rigong::connectors::taobao {
namespace {

constexpr double kMs = kSecondMs;

}  // namespace

std::int64_t RepReader::number_of(const std::string& rep) const {
  const auto& reps = work_.progress.reps;
  const auto place = static_cast<std::size_t>(std::find(reps.begin(), reps.end(), rep) - reps.begin());
  return place < work_.progress.numbers.size() ? work_.progress.numbers[place] : 0;
}

std::string RepReader::numbers_of(const std::vector<std::string>& reps) const {
  std::string text;
  for (const std::string& rep : reps) {
    if (const std::int64_t number = number_of(rep); number != 0) text += (text.empty() ? "" : ",") + std::to_string(number);
  }
  return text;
}

void RepReader::take_logins(const rapidjson::Value& root, const std::string& rep) {
  const RepWalk walk = *work_.progress.of(RepTask::online).walk;
  for (const auto& [day, presence] : presence_of(read_login_logs(root), day_of(walk.at), day_of(walk.end))) {
    give(RepTask::online, {rep, Day{day}, {}, {{model::DeliveredField::online_ms, static_cast<double>(presence.online) * kMs}}});
  }
}

void RepReader::take_status(const rapidjson::Value& root, const std::vector<std::string>& reps) {
  const RepWalk walk = *work_.progress.of(RepTask::status).walk;
  // Where a method of its own tells the time on line, two answers must not take turns with each other.
  const bool tells_online = work_.is_refused(Method::online_time) && work_.is_refused(Method::login_logs);
  auto log = read_status_log(root);
  for (const std::string& rep : reps) {
    const auto changes = log.find(number_of(rep));
    if (changes == log.end() || changes->first == 0) continue;
    for (const auto& [day, presence] : presence_of(std::move(changes->second), day_of(walk.at), day_of(walk.end))) {
      model::DeliveredDay one{
          rep, Day{day}, {}, {{model::DeliveredField::suspended_ms, static_cast<double>(presence.suspended) * kMs}}};
      if (tells_online) {
        one.values.emplace_back(model::DeliveredField::online_ms, static_cast<double>(presence.online) * kMs);
      }
      give(RepTask::status, one);
    }
  }
}

}  // namespace rigong::connectors::taobao
