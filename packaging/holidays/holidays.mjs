// SPDX-License-Identifier: Apache-2.0
// Writes the State Council's days off and working weekends, as the package chinese-days has them, as a table in C++.
//
//   node holidays.mjs OUTPUT.cc
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const dayMs = 86_400_000;
const data = JSON.parse(readFileSync(path.join(path.dirname(createRequire(import.meta.url).resolve("chinese-days")), "chinese-days.json"), "utf8"));

// "2026-02-17": "Spring Festival,春节,4"
function entries(days, works) {
  return Object.entries(days).map(([day, text]) => {
    const [en, zh] = text.split(",");
    const at = Date.parse(`${day}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at) || !zh) throw new Error(`chinese-days says something new of ${day}: ${text}`);
    return { number: at / dayMs, works, zh, en };
  });
}

const all = [...entries(data.holidays, false), ...entries(data.workdays, true)].sort((a, b) => a.number - b.number);
if (all.length < 500) throw new Error("chinese-days has far fewer days than it used to");
const quoted = (text) => JSON.stringify(text);
writeFileSync(
  process.argv[2],
  `// SPDX-License-Identifier: MIT
// Generated from the package chinese-days (MIT, copyright (c) 2024 Yawei sun).
#include "agent/base/holidays.h"

#include <algorithm>
#include <iterator>

namespace rigong {
namespace {

// No std::array: what works out its type has a limit of 256 values in Clang.
constexpr StateDay kDays[] = {
${all.map(({ number, works, zh, en }) => `    StateDay{Day{${number}}, ${works}, ${quoted(zh)}, ${quoted(en)}},`).join("\n")}
};

}  // namespace

const StateDay* state_day(Day day) {
  const auto* found = std::lower_bound(std::begin(kDays), std::end(kDays), day, [](const StateDay& one, Day wanted) { return one.day < wanted; });
  return found != std::end(kDays) && found->day == day ? found : nullptr;
}

Day last_state_day() { return std::rbegin(kDays)->day; }

}  // namespace rigong
`,
);
