// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/people.h"

#include <fmt/format.h>

#include <algorithm>

#include "connectors/kit/fold.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr std::int64_t kHoursKept = 24;

}  // namespace

const Person* People::known(std::int64_t id) const {
  const Person* person = find(progress_, id);
  // Our clock set back must not keep an answer for years.
  const bool fresh = person != nullptr && hour() - person->hour < kHoursKept && person->hour <= hour();
  return fresh ? person : nullptr;
}

std::optional<Kind> People::by_name(const Named& named) const {
  // The two users that every server has, and that nobody is.
  if (named.name == "RT_System") return Kind::system;
  if (named.name == "Nobody") return Kind::nobody;
  if (settings_.agents.empty()) return std::nullopt;
  const auto& agents = settings_.agents;
  return std::find(agents.begin(), agents.end(), fold_value(named.name)) != agents.end() ? Kind::agent : Kind::customer;
}

Person People::keep(const Named& named, Kind kind) {
  const Person person{named.id, kind, hour(), kind == Kind::agent ? named.name : std::string()};
  remember(progress_, person);
  if (kind == Kind::agent) sink_.rep({named.name, named.real_name.empty() ? named.name : named.real_name, {}});
  return person;
}

Result<Person> People::named(const Named& named) {
  if (const Person* person = known(named.id)) return *person;
  if (const auto kind = by_name(named)) return keep(named, *kind);
  RIGONG_ASSIGN(const auto person, ask(named.id, &named));
  // Somebody whom the server does not know any more is nobody's colleague.
  return person ? *person : keep(named, Kind::customer);
}

Result<std::optional<Person>> People::numbered(std::int64_t id) {
  if (id <= 0) return std::optional<Person>();
  if (const Person* person = known(id)) return std::optional(*person);
  return ask(id, nullptr);
}

Result<std::optional<Person>> People::ask(std::int64_t id, const Named* named) {
  ++asked_;
  RIGONG_ASSIGN(const Answer answer, client_.get(*request_.http, fmt::format("user/{}", id)));
  if (answer.outcome == Outcome::forbidden && !settings_.agents.empty()) {
    progress_.nameless = true;
    return std::optional<Person>();
  }
  if (answer.outcome == Outcome::forbidden) {
    return fail(
        ErrorKind::refused,
        fmt::format("{} 不让这个账号看用户，分不清谁是客服。请给它打开 Let this user be granted rights (Privileged)，或在 "
                    "agents 里写明客服的用户名。",
                    client_.host()),
        fmt::format("{} does not show users to this account, so nobody can tell who is an agent. Tick \"Let this user be "
                    "granted rights (Privileged)\" for it, or name the agents in the option agents.",
                    client_.host()));
  }
  if (answer.outcome != Outcome::given) return std::optional<Person>();
  // Its number is known; what else is shown depends on the server's UserSummaryExtraInfo.
  Named told = named != nullptr ? *named : read_person(answer.document, id);
  if (told.name.empty()) {
    progress_.nameless = true;
    return std::optional<Person>();
  }
  if (const auto kind = by_name(told)) return std::optional(keep(told, *kind));
  const std::string privileged = text_of(answer.document, "Privileged").value_or("");
  return std::optional(keep(told, privileged == "1" || privileged == "true" ? Kind::agent : Kind::customer));
}

}  // namespace rigong::connectors::request_tracker
