// SPDX-License-Identifier: Apache-2.0
// All figures of a shop or a person over a period, own and platform side by side: #/shop?by=week&day=….
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { figureCount, figureName, sourceName, statusWord } from "../shared/figures";
import { duration, number, shortDay, shown, yuan } from "../shared/format";
import { say, sentences } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { link, replace, type Route } from "../shared/router";
import type { Schema, Unit, Value } from "../shared/schema";
import { may, session } from "../shared/session";
import { useShortcuts } from "../shared/shortcuts";
import { Button, Card, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { moved, until } from "../shared/period";
import { readPeriod } from "./period";
import { Picker, periodQuery } from "./picker";
import { t } from "./words";

type ShopFigure = Schema<"ShopFigure">;

const isSales = (name: string): boolean => /fen$|sales|order|conversion|inquir|paying|paid|payment|buying_again|refund|loss/.test(name);
const isEmpty = ({ own, platforms }: ShopFigure): boolean => (!own || (own.value === null && own.denominator === 0)) && platforms.length === 0;

export default function View({ route }: { route: Route }): JSX.Element {
  const mine = session();
  const period = readPeriod(route.query, mine.today);
  const to = until(period, mine.today);
  const shop = route.query["shop"] ?? "";
  // A rep begins with themself, whoever sees others' figures with the shop.
  const person = route.query["whole"] === "1" ? "" : (route.query["person"] ?? (mine.role === "rep" || !may("see_figures") ? (mine.person?.id ?? "") : ""));
  const { data, problem, loading, reload } = useAnswer("/shop-figures", { from: period.from, to, ...(shop ? { shop } : {}), ...(person ? { person } : {}) });
  const go = (change: Record<string, string | null>): void => replace("shop", { ...route.query, ...change });
  useShortcuts([
    { keys: "[", words: t("before"), run: () => go(periodQuery(moved(period, -1), mine.today)) },
    { keys: "]", words: t("after"), run: () => moved(period, 1).from <= mine.today && go(periodQuery(moved(period, 1), mine.today)) },
  ]);

  const there = data?.figures.filter((one) => !isEmpty(one)) ?? [];
  const missing = data?.figures.filter(isEmpty) ?? [];
  // A column of dashes says less than a sentence.
  const platforms = there.some((one) => one.platforms.length > 0);
  return (
    <>
      <ViewHead title={t("title")} note={data?.person?.name ?? undefined} />
      <Picker session={mine} period={period} person={person} shop={shop} go={go} />
      {problem && (!data || problem.kind !== "away") ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      {data && there.length === 0 ? (
        <EmptyState title={t("emptyTitle")} actions={<Button href={link("start")}>{t("start")}</Button>}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      {there.length > 0 ? (
        <>
          <div class={platforms ? "shop-parts" : "shop-parts shop-parts-own"}>
            <Part from={period.from} to={to} platforms={platforms} title={t("service")} figures={there.filter(({ name }) => !isSales(name))} />
            <Part from={period.from} to={to} platforms={platforms} title={t("sales")} figures={there.filter(({ name }) => isSales(name))} />
          </div>
          <p class="faint">{sentences(t("average"), platforms ? null : t("noPlatforms"))}</p>
        </>
      ) : null}
      {missing.length > 0 ? <Missing figures={missing} /> : null}
    </>
  );
}

// What a value is made of, before the word of what is counted; a share of too few already shows it.
function basisOf(value: Value, unit: Unit): string {
  if (unit === "fen") return `${yuan(value.numerator)} ÷ ${number(value.denominator)}`;
  if (unit === "ms") return number(value.denominator);
  return value.few ? "" : `${number(value.numerator)}/${number(value.denominator)}`;
}

function Number({ value, unit, name }: { value: Value; unit: Unit; name: string }): JSX.Element {
  // Lengths of minutes are read as minutes.
  const long = unit === "ms" && value.value !== null && value.value >= 120_000;
  const parts = long ? { text: duration(value.value), unit: "" } : shown(value, unit);
  const count = figureCount(name, value.denominator);
  const basis = value.denominator > 0 && count ? basisOf(value, unit) : "";
  return (
    <>
      <span class="num">
        <b class="shop-value">{parts.text}</b>
        {parts.unit ? <span class={parts.unit === "%" ? "faint" : "faint shop-unit"}>{parts.unit}</span> : null}
      </span>
      {basis || (value.few && count) ? (
        <span class="faint num shop-basis">
          {basis} {count}
        </span>
      ) : null}
    </>
  );
}

function Part({ title, figures, platforms, from, to }: { title: string; figures: ShopFigure[]; platforms: boolean; from: string; to: string }): JSX.Element | null {
  if (figures.length === 0) return null;
  return (
    <Card class="shop-card" title={title}>
      <table class="shop-table">
        <thead>
          <tr>
            <th scope="col">{t("figure")}</th>
            <th scope="col">
              {t("own")} {platforms ? <span class="faint shop-own-note">{t("ownNote")}</span> : null}
            </th>
            {platforms ? <th scope="col">{t("platform")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <Line key={figure.name} figure={figure} platforms={platforms} from={from} to={to} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Line({ figure, platforms, from, to }: { figure: ShopFigure; platforms: boolean; from: string; to: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const id = `shop-why-${figure.name}`;
  return (
    <>
      <tr>
        <th scope="row">
          {figureName(figure.name)}
          {figure.status === "provisional" ? <span class="faint shop-status">{statusWord(figure.status)}</span> : null}
        </th>
        <td>{figure.own ? <Number value={figure.own} unit={figure.unit} name={figure.name} /> : <span class="faint">{t("noOwn")}</span>}</td>
        {platforms ? (
          <td>
            <div class="shop-cell">
              <div>
                {figure.platforms.map((one) => (
                  <span key={`${one.platform}${one.ready}`} class="shop-platform">
                    <span class="shop-platform-name dim" title={t(one.ready ? "ready" : "counted")}>
                      {sourceName(one.platform)}
                    </span>
                    <Number value={one.value} unit={figure.unit} name={figure.name} />
                    {one.ready ? null : <span class="faint shop-counted">{t("counted")}</span>}
                    {one.from && one.to && (one.from !== from || one.to !== to) ? <span class="faint num shop-basis">{one.from === one.to ? shortDay(one.from) : t("covers", { from: shortDay(one.from), to: shortDay(one.to) })}</span> : null}
                  </span>
                ))}
                {figure.platforms.length === 0 ? <span class="faint">—</span> : null}
              </div>
              {figure.why ? (
                <Button kind="quiet" small class="shop-why-button" expanded={open} controls={id} label={`${figureName(figure.name)}: ${t("why")}`} onClick={() => setOpen(!open)}>
                  {t("why")}
                  <Icon name={open ? "up" : "down"} />
                </Button>
              ) : null}
            </div>
          </td>
        ) : null}
      </tr>
      {figure.why && open ? (
        <tr class="shop-why" id={id}>
          <td colSpan={3}>{say(figure.why)}</td>
        </tr>
      ) : null}
    </>
  );
}

function Missing({ figures }: { figures: ShopFigure[] }): JSX.Element {
  return (
    <details class="card shop-missing">
      <summary>{t("missing", { n: figures.length })}</summary>
      <p class="faint">{t("missingText")}</p>
      <dl>
        {figures.map((one) => (
          <div key={one.name} class="row">
            <dt class="row-label">{figureName(one.name)}</dt>
            <dd class="row-value">{one.missing ? say(one.missing) : t("missingNone")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
