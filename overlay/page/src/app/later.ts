// SPDX-License-Identifier: Apache-2.0
// The views that the first load does not bring. One file for all of them: many small ones would share many smaller ones, and each is a
// request.
export { default as accounts } from "../start/accounts";
export { default as handoffs } from "../work/handoffs";
export { default as join } from "../people/join";
export { default as log } from "../people/log";
export { default as members } from "../people/members";
export { default as notices } from "../people/notices";
export { default as own } from "../people/own";
export { default as load } from "../load/view";
export { default as periods } from "../periods/view";
export { default as one_on_one } from "../one_on_one/view";
export { default as posts } from "../posts/view";
export { default as promises } from "../work/promises";
export { default as ranking } from "../ranking/view";
export { default as report } from "../reports/view";
export { default as sheet } from "../sheet/sheet";
export { default as sheets } from "../sheet/sheets";
export { default as shop } from "../shop/view";
export { default as sign } from "../people/sign";
export { default as start } from "../start/start";
export { default as team } from "../team/view";
export { default as trend } from "../panel/trend";
export { default as turns } from "../panel/turns";
export { default as work } from "../work/view";
