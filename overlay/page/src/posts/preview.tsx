// SPDX-License-Identifier: Apache-2.0
// Exactly what would go out to a group now, and the way to send it: whom it names, whom it leaves out, how long it is, and after it what became
// of it.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { say } from "../shared/i18n";
import { toast } from "../shared/toast";
import { Button, Card, Loading, names, ProblemNote } from "../shared/ui";
import { useAct } from "../people/act";
import { Period } from "../ranking/period";
import type { By, Ranking } from "../ranking/say";
import { Confirm } from "./confirm";
import { sizeText } from "./limits";
import { Message } from "./message";
import { isPicture } from "./parse";
import { idOf, partText, reportOf, stateText, toneOf, type Board, type Entry, type Target } from "./rows";
import { leftOut, namedLines, smallest, toldOf } from "./told";
import { t } from "./words";

export interface Asked {
  target: Target;
  group: string;
  by: By;
  day: string | null; // Any day of the period; null = that of yesterday.
}

export interface PreviewProps {
  asked: Asked;
  board: Board;
  entries: Entry[];
  now: number;
  go: (change: Record<string, string | null>) => void;
}

// The ranking of the period that is looked at; the last one while another is on its way, so that nothing jumps.
export function useRanking({ group, by, day }: { group: string; by: By; day: string | null }, ask: boolean) {
  const period = { by, ...(day === null ? {} : { day }) };
  const live = useAnswer("/ranking", ask ? { group, ...period } : null);
  const last = useRef<Ranking | undefined>(undefined);
  const ranking = live.data ?? (live.problem && live.problem.kind !== "away" ? undefined : last.current);
  last.current = ranking;
  return { ...live, ranking };
}

export function Preview({ asked, board, entries, now, go }: PreviewProps): JSX.Element {
  const { target, group, by, day } = asked;
  const { ranking, data: fresh, problem: unranked, reload } = useRanking(asked, true);
  const { data: preview, problem: unshown, reload: showAgain } = useAnswer("/post-preview", { target: target.name, group, by, ...(day === null ? {} : { day }) });
  const last = useRef(preview);
  const shown = preview ?? (unshown && unshown.kind !== "away" ? undefined : last.current);
  last.current = shown;
  const stale = !fresh || !preview;
  const problem = [unranked, unshown].find((one) => one !== null && one.kind !== "away") ?? null;
  const parts = shown?.parts ?? [];
  const several = parts.length > 1;
  const key = ranking && { report: reportOf(ranking.by), group, day: ranking.to, target: target.name };
  const before = key && entries.find(({ id }) => id === idOf(key));
  return (
    <Card class="post-preview" title={t("preview")}>
      <div class="post-picks">
        {board.targets.length > 1 ? <Pick label={t("to")} value={target.name} options={board.targets.map(({ name }) => name)} onChange={(name) => go({ target: name, group: null })} /> : null}
        {target.group === "" && board.groups.length > 1 ? <Pick label={t("group")} value={group} options={board.groups} onChange={(name) => go({ group: name })} /> : null}
        {ranking ? <Period shown={ranking} by={by} go={go} /> : null}
      </div>
      {problem ? <ProblemNote problem={problem} again={() => void Promise.all([reload(), showAgain()])} /> : null}
      {!shown || !ranking ? (
        problem ? null : (
          <Loading />
        )
      ) : (
        <div class={names("post-shown", stale && "view-busy")} aria-busy={stale}>
          <p class="dim">
            {target.name} · {say(target.title)}
          </p>
          {shown.nothing ? (
            <p class="post-nothing">{say(shown.nothing)}</p>
          ) : (
            <>
              {several ? <p class="dim">{t("parts", { n: parts.length })}</p> : null}
              {parts.map((text, i) => (
                <section key={i} class="post-part" aria-label={t("partN", { n: i + 1 })}>
                  {isPicture(text) && shown.picture ? <Picture png={shown.picture} /> : <Message text={text} type={target.type} label={t("partN", { n: i + 1 })} />}
                  <p class="faint">
                    {[several ? t("partN", { n: i + 1 }) : t("messages", { n: 1 }), isPicture(text) ? t("picture") : sizeText(text, target.type)].join(" · ")}
                  </p>
                </section>
              ))}
              {shown.picture && !parts.some(isPicture) ? (
                <section class="post-part" aria-label={t("picture")}>
                  <Picture png={shown.picture} />
                  <p class="faint">{t("pictureWithin")}</p>
                </section>
              ) : null}
              {shown.no_picture ? <p class="look">{say(shown.no_picture)}</p> : null}
              {target.type === "mail" || target.type === "webhook" ? <p class="faint">{t(target.type === "mail" ? "asText" : "asRelay")}</p> : null}
              <details class="post-more">
                <summary>{t("raw")}</summary>
                <p class="faint">{t("rawNote")}</p>
                {parts.filter((text) => !isPicture(text)).map((text, i) => (
                  <pre key={i} class="message-code" tabIndex={0} role="region" aria-label={`${t("raw")} ${i + 1}`}>
                    {text}
                  </pre>
                ))}
              </details>
              <Names ranking={ranking} />
              <Sending key={`${target.name} ${group} ${ranking.by} ${ranking.to}`} asked={asked} ranking={ranking} parts={parts.length} board={board} before={before} now={now} stale={stale} />
            </>
          )}
        </div>
      )}
    </Card>
  );
}

// What it shows stands in the text above, so that its name is enough for whoever cannot see it.
const Picture = ({ png }: { png: string }): JSX.Element => <img class="post-picture" src={`data:image/png;base64,${png}`} alt={t("pictureOf")} />;

function Pick({ label, value, options, onChange }: { label: string; value: string; options: readonly string[]; onChange: (value: string) => void }): JSX.Element {
  return (
    <label class="post-pick">
      <span class="dim">{label}</span>
      <select class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((one) => (
          <option key={one} value={one}>
            {one || "—"}
          </option>
        ))}
      </select>
    </label>
  );
}

function Names({ ranking }: { ranking: Ranking }): JSX.Element | null {
  if (ranking.people < smallest) return null;
  const told = toldOf(ranking);
  const lines = namedLines(told);
  return (
    <dl class="post-facts">
      <div>
        <dt>{t("named")}</dt>
        <dd>{lines.length === 0 ? t("namedNobody") : lines.map((line) => <p key={line}>{line}</p>)}</dd>
      </div>
      <div>
        <dt>{t("out")}</dt>
        <dd>
          {leftOut(told).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </dd>
      </div>
    </dl>
  );
}

interface SendingProps {
  asked: Asked;
  ranking: Ranking;
  parts: number;
  board: Board;
  before: Entry | undefined;
  now: number;
  stale: boolean;
}

// The button, or what became of this very report.
function Sending({ asked: { target, group }, ranking, parts, board, before, now, stale }: SendingProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [mine, setMine] = useState(false);
  const { run, busy, problem, clear } = useAct();
  const send = async (): Promise<void> => {
    if (!(await run({ kind: "post.now", target: target.name, group, by: ranking.by, day: ranking.to }))) return;
    setOpen(false);
    setMine(true);
    toast(t("queued"));
  };
  if (before) {
    const { at } = before;
    const words = at.state === "sent" || at.state === "sending" ? "" : say(at.words);
    return (
      <div class="post-became" role="status">
        <p>
          {mine ? null : <span class="dim">{t("already")} </span>}
          <b class={toneOf(at.state)}>{stateText(at, now)}</b>
          {partText(before) ? <span class="faint"> {partText(before)}</span> : null}
        </p>
        {words ? <p class="dim">{words}</p> : null}
      </div>
    );
  }
  if (!board.may_post) return <p class="dim">{t("mayNot")}</p>;
  return (
    <div class="post-send">
      {ranking.status === "live" ? <p class="dim">{t("live")}</p> : null}
      <Button
        kind="main"
        disabled={stale}
        onClick={() => {
          clear();
          setOpen(true);
        }}
      >
        {t("now")}
      </Button>
      <Confirm open={open} target={target} group={group} ranking={ranking} parts={parts} busy={busy} problem={problem} onYes={() => void send()} onClose={() => setOpen(false)} />
    </div>
  );
}
