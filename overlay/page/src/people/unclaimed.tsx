// SPDX-License-Identifier: Apache-2.0
// Accounts of the platforms that no member claims: what they do counts for nobody, so they come before the list.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, Card } from "../shared/ui";
import type { Unclaimed as One } from "./draft";
import { t } from "./words";

const atFirst = 5;
const further = 50;

export function Unclaimed({ list, away, onAdd }: { list: One[]; away: boolean; onAdd: (one: One) => void }): JSX.Element | null {
  const [most, setMost] = useState(atFirst);
  if (list.length === 0) return null;
  const shown = list.slice(0, most);
  return (
    <Card title={t("unclaimed")} note={<span class="num">{list.length}</span>}>
      <p class="dim">{t("unclaimedText")}</p>
      <ul class="unclaimed">
        {shown.map((one) => (
          <li key={`${one.account} ${one.rep}`}>
            <span>
              {one.name || one.rep} <span class="faint">{[one.name ? one.rep : "", one.account].filter(Boolean).join(" · ")}</span>
            </span>
            <Button small disabled={away} label={t("unclaimedNewOf", { rep: one.name || one.rep })} onClick={() => onAdd(one)}>
              {t("unclaimedNew")}
            </Button>
          </li>
        ))}
      </ul>
      {list.length > shown.length ? (
        <button type="button" class="text-button" onClick={() => setMost(most + further)}>
          {t("showMore", { n: Math.min(further, list.length - shown.length) })}
        </button>
      ) : null}
    </Card>
  );
}
