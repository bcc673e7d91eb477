// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/notices.h"

#include <algorithm>
#include <array>
#include <map>

#include "agent/runtime/answers/tasks.h"
#include "agent/runtime/terms.h"
#include "agent/runtime/tidy.h"
#include "agent/team/members.h"

namespace rigong::runtime {
namespace {

using model::PublishedKind;

constexpr std::array kKinds{PublishedKind::notice, PublishedKind::rules};

// When the version was signed for, by person.
std::map<std::string, TimeMs> signed_at(const std::vector<model::Receipt>& receipts, std::int32_t version) {
  std::map<std::string, TimeMs> signed_by;
  for (const model::Receipt& receipt : receipts) {
    if (receipt.version == version) signed_by.emplace(receipt.person, receipt.at);
  }
  return signed_by;
}

}  // namespace

Result<std::vector<std::string>> to_sign(storage::ReadView& view, const Viewer& viewer) {
  std::vector<std::string> left;
  if (viewer.role == overlay::Role::unset) return left;
  for (const PublishedKind kind : kKinds) {
    RIGONG_ASSIGN(const auto versions, view.published(kind));
    if (versions.empty()) continue;
    RIGONG_ASSIGN(const auto receipts, view.receipts(kind));
    if (!signed_at(receipts, versions.back().version).contains(viewer.person)) left.emplace_back(word(kind));
  }
  return left;
}

Result<overlay::Notices> answer_notices(Reading& reading) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  overlay::Notices answer;
  answer.may_publish = scene.may_with_all(team::Deed::publish);
  answer.may_set_terms = scene.may_with_all(team::Deed::set_terms);
  for (const PublishedKind kind : kKinds) {
    RIGONG_ASSIGN(const auto versions, reading.view.published(kind));
    if (versions.empty()) continue;
    const model::Published& newest = versions.back();
    RIGONG_ASSIGN(const auto receipts, reading.view.receipts(kind));
    const auto signed_by = signed_at(receipts, newest.version);
    overlay::PublishedText text;
    text.kind = kind;
    text.version = newest.version;
    text.title = newest.title;
    text.body = newest.body;
    text.made_by = maybe_named(scene, newest.made_by);
    text.made_at = newest.made_at;
    if (const auto own = signed_by.find(reading.viewer.person); own != signed_by.end()) text.signed_at = own->second;
    answer.texts.push_back(std::move(text));
    if (!answer.may_publish) continue;
    for (const Somebody& somebody : scene.cast.everybody()) {
      if (!somebody.member || somebody.person.left) continue;
      const auto at = signed_by.find(somebody.person.id);
      answer.signatures.push_back(
          {kind, {somebody.person.id, somebody.person.name}, at != signed_by.end() ? std::optional(at->second) : std::nullopt});
    }
  }
  RIGONG_ASSIGN(const Terms terms, terms_of(reading.view));
  for (const team::Term& term : team::kTerms) answer.terms.push_back({term.what, terms.at(term.what), term.least, term.most});
  RIGONG_ASSIGN(const TidyReport tidied, last_tidy(reading.view));
  if (tidied.at != kNoTime) answer.tidied_at = tidied.at;
  for (const auto& [what, removed] : tidied.removed) answer.tidied.push_back({what, removed});
  return answer;
}

}  // namespace rigong::runtime
