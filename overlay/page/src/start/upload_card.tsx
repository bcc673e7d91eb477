// SPDX-License-Identifier: Apache-2.0
// One file on its way in: how far it is, what was understood, what is wrong with it, and what came of it.
import type { JSX } from "preact";
import { connection } from "../shared/connection";
import { shortDay, number } from "../shared/format";
import { isDay } from "../shared/days";
import { say } from "../shared/i18n";
import { useStore } from "../shared/store";
import { Button, Card } from "../shared/ui";
import { Mapping } from "./mapping";
import { again, drop, stop, take, type Import, type Upload } from "./uploads";
import { t } from "./words";

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${number(bytes / 1024, bytes < 10_240 ? 1 : 0)} KB`;
  return `${number(bytes / 1024 ** 2, 1)} MB`;
}

function Progress({ words, done, all, bytes }: { words: "sending" | "takingIn" | "workingOut"; done: number; all: number; bytes?: boolean }): JSX.Element {
  const text = t(words, { done: bytes ? size(done) : number(done), all: bytes ? size(all) : number(all) });
  return (
    <div class="start-progress">
      <progress max={Math.max(1, all)} value={Math.min(done, all)} aria-label={text} />
      <span class="faint num">{text}</span>
    </div>
  );
}

const day = (text: string | null | undefined): string => (isDay(text ?? undefined) ? shortDay(text ?? "") : (text ?? ""));

function span(known: Import): string {
  if (!known.first_day || !known.last_day) return "";
  return known.first_day === known.last_day ? day(known.first_day) : t("span", { from: day(known.first_day), to: day(known.last_day) });
}

export function UploadCard({ upload, alone }: { upload: Upload; alone: boolean }): JSX.Element {
  const { key, file, stage, known, problem } = upload;
  const { awaySince } = useStore(connection);
  const understood = stage === "looked" && known?.state === "understood";
  const removable = stage !== "importing";
  return (
    <Card
      class="start-upload"
      title={<span class="start-name">{file.name || t("unnamed")}</span>}
      note={size(file.size)}
      aside={
        removable ? (
          <Button kind="quiet" small label={t("removeOf", { name: file.name })} onClick={() => drop(key)}>
            {t("remove")}
          </Button>
        ) : null
      }
    >
      {stage === "sending" ? <Progress words="sending" done={upload.sent} all={file.size} bytes /> : null}
      {awaySince !== null && (stage === "sending" || stage === "looking") ? <p class="look">{t("sendingAway")}</p> : null}
      {stage === "looking" && !known?.title ? <p class="faint">{t("understanding")}</p> : null}
      {known && (understood || stage === "looking") && known.title ? <Understood known={known} /> : null}
      {stage === "looked" && known?.state === "not_understood" ? (
        <div class="start-note" role="alert">
          <p>
            <b>{t("notUnderstood")}</b>
          </p>
          <p>{problem ? say(problem) : known.problem ? say(known.problem) : t("notUnderstoodHint")}</p>
        </div>
      ) : null}
      {known && (stage === "looked" || stage === "looking") ? <Mapping upload={upload} known={known} /> : null}
      {understood && known ? (
        <>
          <Details known={known} />
          {alone ? (
            <p class="start-actions">
              <Button kind="main" disabled={(known.accepted ?? 0) === 0} onClick={() => void take([key])}>
                {t("doImport")}
              </Button>
            </p>
          ) : null}
        </>
      ) : null}
      {stage === "importing" ? (
        <>
          <Progress words={known?.state === "working_out" ? "workingOut" : "takingIn"} done={known?.done ?? 0} all={known?.total ?? 0} />
          <p class="start-actions">
            <Button small onClick={() => stop(key)}>
              {t("stop")}
            </Button>
            <span class="faint">{t("stopHint")}</span>
          </p>
        </>
      ) : null}
      {stage === "finished" && known ? (
        <p role="status">
          <b class="good">{t("finished")}</b> {t("result", { added: number(known.added ?? 0), doubled: number(known.doubled ?? 0), changed: number(known.changed ?? 0) })}
          {(known.rejected ?? 0) > 0 ? t("resultBad", { n: known.rejected ?? 0 }) : ""}
          {span(known) ? <span class="faint"> {span(known)}</span> : null}
        </p>
      ) : null}
      {stage === "stopped" || stage === "failed" ? (
        <div class="start-note" role="alert">
          <p>{stage === "stopped" ? t("stopped") : <b>{t("failed")}</b>}</p>
          {problem ? <p>{say(problem)}</p> : null}
          <Button small onClick={() => again(key)}>
            {t("retry")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function Understood({ known }: { known: Import }): JSX.Element {
  const accepted = known.accepted ?? 0;
  return (
    <div class="start-understood" role="status">
      <p>
        <b>{t("understoodAs", { title: known.title ? say(known.title) : "" })}</b> <span class="faint">{t("format", { format: known.format ?? "", encoding: known.encoding ?? "" })}</span>
      </p>
      <p class="start-facts">
        <span class={accepted > 0 ? "good" : "look"}>{accepted > 0 ? t("rows", { n: accepted }).replace(String(accepted), number(accepted)) : t("noRows")}</span>
        {(known.rejected ?? 0) > 0 ? <span class="look">{t("bad", { n: known.rejected ?? 0 })}</span> : null}
        <span class="num">{span(known)}</span>
      </p>
    </div>
  );
}

function Details({ known }: { known: Import }): JSX.Element {
  const rejections = known.rejections ?? [];
  const more = (known.rejected ?? 0) - rejections.length;
  return (
    <>
      {rejections.length > 0 ? (
        <details class="start-details">
          <summary>
            {t("problems")} <span class="faint">{number(known.rejected ?? rejections.length)}</span>
          </summary>
          <ul>
            {rejections.map((one) => (
              <li key={one.line} class="row">
                <span class="row-label num">{t("line", { n: one.line })}</span>
                <span class="row-value">{say(one.reason)}</span>
              </li>
            ))}
            {more > 0 ? <li class="faint">{t("moreProblems", { n: more })}</li> : null}
          </ul>
        </details>
      ) : null}
      {(known.first_rows ?? []).length > 0 ? (
        <details class="start-details" open>
          <summary>{t("firstRows")}</summary>
          <ul class="start-rows">
            {(known.first_rows ?? []).map((text, i) => (
              <li key={i}>{text}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
