// SPDX-License-Identifier: Apache-2.0
// A text to be put somewhere else, with a button that copies it. Where the browser does not let it, the text is selected.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { selectAll, toClipboard } from "../shared/clipboard";
import { language, say } from "../shared/i18n";
import { Icon } from "../shared/icons";
import type { Words } from "../shared/schema";
import { toast } from "../shared/toast";
import { Button, Card } from "../shared/ui";

export interface CopyTextProps {
  text: Words;
  title: string;
  note: string;
  label: string; // Of the text, for screen readers.
  copy: string;
  copied: string;
  failed: string;
  children?: JSX.Element | null;
}

export function CopyText({ text, title, note, label, copy, copied, failed, children }: CopyTextProps): JSX.Element {
  const box = useRef<HTMLPreElement>(null);
  const onCopy = async (): Promise<void> => {
    const done = await toClipboard(say(text));
    if (!done) selectAll(box.current);
    toast(done ? copied : failed);
  };
  return (
    <Card
      title={title}
      note={note}
      class="close-card"
      aside={
        <Button small onClick={() => void onCopy()}>
          <Icon name="copy" />
          {copy}
        </Button>
      }
    >
      <pre ref={box} class="close-text" lang={language() === "zh" ? "zh-CN" : "en"} tabIndex={0} role="group" aria-label={label}>
        {say(text)}
      </pre>
      {children}
    </Card>
  );
}
