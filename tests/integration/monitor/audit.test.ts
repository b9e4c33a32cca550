import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeAuditLine } from "@/lib/audit/record";
import { withTransaction } from "@/lib/db/pool";
import { recordKeyExport } from "@/lib/licences/commands";
import { auditListOptions, findAuditLine, listActors, listAudit } from "@/lib/monitor/audit-list";
import { exportAudit } from "@/lib/monitor/queries-export-audit";
import { parseListState } from "@/lib/paging/list-state";
import { download, readAll, translateTo } from "../export/support";
import { type Products, startProducts } from "../products/setup";

const anna = { id: "6f9619ff-8b86-4d01-b42d-00c04fc964ff", username: "anna" };
const program = { ...anna, token: { id: "7a9619ff-8b86-4d01-b42d-00c04fc964aa", name: "nightly" } };
const setup = { id: null, username: "setup" };
let products: Products;

beforeAll(async () => {
  products = await startProducts();
  await withTransaction(async (client) => {
    await writeAuditLine(client, setup, { action: "account.created", targetType: "account", targetName: "anna" });
    await writeAuditLine(client, anna, {
      ...{ action: "portal.created", targetType: "portal", targetName: "=Contoso", targetId: "p1" },
      details: { credential: "secret", exclusions: 2, empty: null },
    });
    await writeAuditLine(client, program, {
      action: "licences.deleted",
      targetType: "licence",
      details: { ids: [1, 2] },
    });
    await writeAuditLine(client, anna, { action: "licence.created", targetType: "licence", targetName: "CAD" });
  });
  await products.sql("update audit_line set at = now() - interval '3 days' where action = 'account.created'");
});
afterAll(() => products?.stop());

const stateOf = (search: string) => parseListState(new URLSearchParams(search), auditListOptions);
const actionsOf = async (search: string) => (await listAudit(stateOf(search))).rows.map(({ action }) => action);

describe("the audit", () => {
  test.each([
    ["", ["licence.created", "licences.deleted", "portal.created", "account.created"]],
    ["sort=at&dir=asc", ["account.created", "portal.created", "licences.deleted", "licence.created"]],
    ["area=licence", ["licence.created", "licences.deleted"]],
    ["area=portal&area=account", ["portal.created", "account.created"]],
    [`who=${anna.id}&area=licence`, ["licence.created", "licences.deleted"]],
    ["who=nobody", ["account.created"]],
    ["span=day", ["licence.created", "licences.deleted", "portal.created"]],
    ["q=nightly", ["licences.deleted"]],
    ["q=contoso", ["portal.created"]],
    ["q=%25", []],
    ["who=no-id", []],
    ["sort=target&dir=asc&area=licence", ["licences.deleted", "licence.created"]],
  ])("is narrowed, searched and sorted by its address: %s", async (search, actions) => {
    expect(await actionsOf(search)).toEqual(actions);
  });

  test("is walked page by page in each order without a line lost or doubled", async () => {
    for (const sort of ["at", "who", "action", "target"]) {
      const walked: string[] = [];
      let state = { ...stateOf(`sort=${sort}`), pageSize: 1 } as ReturnType<typeof stateOf>;
      for (;;) {
        const page = await listAudit(state);
        walked.push(...page.rows.map(({ action }) => action));
        if (!page.nextCursor) break;
        state = { ...stateOf(`sort=${sort}&after=${page.nextCursor}`), pageSize: 1 } as ReturnType<typeof stateOf>;
      }
      expect([...new Set(walked)].sort(), sort).toEqual([
        ...["account.created", "licence.created", "licences.deleted", "portal.created"],
      ]);
      expect(walked, sort).toHaveLength(4);
    }
  });

  test("names the person, the token that spoke in that name, and who is in it", async () => {
    const { rows } = await listAudit(stateOf("area=licence&q=nightly"));
    expect(rows).toMatchObject([{ who: "anna", token: "nightly", target: null, details: { ids: [1, 2] } }]);
    expect(await findAuditLine(rows[0]?.id ?? 0)).toEqual(rows[0]);
    expect(await findAuditLine(2_000_000_000)).toBeNull();
    expect(await listActors()).toEqual([{ id: anna.id, name: "anna" }]);
  });

  test.each([
    ["en", "Portal added", "credential: secret, exclusions: 2"],
    ["de", "Portal hinzugefügt", "credential: secret, exclusions: 2"],
  ] as const)("is exported in words, without a formula (%s)", async (locale, action, details) => {
    const t = translateTo(locale);
    const table = exportAudit(new URLSearchParams("area=portal"), t);
    const [row] = parse((await readAll(await download(table))).toString(), { bom: true, columns: true });
    expect(row).toMatchObject({
      [t("audit.columns.action")]: action,
      [t("audit.columns.target")]: "'=Contoso",
      [t("audit.columns.details")]: details,
      [t("audit.columns.code")]: "portal.created",
    });
  });
});

test("whoever takes licence keys along in a file leaves a line; nobody does where there is no key", async () => {
  await recordKeyExport(anna);
  expect(await actionsOf("q=keys")).toEqual([]);
  const id = await products.licence("Visio");
  await products.sql("update licence set licence_key = 'AAAA-BBBB' where id = $1", [id]);
  await recordKeyExport(anna);
  const { rows } = await listAudit(stateOf("q=keys"));
  expect(rows).toMatchObject([{ who: "anna", action: "licence.keys-exported", details: { keys: 1 } }]);
  expect(JSON.stringify(rows)).not.toContain("AAAA");
});
