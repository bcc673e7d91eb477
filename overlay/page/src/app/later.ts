// SPDX-License-Identifier: Apache-2.0
// The views that the first load does not bring. One file for all of them: many small ones would share many smaller ones, and each is a
// request.
export { default as accounts } from "../start/accounts";
export { default as handoffs } from "../work/handoffs";
export { default as promises } from "../work/promises";
export { default as report } from "../work/report";
export { default as sheet } from "../sheet/sheet";
export { default as sheets } from "../sheet/sheets";
export { default as shop } from "../shop/view";
export { default as start } from "../start/start";
export { default as team } from "../team/view";
export { default as trend } from "../panel/trend";
export { default as turns } from "../panel/turns";
export { default as work } from "../work/view";
