// SPDX-License-Identifier: Apache-2.0
// The row of the own group: what counts for pre-sales, after-sales or the phone.
import type { JSX } from "preact";
import { figureCount, shortName, statusWord } from "../shared/figures";
import { duration, number, shown } from "../shared/format";
import type { Panel } from "../shared/schema";

export function MoreRow({ panel }: { panel: Panel }): JSX.Element | null {
  if (panel.more.length === 0) return null;
  return (
    <dl class="more">
      {panel.more.map((one) => {
        // Lengths of minutes are read as minutes.
        const long = one.unit === "ms" && one.value.value !== null && one.value.value >= 120_000;
        const value = long ? { text: duration(one.value.value), unit: "" } : shown(one.value, one.unit);
        const made = one.unit === "share" && one.value.value !== null ? `${number(one.value.numerator)}/${number(one.value.denominator)} ${figureCount(one.name, one.value.denominator)}` : "";
        return (
          <div key={one.name}>
            <dt class="faint">
              {shortName(one.name)}
              {one.status === "provisional" ? <span class="more-status"> {statusWord("provisional")}</span> : null}
            </dt>
            <dd class="more-line">
              <span class="more-value num">
                {value.text}
                {value.unit === "%" ? "%" : ""}
              </span>
              {value.unit && value.unit !== "%" ? <span class="faint num">{value.unit}</span> : null}
              {made ? <span class="faint more-made num">{made}</span> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
