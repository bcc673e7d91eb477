// SPDX-License-Identifier: Apache-2.0
// Which service accounts there are and who serves in them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "connectors/wecom-kf/client.h"
#include "connectors/wecom-kf/cursor.h"

namespace rigong::connectors::wecom_kf {

struct Settings {
  int days = 30;                      // Before the first poll.
  std::vector<std::string> accounts;  // Only these; empty: all.
};

// Brings progress.accounts up to date; how far each was read stays. Where the list is not given to this app, those of the
// settings are taken. Errors as Session has them, and refused where nothing at all can be read.
[[nodiscard]] Status read_accounts(Session& session, const Settings& settings, Progress& progress);

struct Servicers {
  std::map<std::string, std::vector<std::string>> accounts_of;  // By user id, in order of the accounts.
  bool departments = false;                                     // Some serve by their department, and are not named.
  bool whole = true;                                            // False: of some account it is not given who serves there.
};
// Asks once for each account; one whose list is not given to this app is passed over.
[[nodiscard]] Result<Servicers> read_servicers(Session& session, const std::vector<KfAccount>& accounts);

}  // namespace rigong::connectors::wecom_kf
