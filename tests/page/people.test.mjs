// SPDX-License-Identifier: Apache-2.0
// What the views about people work out without a browser: what a device is called, a QR code's path, orders, drafts, the log's pages, file
// names, and which views somebody is offered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./support/page_modules.mjs";

const at = await read("shared/prefs", "shared/device", "shared/download", "shared/turn_ref", "shared/note_titles", "people/qr", "people/order", "people/draft", "people/log_lines", "people/export", "people/terms", "app/nav");

test("a device is called by its system and its browser, the more particular name first", () => {
  const win = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";
  assert.equal(at.deviceName(`${win} Edg/120.0.0.0`), "Windows · Edge");
  assert.equal(at.deviceName(win), "Windows · Chrome");
  assert.equal(at.deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1"), "iPhone · Safari");
  assert.equal(at.deviceName("Mozilla/5.0 (Linux; Android 14; V2 Pro) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0"), "Android · WeChat");
  assert.equal(at.deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"), "Linux · Firefox");
  assert.equal(at.deviceName(win, { platform: "Windows", brands: [{ brand: "Not A;Brand" }, { brand: "Chromium" }, { brand: "Microsoft Edge" }] }), "Windows · Edge");
  assert.equal(at.deviceName("nothing anybody knows"), "");
  assert.ok(at.deviceName("Windows Edg/".repeat(100)).length <= 80);
});

test("a QR code's path has each dark module once, within a quiet zone of four", () => {
  const rows = ["1101", "0000", "1111", "0101"];
  const { size, path: drawn } = at.qrShape(rows);
  assert.equal(size, 12);
  assert.equal(drawn, "M4 4h2v1h-2zM7 4h1v1h-1zM4 6h4v1h-4zM5 7h1v1h-1zM7 7h1v1h-1z");
  const dark = [...drawn.matchAll(/M\d+ \d+h(\d+)/g)].reduce((sum, one) => sum + Number(one[1]), 0);
  assert.equal(dark, rows.join("").replaceAll("0", "").length);
  assert.deepEqual(at.qrShape([]), { size: 8, path: "" });
});

const member = (id, more = {}) => ({ id, name: id, group: "售前", role: "rep", track: "unset", stage: "by_time", stage_now: "mature", joined_on: null, left_on: null, left: false, accounts: [], leaves: [], devices: 0, invited_until: null, ...more });
const team = (members) => ({ members, deputies: [], unclaimed: [], groups: ["售前", "售后"], accounts: [], next_id: "n", may_set_role: true, may_erase: true, only_here: false });

test("members stand by group, former ones apart; who has no value comes last whichever way it is turned", () => {
  const list = [member("c", { joined_on: "2026-01-01" }), member("a"), member("b", { joined_on: "2025-01-01" }), member("d", { group: "售后" }), member("e", { group: "" }), member("f", { left: true })];
  const ids = (order, wanted = "") => at.parts(team(list), order, wanted).parts.map((one) => [one.group, ...one.members.map(({ id }) => id)]);
  assert.deepEqual(ids({ by: "name", down: false }), [["售前", "a", "b", "c"], ["售后", "d"], ["", "e"]]);
  assert.deepEqual(ids({ by: "joined", down: false })[0], ["售前", "b", "c", "a"]);
  assert.deepEqual(ids({ by: "joined", down: true })[0], ["售前", "c", "b", "a"]);
  assert.deepEqual(at.parts(team(list), { by: "name", down: false }, "").former.map(({ id }) => id), ["f"]);
  assert.equal(at.parts(team(list), { by: "name", down: false }, " D ").found, 1);
  const named = [member("x", { accounts: [{ account: "店", rep: "晨野:小张", from: null, to: null }] })];
  assert.equal(at.parts(team(named), { by: "name", down: false }, "小张").found, 1);
  assert.deepEqual(at.parts(team([]), { by: "name", down: false }, ""), { parts: [], former: [], found: 0 });
});

test("a press sorts, the next turns it round, the third goes back to names; the address keeps it", () => {
  let order = at.byName;
  order = at.nextOrder(order, "joined");
  assert.deepEqual(order, { by: "joined", down: false });
  assert.equal(at.orderText(order), "joined.up");
  assert.deepEqual(at.readOrder("joined.up"), order);
  order = at.nextOrder(at.nextOrder(order, "joined"), "joined");
  assert.deepEqual(order, at.byName);
  assert.equal(at.orderText(order), null);
  assert.deepEqual(at.nextOrder(order, "devices"), { by: "devices", down: true });
  assert.deepEqual(at.readOrder("password.down"), at.byName);
  assert.deepEqual(at.readOrder(undefined), at.byName);
});

test("a draft takes an account in one tap, says what is missing, and becomes the command", () => {
  const free = [{ account: "店", rep: "a1", name: "小张" }, { account: "店", rep: "a2", name: "" }];
  const draft = at.newDraft("rep-9", "2026-11-25", "售前", free[0]);
  assert.equal(draft.name, "小张");
  assert.deepEqual(at.stillFree(draft, free), [free[1]]);
  const both = at.claimed({ ...draft, name: "张三" }, free[1]);
  assert.equal(both.name, "张三");
  assert.deepEqual(at.stillFree(both, free), []);
  assert.deepEqual(at.faultsOf(both), []);
  assert.deepEqual(at.faultsOf({ ...both, name: " ", id: "" }).map(({ field }) => field), ["name", "id"]);
  assert.deepEqual(at.faultsOf({ ...both, accounts: [{ account: "店", rep: " ", from: "", to: "" }, { account: "店", rep: "x", from: "2026-02-02", to: "2026-02-01" }] }), [{ field: "account 0", what: "rep" }, { field: "account 1", what: "order" }]);
  const put = at.putOf({ ...both, joined: "", name: " 张三 " });
  assert.deepEqual(put, { kind: "member.put", member: "rep-9", is_new: true, name: "张三", group: "售前", role: "rep", track: "unset", stage: "by_time", joined_on: null, mentor: "", accounts: [{ account: "店", rep: "a1", from: null, to: null }, { account: "店", rep: "a2", from: null, to: null }] });
});

test("newer lines of the log come before those that were read; a gap begins anew", () => {
  const line = (id, time = 0) => ({ id, at: time });
  const read = [line("c"), line("b"), line("a")];
  assert.deepEqual(at.joined([line("e"), line("d"), line("c")], read).map(({ id }) => id), ["e", "d", "c", "b", "a"]);
  assert.deepEqual(at.joined([line("c"), line("b")], read), read);
  assert.equal(at.joined([line("z")], read), null);
  assert.deepEqual(at.joined([line("x")], []).map(({ id }) => id), ["x"]);
  assert.deepEqual(at.joined([], read), read);
  assert.deepEqual(at.byDay([line("c", 3), line("b", 2), line("a", 1)], (ms) => (ms > 1 ? "2" : "1")).map((one) => [one.day, one.lines.length]), [["2", 2], ["1", 1]]);
});

test("a file's name has no folder, no trick and the ending of its type", () => {
  assert.equal(at.safeName("my-data.json", "application/json"), "my-data.json");
  assert.equal(at.safeName("../../etc/passwd", "text/html"), "passwd.txt");
  assert.equal(at.safeName("C:\\x\\turns.CSV", "text/csv; charset=utf-8"), "turns.csv");
  assert.equal(at.safeName("a\u202Ecod.exe", "application/x-msdownload"), "acod.exe.txt");
  assert.equal(at.safeName("...", "text/csv"), "rigong.csv");
  assert.equal(at.safeName("con.csv", "text/csv"), "rigong-con.csv");
  assert.ok(at.safeName("长".repeat(300), "text/csv").length <= 84);
});

test("an export is of 92 days at most; a term lies within its bounds, typed in full width too", () => {
  assert.equal(at.wrongSpan("2026-09-01", "2026-12-01"), "");
  assert.equal(at.wrongSpan("2026-09-01", "2026-12-02"), "exportTooLong");
  assert.equal(at.wrongSpan("2026-09-02", "2026-09-01"), "exportWrongOrder");
  assert.equal(at.wrongSpan("", "2026-09-01"), "exportWrongOrder");
  const term = { least: 30, most: 365 };
  assert.equal(at.readDays("３０", term), 30);
  for (const bad of ["29", "366", "", "1e2", "30.5", "-30", "九十"]) assert.equal(at.readDays(bad, term), null, bad);
});

test("a turn is called by its conversation and its opening, and found by either", () => {
  const turn = { conversation: "251124 001", opened_at: 1_764_000_000_000 };
  const ref = at.turnRef(turn);
  assert.ok(at.isTurn(ref, turn));
  assert.ok(at.isTurn("251124 001", turn));
  assert.ok(!at.isTurn(ref, { ...turn, opened_at: turn.opened_at + 1 }));
  assert.equal(at.openedOf(ref), turn.opened_at);
  assert.equal(at.openedOf("251124 001"), null);
  assert.equal(at.turnRef({ conversation: "x".repeat(200), opened_at: 1 }), null);
});

test("a to-do that comes from something has a title in both languages, no longer than the contract takes", () => {
  const turn = { state: "answered", slow: true, clock_start_at: Date.UTC(2026, 10, 25, 6, 32) };
  assert.equal(at.titleOfTurn(turn), "复盘 14:32 慢响应");
  assert.match(at.titleOfTurn({ ...turn, state: "open" }), /跟进 14:32/);
  assert.equal(at.titleOfFigure("slow_share", "2026-11-25"), "看看慢响应（11月25日）");
  assert.ok([...at.titleOfHandoff({ shown_number: "1125-1", department: "仓库", title: "字".repeat(300) })].length <= 200);
  at.setPrefs({ language: "en" });
  try {
    assert.equal(at.titleOfTurn(turn), "Look at the slow reply of 14:32");
    assert.equal(at.titleOfFigure("slow_share", "2026-11-25"), "Look at “Slow replies”, Nov 25");
  } finally {
    at.setPrefs({ language: "zh" });
  }
});

test("which views somebody is offered follows from what they may see and do", () => {
  const session = (role, may, more = {}) => ({ role, person: { id: "x" }, acting_for: null, may, empty: false, ...more });
  const rep = at.placesFor(session("rep", []), true);
  assert.deepEqual(rep, { views: ["panel", "ranking", "work", "handoffs", "promises", "one-on-one", "turns", "trend", "sheets", "shop"], more: ["notices", "own"], home: "panel" });
  const lead = at.placesFor(session("lead", ["see_figures", "see_team", "see_accounts", "manage_people"], { person: null }), false);
  assert.equal(lead.home, "team");
  assert.deepEqual(lead.views.slice(0, 3), ["team", "ranking", "panel"]);
  assert.ok(lead.views.includes("report") && lead.views.includes("one-on-one") && lead.views.includes("accounts") && lead.views.includes("posts"));
  assert.deepEqual(lead.more, ["load", "periods", "members", "notices"]);
  const owner = at.placesFor(session("lead", ["see_figures", "see_team", "see_accounts", "manage_people", "see_log"], { person: null }), false);
  assert.deepEqual(owner.more, ["load", "periods", "members", "notices", "log"]);
  const admin = at.placesFor(session("admin", ["see_accounts", "change_accounts", "manage_people", "see_log"]), false);
  assert.deepEqual(admin, { views: ["accounts"], more: ["members", "notices", "own", "log"], home: "members" });
  const own = at.placesFor(session("admin", ["manage_people"]), true);
  assert.ok(own.views.includes("panel") && !own.views.includes("ranking"));
  const reader = at.placesFor(session("reader", ["see_figures", "see_team"], { person: null }), false);
  assert.deepEqual(reader, { views: ["team", "ranking", "panel", "report", "posts", "turns", "trend", "sheets", "shop"], more: ["load", "periods", "notices"], home: "team" });
  const deputy = at.placesFor(session("rep", ["see_figures", "see_team", "decide"], { acting_for: { id: "l", name: "陈立" } }), true);
  assert.equal(deputy.home, "panel");
  assert.deepEqual(deputy.views.filter((one) => ["team", "ranking", "report", "posts"].includes(one)), ["team", "ranking", "report", "posts"]);
  // A desk that is nobody's may look around, and has nothing to post or to report.
  const nobody = at.placesFor(session("unset", ["see_figures", "see_team"], { person: null }), false).views;
  assert.ok(nobody.includes("team") && !nobody.includes("posts") && !nobody.includes("report"));
  assert.equal(at.placesFor(session("unset", ["see_accounts", "change_accounts"], { person: null, empty: true }), false).home, "start");
  assert.equal(at.placesFor(session("rep", [], { empty: true }), true).home, "panel");
});
