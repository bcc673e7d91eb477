// SPDX-License-Identifier: Apache-2.0
// One's own choice whether to be named where a ranking is told in public. It shows at once, and takes effect when the agent has it.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { say } from "../shared/i18n";
import { connection } from "../shared/connection";
import { giveUp, isOthers, outbox, put, settled, takeBack, type Queued } from "../shared/outbox";
import { link } from "../shared/router";
import { may } from "../shared/session";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { Button, Card } from "../shared/ui";
import { t } from "./words";

type BeNamed = Extract<Queued["body"], { kind: "member.be_named" }>;
const isNaming = (body: Queued["body"]): body is BeNamed => body.kind === "member.be_named";

function choose(named: boolean): void {
  const id = put({ kind: "member.be_named", named });
  toast(t(named ? "nowNamed" : "nowUnnamed"), {
    undo: () => {
      if (!takeBack(id)) put({ kind: "member.be_named", named: !named });
    },
  });
}

// `named`: as the agent's last answer has it, which knows of the changes up to `known`.
export function Naming({ named, known }: { named: boolean; known: number }): JSX.Element {
  const id = useId();
  const queued = useStore(outbox).filter((one) => isNaming(one.body) && !isOthers(one));
  const done = useStore(settled).filter((one) => isNaming(one.body) && one.change > known);
  const { awaySince } = useStore(connection);
  const refused = queued.find((one) => one.refused);
  const waiting = queued.filter((one) => !one.refused).pop();
  const last = waiting?.body ?? done[done.length - 1]?.body;
  const shown = last && isNaming(last) ? last.named : named;
  return (
    <Card class="rank-side rank-naming" label={t("showName")}>
      <label class="check">
        <input type="checkbox" role="switch" checked={shown} aria-describedby={`${id}-more`} onChange={(event) => choose(event.currentTarget.checked)} />
        {t("showName")}
      </label>
      <p id={`${id}-more`} class="faint">
        {t("showNameMore")}
      </p>
      {waiting && awaySince !== null ? <p class="look">{t("waiting")}</p> : null}
      {refused?.refused ? (
        <div class="problem" role="alert">
          <p>{say(refused.refused)}</p>
          <Button small onClick={() => giveUp(refused.id)}>
            {t("dismiss")}
          </Button>
        </div>
      ) : null}
      {may("see_team") ? null : (
        <p>
          <a href={link("panel")}>{t("ownPanel")}</a>
        </p>
      )}
    </Card>
  );
}
