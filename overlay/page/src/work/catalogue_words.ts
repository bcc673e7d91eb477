// SPDX-License-Identifier: Apache-2.0
// The words that every list has which a team makes its own.
import { dictionary } from "../shared/i18n";

export const t = dictionary({
  zh: {
    inChinese: "中文",
    inEnglish: "英文（可不填）",
    keep: "保存",
    cancel: "取消",
    rename: "改名",
    renameOf: "“{title}”改名",
    hide: "收起",
    hideOf: "收起“{title}”",
    show: "再显示",
    showOf: "再显示“{title}”",
    builtIn: "内置",
    resetNow: "恢复",
  },
  en: {
    inChinese: "Chinese",
    inEnglish: "English (may be empty)",
    keep: "Save",
    cancel: "Cancel",
    rename: "Rename",
    renameOf: "Rename “{title}”",
    hide: "Hide",
    hideOf: "Hide “{title}”",
    show: "Show again",
    showOf: "Show “{title}” again",
    builtIn: "built in",
    resetNow: "Go back",
  },
});
