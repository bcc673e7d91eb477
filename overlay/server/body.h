// SPDX-License-Identifier: Apache-2.0
// The JSON of requests as the structs of overlay/api, held to openapi.yaml: types, bounds, needed and unknown fields. What is
// wrong is named by its field.
#pragma once

#include <string>
#include <string_view>

#include "agent/base/secret.h"
#include "overlay/api/people_acts.h"
#include "overlay/api/service.h"
#include "overlay/server/fault.h"

namespace rigong::overlay {

struct GivenCode {
  Secret code;
  std::string device;
};
[[nodiscard]] Checked<GivenCode> read_code(std::string_view body);
[[nodiscard]] Checked<Invite> read_invite(std::string_view body);
[[nodiscard]] Checked<Command> read_command(std::string_view body);
[[nodiscard]] Checked<AddAccount> read_new_account(std::string_view body);
[[nodiscard]] Checked<NewImport> read_new_import(std::string_view body);
[[nodiscard]] Checked<ImportReading> read_import_reading(std::string_view body);
[[nodiscard]] Checked<Run> read_run(std::string_view body);

}  // namespace rigong::overlay
