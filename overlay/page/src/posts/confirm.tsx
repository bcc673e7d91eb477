// SPDX-License-Identifier: Apache-2.0
// Before something goes to a group: what, where to, and whom it names.
import type { JSX } from "preact";
import { say } from "../shared/i18n";
import type { ProblemError } from "../shared/problem";
import { Button, Dialog, ProblemNote } from "../shared/ui";
import type { Ranking } from "../ranking/say";
import { spanText, titleOf, type Target } from "./rows";
import { namedLines, toldOf } from "./told";
import { t } from "./words";

export interface ConfirmProps {
  open: boolean;
  target: Target;
  group: string;
  ranking: Ranking;
  parts: number;
  busy: boolean;
  problem: ProblemError | null;
  onYes: () => void;
  onClose: () => void;
}

export function Confirm({ open, target, group, ranking, parts, busy, problem, onYes, onClose }: ConfirmProps): JSX.Element | null {
  const lines = namedLines(toldOf(ranking));
  return (
    <Dialog
      title={t("nowTitle", { target: target.name })}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("back")}</Button>
          <Button kind="main" busy={busy} onClick={onYes}>
            {t("nowYes", { target: target.name })}
          </Button>
        </>
      }
    >
      <dl class="post-facts">
        <div>
          <dt>{t("nowWhat")}</dt>
          <dd>
            {titleOf(ranking.by, group)} {spanText(ranking.by, ranking.to, ranking.today)} · {t("messages", { n: parts })}
          </dd>
        </div>
        <div>
          <dt>{t("nowWhere")}</dt>
          <dd>
            {target.name} · {say(target.title)}
          </dd>
        </div>
        <div>
          <dt>{t("named")}</dt>
          <dd>{lines.length === 0 ? t("namedNobody") : lines.map((line) => <p key={line}>{line}</p>)}</dd>
        </div>
      </dl>
      <p class="dim">{t("nowNote")}</p>
      <p class="dim">{t("nowOutside")}</p>
      {problem ? <ProblemNote problem={problem} /> : null}
    </Dialog>
  );
}
