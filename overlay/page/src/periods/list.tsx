// SPDX-License-Identifier: Apache-2.0
// The periods by what they are: those that run, those to come, those gone by, and, folded, those that were taken back.
import type { JSX } from "preact";
import { dateTime } from "../shared/format";
import { link } from "../shared/router";
import { Button, Card } from "../shared/ui";
import type { Doing } from "./doing";
import { aimName, aimText, spanText, type Period, type Periods } from "./draft";
import { t } from "./words";

const dot = " · ";

export interface ListProps {
  all: Periods;
  shops: { id: string; name: string }[];
  away: boolean;
  doing: Doing;
  onEdit: (period: Period) => void;
}

export function List(props: ListProps): JSX.Element {
  const of = (...states: Period["state"][]): Period[] => props.all.periods.filter(({ state }) => states.includes(state));
  const part = (title: string, periods: Period[]): JSX.Element | null =>
    periods.length === 0 ? null : (
      <Card title={title} class="period-card">
        <Rows {...props} periods={periods} />
      </Card>
    );
  const dropped = of("dropped");
  return (
    <>
      {part(t("running"), of("running"))}
      {part(t("planned"), of("planned").reverse())}
      {part(t("past"), of("over", "ended"))}
      {dropped.length > 0 ? (
        <details class="card period-card">
          <summary>{t("dropped")}</summary>
          <Rows {...props} periods={dropped} />
        </details>
      ) : null}
    </>
  );
}

const Rows = ({ periods, ...rest }: ListProps & { periods: Period[] }): JSX.Element => (
  <ul class="period-list">
    {periods.map((one) => (
      <Row key={one.id} period={one} {...rest} />
    ))}
  </ul>
);

// What it is and how it stands, as one line.
export function kindText(period: Period): string {
  const more = period.period_kind === "topic" ? "" : period.claim !== "none" ? t(period.claim) : t(period.level);
  return [t(period.period_kind), more].filter(Boolean).join(dot);
}
export function aimsText(period: Period, all: Periods): string {
  const aims = period.aims.map(({ figure, value }) => {
    const kind = all.figures.find((one) => one.figure === figure);
    return `${aimName(all, figure)} ${aimText(value, kind?.unit ?? "count", kind?.better ?? "lower")}`;
  });
  if (period.warn_after_s > 0) aims.push(t("warnIs", { n: period.warn_after_s }));
  return aims.length > 0 ? aims.join(dot) : t("noAims");
}
function about(period: Period, shops: ListProps["shops"]): string {
  const shop = shops.length > 1 ? (period.shop === "" ? "" : (shops.find(({ id }) => id === period.shop)?.name ?? period.shop)) : "";
  const closed = period.closed_at ? t(period.state === "dropped" ? "droppedAt" : "endedAt", { at: dateTime(period.closed_at) }) : "";
  return [spanText(period), shop, period.group === "" ? t("everybody") : period.group, closed].filter(Boolean).join(dot);
}

function Row({ period, all, shops, away, doing, onEdit }: ListProps & { period: Period }): JSX.Element {
  const { name, state } = period;
  const changeable = state === "planned" || state === "running" || state === "over";
  const does = (words: string, label: string, run: () => unknown): JSX.Element => (
    <Button small kind="quiet" disabled={away} busy={doing.busy} label={label} onClick={() => void run()}>
      {words}
    </Button>
  );
  return (
    <li class="period-row" data-period={period.id}>
      <div class="period-what">
        <h3>
          {name} <span class="faint">{kindText(period)}</span>
        </h3>
        <p class="dim">{about(period, shops)}</p>
        <p class="faint">{[period.period_kind === "reported" ? period.evidence || t("noEvidence") : aimsText(period, all), period.made_by ? t("by", { name: period.made_by.name }) : t("byMachine")].join(dot)}</p>
      </div>
      <div class="period-buttons">
        {state === "dropped" ? null : (
          <Button small href={link("periods", { id: period.id })} label={t("compareOf", { name })}>
            {t(period.period_kind === "reported" ? "withWithout" : "compare")}
          </Button>
        )}
        {all.may_set && changeable ? does(t("edit"), t("editOf", { name }), () => onEdit(period)) : null}
        {all.may_set && state === "running" ? does(t("endNow"), t("endOf", { name }), () => doing.end(period)) : null}
        {all.may_set && changeable ? does(t("drop"), t("dropOf", { name }), () => doing.drop(period)) : null}
        {all.may_set && !changeable ? does(t("restore"), t("restoreOf", { name }), () => doing.restore(period)) : null}
      </div>
    </li>
  );
}
