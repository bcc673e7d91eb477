// SPDX-License-Identifier: Apache-2.0
// The day's close (日清) to be put into the group, and what each department received.
import type { JSX } from "preact";
import { number, shortDay } from "../shared/format";
import type { Schema } from "../shared/schema";
import { Card } from "../shared/ui";
import { CopyText } from "./copy_text";
import { t } from "./series_words";

type Handoffs = Schema<"Handoffs">;

export const Close = ({ data, waits }: { data: Handoffs; waits: boolean }): JSX.Element => (
  <CopyText text={data.close} title={t("close")} note={t("closeNote")} label={t("closeText")} copy={t("copy")} copied={t("copied")} failed={t("copyFailed")}>
    {waits ? <p class="faint">{t("closeWaits")}</p> : null}
  </CopyText>
);

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
