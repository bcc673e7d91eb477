// SPDX-License-Identifier: Apache-2.0
// The talk on paper: one A4 page to write on by hand, in the order of the talk. What does not fit there goes on an appendix; private notes
// go nowhere.
import type { JSX } from "preact";
import { dateTime, shortDay } from "../shared/format";
import { language, say } from "../shared/i18n";
import { headText } from "./page";
import { fit, fitList, type List } from "./paper";
import { Weeks } from "./figures";
import { agreementWhen, agreementWords, basisOf, changeLook, changeOf, goalOf, medianOf, nameOf, valueText, type Agreement, type Page } from "./say";
import { handoffText, verdictText, whenText } from "./week";
import { t } from "./words";

// In characters of 11 px: the whole width, and half of it.
const whole = 60;
const half = 28;
const mostFigures = 9;

interface More {
  title: string;
  texts: string[];
}

export function Paper({ page }: { page: Page }): JSX.Element {
  const { week, talk } = page;
  const more: More[] = [];
  const mark = t("appendixMore");
  const put = (title: string, texts: string[]): void => void more.push({ title, texts });
  // A list cut to its place; all of it goes to the appendix where something is left out.
  const list = (title: string, all: string[], width: number, lines: number, each: number): List => {
    const fitted = fitList(all, width, lines, each, mark);
    if (fitted.cut) put(title, all);
    return fitted;
  };
  const box = (title: string, text: string, width: number, lines: number): JSX.Element => {
    const fitted = fit(text, width, lines, mark);
    if (fitted.cut) put(title, [text]);
    return (
      <section class={text === "" ? "paper-write" : "paper-written"}>
        <h3>{title}</h3>
        <p>
          {fitted.text}
          {fitted.cut ? <i>{mark}</i> : null}
        </p>
      </section>
    );
  };
  const agreed = (one: Agreement): string => [agreementWords(one, week.figures), agreementWhen(one), one.lead ? t("leadDoes") : ""].filter(Boolean).join(language() === "zh" ? "，" : ", ");
  const head = headText(page);
  const shortHead = fit(head, 2 * whole - 2 * Math.min(half, [...week.person.name].length), 1, "…");
  const odd = list(t("titleOf", { name: "" }), [...(week.over ? [] : [t("running", { day: shortDay(week.to) })]), ...week.notes.map(say)], whole, 2, 1);
  const figures = week.figures.slice(0, mostFigures);
  const wins = list(t("wins"), week.wins.map(({ words }) => say(words)), half, 4, 2);
  const moves = [week.trend ? say(week.trend.words) : "", week.gap ? `${t("gap")}${language() === "zh" ? "：" : ": "}${say(week.gap.words)}` : "", week.load ? say(week.load.words) : ""].filter(Boolean);
  const trend = list(t("trend"), moves, half, 4, 2);
  const talks = list(t("conversations"), week.conversations.map((one) => `${whenText(one.at)} · ${say(one.words)}`), whole, 3, 1);
  const last = list(t("last"), week.last.map((one) => `${verdictText(one)} ${agreementWords(one, week.figures)}${one.fact ? `${language() === "zh" ? "（" : " ("}${say(one.fact)}${language() === "zh" ? "）" : ")"}` : ""}`), half, 5, 2);
  const open = week.handoffs.length > 0 ? [`${t("handoffsOpen")}${language() === "zh" ? "：" : ": "}${week.handoffs.map(handoffText).join(language() === "zh" ? "、" : ", ")}`] : [];
  const work = list(t("work"), [...week.promises.map(({ words }) => say(words)), say(week.tasks), ...open], half, 5, 2);
  const target = week.proposal ? fit(`${say(week.proposal.words)} ${t("met", { met: week.proposal.met, weeks: week.proposal.weeks })}`, whole - 2, 2, "…") : null;
  const bic = [talk.fact, talk.effect, talk.longer].map((text, i) => (text === "" ? "" : `${t((["fact", "effect", "longer"] as const)[i] ?? "fact")}${language() === "zh" ? "：" : ": "}${text}`)).filter(Boolean).join("\n");
  const does = talk.lead_does === "" ? "" : `${talk.lead_does}${talk.lead_by ? `${language() === "zh" ? "（" : " ("}${t("leadByOf", { day: shortDay(talk.lead_by) })}${language() === "zh" ? "）" : ")"}` : ""}`;
  const agreements = list(t("agreements"), talk.agreements.map(agreed), whole - 2, 4, 2);
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
  if (shortHead.cut) put(t("title"), [head]);
  if (week.figures.length > mostFigures) put(t("figures"), week.figures.slice(mostFigures).map((one) => `${nameOf(one)} ${valueText(one)}`));
  const first = (
    <article class="paper talk-paper" aria-label={t("titleOf", { name: week.person.name })}>
      <header>
        <h2>{t("titleOf", { name: week.person.name })}</h2>
        <span>{shortHead.text}</span>
      </header>
      {odd.shown.length > 0 ? points(odd) : null}
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
          {points(wins)}
        </section>
        <section>
          <h3>{t("trend")}</h3>
          {points(trend)}
        </section>
      </div>
      {talks.shown.length > 0 || talks.left > 0 ? (
        <section class="paper-read">
          <h3>{t("conversations")}</h3>
          {points(talks)}
        </section>
      ) : null}
      <div class="paper-two">
        <section>
          <h3>{t("last")}</h3>
          {week.last.length > 0 ? points(last) : <p class="faint">{t("lastNone")}</p>}
        </section>
        <section>
          <h3>{t("work")}</h3>
          {points(work)}
        </section>
      </div>
      <section class={target ? "paper-target" : "paper-write paper-short"}>
        <h3>{t("target")}</h3>
        <p>{target ? target.text : ""}</p>
      </section>
      <div class="paper-two paper-grow">
        {box(t("bic"), bic, half - 2, 5)}
        {box(t("topicsOf"), talk.topics, half - 2, 5)}
      </div>
      <div class="paper-two paper-grow">
        {box(t("lead_does"), does, half - 2, 4)}
        {box(t("disagreement"), talk.disagreement, half - 2, 4)}
      </div>
      <section class={`paper-grow ${talk.agreements.length === 0 ? "paper-write" : "paper-written"}`}>
        <h3>{t("agreements")}</h3>
        {talk.agreements.length === 0 ? <p /> : points(agreements)}
      </section>
      <footer class="paper-foot">
        <div>
          <p>{talk.person_signed_at ? `${week.person.name}${talk.agrees ? "" : `${language() === "zh" ? "，" : ", "}${t("disagrees")}`}` : ""}</p>
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
