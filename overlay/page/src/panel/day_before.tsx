// SPDX-License-Identifier: Apache-2.0
// The morning's look back: the figures of the last day with any, and whether they are final. One line that leads to the whole of that day.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { shortName, statusWord } from "../shared/figures";
import { namedDay, unknown, whole } from "../shared/format";
import { link, route } from "../shared/router";
import type { Panel } from "../shared/schema";
import { t } from "./hour_words";

// The last day before the panel's own on which any of the figures has a value.
export function lastDay({ figures, day }: Pick<Panel, "figures" | "day">): string | null {
  const days = figures.flatMap(({ history }) => history.filter((one) => one.day < day && one.value !== null).map((one) => one.day));
  return days.sort().pop() ?? null;
}

export function DayBefore({ panel, shop }: { panel: Panel; shop: string }): JSX.Element | null {
  const day = lastDay(panel);
  const { data } = useAnswer("/panel", day === null ? null : { person: panel.person.id, ...(shop ? { shop } : {}), day });
  if (day === null) return <p class="card day-before dim">{t("beforeNone")}</p>;
  const head = namedDay(day, panel.today);
  return (
    <section class="card day-before" aria-label={head}>
      <h2>
        <a href={link("panel", { ...route.get().query, day })}>{data ? t("before", { day: head, status: statusWord(data.status) }) : head}</a>
      </h2>
      <ul>
        {panel.figures.map(({ name }) => {
          const figure = data?.figures.find((one) => one.name === name);
          return (
            <li key={name}>
              <span class="faint">{shortName(name)}</span> <span class="num">{figure ? whole(figure.value, figure.unit) : unknown}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
