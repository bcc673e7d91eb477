// SPDX-License-Identifier: Apache-2.0
import { dictionary } from "../shared/i18n";

export const t = dictionary({
  zh: {
    new: "要回访谁、什么事",
    newFor: "给 {name} 加一条回访",
    add: "约好",
    missing: "先写上要回访什么。",
    whenMissing: "请选一个以后的时间。",
    booked: "回访已约好，到那天会出现在清单上。",
    month: "{from} 起完成 {done} / {due}",
    unsettledCount: "{n} 位说还没解决",
    droppedCount: "作废 {n}",
    none: "没有要回访的。对接写结果时可以顺手约好，也可以在上面加一条。",
    noneToday: "今天没有要回访的。",
    nonePast: "这一天没有回访。",
    later: "以后 {n}",
  },
  en: {
    new: "Whom to follow up, and about what",
    newFor: "A follow-up for {name}",
    add: "Book",
    missing: "Write what it is about first.",
    whenMissing: "Choose a time to come.",
    booked: "Booked; it comes on the list of its day.",
    month: "{done} of {due} done since {from}",
    unsettledCount: { one: "{n} not settled", other: "{n} not settled" },
    droppedCount: "{n} dropped",
    none: "Nobody is to be followed up. One is booked with the result of a hand-off, or above.",
    noneToday: "Nobody is to be followed up today.",
    nonePast: "Nobody was to be followed up on this day.",
    later: "Later {n}",
  },
});
