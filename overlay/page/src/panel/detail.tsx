// SPDX-License-Identifier: Apache-2.0
// What stands behind a figure: how it is counted, against what it is compared, how far it is to the next step, and the way to the turns.
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Contest } from "../shared/contest";
import { difference, duration, longDay, number, seconds, whole, withUnit } from "../shared/format";
import { figureName, goalText } from "../shared/figures";
import { language, say } from "../shared/i18n";
import { NoteForm, noteFor, noteWords } from "../shared/note";
import { titleOfFigure } from "../shared/note_titles";
import type { Figure, Panel } from "../shared/schema";
import { linkHere } from "../shared/scope";
import { session } from "../shared/session";
import { Button } from "../shared/ui";
import { comparisonLong } from "./compare";
import { scaleOf } from "./scale";
import { t } from "./words";

function formula(figure: Figure): string {
  const { numerator, denominator } = figure.value;
  const values = { a: number(numerator), b: number(denominator), sum: duration(numerator) };
  const known = ["satisfaction", "response_mean_ms", "slow_share", "answer_ratio", "reply_rate"] as const;
  const name = known.find((one) => one === figure.name) ?? "other";
  return `${t(name, values)} = ${whole(figure.value, figure.unit)}`;
}

function goalOrigin(goal: NonNullable<Figure["goal"]>): string {
  if (goal.from_default) return t("goalDefault");
  if (goal.scope.startsWith("period:")) return t("goalPeriod");
  if (goal.scope.startsWith("stage:")) return t("goalStage");
  return goal.scope.startsWith("member:") ? t("goalMember") : goal.scope.startsWith("group:") ? t("goalGroup") : t("goalAll");
}

const comma = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(language() === "zh" ? "，" : ", ");

function monthLine(month: NonNullable<Figure["month"]>, figure: Figure): string {
  const gap = month.gap ?? null;
  const needed = month.needed ?? null;
  return comma(
    t("monthLine", { target: withUnit(month.target, figure.unit), soFar: withUnit(month.so_far, figure.unit) }),
    gap === null
      ? null
      : t(gap > 0 ? "monthAbove" : gap < 0 ? "monthBelow" : "monthEven", { gap: difference(Math.abs(gap), figure.unit, true).replace(/^\+/, "") }),
    needed === null || month.days_left === 0 ? null : t("monthNeeded", { n: month.days_left, needed: withUnit(needed, figure.unit) }),
  );
}

const picks: Record<string, string> = { response_mean_ms: "answered", slow_share: "slow", reply_rate: "eligible" };

function Line({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function FigureDetail({ figure, panel, id }: { figure: Figure; panel: Panel; id: string }): JSX.Element {
  const { goal, group, month, next } = figure;
  const scale = scaleOf(figure);
  const ends = { low: withUnit(scale.low, figure.unit), high: withUnit(scale.high, figure.unit) };
  const clocks = [
    typeof figure.median_ms === "number" ? t("medianMs", { value: seconds(figure.median_ms) }) : null,
    typeof figure.p90_ms === "number" ? t("p90", { value: seconds(figure.p90_ms) }) : null,
    typeof figure.substantive_ms === "number" ? t("substantive", { value: seconds(figure.substantive_ms) }) : null,
  ];
  const off = figure.history.filter((day) => day.off).length;
  const [noting, setNoting] = useState(false);
  const note = noteFor(panel.person.id);
  const own = panel.person.id === session().person?.id;
  const close = (): void => {
    setNoting(false);
    document.querySelector<HTMLElement>(`#${id} .figure-note`)?.focus();
  };
  const drills = panel.mode === "live" || panel.source === "own";
  return (
    <div class="detail" id={id}>
      <dl>
        <Line name={t("formula")}>
          {formula(figure)}
          {figure.value.few ? <span class="faint"> {t("few")}</span> : null}
        </Line>
        {goal ? (
          <Line name={t("goalRow")}>
            {goalText(goal, figure.better, figure.unit, true)} <span class="faint">{goalOrigin(goal)}</span>
          </Line>
        ) : null}
        {figure.comparisons.length > 0 ? (
          <Line name={t("compare")}>
            {figure.comparisons.map((one) => (
              <div key={one.kind}>{comparisonLong(one, figure, panel.day)}</div>
            ))}
          </Line>
        ) : null}
        {group ? (
          <Line name={t("group")}>
            {t("groupLine", { median: withUnit(group.median, figure.unit), n: group.people })}
            {typeof group.best === "number" && typeof group.lowest === "number" ? (
              <div class="dim">
                {t("spreadLine", { best: withUnit(group.best, figure.unit), lowest: withUnit(group.lowest, figure.unit), spread: withUnit(group.spread, figure.unit) })}
              </div>
            ) : null}
          </Line>
        ) : null}
        {figure.without_reported ? <Line name={t("withoutReported")}>{whole(figure.without_reported, figure.unit)}</Line> : null}
        {clocks.some((one) => one !== null) ? <Line name={t("clocks")}>{comma(...clocks)}</Line> : null}
        {month ? <Line name={t("month")}>{monthLine(month, figure)}</Line> : null}
        {next ? <Line name={t("next")}>{say(next)}</Line> : null}
        {figure.history.length > 1 ? (
          <Line name={t("spark")}>
            <span class="faint">{[t("sparkLine"), off > 0 ? t("sparkOff", { n: off }) : ""].filter(Boolean).join(language() === "zh" ? "，" : ", ")}</span>
          </Line>
        ) : null}
        <Line name={t("bar")}>
          <span class="faint">{t(figure.better === "band" ? "barBand" : "barLine", ends)}</span>
        </Line>
      </dl>
      <div class="detail-actions">
        {drills ? (
          <Button small href={linkHere("turns", { from: panel.day, to: panel.day, pick: picks[figure.name] ?? "all", figure: figure.name })}>
            {t("turns")}
          </Button>
        ) : null}
        <Button small href={linkHere("trend", { figure: figure.name })}>
          {t("trend")}
        </Button>
        {note !== null ? (
          <Button small class="figure-note" expanded={noting} onClick={() => setNoting(!noting)}>
            {noteWords()}
          </Button>
        ) : null}
        {own ? <Contest about="figure" refer={figure.name} day={panel.day} label={`${figureName(figure.name)} · ${longDay(panel.day)}`} /> : null}
      </div>
      {noting && note !== null ? (
        <NoteForm person={note} name={note === session().person?.id ? "" : panel.person.name} link={{ kind: "figure", ref: figure.name, day: panel.day }} title={titleOfFigure(figure.name, panel.day)} onClose={close} />
      ) : null}
    </div>
  );
}
