// SPDX-License-Identifier: Apache-2.0
// The talk on paper: one A4 page to write on by hand, in the order of the talk. What does not fit there goes on an appendix; private notes
// go nowhere.
import type { JSX } from "preact";
import { dateTime, shortDay } from "../shared/format";
import { language, say } from "../shared/i18n";
import { headText } from "./page";
import { fit, fitList, linesOf, listLines, share, widthOf, type List } from "./paper";
import { Weeks } from "./figures";
import { agreementWhen, agreementWords, basisOf, changeLook, changeOf, goalOf, medianOf, nameOf, valueText, type Agreement, type Page } from "./say";
import { handoffText, verdictText, whenText } from "./week";
import { t } from "./words";

// In characters of 12 px: the whole width, and half of it, less the dot before an entry or the frame of a box.
const whole = 54;
const half = 25;
const line = 17;
const mostFigures = 10;
// Of one page of A4 within its margins, less a little.
const page1 = 976;
const writeLines = 3;

interface More {
  title: string;
  texts: string[];
}

const joined = (zh: string, en: string): string => (language() === "zh" ? zh : en);
const bracket = (text: string): string => joined(`（${text}）`, ` (${text})`);
const after = (title: string, text: string): string => `${title}${joined("：", ": ")}${text}`;

function contents({ week, talk }: Page) {
  const agreed = (one: Agreement): string => [agreementWords(one, week.figures), agreementWhen(one), one.lead ? t("leadDoes") : ""].filter(Boolean).join(joined("，", ", "));
  return {
    odd: [...(week.over ? [] : [t("running", { day: shortDay(week.to) })]), ...week.notes.map(say)].join(" · "),
    wins: week.wins.map(({ words }) => say(words)),
    moves: [week.trend ? say(week.trend.words) : "", week.gap ? after(t("gap"), say(week.gap.words)) : "", week.load ? after(t("load"), say(week.load.words)) : ""].filter(Boolean),
    talks: week.conversations.map((one) => `${whenText(one.at)} · ${say(one.words)}`),
    last: week.last.map((one) => `${verdictText(one)} ${agreementWords(one, week.figures)}${one.fact ? bracket(say(one.fact)) : ""}`),
    work: [...week.promises.map(({ words }) => say(words)), say(week.tasks), ...(week.handoffs.length > 0 ? [after(t("handoffsOpen"), week.handoffs.map(handoffText).join(joined("、", ", ")))] : [])],
    target: week.proposal ? say(week.proposal.words) : "",
    bic: (["fact", "effect", "longer"] as const).filter((name) => talk[name] !== "").map((name) => after(t(name), talk[name])).join("\n"),
    does: talk.lead_does === "" ? "" : `${talk.lead_does}${talk.lead_by ? bracket(t("leadByOf", { day: shortDay(talk.lead_by) })) : ""}`,
    agreements: talk.agreements.map(agreed),
  };
}

export function Paper({ page }: { page: Page }): JSX.Element {
  const { week, talk } = page;
  const more: More[] = [];
  const mark = t("appendixMore");
  const all = contents(page);
  const name = t("titleOf", { name: week.person.name });
  // 17 px, bold.
  const nameLines = linesOf(name, 37);
  const about = headText(page);
  const below = nameLines > 1 || widthOf(name) * 1.45 + widthOf(about) + 1 > whole;
  const head = fit(about, whole, 1, mark);
  const hand = `${week.person.name}${talk.person_signed_at && !talk.agrees ? `${joined("，", ", ")}${t("disagrees")}` : ""}`;
  const figures = week.figures.slice(0, mostFigures);
  const box = (text: string, width: number): number => (text === "" ? writeLines : Math.max(writeLines, linesOf(text, width)));
  const heads = 7;
  const boxes = 4;
  const gaps = 10;
  const fixed = 24 * nameLines + (below ? line : 0) + 22 * (figures.length + 1) + 20 * heads + 10 * boxes + 48 + line * (linesOf(hand, 17) - 1) + 7 * gaps;
  const [odd = 0, wins = 0, talks = 0, last = 0, target = 0, bic = 0, does = 0, agreed = 0] = share(Math.floor((page1 - fixed) / line), [
    { least: 1, wants: all.odd === "" ? 0 : linesOf(all.odd, whole) },
    { least: 2, wants: Math.max(listLines(all.wins, half), listLines(all.moves, half), 1) },
    { least: 2, wants: listLines(all.talks, whole) },
    { least: 3, wants: Math.max(listLines(all.last, half), listLines(all.work, half), 1) },
    { least: 1, wants: all.target === "" ? 1 : linesOf(all.target, whole - 2) },
    { least: writeLines, wants: Math.max(box(all.bic, half), box(talk.topics, half)) },
    { least: writeLines, wants: Math.max(box(all.does, half), box(talk.disagreement, half)) },
    { least: writeLines, wants: Math.max(writeLines, listLines(all.agreements, whole - 2)) },
  ]);
  // What is cut to its place stands in full on the appendix.
  const list = (title: string, texts: string[], width: number, lines: number): List => {
    const fitted = fitList(texts, width, lines, mark);
    if (fitted.cut) more.push({ title, texts });
    return fitted;
  };
  const text = (title: string, words: string, width: number, lines: number): string => {
    const fitted = fit(words, width, lines, mark);
    if (fitted.cut) more.push({ title, texts: [words] });
    return fitted.cut ? fitted.text + mark : fitted.text;
  };
  const written = (title: string, words: string, lines: number): JSX.Element => (
    <section class={words === "" ? "paper-write" : "paper-written"}>
      <h3>{title}</h3>
      <p>{text(title, words, half, lines)}</p>
    </section>
  );
  if (head.cut) more.push({ title: t("title"), texts: [about] });
  if (week.figures.length > mostFigures) more.push({ title: t("figures"), texts: week.figures.slice(mostFigures).map((one) => `${nameOf(one)} ${valueText(one)}`) });
  const points = (fitted: List): JSX.Element => (
    <ul class="paper-points">
      {fitted.shown.map((text, i) => (
        <li key={i}>{text}</li>
      ))}
      {fitted.left > 0 ? (
        <li>
          <i>{t("appendixList", { n: fitted.left })}</i>
        </li>
      ) : null}
    </ul>
  );
  const first = (
    <article class="paper talk-paper" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <span>{head.cut ? head.text + mark : head.text}</span>
      </header>
      {odd > 0 ? <p class="dim">{text(t("week"), all.odd, whole, odd)}</p> : null}
      <table class="paper-table">
        <thead>
          <tr>
            {(["figure", "value", "goal", "change", "median", "spark", "basis"] as const).map((one) => (
              <th key={one} scope="col">
                {t(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.name}>
              <th scope="row">{nameOf(figure)}</th>
              <td class={figure.standing === "look" ? "look" : ""}>
                <b>{valueText(figure)}</b>
              </td>
              <td>{goalOf(figure)}</td>
              <td class={changeLook(figure)}>{changeOf(figure)}</td>
              <td class="faint">{medianOf(figure)}</td>
              <td class="talk-line">
                <Weeks figure={figure} />
              </td>
              <td class="faint">{basisOf(figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="paper-two">
        <section>
          <h3>{t(week.wins.length === 1 ? "win" : "wins")}</h3>
          {all.wins.length > 0 ? points(list(t("wins"), all.wins, half, wins)) : <p class="faint">{t("winsNone")}</p>}
        </section>
        <section>
          <h3>{t("trend")}</h3>
          {points(list(t("trend"), all.moves, half, wins))}
        </section>
      </div>
      {all.talks.length > 0 ? (
        <section class="paper-read">
          <h3>{t("conversations")}</h3>
          {points(list(t("conversations"), all.talks, whole, talks))}
        </section>
      ) : null}
      <div class="paper-two">
        <section>
          <h3>{t("last")}</h3>
          {all.last.length > 0 ? points(list(t("last"), all.last, half, last)) : <p class="faint">{t("lastNone")}</p>}
        </section>
        <section>
          <h3>{t("work")}</h3>
          {points(list(t("work"), all.work, half, last))}
        </section>
      </div>
      <section class={all.target !== "" ? "paper-target" : "paper-write paper-short"}>
        <h3>{t("target")}</h3>
        <p>{text(t("target"), all.target, whole - 2, target)}</p>
      </section>
      <div class="paper-two paper-grow">
        {all.bic === "" && week.fact ? (
          // To go on from by hand.
          <section class="paper-write">
            <h3>{t("bic")}</h3>
            <p class="faint">{text(t("bic"), after(t("fact"), say(week.fact)), half, bic)}</p>
          </section>
        ) : (
          written(t("bic"), all.bic, bic)
        )}
        {written(t("topicsOf"), talk.topics, bic)}
      </div>
      <div class="paper-two paper-grow">
        {written(t("lead_does"), all.does, does)}
        {written(t("disagreement"), talk.disagreement, does)}
      </div>
      <section class={`paper-grow ${talk.agreements.length === 0 ? "paper-write" : "paper-written"}`}>
        <h3>{t("agreements")}</h3>
        {talk.agreements.length === 0 ? <p /> : points(list(t("agreements"), all.agreements, whole - 2, agreed))}
      </section>
      <footer class="paper-foot">
        <div>
          <p>{talk.person_signed_at ? hand : ""}</p>
          <p>{t("person")}</p>
        </div>
        <div>
          <p>{talk.lead_signed_at ? talk.lead_signed_by?.name || page.lead?.name || "" : ""}</p>
          <p>{t("leadRole")}</p>
        </div>
        <div>
          <p>{talk.person_signed_at || talk.lead_signed_at ? dateTime(Math.max(talk.person_signed_at ?? 0, talk.lead_signed_at ?? 0)) : ""}</p>
          <p>{t("date")}</p>
        </div>
      </footer>
    </article>
  );
  return (
    <>
      {first}
      {more.length > 0 ? <Appendix page={page} more={more} /> : null}
    </>
  );
}

function Appendix({ page, more }: { page: Page; more: More[] }): JSX.Element {
  return (
    <article class="paper talk-appendix" aria-label={t("appendix")}>
      <h2>
        {t("titleOf", { name: page.week.person.name })} · {t("appendix")}
      </h2>
      {more.map(({ title, texts }) => (
        <section key={title}>
          <h3>{title}</h3>
          {texts.map((text, i) => (
            <p key={i} class="talk-said">
              {text}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}
