// SPDX-License-Identifier: Apache-2.0
// Who stands where in a group over a day, a week or a month: #/ranking?group=…&by=…&day=…&figure=…. A lead sees all places; everybody else what
// is told in public.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { toClipboard } from "../shared/clipboard";
import { isDay } from "../shared/days";
import { sourceName, statusWord } from "../shared/figures";
import { number } from "../shared/format";
import { sentences } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { link, replace, type Route } from "../shared/router";
import { may } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { toast } from "../shared/toast";
import { Button, Card, Choice, EmptyState, Loading, names, ProblemNote, Tabs, ViewHead } from "../shared/ui";
import { rankingText } from "./copy";
import { GroupTable } from "./group_table";
import { Naming } from "./naming";
import { RankTable } from "./rank_table";
import { isBy, Period, stepOf } from "./period";
import { isComposite, nameOf, periodText, shortOf, type Ranking, type RankFigure } from "./say";
import { Beside, Improved, Titles } from "./side";
import { Why } from "./why";
import { t } from "./words";

type Go = (change: Record<string, string | null>) => void;

export default function View({ route }: { route: Route }): JSX.Element {
  const { group, shop, day, figure: picked } = route.query;
  const by = isBy(route.query["by"]) ? route.query["by"] : "day";
  const query = { ...(group === undefined ? {} : { group }), ...(shop ? { shop } : {}), ...(by === "day" ? {} : { by }), ...(isDay(day) ? { day } : {}) };
  const { data, problem, loading, known, reload } = useAnswer("/ranking", query);
  // While another period or group is on its way the last one stays, so that nothing jumps and the focus stays where it is.
  const last = useRef<{ ranking: Ranking; known: number } | undefined>(undefined);
  const shown = data ? { ranking: data, known } : problem && problem.kind !== "away" ? undefined : last.current;
  last.current = shown;
  const ranking = shown?.ranking;
  const go: Go = (change) => replace("ranking", { ...route.query, ...change });
  const step = (by1: 1 | -1): void => {
    const change = ranking && stepOf(ranking, by1);
    if (change) go(change);
  };
  useShortcuts([
    { keys: "[", words: t("before"), run: () => step(-1) },
    { keys: "]", words: t("after"), run: () => step(1) },
  ]);
  if (!shown || !ranking) {
    return (
      <>
        <ViewHead title={t("title")} />
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const groups = ranking.groups;
  return (
    <>
      <ViewHead title={t("title")} note={<About ranking={ranking} />} aside={<Period shown={ranking} by={by} go={go} />} />
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {groups.length > 1 ? (
        <Tabs
          label={t("groups")}
          tabs={groups.map((one) => ({ id: one, title: one || t("all") }))}
          value={data ? ranking.group : (group ?? ranking.group)}
          onChange={(one) => go({ group: one })}
        />
      ) : null}
      {ranking.source === "own" ? null : (
        <p class="view-note">
          <b>{t("sourceTitle", { source: sourceName(ranking.source) })}</b> {sentences(t("sourceDay"), ranking.by !== "day" && t("sourceMore"))}
        </p>
      )}
      <div class={names("rank-body", !data && "view-busy")} aria-busy={!data}>
        {ranking.figures.length === 0 ? <Nothing ranking={ranking} /> : <Board ranking={ranking} picked={picked ?? ""} go={go} />}
        <div class="rank-beside-all">
          {ranking.figures.length === 0 ? null : (
            <>
              <Improved ranking={ranking} />
              <Titles ranking={ranking} />
            </>
          )}
          {ranking.named === null || ranking.named === undefined ? null : <Naming named={ranking.named} known={shown.known} />}
          <Beside ranking={ranking} />
        </div>
      </div>
    </>
  );
}

function About({ ranking }: { ranking: Ranking }): JSX.Element {
  return (
    <span class="rank-about">
      <span>{ranking.status === "final" ? statusWord("final") : t("changing", { status: statusWord(ranking.status) })}</span>
      {ranking.source === "own" ? null : <span>{sourceName(ranking.source)}</span>}
      {ranking.special ? <span class="look">{t("special", { name: ranking.special })}</span> : null}
      {ranking.special_before ? <span class="look">{t("specialBefore", { name: ranking.special_before })}</span> : null}
    </span>
  );
}

function Nothing({ ranking }: { ranking: Ranking }): JSX.Element {
  const mends = may("change_accounts") && ranking.full;
  return (
    <EmptyState title={t("emptyTitle", { period: periodText(ranking) })} actions={mends ? <Button href={link("start")}>{t("emptyStart")}</Button> : undefined}>
      {t(mends ? "emptyText" : "emptyRep")}
    </EmptyState>
  );
}

function Board({ ranking, picked, go }: { ranking: Ranking; picked: string; go: Go }): JSX.Element {
  const all = [ranking.composite, ...ranking.figures];
  const figure = all.find(({ name }) => name === picked) ?? ranking.composite;
  const name = nameOf(figure.name);
  const copy = (): void => void toClipboard(rankingText(ranking, figure)).then((done) => toast(t(done ? "copied" : "copyFailed")));
  return (
    <div class="rank-main">
      <GroupTable ranking={ranking} />
      <Card
        class="long-card rank-card"
        title={ranking.full ? name : t("firstThree", { figure: name })}
        note={ranking.full && figure.people >= 5 ? t("placed", { n: figure.people }) : undefined}
        aside={
          <Button small onClick={copy}>
            <Icon name="copy" />
            {t("copy")}
          </Button>
        }
      >
        <div class="rank-tools">
          <Choice label={t("figures")} options={all.map((one) => ({ id: one.name, title: shortOf(one.name) }))} value={figure.name} onChange={(one) => go({ figure: one === "composite" ? null : one })} />
          <Why ranking={ranking} figure={figure} />
        </div>
        <Unranked ranking={ranking} figure={figure} />
        {figure.places.length + figure.unplaced.length > 0 ? <RankTable key={`${ranking.group}${figure.name}`} ranking={ranking} figure={figure} /> : null}
      </Card>
    </div>
  );
}

// Why there are no places, and what there is nevertheless.
function Unranked({ ranking, figure }: { ranking: Ranking; figure: RankFigure }): JSX.Element | null {
  if (figure.places.length > 0) return null;
  if (!ranking.full && figure.people >= 5) return <p class="rank-none dim">{t("noneNamed")}</p>;
  if (isComposite(figure.name) && ranking.composite_of.length === 0 && ranking.people >= 5) {
    const unrated = ranking.figures.some(({ name }) => name === "satisfaction");
    return (
      <p class="rank-none">
        <b>{t(unrated ? "noRatings" : "noGoals")}</b> <span class="dim">{t(unrated ? "noRatingsMore" : "noGoalsMore")}</span>
      </p>
    );
  }
  const more = ranking.full ? t("fewText", { n: figure.people === 1 ? 1 : number(figure.people) }) : t(ranking.people < 5 ? "fewPublic" : "fewRep");
  return (
    <p class="rank-none">
      <b>{t("fewTitle")}</b> <span class="dim">{more}</span>
    </p>
  );
}
