// SPDX-License-Identifier: Apache-2.0
// A recorded case of a connector: what it is given, and every record that must come out, as text.
//
// A case is a folder connectors/NAME/cases/CASE with
//   case.toml       optional: now = "2026-11-22T09:30:00+08:00", and [options] with the keys of the connector's table; in their
//                   values {inputs} stands for a folder with the other files of the case
//   replies.json    optional: what the platform answers, [{"method": "POST", "url": "part of it", "body": "part of it", "status":
//                   200, "headers": {"name": "value"}, "reply": "text" or "file": "name", "times": 1}, …]; the first that fits
//                   and is not used up answers. It is used up after so many times, once where `times` is left out, never where it
//                   is -1; all but those of -1 must have been used up in the end
//   expected.jsonl  one record, rejected row or error per line, in the order in which they come out
// Tokens that the platform gives out are kept from poll to poll until they end, by the case's clock.
// Anything else in the folder is input.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "connectors/api/connector.h"

namespace rigong::connectors::test {

struct CaseResult {
  std::vector<std::string> lines;
  std::vector<std::string> problems;  // Of the case itself: a request that no reply fits, a reply that nobody asked for.
};

// Polls the connector until there is nothing more, as the host would.
[[nodiscard]] CaseResult run_case(const Definition& definition, const std::filesystem::path& folder);

}  // namespace rigong::connectors::test
