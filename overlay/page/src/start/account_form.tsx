// SPDX-License-Identifier: Apache-2.0
// Adds an account. The fields come from the connector's own table of options; a secret is typed once, sent once, and kept nowhere here.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { afterDrawn } from "../shared/after_drawn";
import { useAnswer } from "../shared/answers";
import { command, request } from "../shared/api";
import { asProblem, type ProblemError } from "../shared/problem";
import { say } from "../shared/i18n";
import type { Schema } from "../shared/schema";
import { session } from "../shared/session";
import { toast } from "../shared/toast";
import { Button, Dialog, Field, Loading, ProblemNote } from "../shared/ui";
import { CheckResult } from "./rights";
import { t } from "./words";

type Spec = Schema<"OptionSpec">;

function wrongOption(spec: Spec, value: string): string {
  if (value.trim() === "") return spec.required && spec.default_value === "" ? t("required") : "";
  if (spec.type === "integer" && !/^-?\d+$/.test(value.trim())) return t("wantInteger");
  if (spec.type === "url" && !/^https?:\/\/\S+$/i.test(value.trim())) return t("wantUrl");
  return "";
}

export interface AccountFormProps {
  open: boolean;
  onClose: () => void;
  onAdded: () => void;
}

export function AccountForm({ open, onClose, onAdded }: AccountFormProps): JSX.Element {
  const { data, problem: notRead, reload } = useAnswer("/accounts", open ? {} : null);
  const [type, setType] = useState("");
  const [name, setName] = useState("");
  const [shop, setShop] = useState("");
  const [values, setValues] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [busy, setBusy] = useState<"test" | "add" | null>(null);
  const [check, setCheck] = useState<Schema<"AccountCheck"> | null>(null);
  // Which of several tests the answer belongs to: what was changed meanwhile has not been tried.
  const asked = useRef(0);
  const kind = data?.kinds.find((one) => one.type === type);

  // Closed is forgotten, secrets first of all.
  useEffect(() => {
    if (open) return;
    setType("");
    setName("");
    setShop("");
    setValues({});
    setWrong({});
    setProblem(null);
    setBusy(null);
  }, [open]);
  useEffect(() => {
    asked.current++;
    setCheck(null);
    setBusy((now) => (now === "test" ? null : now));
  }, [open, type, name, shop, values]);

  // Tries the account as it is typed in, or adds it.
  const submit = async (what: "test" | "add"): Promise<void> => {
    if (!kind || busy) return;
    const found: Record<string, string> = {};
    if (name.trim() === "") found["name"] = t("required");
    for (const spec of kind.options) {
      const words = wrongOption(spec, values[spec.name] ?? "");
      if (words) found[`o.${spec.name}`] = words;
    }
    setWrong(found);
    setProblem(null);
    if (Object.keys(found).length > 0) {
      afterDrawn(() => document.querySelector<HTMLElement>(".start-form [aria-invalid=true]")?.focus());
      return;
    }
    setBusy(what);
    setCheck(null);
    const mine = asked.current;
    try {
      const options = kind.options.flatMap(({ name: option }) => ((values[option] ?? "").trim() === "" ? [] : [{ name: option, value: (values[option] ?? "").trim() }]));
      const account = { type, name: name.trim(), shop: shop.trim(), options };
      if (what === "test") {
        const result = await request<Schema<"AccountCheck">>("/accounts/check", { method: "POST", body: account });
        if (asked.current === mine) setCheck(result);
        return;
      }
      await command({ kind: "account.add", ...account });
      toast(t("added", { name: name.trim() }));
      onClose();
      onAdded();
    } catch (error) {
      if (what === "test" && asked.current !== mine) return;
      const refused = asProblem(error);
      const field = refused.field?.replace(/^options[./]/, "");
      const place = field === "name" || field === "shop" ? field : kind.options.some((spec) => spec.name === field) ? `o.${field}` : "";
      if (place) setWrong({ [place]: say(refused.words) });
      else setProblem(refused);
    } finally {
      if (what === "add" || asked.current === mine) setBusy(null);
    }
  };

  const input = (key: string, ids: { id: string; describedby: string | undefined }, value: string, set: (value: string) => void, more: Partial<JSX.IntrinsicElements["input"]> = {}): JSX.Element => (
    <input
      id={ids.id}
      class="input"
      autocomplete="off"
      value={value}
      aria-describedby={ids.describedby}
      aria-invalid={wrong[key] !== undefined}
      onInput={(event) => set(event.currentTarget.value)}
      {...(more as object)}
    />
  );
  const labelOf = (spec: Spec): string => (spec.required || spec.default_value !== "" ? say(spec.title) : t("titleOptional", { title: say(spec.title) }));
  const hintOf = (spec: Spec): string =>
    [say(spec.help), spec.type === "secret" ? t("secretHint") : "", spec.default_value !== "" && spec.type !== "boolean" ? t("byDefault", { value: spec.default_value }) : ""].filter(Boolean).join(" · ");

  // What has a default is seldom changed, and a long form frightens; its titles say what is folded away.
  const byDefault = kind?.options.filter((spec) => !spec.required && spec.default_value !== "") ?? [];
  const needed = kind?.options.filter((spec) => !byDefault.includes(spec)) ?? [];
  const field = (spec: Spec): JSX.Element => {
    const key = `o.${spec.name}`;
    const set = (value: string): void => setValues((before) => ({ ...before, [spec.name]: value }));
    return (
      <Field key={`${type} ${spec.name}`} label={labelOf(spec)} hint={hintOf(spec)} wrong={wrong[key] ? `${wrong[key]} ${hintOf(spec)}` : undefined}>
        {(ids) =>
          spec.type === "boolean" ? (
            <span class="check">
              <input
                id={ids.id}
                type="checkbox"
                aria-describedby={ids.describedby}
                checked={(values[spec.name] ?? spec.default_value) === "true"}
                onChange={(event) => set(event.currentTarget.checked ? "true" : "false")}
              />
              {t("yes")}
            </span>
          ) : (
            input(key, ids, values[spec.name] ?? "", set, {
              maxLength: 4096,
              ...(spec.type === "secret" ? { type: "password", autocomplete: "new-password" } : {}),
              ...(spec.type === "integer" ? { inputMode: "numeric" } : {}),
              ...(spec.type === "url" ? { inputMode: "url" } : {}),
              ...(spec.required && spec.default_value === "" ? { "aria-required": "true" } : {}),
            })
          )
        }
      </Field>
    );
  };

  return (
    <Dialog
      title={t("addTitle")}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button disabled={!kind || busy === "add"} busy={busy === "test"} title={t("testHint")} onClick={() => void submit("test")}>
            {t(busy === "test" ? "testing" : "test")}
          </Button>
          <Button kind="main" disabled={!kind || busy === "test"} busy={busy === "add"} onClick={() => void submit("add")}>
            {t(busy === "add" ? "adding" : "add")}
          </Button>
        </>
      }
    >
      {notRead ? <ProblemNote problem={notRead} again={() => void reload()} /> : !data ? <Loading /> : null}
      {data ? (
        <form
          class="start-form"
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void submit("add");
          }}
        >
          <Field label={t("kind")}>
            {(ids) => (
              <select
                id={ids.id}
                class="input"
                value={type}
                onChange={(event) => {
                  setType(event.currentTarget.value);
                  setValues({});
                  setWrong({});
                  setProblem(null);
                }}
              >
                <option value="">{t("pickKind")}</option>
                {data.kinds.map((one) => (
                  <option key={one.type} value={one.type}>
                    {say(one.title)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {kind ? (
            <>
              <Field label={t("name")} hint={t("nameHint")} wrong={wrong["name"]}>
                {(ids) => input("name", ids, name, setName, { maxLength: 100 })}
              </Field>
              <Field label={t("titleOptional", { title: t("shop") })} hint={t("shopHint")} wrong={wrong["shop"]}>
                {(ids) => (
                  <>
                    {input("shop", ids, shop, setShop, { maxLength: 64, list: "start-shops" })}
                    <datalist id="start-shops">
                      {session().shops.map((one) => (
                        <option key={one.id} value={one.id}>
                          {one.name}
                        </option>
                      ))}
                    </datalist>
                  </>
                )}
              </Field>
              {needed.map(field)}
              {byDefault.length > 0 ? (
                <details class="start-details" open={byDefault.some((spec) => wrong[`o.${spec.name}`] !== undefined) || undefined}>
                  <summary>{t("more", { titles: byDefault.map((spec) => say(spec.title)).join(t("listComma")) })}</summary>
                  <div class="start-folded">{byDefault.map(field)}</div>
                </details>
              ) : null}
            </>
          ) : null}
          {check ? <CheckResult check={check} /> : null}
          {problem ? <ProblemNote problem={problem} /> : null}
          <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true" />
        </form>
      ) : null}
    </Dialog>
  );
}
