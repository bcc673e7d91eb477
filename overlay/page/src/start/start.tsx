// SPDX-License-Identifier: Apache-2.0
// From an empty folder to the first figure in three clicks: the demo, files, or an account.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../shared/answers";
import { command } from "../shared/api";
import { asProblem, type ProblemError } from "../shared/problem";
import { go, link, replace, type Route } from "../shared/router";
import { may, session } from "../shared/session";
import { useStore } from "../shared/store";
import { Button, Card, EmptyState, ProblemNote, ViewHead } from "../shared/ui";
import { AccountForm } from "./account_form";
import { DropZone } from "./drop_zone";
import { UploadCard } from "./upload_card";
import { look, take, uploads } from "./uploads";
import { t } from "./words";

export default function View(_: { route: Route }): JSX.Element {
  const { data } = useAnswer("/session", {});
  const now = data ?? session();
  const list = useStore(uploads);
  const [adding, setAdding] = useState(false);
  const [shop, setShop] = useState(list[0]?.reading.shop ?? "");
  const looked = list.filter(({ stage, known }) => stage === "looked" && known?.state === "understood" && (known.accepted ?? 0) > 0);
  const finished = list.some(({ stage }) => stage === "finished");
  const busy = list.some(({ stage }) => stage === "importing" || stage === "sending" || stage === "looking");
  // Whoever was led here because there was nothing yet, and is at nothing here, is led on once an account has brought something.
  const [begunEmpty] = useState(now.empty);
  const idle = list.length === 0 && !adding && !now.demo;
  useEffect(() => {
    if (begunEmpty && !now.empty && idle) replace([]);
  }, [begunEmpty, now.empty, idle]);
  // What was found out about a file comes into sight where it stands below the window's end.
  const newest = list[list.length - 1];
  useEffect(() => {
    const card = document.querySelector(`[data-upload="${newest?.key ?? ""}"]`);
    if (card && card.getBoundingClientRect().bottom > innerHeight) card.scrollIntoView({ block: "start" });
  }, [newest?.key, newest?.stage === "looked"]);
  if (!may("change_accounts", now)) return <EmptyState whole title={t("notYours")} actions={<Button href={link([])}>{t("toPanel")}</Button>} />;
  return (
    <>
      <ViewHead title={t(now.empty ? "title" : "titleMore")} note={now.empty ? t("intro") : undefined} {...(now.empty ? {} : { back: { href: link("accounts"), title: t("accounts") } })} />
      <div class="start-ways">
        {now.demo || now.empty ? <Demo running={now.demo} empty={now.empty} /> : null}
        <Card class="start-way" title={t("importTitle")}>
          <DropZone shop={shop} />
          {now.shops.length > 1 ? (
            <label class="start-kind">
              <span class="dim">{t("shopOfFile")}</span>
              <select
                class="input"
                value={shop}
                onChange={(event) => {
                  const chosen = event.currentTarget.value;
                  setShop(chosen);
                  for (const one of list) {
                    const { shop: _, ...rest } = one.reading;
                    if (one.stage === "looked") void look(one.key, chosen ? { ...rest, shop: chosen } : rest);
                  }
                }}
              >
                <option value="">{now.shops[0]?.name ?? ""}</option>
                {now.shops.slice(1).map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name || one.id}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <p class="faint">{t("importKinds")}</p>
        </Card>
        <Card class="start-way" title={t("accountTitle")}>
          <p class="dim">{t("accountText")}</p>
          <p class="start-actions">
            <Button onClick={() => setAdding(true)}>{t("accountAdd")}</Button>
          </p>
        </Card>
      </div>
      {list.map((upload) => (
        <div key={upload.key} data-upload={upload.key}>
          <UploadCard upload={upload} alone={looked.length < 2} />
        </div>
      ))}
      {looked.length > 1 ? (
        <p class="start-actions">
          <Button kind="main" busy={busy} onClick={() => void take(looked.map(({ key }) => key))}>
            {t("doImportAll", { n: looked.length })}
          </Button>
        </p>
      ) : null}
      {finished && !busy && looked.length === 0 ? <Finished /> : null}
      <AccountForm open={adding} onClose={() => setAdding(false)} onAdded={() => go("accounts")} />
    </>
  );
}

// The main action moves to where the work has come to.
function Finished(): JSX.Element {
  useEffect(() => {
    const button = document.querySelector<HTMLElement>(".start-finished a");
    if (document.activeElement === document.body) button?.focus();
  }, []);
  return (
    <p class="start-actions start-finished">
      <Button kind="main" href={link([])}>
        {t("toPanel")}
      </Button>
      <span class="faint">{t("allDone")}</span>
    </p>
  );
}

function Demo({ running, empty }: { running: boolean; empty: boolean }): JSX.Element {
  // `rigong demo` may have been begun a moment ago.
  const [starting, setStarting] = useState(running && empty);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(null);
    try {
      await command({ kind: "demo.start" });
    } catch (error) {
      setProblem(asProblem(error));
      setStarting(false);
    }
  };
  // Goes on as soon as the agent says that it has records.
  useEffect(() => {
    if (starting && running && !empty) go([]);
  }, [starting, running, empty]);
  return (
    <Card class="start-way" title={t("demoTitle")}>
      <p class="dim">{t("demoText")}</p>
      {problem ? <ProblemNote problem={problem} /> : null}
      <p class="start-actions">
        {running && !starting ? (
          <>
            <Button kind="main" href={link([])}>
              {t("toPanel")}
            </Button>
            <span class="faint">{t("demoOn")}</span>
          </>
        ) : (
          <Button kind="main" busy={starting} onClick={() => void start()}>
            {t(starting ? "demoStarting" : "demoStart")}
          </Button>
        )}
      </p>
    </Card>
  );
}
