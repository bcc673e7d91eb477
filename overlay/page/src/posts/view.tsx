// SPDX-License-Identifier: Apache-2.0
// What goes to the team's groups: #/posts?target=…&group=…&by=…&day=…&days=…. What nobody knows the end of stands first, then what was sent,
// beside it what would go out.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { useNow } from "../shared/clock";
import { addDays, isDay } from "../shared/days";
import { minute, shortDay } from "../shared/format";
import { sentences } from "../shared/i18n";
import { replace, type Route } from "../shared/router";
import { session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Card, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { isBy, stepOf } from "../ranking/period";
import { useDoing } from "./doing";
import { History, NothingSent, spans, type Span } from "./history";
import { Preview, useRanking, type Asked } from "./preview";
import { entriesOf, lively, nextOf, passedToday, type Board } from "./rows";
import { Setup } from "./setup";
import { Targets } from "./targets";
import { Unknown } from "./unknown";
import { t } from "./words";

const isSpan = (text: string | undefined): text is Span => (spans as readonly (string | undefined)[]).includes(text);
// A try is committed by the program itself; while one is on its way its end is looked for this often.
const soon = 1500;
const seldom = 30_000;

export default function View({ route }: { route: Route }): JSX.Element {
  const { today } = session();
  const span = isSpan(route.query["days"]) ? route.query["days"] : "30";
  const [every, setEvery] = useState(seldom);
  const now = useNow(5000);
  const { data, problem, loading, reload } = useAnswer("/posts", { from: addDays(today, 1 - Number(span)), to: today }, { every });
  const last = useRef<Board | undefined>(undefined);
  const board = data ?? (problem && problem.kind !== "away" ? undefined : last.current);
  last.current = board;
  const entries = useMemo(() => entriesOf(board?.posts ?? []), [board]);
  const busy = board !== undefined && lively(board, now);
  useEffect(() => setEvery(busy ? soon : seldom), [busy]);
  // Each says what went wrong where it was pressed.
  const doing = useDoing();
  const deciding = useDoing();
  const go = (change: Record<string, string | null>): void => replace("posts", { ...route.query, ...change });
  const asked = board ? askedOf(board, route.query) : null;
  const { ranking } = useRanking(asked ?? { group: "", by: "day", day: null }, asked !== null);
  const step = (by: 1 | -1): void => {
    const change = ranking && stepOf(ranking, by);
    if (change) go(change);
  };
  useShortcuts([
    { keys: "[", words: t("before"), run: () => step(-1) },
    { keys: "]", words: t("after"), run: () => step(1) },
  ]);
  if (!board) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const history = (
    <History
      board={board}
      entries={entries}
      now={now}
      span={span}
      onSpan={(one) => go({ days: one === "30" ? null : one })}
      doing={doing}
      nothing={<Nothing board={board} span={span} now={now} />}
      stale={!data}
    />
  );
  const doubtful = entries.filter(({ at }) => at.state === "unknown");
  const doubt = <Unknown entries={doubtful} board={board} now={now} doing={deciding} />;
  return (
    <>
      <ViewHead title={t("title")} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {doubt}
      {asked ? (
        <div class="post-body">
          {history}
          <div class="post-beside">
            <Preview asked={asked} board={board} entries={entries} now={now} go={go} />
            <Targets targets={board.targets} />
          </div>
        </div>
      ) : (
        <>
          <EmptyState title={t("emptyTitle")}>{sentences(t("emptyText"), session().demo && t("emptyDemo"))}</EmptyState>
          <Card title={t("setup")} class="post-first">
            {board.may_post ? null : <p class="dim">{t("setupAsk")}</p>}
            <Setup />
          </Card>
          {entries.length > 0 ? history : null}
        </>
      )}
    </>
  );
}

// What the address asks the preview for, as far as there is such a thing. Null without a group.
function askedOf({ targets, groups }: Board, query: Record<string, string>): Asked | null {
  const target = targets.find(({ name }) => name === query["target"]) ?? targets[0];
  if (!target) return null;
  const wanted = query["group"];
  const group = target.group || (wanted !== undefined && groups.includes(wanted) ? wanted : (groups[0] ?? ""));
  return { target, group, by: isBy(query["by"]) ? query["by"] : "day", day: isDay(query["day"]) ? query["day"] : null };
}

function Nothing({ board: { targets, today }, span, now }: { board: Board; span: Span; now: number }): JSX.Element {
  // Whether there was ever something decides what is said.
  const { data: year } = useAnswer("/posts", span === "365" ? null : { from: addDays(today, -364), to: today });
  const before = year !== undefined && year.posts.length > 0;
  return <NothingSent title={before ? t("none", { n: Number(span) }) : t("noneEver")}>{nextWords(targets, today, now)}</NothingSent>;
}

function nextWords(targets: Board["targets"], today: string, now: number): string {
  const next = nextOf(targets, today, now);
  if (!next) return t("noneHand");
  const day = next.day === today ? t("today") : next.day === addDays(today, 1) ? t("tomorrow") : shortDay(next.day);
  return sentences(passedToday(targets, now) && t("nonePassed"), t("noneNext", { report: t(`${next.by}Next`), day, time: minute(next.minute) }));
}
