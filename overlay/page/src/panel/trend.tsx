// SPDX-License-Identifier: Apache-2.0
// One figure day by day: as a line, or as a table with the same numbers.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { figureCount, figureName, five, statusWord } from "../shared/figures";
import { duration, longDay, number, shortDay, withUnit } from "../shared/format";
import { language } from "../shared/i18n";
import { prefs } from "../shared/prefs";
import { replace, type Route } from "../shared/router";
import type { Answer } from "../shared/schema";
import { linkHere, useScope } from "../shared/scope";
import { session } from "../shared/session";
import { useStore } from "../shared/store";
import { Button, Choice, EmptyState, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { openPeople } from "../app/people";
import TrendChart, { goalLegend } from "./trend_chart";
import { t } from "./turns_words";
import { t as panelWords } from "./words";

type Trend = Answer<"/trend">;
type Day = Trend["days"][number];

const spans = ["30", "90", "365"] as const;

// "16/17 条"; for means what was summed.
function madeOf(day: Day, trend: Trend): string {
  if (day.denominator === 0) return "";
  if (trend.unit === "ms") return `${duration(day.numerator)} ÷ ${number(day.denominator)} ${figureCount(trend.name, day.denominator)}`;
  return `${number(day.numerator)}/${number(day.denominator)} ${figureCount(trend.name, day.denominator)}`;
}

// The days from the first figure on: a rep of six weeks has no empty month before them. Never fewer than a fortnight.
export function fromFirst(trend: Trend): Trend {
  const first = trend.days.findIndex((day) => day.denominator > 0);
  const cut = Math.max(0, Math.min(first - 1, trend.days.length - 14));
  return cut === 0 ? trend : { ...trend, days: trend.days.slice(cut) };
}

const noteOf = (day: Day): string => [day.off ? t("off") : "", day.special ?? ""].filter(Boolean).join(language() === "zh" ? "，" : ", ");

function TrendTable({ trend, who, today }: { trend: Trend; who: string; today: string }): JSX.Element {
  return (
    <table class="trend-table">
      <caption class="hidden">{t("trendCaption", { who, name: figureName(trend.name) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("day")}</th>
          <th scope="col" class="trend-value">
            {t("value")}
          </th>
          <th scope="col">{t("made")}</th>
        </tr>
      </thead>
      <tbody>
        {[...trend.days].reverse().map((day) => (
          <tr key={day.day}>
            <td class="num">{longDay(day.day, today)}</td>
            <td class="num trend-value">{withUnit(day.value, trend.unit)}</td>
            <td class="dim">{[madeOf(day, trend), noteOf(day)].filter(Boolean).join(" · ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// Changes with every change of colours, the system's among them.
function useThemeKey(): string {
  const { theme } = useStore(prefs);
  const [dark, setDark] = useState(() => matchMedia("(prefers-color-scheme: dark)").matches);
  useEffect(() => {
    const media = matchMedia("(prefers-color-scheme: dark)");
    const look = (): void => setDark(media.matches);
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, []);
  return `${theme} ${dark} ${language()}`;
}

export default function View({ route }: { route: Route }): JSX.Element {
  const { person, shop } = useScope();
  const { today, person: self } = session();
  const figure = route.query["figure"] ?? five[1];
  const days = spans.find((one) => one === route.query["days"]) ?? "90";
  const form = route.query["as"] === "table" ? "table" : "chart";
  const { data: whole, problem, reload } = useAnswer("/trend", person === "" ? null : { person, figure, days: Number(days), ...(shop ? { shop } : {}) });
  const data = useMemo(() => whole && fromFirst(whole), [whole]);
  const [looked, setLooked] = useState<number | null>(null);
  const theme = useThemeKey();
  const set = (change: Record<string, string | null>): void => replace("trend", { ...route.query, ...change });
  if (person === "") return <EmptyState whole title={t("choose")} actions={<Button onClick={openPeople}>{panelWords("chooseButton")}</Button>} />;

  const known: string[] = [...five];
  const names = known.includes(figure) ? known : [...known, figure];
  const last = data ? data.days.length - 1 : 0;
  const day = data?.days[looked ?? last] ?? data?.days[last];
  // A share of too few is the count it is made of.
  const few = day !== undefined && data?.unit === "share" && day.value === null && day.denominator > 0;
  const who = person === self?.id ? self.name : person;
  return (
    <div class="trend">
      <ViewHead
        title={t("trend")}
        back={{ href: linkHere("panel"), title: t("back") }}
        note={figureName(figure)}
        aside={<Choice label={t("form")} value={form} options={[{ id: "chart", title: t("chart") }, { id: "table", title: t("table") }]} onChange={(as) => set({ as: as === "table" ? as : null })} />}
      />
      <div class="trend-controls">
        <div class="chips" role="group" aria-label={t("figure")}>
          {names.map((name) => (
            <button key={name} type="button" class="chip" aria-pressed={name === figure} onClick={() => set({ figure: name })}>
              {figureName(name)}
            </button>
          ))}
        </div>
        <Choice label={t("span")} value={days} options={spans.map((id) => ({ id, title: t(`days${id}`) }))} onChange={(id) => set({ days: id === "90" ? null : id })} />
      </div>
      {problem && problem.kind !== "away" && problem.kind !== "locked" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      {!data ? (
        problem ? null : <Loading />
      ) : data.days.every((one) => one.value === null) ? (
        <p class="card dim">{t("noTrend")}</p>
      ) : form === "table" ? (
        <div class="card turn-card">
          <TrendTable trend={data} who={who} today={today} />
        </div>
      ) : (
        <div class="card">
          <p class="trend-read" aria-live="polite">
            {day ? (
              <>
                <span class="trend-number num">{few ? `${number(day.numerator)}/${number(day.denominator)}` : withUnit(day.value, data.unit)}</span>
                <span class="num">{longDay(day.day, today)}</span>
                <span class="faint">{[few ? figureCount(data.name, day.denominator) : madeOf(day, data), noteOf(day), looked === null || looked === last ? statusWord(data.status) : ""].filter(Boolean).join(" · ")}</span>
              </>
            ) : null}
          </p>
          <TrendChart trend={data} theme={theme} onLook={setLooked} label={t("chartLabel", { name: figureName(figure), days })} />
          <p class="trend-legend faint">
            {goalLegend(data) ? <span>- - {goalLegend(data)}</span> : null}
            {data.days.some((one) => one.off) ? <span>{t("legendOff")}</span> : null}
            {whole && data.days.length < whole.days.length ? <span>{t("legendFrom", { day: shortDay(data.days[1]?.day ?? data.days[0]?.day ?? today) })}</span> : null}
            {data.days.some((one) => one.special) ? <span>{t("legendSpecial")}</span> : null}
          </p>
        </div>
      )}
    </div>
  );
}
