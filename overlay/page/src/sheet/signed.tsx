// SPDX-License-Identifier: Apache-2.0
// A signed sheet: what was signed, beside it what has changed since, and the way back on the day itself and the next.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { connection } from "../shared/connection";
import { Contest } from "../shared/contest";
import { figureName } from "../shared/figures";
import { dateTime, longDay, whole, withUnit } from "../shared/format";
import { say } from "../shared/i18n";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Button, Card, Dialog } from "../shared/ui";
import { ComparisonLine } from "./compare";
import type { Sheet } from "./draft";
import { Basis, BigValue, changedSince } from "./figure_row";
import { discard, outbox, outboxConfirmed, pendingFor, put } from "../shared/outbox";
import { t } from "./words";

type SheetFigure = Sheet["figures"][number];

// "签字时 42.3 秒 → 现在 42.5 秒"
export function Changed({ figure }: { figure: SheetFigure }): JSX.Element | null {
  if (!figure.shown || !changedSince(figure)) return null;
  return (
    <span class="sheet-changed">
      {t("atSign")} <span class="num">{whole(figure.shown, figure.unit)}</span> → {t("now")} <span class="num">{whole(figure.now, figure.unit)}</span>
    </span>
  );
}

export function Signed({ sheet, own, mayReopen, reload }: { sheet: Sheet; own: boolean; mayReopen: boolean; reload: () => Promise<void> }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const queued = pendingFor(useStore(outbox), sheet.person.id, sheet.day);
  const reopening = queued.find((one) => one.body.kind === "sheet.reopen" && !one.refused);
  const refused = queued.find((one) => one.refused);
  const { awaySince } = useStore(connection);
  const confirmations = useStore(outboxConfirmed);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) void reload();
    first.current = false;
  }, [confirmations]);
  // Signed a moment ago, perhaps by keyboard alone: the focus was in a form that is gone.
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (document.activeElement === document.body) card.current?.focus({ preventScroll: true });
  }, []);

  const changed = sheet.figures.filter(changedSince);
  const contest = <Contest about="sheet" refer="" day={sheet.day} label={`${t("title")} · ${longDay(sheet.day)}`} />;
  return (
    <div class="sheet-form">
      {changed.length > 0 ? (
        <p class="sheet-note" role="status">
          {t("changed", { n: changed.length })} {sheet.changed_at ? <span class="faint">{t("changedAt", { time: dateTime(sheet.changed_at) })}</span> : null}
        </p>
      ) : null}
      <div ref={card} tabIndex={-1} class="sheet-focus">
        <Card title={t("signed")} note={sheet.signed_at ? t("signedBy", { name: sheet.signature, time: dateTime(sheet.signed_at) }) : sheet.signature}>
          <ul class="sheet-rows">
            {sheet.figures.map((figure) => (
              <li key={figure.name} class="sheet-row" data-figure={figure.name}>
                <h3 class="sheet-name">{figureName(figure.name)}</h3>
                <div class="sheet-figure">
                  <p class="sheet-line">
                    {figure.typed !== null && figure.typed !== undefined ? (
                      <>
                        <b class="sheet-value num">{withUnit(figure.typed, figure.unit)}</b>
                        <span class="sheet-own">{t("own")}</span>
                        <span class="faint">{t("programHas", { value: whole(figure.shown ?? figure.now, figure.unit) })}</span>
                      </>
                    ) : (
                      <>
                        <BigValue value={figure.shown ?? figure.now} unit={figure.unit} />
                        <Basis name={figure.name} value={figure.shown ?? figure.now} />
                      </>
                    )}
                  </p>
                  <Changed figure={figure} />
                  <ComparisonLine figure={figure} day={sheet.day} />
                </div>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {sheet.line || sheet.note ? (
        <Card label={t("note")}>
          {sheet.line ? (
            <p class="sheet-said">
              <span class="faint">{t("line")}</span>
              {sheet.line}
            </p>
          ) : null}
          {sheet.note ? (
            <p class="sheet-said">
              <span class="faint">{t("note")}</span>
              {sheet.note}
            </p>
          ) : null}
        </Card>
      ) : null}
      {refused?.refused ? (
        <div class="problem" role="alert">
          <p>{t("refused", { why: say(refused.refused) })}</p>
          <Button small onClick={() => queued.filter((one) => one.refused).forEach((one) => discard(one.id))}>
            {t("drop")}
          </Button>
        </div>
      ) : null}
      {own ? (
        reopening ? (
          <p class="faint" role="status">
            {awaySince === null ? t("reopening") : t("waiting")}
          </p>
        ) : mayReopen ? (
          <p class="form-buttons">
            <Button onClick={() => setAsking(true)}>{t("reopen")}</Button>
            {contest}
          </p>
        ) : (
          <p class="faint">
            {t("reopenLate")} {contest}
          </p>
        )
      ) : null}
      <Dialog
        title={t("reopenTitle")}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("cancel")}</Button>
            <Button
              kind="main"
              onClick={() => {
                setAsking(false);
                put({ kind: "sheet.reopen", person: sheet.person.id, day: sheet.day });
                toast(t("reopening"));
              }}
            >
              {t("reopen")}
            </Button>
          </>
        }
      >
        <p>{t("reopenText")}</p>
      </Dialog>
    </div>
  );
}
