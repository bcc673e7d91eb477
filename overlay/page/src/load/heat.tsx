// SPDX-License-Identifier: Apache-2.0
// The hours of a week as a table, darker where more comes. What a cell says is in its words as well, for whoever cannot see the shade.
import type { JSX } from "preact";
import { Card, Choice, names } from "../shared/ui";
import { cellText, dayName, missing, rowsOf, shade, shows, wordsOf, type Load, type Show } from "./say";
import { t } from "./words";

export function Heat({ load, show, onShow }: { load: Load; show: Show; onShow: (show: Show) => void }): JSX.Element {
  const at = new Map(load.hours.map((one) => [one.weekday * 24 + one.hour, one]));
  return (
    <Card class="load-card" title={t("table", { group: load.group || t("all") })} aside={<Choice label={t("show")} options={shows.map((id) => ({ id, title: t(id) }))} value={show} onChange={onShow} />}>
      <table class="load-table">
        <thead>
          <tr>
            <th scope="col" class="faint">
              {t("hour")}
            </th>
            {[0, 1, 2, 3, 4, 5, 6].map((day) => (
              <th key={day} scope="col">
                {dayName(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(load.hours).map((hour) => (
            <tr key={hour}>
              <th scope="row" class="num faint">
                {hour}
              </th>
              {[0, 1, 2, 3, 4, 5, 6].map((day) => {
                const one = at.get(day * 24 + hour);
                if (!one) return <td key={day} />;
                const short = show === "gap" && (missing(one) ?? 0) > 0;
                return (
                  <td key={day} class={names("num", short && "load-short")} style={{ "--shade": shade(one, show, load.hours).toFixed(2) }} title={t("cell", wordsOf(one))}>
                    {cellText(one, show)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
