// SPDX-License-Identifier: Apache-2.0
// One figure as a bar: the value, the goal as a dark tick, the own group's median as a grey one. A figure that is only to lie in a band is a
// dot on it, with no better or worse. All it says stands in words beside it, so it is hidden from screen readers.
import type { JSX } from "preact";
import type { Figure } from "../shared/schema";
import { scaleOf } from "./scale";

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

export function Bar({ figure }: { figure: Figure }): JSX.Element {
  const scale = scaleOf(figure);
  const { value, numerator, denominator } = figure.value;
  const shown = value ?? (denominator > 0 ? numerator / denominator : null);
  const low = figure.goal?.low ?? null;
  const high = figure.goal?.high ?? null;
  const median = figure.group?.median ?? null;
  const goal = figure.better === "band" ? null : figure.better === "lower" ? high : low;
  return (
    <div class={`bar bar-${figure.standing}`} aria-hidden="true">
      <div class="bar-track">
        {figure.better === "band" && low !== null && high !== null ? (
          <div class="bar-band" style={{ left: percent(scale.at(low)), width: percent(scale.at(high) - scale.at(low)) }} />
        ) : null}
        {shown !== null && figure.better !== "band" ? <div class="bar-fill" style={{ width: percent(Math.max(0.015, scale.at(shown))) }} /> : null}
      </div>
      {median !== null ? <div class="bar-tick bar-median" style={{ left: percent(scale.at(median)) }} /> : null}
      {goal !== null ? <div class="bar-tick bar-goal" style={{ left: percent(scale.at(goal)) }} /> : null}
      {shown !== null && figure.better === "band" ? <div class="bar-dot" style={{ left: percent(scale.at(shown)) }} /> : null}
    </div>
  );
}
