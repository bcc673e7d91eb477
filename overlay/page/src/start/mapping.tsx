// SPDX-License-Identifier: Apache-2.0
// Which column means what. Known ones are listed; unknown ones can be named by a select, and the file is looked at again.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { language } from "../shared/i18n";
import { Button } from "../shared/ui";
import { fieldsOf, fieldWord, kindOfPreset, presets } from "./fields";
import { look, type Import, type Upload } from "./uploads";
import { t } from "./words";

const without = (map: { column: string; field: string }[], column: string): { column: string; field: string }[] => map.filter((one) => one.column !== column);

export function Mapping({ upload, known }: { upload: Upload; known: Import }): JSX.Element {
  const { key, reading } = upload;
  const map = reading.map ?? [];
  const preset = reading.preset ?? "";
  const kind = kindOfPreset(preset) || (known.kind ?? "");
  const columns = known.columns ?? [];
  const ignored = (known.ignored_columns ?? []).filter((column) => !map.some((one) => one.column === column));
  const understood = known.state === "understood";
  // What was named by hand, and the file's answer does not list as used.
  const named = map.filter(({ column }) => !columns.some((one) => one.column === column));
  const setField = (column: string, field: string): void => {
    const next = without(map, column);
    void look(key, { ...reading, map: field ? [...next, { column, field }] : next });
  };
  const select = (column: string, field: string): JSX.Element => (
    <select class="input" aria-label={t("mapOf", { column })} value={field} onChange={(event) => setField(column, event.currentTarget.value)}>
      <option value="">{t("ignored")}</option>
      {fieldsOf(kind).map((one) => (
        <option key={one} value={one}>
          {fieldWord(one)}
        </option>
      ))}
    </select>
  );
  return (
    <details class="start-details" open={!understood || ignored.length > 0 || map.length > 0}>
      <summary>
        {t("columns")}{" "}
        <span class="faint">
          {columns.length}
          {ignored.length > 0 ? ` + ${ignored.length} ${t("ignored")}` : ""}
        </span>
      </summary>
      {!understood || preset ? (
        <label class="start-kind">
          <span class="dim">{t("kindOf")}</span>
          <select
            class="input"
            value={preset}
            onChange={(event) => {
              const { preset: _, ...rest } = reading;
              const chosen = event.currentTarget.value;
              void look(key, chosen ? { ...rest, preset: chosen } : rest);
            }}
          >
            <option value="">{t("kindAuto")}</option>
            {presets.map((one) => (
              <option key={one.id} value={one.id}>
                {one[language()]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {ignored.length > 0 ? <p class="faint">{t("mapHint")}</p> : null}
      <table class="start-columns">
        <thead>
          <tr>
            <th scope="col">{t("column")}</th>
            <th scope="col">{t("meaning")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, field }) => (
            <tr key={`c ${column}`}>
              <th scope="row">{column}</th>
              <td>{map.some((one) => one.column === column) ? select(column, field) : fieldWord(field)}</td>
            </tr>
          ))}
          {named.map(({ column, field }) => (
            <tr key={`n ${column}`}>
              <th scope="row">{column}</th>
              <td>{select(column, field)}</td>
            </tr>
          ))}
          {ignored.map((column) => (
            <tr key={`i ${column}`}>
              <th scope="row" class="faint">
                {column}
              </th>
              <td>{select(column, "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!understood && ignored.length === 0 ? <ByHand kind={kind} onMap={setField} /> : null}
    </details>
  );
}

// Where not even the columns' names could be read out, they are typed.
function ByHand({ kind, onMap }: { kind: string; onMap: (column: string, field: string) => void }): JSX.Element {
  const [column, setColumn] = useState("");
  const [field, setField] = useState("");
  return (
    <form
      class="start-by-hand"
      onSubmit={(event) => {
        event.preventDefault();
        if (column.trim() && field) onMap(column.trim(), field);
      }}
    >
      <input class="input" aria-label={t("columnName")} placeholder={t("columnName")} maxLength={256} value={column} onInput={(event) => setColumn(event.currentTarget.value)} />
      <select class="input" aria-label={t("meaning")} value={field} onChange={(event) => setField(event.currentTarget.value)}>
        <option value="">{t("meaning")}</option>
        {fieldsOf(kind).map((one) => (
          <option key={one} value={one}>
            {fieldWord(one)}
          </option>
        ))}
      </select>
      <Button small submit>
        {t("lookAgain")}
      </Button>
    </form>
  );
}
