// SPDX-License-Identifier: Apache-2.0
// Why the places are as they are: what is counted, and from how much on.
import type { JSX } from "preact";
import { sentences } from "../shared/i18n";
import { isComposite, leastText, listWords, nameOf, type Ranking, type RankFigure } from "./say";
import { t } from "./words";

export function Why({ ranking, figure }: { ranking: Ranking; figure: RankFigure }): JSX.Element {
  const composite = isComposite(figure.name);
  const of = ranking.composite_of.map((name) => ranking.figures.find((one) => one.name === name)).filter((one) => one !== undefined);
  return (
    <details class="rank-why-order">
      <summary>{t("why")}</summary>
      {composite ? (
        <>
          <p>{sentences(of.length > 0 && t("whyComposite", { figures: listWords(of.map(({ name }) => nameOf(name))) }), t("whyPoints"), ranking.composite_of.includes("satisfaction") && t("whyRatings"))}</p>
          <p>{t("whyOnly")}</p>
        </>
      ) : (
        <p>{sentences(t("whyFigure"), figure.name === "satisfaction" && t("whyWilson"))}</p>
      )}
      <p>{(composite ? of : [figure]).map(leastText).join(" · ")}</p>
      <p>{t("whyOut")}</p>
    </details>
  );
}
