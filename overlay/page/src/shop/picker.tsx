// SPDX-License-Identifier: Apache-2.0
// Which period, which shop, whose figures.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { daysBetween } from "../shared/days";
import { longDay, shortDay } from "../shared/format";
import { Icon } from "../shared/icons";
import type { Session } from "../shared/schema";
import { Button, Choice } from "../shared/ui";
import { moved, periodAround, until, type By, type Period } from "../shared/period";
import { wrongRange } from "./period";
import { t } from "./words";

export interface PickerProps {
  session: Session;
  period: Period;
  person: string;
  shop: string;
  go: (change: Record<string, string | null>) => void;
}

export const periodQuery = ({ by, from, to }: Period, today: string): Record<string, string | null> =>
  by === "range" ? { by, from, to, day: null } : { by: by === "day" ? null : by, day: from <= today && today <= to ? null : from, from: null, to: null };

export function Picker({ session, period, person, shop, go }: PickerProps): JSX.Element {
  const { today } = session;
  const { data } = useAnswer("/people", {});
  const people = data?.people ?? [];
  const end = until(period, today);
  const days = daysBetween(period.from, end) + 1;
  const later = moved(period, 1);
  const options: { id: By; title: string }[] = [
    { id: "day", title: t("day") },
    { id: "week", title: t("week") },
    { id: "month", title: t("month") },
    { id: "range", title: t("range") },
  ];
  return (
    <div class="shop-picker">
      <Choice
        label={t("period")}
        options={options}
        value={period.by}
        onChange={(by) => go(by === "range" ? { by, from: period.from, to: end, day: null } : periodQuery(periodAround(by, end), today))}
      />
      <span class="shop-move">
        <Button kind="quiet" small label={t("before")} onClick={() => go(periodQuery(moved(period, -1), today))}>
          <Icon name="left" />
        </Button>
        <b class="num shop-span">{days === 1 ? longDay(period.from, today) : t("days", { from: shortDay(period.from), to: shortDay(end), n: days })}</b>
        <Button kind="quiet" small label={t("after")} disabled={later.from > today} onClick={() => go(periodQuery(later.by === "range" ? { ...later, to: until(later, today) } : later, today))}>
          <Icon name="right" />
        </Button>
      </span>
      {period.by === "range" ? <Range key={`${period.from}${end}`} from={period.from} to={end} today={today} go={go} /> : null}
      <span class="shop-selects">
        {session.shops.length > 1 ? (
          <select class="input" aria-label={t("shop")} value={shop} onChange={(event) => go({ shop: event.currentTarget.value || null })}>
            <option value="">{t("allShops")}</option>
            {session.shops.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name || one.id}
              </option>
            ))}
          </select>
        ) : null}
        {people.length > 0 ? (
          <select class="input" aria-label={t("who")} value={person} onChange={(event) => go(event.currentTarget.value ? { person: event.currentTarget.value, whole: null } : { person: null, whole: "1" })}>
            <option value="">{t("wholeShop")}</option>
            {people.map((one) => (
              <option key={one.id} value={one.id}>
                {one.group ? `${one.name} · ${one.group}` : one.name}
              </option>
            ))}
          </select>
        ) : null}
      </span>
    </div>
  );
}

function Range({ from, to, today, go }: { from: string; to: string; today: string; go: PickerProps["go"] }): JSX.Element {
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const [wrong, setWrong] = useState("");
  return (
    <form
      class="shop-range"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const found = wrongRange(first, last, today);
        setWrong(found);
        if (!found) go({ by: "range", from: first, to: last, day: null });
      }}
    >
      <label>
        {t("from")}
        <input class="input" type="date" value={first} max={today} aria-invalid={wrong !== ""} aria-describedby={wrong ? "shop-range-wrong" : undefined} onInput={(event) => setFirst(event.currentTarget.value)} />
      </label>
      <label>
        {t("to")}
        <input class="input" type="date" value={last} max={today} aria-invalid={wrong !== ""} onInput={(event) => setLast(event.currentTarget.value)} />
      </label>
      <Button small submit>
        {t("show")}
      </Button>
      {wrong ? (
        <p id="shop-range-wrong" class="look shop-wrong" role="alert">
          {wrong}
        </p>
      ) : null}
    </form>
  );
}
