// SPDX-License-Identifier: Apache-2.0
// What is open at one department, the oldest first. A long list shows its beginning, and all of it on request and on paper.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../shared/i18n";
import { link } from "../shared/router";
import { session } from "../shared/session";
import { Button, Card } from "../shared/ui";
import { ageText, departmentName, groupName, type Department, type OpenOne } from "./say";
import { t } from "./words";

const atOnce = 20;

export function Open({ department, groups }: { department: Department; groups: string[] }): JSX.Element | null {
  const { open_ones: all } = department;
  const [whole, setWhole] = useState(false);
  const cut = !whole && all.length > atOnce;
  useEffect(() => {
    if (!cut) return undefined;
    const print = (): void => setWhole(true);
    addEventListener("beforeprint", print);
    return () => removeEventListener("beforeprint", print);
  }, [cut]);
  if (all.length === 0) return null;
  return (
    <Card title={t("openOf", { department: departmentName(department.department) })} note={t("openNote", { n: all.length })} class="reports-open">
      <ul>
        {all.slice(0, cut ? atOnce : all.length).map((one) => (
          <Item key={`${one.group} ${one.number}`} one={one} named={groups.length > 1} />
        ))}
      </ul>
      {cut ? (
        <Button small onClick={() => setWhole(true)}>
          {t("more", { n: all.length - atOnce })}
        </Button>
      ) : null}
    </Card>
  );
}

function Item({ one, named }: { one: OpenOne; named: boolean }): JSX.Element {
  return (
    <li data-number={one.number}>
      {/* Whoever only reads has no list of hand-offs to go to. */}
      {session().role === "reader" ? (
        <span class="num">{one.number}</span>
      ) : (
        <a class="num reports-number" href={link("handoffs", { group: one.group, day: one.from })}>
          {one.number}
        </a>
      )}
      <span class="num reports-age">{ageText(one)}</span>
      <div class="reports-matter">
        <p>
          {named ? <span class="faint">{groupName(one.group)} </span> : null}
          {one.title}
          {one.major ? <span class="reports-tag"> {t("majorTag")}</span> : null}
          {one.overdue ? <span class="reports-tag"> {t("overdueTag")}</span> : null}
        </p>
        <p class="dim">
          {one.progress ? `${t("progress")}${t("colon")}${one.progress}` : t("noProgress")}
          {one.cause.zh ? <span> · {`${t("cause")}${t("colon")}${say(one.cause)}`}</span> : null}
        </p>
      </div>
    </li>
  );
}
