// SPDX-License-Identifier: Apache-2.0
// The places of one figure, and below a line who has none. Nobody is coloured for a place: green says that a goal is reached, nothing else.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { number, unitWord, unknown } from "../shared/format";
import { Blocks, LongTable, opens } from "../shared/long_table";
import { link } from "../shared/router";
import type { Person, Unit } from "../shared/schema";
import { session } from "../shared/session";
import { names } from "../shared/ui";
import { beforeWords, changeText, exactText, gapOf, goalWords, isComposite, movedText, movedWords, nameOf, shortOf, valueParts, whyText, type Ranking, type RankFigure } from "./say";
import { t } from "./words";

type Placed = RankFigure["places"][number];
type Unplaced = RankFigure["unplaced"][number];

export function GapCell({ gap, unit }: { gap: number | null | undefined; unit: Unit }): JSX.Element {
  const found = gapOf(gap, unit);
  if (!found) return <td class="faint">{unknown}</td>;
  if (!found.reached) return <td class="dim">{found.text}</td>;
  return (
    <td class="good">
      <span aria-hidden="true">✓</span>
      <span class="hidden">{t("reached")}</span> {found.text}
    </td>
  );
}

export const ChangeCell = ({ change, unit }: { change: number | null | undefined; unit: Unit }): JSX.Element => {
  const text = changeText(change, unit);
  return <td class={text === unknown || text === t("same") ? "faint" : "dim"}>{text}</td>;
};

export function RankTable({ ranking, figure }: { ranking: Ranking; figure: RankFigure }): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const byDay = ranking.by === "day";
  const { places, unplaced } = figure;
  const goal = goalWords(figure.goal, figure.better, figure.unit, figure.name);
  const unit = isComposite(figure.name) ? t("points") : unitWord(figure.unit);
  // Where nobody has a place there is nothing to say but why.
  const heads: [string, string, string][] = places.length === 0 ? [["why", t("unplaced"), ""]] : [
    ["change", beforeWords(ranking.by), ""],
    ...(byDay ? [["week", t("sameWeekday"), ""] as [string, string, string]] : []),
    ...(ranking.full ? [["moved", t("moved"), ""] as [string, string, string]] : []),
    ...(goal ? [["gap", t("gap"), goal] as [string, string, string]] : []),
  ];
  const unnamed = new Set(ranking.unnamed);
  const columns = 2 + heads.length;
  return (
    <LongTable class="rank-table" label={t("table", { figure: nameOf(figure.name) })} rowCount={1 + places.length + unplaced.length + (unplaced.length > 0 ? 1 : 0)} scroller={scroller}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" class="long-first rank-head">
            <span class="rank-first">
              <span class="rank-place">{t("placeHead")}</span>
              <span>{t("nameHead")}</span>
            </span>
          </th>
          <th scope="col" class="rank-head">
            {shortOf(figure.name)}
            {unit ? <span class="faint rank-unit"> {unit}</span> : null}
          </th>
          {heads.map(([id, title, more]) => (
            <th key={id} scope="col" class={names("rank-head", id === "why" && "rank-why")}>
              {title}
              {more ? <span class="faint rank-unit"> {more}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <Blocks
        scroller={scroller}
        near
        rows={places}
        columns={columns}
        draw={(one: Placed, i) => (
          <Line key={one.person.id} person={one.person} place={one.place} ranking={ranking} unnamed={unnamed.has(one.person.id)} index={2 + i}>
            <ValueCell one={one} figure={figure} />
            <ChangeCell change={one.change} unit={figure.unit} />
            {byDay ? <ChangeCell change={one.week_change} unit={figure.unit} /> : null}
            {ranking.full ? <Moved moved={one.moved} /> : null}
            {goal ? <GapCell gap={one.gap} unit={figure.unit} /> : null}
          </Line>
        )}
      />
      {unplaced.length > 0 && places.length > 0 ? (
        <tbody>
          <tr class="rank-line" aria-rowindex={2 + places.length}>
            <th scope="rowgroup" colSpan={columns}>
              <span>{t("unplaced")}</span>
            </th>
          </tr>
        </tbody>
      ) : null}
      <Blocks
        scroller={scroller}
        near={places.length === 0}
        rows={unplaced}
        columns={columns}
        draw={(one: Unplaced, i) => (
          <Line key={one.person.id} person={one.person} place={null} ranking={ranking} unnamed={unnamed.has(one.person.id)} index={3 + places.length + i}>
            <ValueCell one={one} figure={figure} />
            <td class="faint rank-why" colSpan={columns - 2}>
              {whyText(one)}
            </td>
          </Line>
        )}
      />
    </LongTable>
  );
}

function ValueCell({ one: { value }, figure: { unit, name } }: { one: Placed | Unplaced; figure: RankFigure }): JSX.Element {
  const { text } = valueParts(value, unit, name);
  return (
    <td class={text === unknown ? "faint" : "rank-value"} title={text === unknown ? undefined : exactText(value, unit, name)}>
      {text}
    </td>
  );
}

function Moved({ moved }: { moved: number | null | undefined }): JSX.Element {
  const text = movedText(moved);
  if (moved === null || moved === undefined || moved === 0) return <td class="faint">{text}</td>;
  return (
    <td class="faint">
      <span aria-hidden="true">{text}</span>
      <span class="hidden">{movedWords(moved)}</span>
    </td>
  );
}

interface LineProps {
  person: Person;
  place: number | null;
  ranking: Ranking;
  unnamed: boolean;
  index: number;
  children: JSX.Element | (JSX.Element | null)[];
}

// A lead's row opens the person's panel; everybody else's only their own.
function Line({ person, place, ranking, unnamed, index, children }: LineProps): JSX.Element {
  const own = person.id === session().person?.id;
  const day = ranking.to === ranking.today ? null : ranking.to;
  const address = ranking.full ? link("panel", { person: person.id, shop: ranking.shop, day }) : own ? link("panel", { day }) : null;
  return (
    <tr class={names(address && "long-row", "rank-row", place === null && "rank-row-out")} aria-rowindex={index} data-person={person.id} onClick={address ? opens(address) : undefined}>
      <th scope="row" class="long-first">
        <span class="rank-first">
          <span class="rank-place">{place === null ? unknown : number(place)}</span>
          <span class="rank-who">
            {address ? (
              <a class="long-name rank-name" href={address} title={person.name}>
                {person.name}
              </a>
            ) : (
              <span class="rank-name">{person.name}</span>
            )}
            {unnamed ? (
              <span class="faint rank-unnamed" title={t("unnamedMore")}>
                {t("unnamed")}
              </span>
            ) : null}
          </span>
        </span>
      </th>
      {children}
    </tr>
  );
}
