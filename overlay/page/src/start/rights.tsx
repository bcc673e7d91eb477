// SPDX-License-Identifier: Apache-2.0
// What an account gives and what it lacks: beside its state, and after it was tried.
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { number } from "../shared/format";
import { say } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { t } from "./words";

type Check = Schema<"AccountCheck">;

export function Rights({ reading, lacking }: { reading: Schema<"Words">[]; lacking: Schema<"Words">[] }): JSX.Element | null {
  if (reading.length === 0 && lacking.length === 0) return null;
  return (
    <>
      {reading.length > 0 ? (
        <p class="dim">
          <span class="faint">{t("gives")}</span> {reading.map(say).join(" · ")}
        </p>
      ) : null}
      {lacking.length > 0 ? (
        <div class="start-lacks">
          <span class="look">{t("lacks")}</span>
          <ul>
            {lacking.map((words) => (
              <li key={words.en}>{say(words)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

const kinds = [
  ["messages", "foundMessages"],
  ["ratings", "foundRatings"],
  ["orders", "foundOrders"],
  ["assignments", "foundAssignments"],
  ["days", "foundDays"],
  ["shifts", "foundShifts"],
  ["reps", "foundReps"],
  ["rejected", "foundRejected"],
] as const;

export function CheckResult({ check }: { check: Check }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  // The form is longer than a small window.
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), [check]);
  const found = kinds.filter(([kind]) => check.found[kind] > 0);
  return (
    <div class="start-check" role="status" ref={place}>
      <p>
        <b class={check.problem ? "look" : "good"}>{t(check.problem ? "testBad" : "testGood")}</b>{" "}
        {check.problem ? say(check.problem) : found.length === 0 ? t("testEmpty") : null}
      </p>
      {found.length > 0 ? (
        <p class="start-facts num">
          {found.map(([kind, words]) => (
            <span key={kind}>{t(words, { n: number(check.found[kind]) })}</span>
          ))}
        </p>
      ) : null}
      {check.more ? <p class="faint">{t("testMore")}</p> : null}
      <Rights reading={check.reading} lacking={check.lacking} />
      {typeof check.calls_left === "number" ? <p class="faint num">{t("callsLeft", { n: check.calls_left })}</p> : null}
    </div>
  );
}
