// SPDX-License-Identifier: Apache-2.0
// Takes files: chosen by a button, or dropped anywhere on the view.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../shared/ui";
import { addFiles } from "./uploads";
import { t } from "./words";

const most = 4 * 1024 ** 3;

// The files that can be read, and why others cannot.
async function sift(files: File[], folders: Set<string>): Promise<{ good: File[]; wrong: string[] }> {
  const good: File[] = [];
  const wrong: string[] = [];
  for (const file of files) {
    if (folders.has(file.name)) wrong.push(t("folder", { name: file.name }));
    else if (file.size === 0) wrong.push(t("emptyFile", { name: file.name }));
    else if (file.size > most) wrong.push(t("tooBig", { name: file.name }));
    else good.push(file);
  }
  return { good, wrong };
}

export function DropZone({ shop }: { shop: string }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string[]>([]);
  const take = async (files: File[], folders = new Set<string>()): Promise<void> => {
    const { good, wrong: found } = await sift(files, folders);
    setWrong(found);
    if (good.length > 0) addFiles(good, shop);
  };
  const latest = useRef(take);
  latest.current = take;

  // On the whole document: a file dropped beside the box would otherwise replace the page.
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const drag = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const items = [...(event.dataTransfer?.items ?? [])];
      const folders = new Set(items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory).map((entry) => entry?.name ?? ""));
      void latest.current([...(event.dataTransfer?.files ?? [])], folders);
    };
    document.addEventListener("dragover", drag);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", drag);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);

  return (
    <>
      <div class={over ? "start-drop start-drop-over" : "start-drop"}>
        {over ? (
          <p>{t("dropHere")}</p>
        ) : (
          <p>
            {t("importText")}{" "}
            <Button small onClick={() => input.current?.click()}>
              {t("choose")}
            </Button>
          </p>
        )}
        <input
          ref={input}
          class="start-file"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t("choose")}
          accept=".csv,.tsv,.txt,.jsonl,.ndjson,.xlsx,.xlsm"
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = "";
            void take(chosen);
          }}
        />
      </div>
      {wrong.length > 0 ? (
        <ul class="look" role="alert">
          {wrong.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
