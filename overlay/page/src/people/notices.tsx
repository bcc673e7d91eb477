// SPDX-License-Identifier: Apache-2.0
// What everybody is told and signs for, and how long things are kept: #/notices.
import type { JSX } from "preact";
import { useAnswer } from "../shared/answers";
import { connection } from "../shared/connection";
import { useStore } from "../shared/store";
import { Card, Loading, ProblemNote, ViewHead } from "../shared/ui";
import { Publish, Receipts } from "./publish";
import { Terms } from "./terms";
import { TextCard } from "./text";
import { t } from "./text_words";

export default function View(): JSX.Element {
  const { data, problem, loading, reload, known } = useAnswer("/notices", {});
  const away = useStore(connection).awaySince !== null;
  const head = <ViewHead title={t("title")} />;
  if (!data) {
    return (
      <>
        {head}
        {problem ? <ProblemNote problem={problem} again={() => void reload()} /> : loading ? <Loading /> : null}
      </>
    );
  }
  const rules = data.texts.find((one) => one.kind === "rules");
  return (
    <div class="notices">
      {head}
      {problem && problem.kind !== "away" ? <ProblemNote problem={problem} again={() => void reload()} /> : null}
      <div class="own-half">
        {data.texts.length === 0 ? <p class="card dim">{t("none")}</p> : null}
        {data.texts.map((text) => (
          <TextCard key={`${text.kind} ${text.version}`} text={text} known={known} />
        ))}
      </div>
      <div class="own-half">
        {data.may_publish ? <Publish key={rules?.version ?? 0} rules={rules} away={away} /> : null}
        {data.signatures.length > 0 ? (
          <Card title={t("receipts")}>
            {data.texts.map((text) => (
              <Receipts key={text.kind} text={text} list={data.signatures} />
            ))}
          </Card>
        ) : null}
        <Terms notices={data} away={away} />
      </div>
    </div>
  );
}
