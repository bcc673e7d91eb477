// SPDX-License-Identifier: Apache-2.0
// Says which layout the panel has and why, and lets the person keep one.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../shared/icons";
import { Menu, type MenuItem } from "../shared/menu";
import { prefs, setPrefs } from "../shared/prefs";
import { useStore } from "../shared/store";
import type { Part } from "./hour";
import { t } from "./hour_words";

const choices = ["auto", "morning", "afternoon", "last_hour"] as const;

export function HourMenu({ part }: { part: Part }): JSX.Element {
  const { hour } = useStore(prefs);
  const why = t(hour === "auto" ? "auto" : "fixed");
  const items: MenuItem[] = choices.map((one) => ({ title: t(`pick_${one}`), note: t(`why_${one}`), checked: one === hour, onPick: () => setPrefs({ hour: one }) }));
  // Read out when the hour has changed it; what a person chose they know.
  const before = useRef({ part, hour });
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const old = before.current;
    before.current = { part, hour };
    if (old.part !== part && old.hour === hour) setSpoken(t("changed", { part: t(part) }));
  }, [part, hour]);
  return (
    <div class="hour">
      <Menu
        class="hour-menu"
        label={`${t(part)} ${why} · ${t("choose")}`}
        button={
          <>
            <span>{t(part)}</span> <span class="faint">{why}</span>
            <Icon name="down" />
          </>
        }
        items={items}
      />
      <span class="hidden" role="status">
        {spoken}
      </span>
    </div>
  );
}
