import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import { auditListOptions, findAuditLine, listAudit } from "@/lib/monitor/audit-list";
import { listQuery, pageOf, readPage } from "../paging";
import { count, id, text, time } from "../wire";

const tag = "Audit";
const line = z.object({
  ...{ id: count, at: time, who: text.describe("The name as it was then.") },
  token: text.nullable().describe("The token of the program that did it in that name."),
  action: text.describe("Area and verb, such as `portal.created`."),
  ...{ target: text.nullable(), details: z.record(text, z.unknown()) },
});

export const auditOperations = [
  defineOperation(
    {
      ...{ name: "listAudit", method: "GET", path: "/audit", tag, permission: "audit:read" },
      ...{ summary: "List who did what, the newest first", query: listQuery(auditListOptions), output: pageOf(line) },
      description: "Never holds a secret. `who` takes ids of accounts, and `nobody` for what Seatwise did itself.",
    },
    ({ query }) => readPage(query, auditListOptions, listAudit),
  ),
  defineOperation(
    {
      ...{ name: "getAuditLine", method: "GET", path: "/audit/{lineId}", tag, permission: "audit:read" },
      ...{ summary: "Read one line of the audit", params: z.object({ lineId: id }), output: line },
    },
    async ({ params: { lineId } }) => {
      const found = await findAuditLine(lineId);
      if (!found) throw new AppError("not-found");
      return found;
    },
  ),
];
