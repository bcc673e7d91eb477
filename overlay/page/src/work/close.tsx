// SPDX-License-Identifier: Apache-2.0
// The day's close (日清) to be put into the group, and what each department received.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { selectAll, toClipboard } from "../shared/clipboard";
import { number, shortDay } from "../shared/format";
import { language, say } from "../shared/i18n";
import { Icon } from "../shared/icons";
import type { Schema } from "../shared/schema";
import { toast } from "../shared/toast";
import { Button, Card } from "../shared/ui";
import { t } from "./series_words";

type Handoffs = Schema<"Handoffs">;

export function Close({ data, waits }: { data: Handoffs; waits: boolean }): JSX.Element {
  const box = useRef<HTMLPreElement>(null);
  return (
    <Card
      title={t("close")}
      note={t("closeNote")}
      class="close-card"
      aside={
        <Button
          small
          onClick={() =>
            void toClipboard(say(data.close)).then((done) => {
              if (!done) selectAll(box.current);
              toast(t(done ? "copied" : "copyFailed"));
            })
          }
        >
          <Icon name="copy" />
          {t("copy")}
        </Button>
      }
    >
      <pre ref={box} class="close-text" lang={language() === "zh" ? "zh-CN" : "en"} tabIndex={0} role="group" aria-label={t("closeText")}>
        {say(data.close)}
      </pre>
      {waits ? <p class="faint">{t("closeWaits")}</p> : null}
    </Card>
  );
}

const columns = ["received", "accepted", "done", "in_time", "open", "overdue"] as const;
const words = { received: "received", accepted: "accepted", done: "done", in_time: "inTime", open: "open", overdue: "overdue" } as const;

export function Departments({ data }: { data: Handoffs }): JSX.Element | null {
  if (data.departments.length === 0) return null;
  return (
    <Card title={t("departments")} note={<span class="num">{t("departmentsFrom", { from: shortDay(data.departments_from), to: shortDay(data.day) })}</span>}>
      <table class="departments">
        <thead>
          <tr>
            <th scope="col">{t("department")}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(words[name])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.departments.map((one) => (
            <tr key={one.department}>
              <th scope="row">{one.department}</th>
              {columns.map((name) => (
                <td key={name} class={name === "overdue" && one.overdue > 0 ? "num look" : one[name] === 0 ? "num faint" : "num"}>
                  {number(one[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
