// SPDX-License-Identifier: Apache-2.0
// What the agent did not accept: what was meant, its sentence, and the ways on. Nothing else waits for it.
import type { JSX } from "preact";
import { say } from "../shared/i18n";
import { again, giveUp, isWork, outbox, type Queued, type WorkCommand } from "../shared/outbox";
import { useStore } from "../shared/store";
import { Button } from "../shared/ui";
import { t } from "./words";

export type Refused = Queued<WorkCommand>;
export const useRefused = (): Refused[] => useStore(outbox).filter(isWork).filter((one) => one.refused !== null);
export const taskOf = (one: Refused): string => ("task" in one.body ? one.body.task : one.body.kind === "checklist.tick" ? one.body.item : one.id);

function meant({ body }: Refused): string {
  switch (body.kind) {
    case "task.make":
      return t("rMake", { title: body.title });
    case "task.change":
      return t("rChange", { title: body.title });
    case "task.give":
      return t("give");
    case "task.pass":
      return t("rPass");
    case "task.seen":
      return t("rSeen");
    case "task.accept":
      return t("rAccept", { name: body.by });
    case "task.progress":
      return t("rProgress", { title: body.words });
    case "task.found":
      return t("rFound");
    case "task.explain":
      return t("rExplain");
    case "task.done":
      return t("rDone");
    case "task.follow_up":
      return t("rFollowUp");
    case "task.drop":
      return t("rDrop");
    case "task.reopen":
      return t("rReopen");
    case "promise.tick":
      return t("rTick");
    case "promise.choose":
      return t("rChoose");
    case "checklist.tick":
      return t(body.done ? "rTick" : "rUntick");
  }
}

export interface RefusedListProps {
  list: Refused[];
  titleOf: (id: string) => string; // "" where it is not on this page.
  onEdit?: (one: Refused) => boolean; // Puts what was typed back into its form; false where there is none.
  onLook?: ((id: string) => void) | undefined;
}

export function RefusedList({ list, titleOf, onEdit, onLook }: RefusedListProps): JSX.Element | null {
  if (list.length === 0) return null;
  return (
    <section class="refusals" aria-label={t("refusedTitle", { n: list.length })}>
      <h2>{t("refusedTitle", { n: list.length })}</h2>
      <div role="alert">
        <ul>
          {list.map((one) => {
            const title = one.body.kind === "task.make" ? "" : titleOf(taskOf(one));
            const editable = one.body.kind === "task.make" || one.body.kind === "task.change";
            return (
              <li key={one.id}>
                <p class="refused-what">{title ? t("on", { act: meant(one), title }) : meant(one)}</p>
                <p class="look">{one.refused ? say(one.refused) : ""}</p>
                <div class="form-buttons">
                  {one.body.kind === "task.make" && onEdit ? (
                    <Button small onClick={() => onEdit(one) && giveUp(one.id)}>
                      {t("edit")}
                    </Button>
                  ) : null}
                  {one.body.kind === "task.change" && onLook && title ? (
                    <Button small onClick={() => onLook(taskOf(one))}>
                      {t("look")}
                    </Button>
                  ) : null}
                  {editable && one.body.kind === "task.change" ? null : (
                    <Button small onClick={() => again(one.id)}>
                      {t("again")}
                    </Button>
                  )}
                  <Button small kind="quiet" onClick={() => giveUp(one.id)}>
                    {t("giveUp")}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
