// SPDX-License-Identifier: Apache-2.0
// One item of a list. Drawn again only where something of its own changed, since a list may have hundreds.
import { Component, createRef, type JSX } from "preact";
import { names } from "../shared/ui";
import { t as cardWords } from "./card_words";
import { Detail, type Around } from "./detail";
import type { ShownTask } from "./pending";
import type { Refused } from "./refused";
import { OutcomeForm } from "./outcome_form";
import { CarriedTag, DueTag, LinkTag, MajorTag, PassedTag, TriesTag, WaitsTag, headOf } from "./tags";
import { TaskBox } from "./tick_box";
import { t } from "./words";

export interface RowProps {
  task: ShownTask;
  now: number; // To the minute; 0 where the item has no due time.
  open: boolean;
  onToggle: (id: string) => void;
  around: Around;
  refused?: Refused | undefined;
  series?: boolean | undefined; // In the series of a group: number and department have their own columns, and the owner is named.
  headed?: boolean | undefined; // False where all of the list are of one kind, which its heading says.
}

// What is said of it in its line: for a series who has it, then how far it is.
function about(task: ShownTask, series: boolean): string {
  const cause = task.state === "open" && task.cause !== "none" ? t(task.cause) : "";
  const outcome = task.state === "done" && task.outcome !== "none" ? cardWords(task.outcome) : "";
  const said = task.state === "open" ? task.progress : task.result;
  const accepted = task.accepted_by && task.state === "open" ? t("eAccepted", { text: task.accepted_by }) : "";
  return [series ? task.owner.name : "", accepted, outcome, said, cause].filter(Boolean).join(" · ");
}

export class Row extends Component<RowProps, { asking: boolean }> {
  override state = { asking: false };
  private root = createRef<HTMLLIElement>();

  override shouldComponentUpdate(next: RowProps, state: { asking: boolean }): boolean {
    const now = this.props;
    return (
      next.task !== now.task ||
      next.now !== now.now ||
      next.open !== now.open ||
      next.around !== now.around ||
      next.refused !== now.refused ||
      next.series !== now.series ||
      next.headed !== now.headed ||
      next.onToggle !== now.onToggle ||
      state.asking !== this.state.asking
    );
  }

  override render(): JSX.Element {
    const { task, now, open, onToggle, around, refused, series = false, headed = true } = this.props;
    const { asking } = this.state;
    const done = task.state === "done";
    const more = about(task, series);
    const id = `task-${task.id}`;
    return (
      <li ref={this.root} class={names("item task", done && "item-done", task.state === "dropped" && "item-dropped", series && "task-series")} data-task={task.id}>
        <div class="item-line">
          <TaskBox task={task} label={task.title} onAsk={() => this.setState({ asking: !asking })} />
          {series ? (
            <>
              <span class="series-number num">{task.shown_number || "—"}</span>
              <span class="series-department dim">{task.department}</span>
            </>
          ) : null}
          <button type="button" class="task-open" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => onToggle(task.id)}>
            <span class="item-title">
              {!series && headed && task.kind !== "todo" ? <span class={task.state === "open" ? "dim" : ""}>{headOf(task)}</span> : null}
              {task.title}
            </span>
            {more ? <span class="task-about faint">{more}</span> : null}
          </button>
          <span class="item-tags">
            {refused ? <span class="tag tag-look">{t("refusedTag")}</span> : null}
            {/* Opened, it says so in words. */}
            {open ? null : <LinkTag task={task} />}
            <WaitsTag shown={task.waits} />
            <MajorTag task={task} />
            <PassedTag task={task} />
            <TriesTag task={task} />
            {task.late ? <span class="tag">{cardWords("late")}</span> : null}
            {series && done ? <span class="tag tag-good">{t("hasResult")}</span> : null}
            {task.state === "dropped" ? <span class="tag">{t("droppedTag")}</span> : null}
            <DueTag task={task} now={now} />
            <CarriedTag task={task} />
          </span>
        </div>
        {asking && task.state === "open" ? (
          <OutcomeForm
            task={task}
            onClose={() => {
              this.setState({ asking: false });
              this.root.current?.querySelector<HTMLElement>("input[type=checkbox]")?.focus();
            }}
          />
        ) : null}
        {open ? <Detail id={id} task={task} around={around} refused={refused} /> : null}
      </li>
    );
  }
}
