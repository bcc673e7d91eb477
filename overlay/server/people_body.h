// SPDX-License-Identifier: Apache-2.0
// The commands about people, read from a request's body. Used by body.cc.
#pragma once

#include "overlay/api/people_acts.h"
#include "overlay/server/fields.h"

namespace rigong::overlay {

[[nodiscard]] PeopleAct put_member(Fields& fields);
[[nodiscard]] PeopleAct member_leaves(Fields& fields);
[[nodiscard]] PeopleAct member_returns(Fields& fields);
[[nodiscard]] PeopleAct erase_member(Fields& fields);
[[nodiscard]] PeopleAct add_leave(Fields& fields);
[[nodiscard]] PeopleAct remove_leave(Fields& fields);
[[nodiscard]] PeopleAct add_deputy(Fields& fields);
[[nodiscard]] PeopleAct remove_deputy(Fields& fields);
[[nodiscard]] PeopleAct cancel_invitation(Fields& fields);
[[nodiscard]] PeopleAct end_device(Fields& fields);
[[nodiscard]] PeopleAct publish_rules(Fields& fields);
[[nodiscard]] PeopleAct sign_text(Fields& fields);
[[nodiscard]] PeopleAct set_terms(Fields& fields);
[[nodiscard]] PeopleAct be_named(Fields& fields);
[[nodiscard]] PeopleAct make_contest(Fields& fields);
[[nodiscard]] PeopleAct answer_contest(Fields& fields);
[[nodiscard]] PeopleAct withdraw_contest(Fields& fields);
[[nodiscard]] Invite invite(Fields& fields);

}  // namespace rigong::overlay
