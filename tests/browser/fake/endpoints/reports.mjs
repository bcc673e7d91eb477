// SPDX-License-Identifier: Apache-2.0
// The week's and month's reports: for whoever may see the team; handed in by those who lead it.
import { need } from "../people.mjs";
import { problem } from "../server.mjs";
import { departmentReport, givenOf, keyOf, reportFile, teamReport } from "../reports.mjs";

const mustLead = (world) => {
  if (world.role !== "lead" && !world.actingFor) throw problem(403, "refused", "报告由组长来交。", "Reports are handed in by leads.");
};

export default {
  "GET /team-report": ({ world, query }) => {
    need(world, "see_team");
    return teamReport(world, query);
  },
  "GET /department-report": ({ world, query }) => {
    need(world, "see_team");
    return departmentReport(world, query);
  },
  "GET /report-file": ({ world, query }) => {
    need(world, "see_team");
    return reportFile(world, query);
  },
  "command report.give": ({ world, body }) => {
    mustLead(world);
    const report = teamReport(world, body);
    const key = keyOf(report.group, report.by, report.from);
    const by = world.member ? { id: world.member, name: world.person(world.member).name } : null;
    const given = { by, at: world.now(), status: report.status, to: report.to, figures: Object.fromEntries(report.figures.map(({ name, total }) => [name, total])) };
    givenOf(world).set(key, [...(givenOf(world).get(key) ?? []), given]);
  },
  "command report.take_back": ({ world, body }) => {
    mustLead(world);
    const report = teamReport(world, body);
    const key = keyOf(report.group, report.by, report.from);
    const all = givenOf(world).get(key) ?? [];
    if (all.length === 0) throw problem(422, "refused", "这份报告没有标记为已交。", "This report is not marked as handed in.");
    givenOf(world).set(key, all.slice(0, -1));
  },
};
