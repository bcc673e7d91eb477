// SPDX-License-Identifier: Apache-2.0
// Who is who: platform reps and the members who answered as them, by day.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "agent/base/result.h"
#include "agent/metrics/derive.h"
#include "agent/model/member.h"
#include "storage/store.h"

namespace rigong::runtime {

// A snapshot; load it anew after members or mappings changed. Any thread may read it.
class People {
 public:
  [[nodiscard]] static Result<People> load(storage::ReadView& view);

  // The member who answered as this platform rep on the day, else the platform rep itself.
  [[nodiscard]] model::RepNo on_day(model::RepNo platform_rep, Day day) const;
  // The member's id where it is a member, else the platform's rep id; "(unassigned)" and "(unknown)" for those two.
  [[nodiscard]] std::string id(model::RepNo rep) const;
  // Every rep number that goes by the id: one member, or the same platform id in several accounts.
  [[nodiscard]] std::vector<model::RepNo> find(const std::string& id) const;
  // For metrics. Refers to this object.
  [[nodiscard]] metrics::RepOnDay resolver() const;

 private:
  struct Claim {
    Day from;
    Day to;
    model::RepNo member = model::kNoRep;
  };
  std::map<model::RepNo, std::string> ids_;
  std::map<model::RepNo, std::vector<Claim>> claims_;
};

// The account meant by `--account NAME --rep REP`; without a name the only one there is, else the only one in which the rep is
// known. not_found where there is none, wrong_use where several would do; the words name them.
[[nodiscard]] Result<model::AccountNo> account_meant(storage::ReadView& view, const std::string& name, const std::string& rep);

// Nothing where there is no member of that id.
[[nodiscard]] Result<std::optional<model::Member>> find_member(storage::ReadView& view, const std::string& id);
// Whether the log still speaks of somebody who went by the id and was erased. Whoever got it anew would be taken for them.
[[nodiscard]] Result<bool> was_erased(storage::ReadView& view, const std::string& id);
// Whether the id stands for a member or a platform's rep, or stood for somebody who was erased.
[[nodiscard]] Result<bool> is_id_taken(storage::ReadView& view, const std::string& id);

// From the day after a member's last one their platform accounts are nobody's until they are given to somebody else; and taking
// that back. What belongs to whom changes: the caller works out anew.
[[nodiscard]] Status end_accounts(storage::WriteTransaction& transaction, const std::string& member, Day last_day);
[[nodiscard]] Status resume_accounts(storage::WriteTransaction& transaction, const std::string& member, Day last_day);

}  // namespace rigong::runtime
