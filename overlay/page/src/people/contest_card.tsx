// SPDX-License-Identifier: Apache-2.0
// Objections: one's own with their answers, and for those who decide, others' with the form to answer them.
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { figureName } from "../shared/figures";
import { dateTime, longDay, time } from "../shared/format";
import { say } from "../shared/i18n";
import { again, giveUp, isOwn, outbox } from "../shared/outbox";
import { link } from "../shared/router";
import type { Schema } from "../shared/schema";
import { session } from "../shared/session";
import { useStore } from "../shared/store";
import { toast } from "../shared/toast";
import { openedOf } from "../shared/turn_ref";
import { useTyped } from "../shared/typing";
import { Button, Card, names, ProblemNote } from "../shared/ui";
import { useAct } from "./act";
import { nameOf } from "./order";
import { t } from "./own_words";

type Contest = Schema<"Contest">;
type About = Pick<Contest, "about" | "ref">;

export function whatOf({ about, ref }: About): string {
  if (about === "figure") return t("aboutFigure", { name: figureName(ref) });
  if (about === "sheet") return t("aboutSheet");
  if (about === "task") return t("aboutTask");
  if (about === "entry") return t("aboutEntry");
  const opened = openedOf(ref);
  return opened === null ? t("aboutTurn") : t("aboutTurnAt", { time: time(opened) });
}

// Where it can be looked at; a line of the log has no place of its own.
export function whereOf({ about, ref, day }: About & { day: string }, person: string): string | null {
  if (about === "figure") return link("trend", { person, figure: ref, day });
  if (about === "turn") return link("turns", { person, from: day, to: day, turn: ref });
  if (about === "sheet") return link(["sheet", day], { person });
  return about === "task" ? link("work", { person, day, item: ref }) : null;
}

function Head({ contest, person }: { contest: About & { day: string }; person: string }): JSX.Element {
  const { today } = session();
  const where = whereOf(contest, person);
  const what = `${longDay(contest.day, today)} · ${whatOf(contest)}`;
  return where ? <a href={where}>{what}</a> : <span>{what}</span>;
}

function OwnContest({ contest }: { contest: Contest }): JSX.Element {
  const { run, busy, problem } = useAct();
  return (
    <li class="contest">
      <p class="contest-head">
        <Head contest={contest} person={contest.person.id} />
        <span class={names("tag", contest.state === "upheld" && "tag-good")}>{t(contest.state)}</span>
      </p>
      <p class="contest-words">{contest.words}</p>
      {contest.answer || contest.answered_at !== null ? (
        <p class="contest-answer">
          {contest.answer} <span class="faint">{t("answeredBy", { name: contest.answered_by ? nameOf(contest.answered_by) : t("owner"), time: contest.answered_at === null ? "" : dateTime(contest.answered_at) })}</span>
        </p>
      ) : null}
      {contest.may_withdraw ? (
        <p>
          <Button small kind="quiet" busy={busy} label={t("withdrawOf", { what: whatOf(contest) })} onClick={() => void run({ kind: "contest.withdraw", contest: contest.id }).then((done) => done && toast(t("withdrawnToast")))}>
            {t("withdraw")}
          </Button>
        </p>
      ) : null}
      {problem ? <ProblemNote problem={problem} /> : null}
    </li>
  );
}

// What was written here and is not with the agent yet, or was not accepted.
function Queued({ person }: { person: string }): JSX.Element {
  const queued = useStore(outbox).filter(isOwn);
  return (
    <>
      {queued.map((one) =>
        one.body.kind === "contest.make" ? (
          <li key={one.id} class={names("contest", one.refused && "contest-refused")}>
            <p class="contest-head">
              <Head contest={one.body} person={person} />
              {one.refused ? null : <span class="tag-waits faint">{t("waits")}</span>}
            </p>
            <p class="contest-words">{one.body.words}</p>
            {one.refused ? (
              <>
                <p class="look" role="alert">
                  {t("contestsRefused")}
                  {": "}
                  {say(one.refused)}
                </p>
                <p class="form-buttons">
                  <Button small onClick={() => again(one.id)}>
                    {t("sendAgain")}
                  </Button>
                  <Button small kind="quiet" onClick={() => giveUp(one.id)}>
                    {t("giveUp")}
                  </Button>
                </p>
              </>
            ) : null}
          </li>
        ) : null,
      )}
    </>
  );
}

export function OwnContests({ list, person }: { list: Contest[]; person: string }): JSX.Element {
  const queued = useStore(outbox).filter((one) => one.body.kind === "contest.make").length;
  return (
    <Card title={t("contests")}>
      {list.length + queued === 0 ? <p class="dim">{t("contestsNone")}</p> : null}
      <ul class="contests">
        <Queued person={person} />
        {list.map((one) => (
          <OwnContest key={one.id} contest={one} />
        ))}
      </ul>
    </Card>
  );
}

function Decide({ contest }: { contest: Contest }): JSX.Element {
  const [reason, setReason] = useTyped(`answer ${contest.id}`);
  const [wrong, setWrong] = useState("");
  const { run, busy, problem } = useAct();
  const id = useId();
  const name = nameOf(contest.person);
  const answer = async (upheld: boolean): Promise<void> => {
    if (reason.trim() === "") {
      setWrong(t("reasonMissing"));
      document.getElementById(id)?.focus();
      return;
    }
    if (!(await run({ kind: "contest.answer", contest: contest.id, upheld, words: reason.trim() }))) return;
    setReason(null);
    toast(t("answered", { name }));
  };
  return (
    <li class="contest">
      <p class="contest-head">
        <b>{name}</b>
        <Head contest={contest} person={contest.person.id} />
      </p>
      <p class="contest-words">{contest.words}</p>
      <form class="item-form" onSubmit={(event) => event.preventDefault()}>
        <label class="hidden" for={id}>
          {t("reasonOf", { name, what: whatOf(contest) })}
        </label>
        <textarea
          id={id}
          class="input"
          rows={2}
          maxLength={2000}
          placeholder={t("reason")}
          value={reason}
          aria-invalid={wrong !== ""}
          onInput={(event) => {
            setReason(event.currentTarget.value);
            setWrong("");
          }}
        />
        {wrong ? (
          <p class="look" role="alert">
            {wrong}
          </p>
        ) : null}
        {problem ? <ProblemNote problem={problem} /> : null}
        <p class="form-buttons">
          <Button small busy={busy} onClick={() => void answer(true)}>
            {t("uphold")}
          </Button>
          <Button small busy={busy} onClick={() => void answer(false)}>
            {t("refuse")}
          </Button>
        </p>
      </form>
    </li>
  );
}

export function ToDecide({ list }: { list: Contest[] }): JSX.Element {
  const open = list.filter((one) => one.may_answer);
  const decided = list.filter((one) => !one.may_answer && one.state !== "withdrawn");
  const [shown, setShown] = useState(false);
  return (
    <Card title={t("toDecide")} class="to-decide" note={open.length > 0 ? <span class="num">{open.length}</span> : null}>
      <p class="faint">{open.length === 0 ? t("toDecideNone") : t("toDecideNote")}</p>
      <ul class="contests">
        {open.map((one) => (
          <Decide key={one.id} contest={one} />
        ))}
      </ul>
      {decided.length > 0 ? (
        <>
          <button type="button" class="text-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t("decided", { n: decided.length })}
          </button>
          {shown ? (
            <ul class="contests">
              {decided.map((one) => (
                <li key={one.id} class="contest">
                  <p class="contest-head">
                    <b>{nameOf(one.person)}</b>
                    <Head contest={one} person={one.person.id} />
                    <span class={names("tag", one.state === "upheld" && "tag-good")}>{t(one.state)}</span>
                  </p>
                  <p class="contest-words">{one.words}</p>
                  <p class="contest-answer">{one.answer}</p>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </Card>
  );
}
