// SPDX-License-Identifier: Apache-2.0
// How to set up a group: one kind at a time, its steps in order, the lines to copy.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { selectAll, toClipboard } from "../shared/clipboard";
import { say, sentences } from "../shared/i18n";
import { Icon } from "../shared/icons";
import { toast } from "../shared/toast";
import { Button, Choice } from "../shared/ui";
import { kinds, tomlOf } from "./setup_lines";
import { t } from "./words";

export function Setup(): JSX.Element {
  const [type, setType] = useState("wecom");
  const box = useRef<HTMLPreElement>(null);
  const kind = kinds.find((one) => one.type === type) ?? kinds[0];
  if (!kind) return <></>;
  const lines = tomlOf(kind, t("setupName"));
  const copy = async (): Promise<void> => {
    const done = await toClipboard(lines);
    if (!done) selectAll(box.current);
    toast(t(done ? "copied" : "copyFailed"));
  };
  return (
    <div class="post-setup">
      <Choice label={t("setupKind")} options={kinds.map(({ type: id, title }) => ({ id, title: say(title) }))} value={type} onChange={setType} />
      <ol>
        <li>
          <b>{t("stepPlatform")}</b>
          <p>{say(kind.steps)}</p>
        </li>
        <li>
          <b>{t("stepFiles")}</b>
          <p>
            {sentences(...kind.files.map(({ name, what }) => t("stepFile", { file: name, what: say(what) })), t("stepMode"))}
          </p>
        </li>
        <li>
          <div class="post-setup-head">
            <b>{t("stepLines")}</b>
            <Button small onClick={() => void copy()}>
              <Icon name="copy" />
              {t("copy")}
            </Button>
          </div>
          <pre class="message-code" ref={box} tabIndex={0} role="region" aria-label={t("stepLines")}>
            {lines}
          </pre>
          <p class="dim">{t("stepLinesNote")}</p>
        </li>
        <li>
          <b>{t("stepStart")}</b>
          <p>{t("stepStartNote")}</p>
        </li>
      </ol>
    </div>
  );
}
