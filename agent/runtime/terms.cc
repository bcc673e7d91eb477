// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/terms.h"

#include <charconv>
#include <string>

#include "agent/team/members.h"
#include "overlay/api/people.h"

namespace rigong::runtime {
namespace {

std::string name_of(model::Retained what) { return std::string("terms.") + word(what); }

}  // namespace

Result<Terms> terms_of(storage::ReadView& view) {
  Terms terms;
  for (const team::Term& term : team::kTerms) {
    RIGONG_ASSIGN(const std::string kept, view.setting(name_of(term.what)));
    int days = term.days;
    const auto [end, error] = std::from_chars(kept.data(), kept.data() + kept.size(), days);
    // Whatever stands there that is no term must not make anything go away earlier.
    const bool good = error == std::errc() && end == kept.data() + kept.size() && team::check_term(term.what, days);
    terms[term.what] = good ? days : term.days;
  }
  return terms;
}

Status set_term(storage::WriteTransaction& transaction, model::Retained what, int days) {
  RIGONG_TRY(team::check_term(what, days));
  return transaction.set_setting(name_of(what), std::to_string(days));
}

}  // namespace rigong::runtime
