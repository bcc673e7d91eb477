// SPDX-License-Identifier: Apache-2.0
// The five numbers in one strip; each opens its detail below.
import type { JSX } from "preact";
import { goalText, shortName } from "../shared/figures";
import { shown } from "../shared/format";
import type { Panel } from "../shared/schema";
import { Bar } from "./bar";
import { Changed } from "./changed";
import { FigureDetail } from "./detail";
import { t } from "./words";

export interface CompactProps {
  panel: Panel;
  open: string | null;
  onToggle: (name: string) => void;
  quiet: boolean;
}

export function CompactFigures({ panel, open, onToggle, quiet }: CompactProps): JSX.Element {
  const chosen = panel.figures.find((figure) => figure.name === open);
  return (
    <>
      <ul class="strip">
        {panel.figures.map((figure) => {
          const value = shown(figure.value, figure.unit);
          const goal = goalText(figure.goal, figure.better, figure.unit);
          return (
            <li key={figure.name} class={figure.name === open ? "strip-cell strip-open" : "strip-cell"}>
              <h3>
                <button
                  type="button"
                  class="figure-button"
                  aria-expanded={figure.name === open}
                  aria-controls={`figure-${figure.name}-detail`}
                  id={`figure-${figure.name}`}
                  onClick={() => onToggle(figure.name)}
                >
                  {shortName(figure.name)}
                </button>
              </h3>
              <p class="strip-value">
                <Changed class={figure.standing === "look" ? "look" : ""} value={value.text} still={quiet}>
                  {value.text}
                </Changed>
                <span class="strip-unit faint">{value.unit}</span>
              </p>
              <Bar figure={figure} />
              <p class="strip-goal faint">{goal || " "}</p>
            </li>
          );
        })}
      </ul>
      {chosen ? <FigureDetail figure={chosen} panel={panel} id={`figure-${chosen.name}-detail`} /> : null}
      {panel.figures.length === 0 ? <p class="dim">{t("noFigures")}</p> : null}
    </>
  );
}
