// SPDX-License-Identifier: Apache-2.0
import { dictionary } from "../shared/i18n";

export const t = dictionary({
  zh: {
    title: "成长期清单",
    note: "每个阶段要走过的事；本人、带教或主管打勾，不算分",
    stages: "阶段",
    by_time: "按时间",
    newcomer: "新手",
    growing: "成长",
    mature: "成熟",
    senior: "骨干",
    none: "这个阶段还没有清单。加上第一项，这个阶段的人就会在工作页看到。",
    add: "加一项",
    missing: "写上这一项叫什么。",
    reset: "恢复内置的清单",
    resetSure: "内置的各项都回到原来的说法；自己加的会收起。已经打的勾不变。",
    hidden: "已收起 {n} 项",
  },
  en: {
    title: "Checklists of the stages",
    note: "what people of a stage go through; ticked by them, their mentor or a lead, and no score",
    stages: "Stages",
    by_time: "By time",
    newcomer: "Newcomer",
    growing: "Growing",
    mature: "Mature",
    senior: "Senior",
    none: "This stage has no checklist yet. Add the first item, and whoever is in the stage sees it on their work page.",
    add: "Add an item",
    missing: "Write what the item is called, in Chinese.",
    reset: "Back to the built-in list",
    resetSure: "The built-in items get their own words back; those you added are hidden. What is ticked stays ticked.",
    hidden: { one: "{n} item is hidden", other: "{n} items are hidden" },
  },
});
