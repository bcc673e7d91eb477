// SPDX-License-Identifier: Apache-2.0
// Items under their headings: open, done, dropped. Long lists begin with what fits a few screens.
import type { JSX } from "preact";
import { useCallback, useMemo, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { useNow } from "../shared/clock";
import { noteKey } from "../shared/note";
import { useShortcuts } from "../shared/shortcuts";
import { Button } from "../shared/ui";
import type { Around } from "./detail";
import type { ShownTask } from "./pending";
import { taskOf, type Refused } from "./refused";
import { Row } from "./row";
import { toMinute } from "./tags";
import { t } from "./words";

const atFirst = 60;
const further = 200;

export interface RowsProps {
  tasks: ShownTask[];
  around: Around;
  refused: Refused[];
  opened: readonly string[];
  onToggle: (id: string) => void;
  series?: boolean;
  headed?: boolean;
  label?: string;
}

export function Rows({ tasks, around, refused, opened, onToggle, series, headed, label }: RowsProps): JSX.Element {
  const now = toMinute(useNow(15_000));
  const [most, setMost] = useState(atFirst);
  const shown = tasks.length > most + 10 ? tasks.slice(0, most) : tasks;
  return (
    <>
      <ul class="items" aria-label={label}>
        {shown.map((task) => (
          <Row
            key={task.id}
            task={task}
            now={task.due_at === null || task.state !== "open" ? 0 : now}
            open={opened.includes(task.id)}
            onToggle={onToggle}
            around={around}
            refused={refused.find((one) => taskOf(one) === task.id)}
            series={series}
            headed={headed}
          />
        ))}
      </ul>
      {shown.length < tasks.length ? (
        <Button kind="quiet" class="show-more" onClick={() => setMost(most + further)}>
          {t("showMore", { n: Math.min(further, tasks.length - shown.length) })}
        </Button>
      ) : null}
    </>
  );
}

// Which items are opened, and the keyboard's way through the list: j and k from box to box, x ticks, Enter on the title opens.
export function useRows(): { opened: readonly string[]; toggle: (id: string) => void; show: (id: string) => void } {
  const [opened, setOpened] = useState<readonly string[]>([]);
  const toggle = useCallback((id: string) => setOpened((list) => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id])), []);
  const show = useCallback((id: string) => {
    setOpened((list) => (list.includes(id) ? list : [...list, id]));
    afterDrawn(() => document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] .task-open`)?.focus());
  }, []);
  const move = (by: number): void => {
    const all = [...document.querySelectorAll<HTMLElement>(".task .task-open")];
    const at = all.indexOf(here()?.querySelector<HTMLElement>(".task-open") as HTMLElement);
    all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]?.focus();
  };
  const here = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>("[data-task]") ?? null;
  // Opens the item where it is closed; only hand-offs have the button.
  const note = (): void => {
    const row = here();
    const opener = row?.querySelector<HTMLElement>(".task-open");
    if (opener?.getAttribute("aria-expanded") === "false") opener.click();
    afterDrawn(() => afterDrawn(() => row?.querySelector<HTMLElement>("[data-form=note]")?.click()));
  };
  useShortcuts([
    { keys: "j", words: t("kNext"), run: () => move(1) },
    { keys: "k", words: t("kPrevious"), run: () => move(-1) },
    { keys: "m", words: noteKey(), run: note },
    { keys: "x", words: t("kTick"), run: () => here()?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click() },
  ]);
  return { opened, toggle, show };
}

export function TaskList({ tasks, ...rest }: RowsProps): JSX.Element {
  const parts = useMemo(() => (["open", "done", "dropped"] as const).map((state) => [state, tasks.filter((task) => task.state === state)] as const), [tasks]);
  return (
    <>
      {parts.map(([state, list]) =>
        list.length === 0 ? null : (
          <section key={state} class="task-part" aria-label={t(state, { n: list.length })}>
            <h2 class="dim num">{t(state, { n: list.length })}</h2>
            <Rows tasks={list} {...rest} />
          </section>
        ),
      )}
    </>
  );
}
