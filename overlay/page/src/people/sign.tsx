// SPDX-License-Identifier: Apache-2.0
// What is to be read and signed for, before the rest is shown for the first time. "Later" leads on.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { Button, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { later } from "../app/to_sign";
import { TextCard } from "./text";
import { t } from "./text_words";

export default function View(): JSX.Element {
  const { data, problem, loading, reload, known } = useAnswer("/notices", {});
  const list = data?.texts.filter((one) => one.signed_at === null) ?? [];
  return (
    <div class="sign">
      <ViewHead
        title={t("toSign")}
        aside={
          <Button small onClick={later}>
            {t("later")}
          </Button>
        }
      />
      <p class="dim">{t("toSignMore")}</p>
      {data ? list.map((text) => <TextCard key={`${text.kind} ${text.version}`} text={text} known={known} />) : problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
    </div>
  );
}
