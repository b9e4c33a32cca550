import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRun } from "@/lib/jobs/runs";
import { listLogChoices, listLogLines, logSortKeys } from "@/lib/monitor/log-list";
import { exportRunLog, exportRuns } from "@/lib/monitor/queries-export";
import { findRunDetails } from "@/lib/monitor/queries-run";
import { listRequesters, listRuns, runSortKeys } from "@/lib/monitor/run-list";
import { logFilters, runFilters } from "@/lib/monitor/schema";
import { parseListState } from "@/lib/paging/list-state";
import { readSheet } from "../../support/read-zip";
import { download, readAll, translateTo } from "../export/support";
import { startTasks, type Tasks } from "../server-tasks/setup";

const t = translateTo("en");
const word = t as never;
let tasks: Tasks;
let anna: string;
const portals: Record<string, string> = {};
/** ids of the runs, oldest first: two imports, a recalculation, a failed import of one portal, one that is open */
let ids: number[];

beforeAll(async () => {
  tasks = await startTasks();
  const [account] = await tasks.sql<{ id: string }>(
    `insert into account (username, display_name, role, password_hash) values ('anna', 'Anna Admin', 'administrator', 'none') returning id`,
  );
  anna = account?.id ?? "";
  for (const name of ["Contoso", "Fabrikam"]) {
    const [row] = await tasks.sql<{ id: string }>(
      "insert into portal (id, name, tenant_id, client_id) values (gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid()) returning id",
      [name],
    );
    portals[name] = row?.id ?? "";
  }
  const rows = await tasks.sql<{ id: number }>(
    `insert into run (kind, trigger, status, scope, requested_by_id, created_at, started_at, ended_at, error_code) values
       ('import', 'schedule', 'succeeded', 'all', null, now() - interval '40 days', now() - interval '40 days', now() - interval '40 days' + interval '90 s', null),
       ('import', 'manual', 'succeeded_with_warnings', 'all', $1, now() - interval '3 days', now() - interval '3 days', now() - interval '3 days' + interval '10 s', null),
       ('recalculation', 'after_import', 'succeeded', 'all', null, now() - interval '2 days', now() - interval '2 days', now() - interval '2 days' + interval '2 s', null),
       ('import', 'manual', 'failed', $2, $1, now() - interval '1 hour', now() - interval '1 hour', now() - interval '59 minutes', 'all-portals-failed'),
       ('retention', 'schedule', 'queued', 'all', null, now(), null, null, null) returning id`,
    [anna, portals.Fabrikam],
  );
  ids = rows.map(({ id }) => id);
  await tasks.sql(
    `insert into run_portal (run_id, portal_id, status, error_code, ledger) values
       ($1, $5, 'succeeded', null, '{"usersRead": 7, "contacts": {"created": 3, "updated": 1, "vanished": 0}}'),
       ($2, $5, 'succeeded', null, '{}'), ($2, $6, 'failed', 'secret-wrong', '{}'), ($4, $6, 'failed', 'secret-wrong', '{}'),
       ($3, $5, 'succeeded', null, '{}')`,
    [...ids.slice(0, 4), portals.Contoso, portals.Fabrikam],
  );
  await tasks.sql("delete from run_portal where run_id = $1", [ids[2]]);
  await tasks.sql(
    `insert into log_line (run_id, portal_id, level, code, params, microsoft_code, microsoft_message, request_id) values
       ($1, $2, 'info', 'portal-started', '{}', null, null, null),
       ($1, $3, 'info', 'portal-started', '{}', null, null, null),
       ($1, $2, 'info', 'portal-imported', '{"users": 1234, "pages": 2, "licences": 3}', null, null, null),
       ($1, $3, 'error', 'secret-wrong', '{}', 'AADSTS7000215', 'Invalid client secret provided.', 'req-42'),
       ($1, $3, 'warning', 'user-count-differs', '{"read": 1, "counted": 2}', null, null, null)`,
    [ids[1], portals.Contoso, portals.Fabrikam],
  );
});
afterAll(() => tasks?.stop());

const stateOf = (query: string) =>
  parseListState(new URLSearchParams(query), {
    ...{ sortable: runSortKeys, defaultSort: { sort: "startedAt", direction: "desc" as const }, filters: runFilters },
  });
const found = async (query: string) => (await listRuns(stateOf(query))).rows.map(({ id }) => ids.indexOf(id));
const textOf = async (table: ReturnType<typeof exportRuns>) =>
  parse((await readAll(await download(table))).toString("utf8"), { bom: true }) as string[][];

describe("[S48] the list of runs", () => {
  test.each([
    ["", [4, 3, 2, 1, 0]],
    ["kind=import", [3, 1, 0]],
    ["kind=import&kind=retention", [4, 3, 1, 0]],
    ["trigger=after_import", [2]],
    ["status=failed&status=succeeded_with_warnings", [3, 1]],
    ["span=day", [4, 3]],
    ["span=week", [4, 3, 2, 1]],
    ["span=day&span=month", [4, 3, 2, 1]],
    ["who=nobody", [4, 2, 0]],
    ["who=not-an-id", []],
    ["portal=not-an-id", []],
    ["q=fabrikam", [3, 1]],
    ["q=anna", [3, 1]],
    ["q=secret-wrong", [3, 1]],
    ["q=all-portals", [3]],
    ["q=100%25", []],
    ["sort=duration&dir=desc", [0, 3, 1, 2, 4]],
    ["sort=duration", [2, 1, 3, 0, 4]],
    ["sort=number", [0, 1, 2, 3, 4]],
    ["sort=run&kind=recalculation&kind=retention", [2, 4]],
  ])("%j finds %j", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test("finds a person, a portal by the run's scope or its parts, and a number", async () => {
    expect(await found(`who=${anna}`)).toEqual([3, 1]);
    expect(await found(`who=${anna}&who=nobody`)).toEqual([4, 3, 2, 1, 0]);
    expect(await found(`portal=${portals.Fabrikam}`)).toEqual([3, 1]);
    expect(await found(`portal=${portals.Contoso}`)).toEqual([1, 0]);
    expect(await found(`q=${ids[2]}`)).toContain(2);
    expect(await listRequesters()).toEqual([{ id: anna, name: "Anna Admin" }]);
  });

  test("names the program whose service token started a run, also once the token is gone", async () => {
    const [token] = await tasks.sql<{ id: string }>(
      `insert into api_token (name, kind, role, scopes, token_hash, prefix, created_by)
       values ('nightly-report', 'service', 'administrator', '{}', 'x', 'swt_x', 'anna') returning id`,
    );
    const program = { id: token?.id ?? "", username: "nightly-report" };
    const { runId } = await createRun({ kind: "catalogue_refresh", trigger: "manual", requestedBy: program });
    await tasks.sql("delete from api_token");
    const idsOf = async (query: string) => (await listRuns(stateOf(query))).rows.map(({ id }) => id);
    expect(await idsOf(`who=${program.id}`)).toEqual([runId]);
    expect(await idsOf("q=nightly")).toEqual([runId]);
    expect(await idsOf("who=nobody")).not.toContain(runId);
    expect((await listRuns(stateOf("q=nightly"))).rows).toMatchObject([{ requestedBy: "nightly-report" }]);
    expect(await listRequesters()).toContainEqual({ id: program.id, name: "nightly-report" });
    expect(await findRunDetails(runId, ((code: string) => code) as never)).toMatchObject({
      requestedBy: "nightly-report",
    });
    const lines = await textOf(exportRuns(new URLSearchParams("q=nightly"), t));
    expect(lines[1]).toContain("nightly-report");
    await tasks.sql("delete from run where id = $1", [runId]);
  });

  test("shows who, which portals, and what changed", async () => {
    const { rows, total } = await listRuns(stateOf("kind=import"));
    expect(total).toBe(3);
    expect(rows[1]).toMatchObject({
      ...{ requestedBy: "Anna Admin", trigger: "manual" },
      portals: [
        { name: "Contoso", status: "succeeded" },
        { name: "Fabrikam", status: "failed" },
      ],
    });
    expect(rows[2]?.changes).toMatchObject({ users: 7, created: 3, updated: 1, vanished: 0 });
  });

  test("is exported as it is narrowed, as CSV and Excel", async () => {
    const query = new URLSearchParams("kind=import&sort=number");
    const [header, ...lines] = await textOf(exportRuns(query, t));
    expect(header?.slice(0, 6)).toEqual(["Number", "Task", "Status", "Trigger", "Person", "Portals"]);
    expect(lines.map((line) => [line[0], line[2], line[4], line[5]])).toEqual([
      [String(ids[0]), "Succeeded", "", "Contoso"],
      [String(ids[1]), "With warnings", "Anna Admin", "Contoso, Fabrikam"],
      [String(ids[3]), "Failed", "Anna Admin", "Fabrikam"],
    ]);
    const sheet = readSheet(await readAll(await download(exportRuns(query, t), { format: "xlsx" })));
    expect(sheet).toHaveLength(4);
  });
});

describe("[S48] the log of a run", () => {
  const read = async (query: string) => {
    const state = parseListState(new URLSearchParams(query), {
      ...{ sortable: logSortKeys, defaultSort: { sort: "time" }, filters: logFilters },
    });
    return (await listLogLines(ids[1] ?? 0, state, word)).rows.map(({ code }) => code);
  };

  test.each([
    ["level=error", ["secret-wrong"]],
    ["level=error&level=warning", ["secret-wrong", "user-count-differs"]],
    ["code=portal-started", ["portal-started", "portal-started"]],
    // our words, as the person reads them
    ["q=import%20began", ["portal-started", "portal-started"]],
    ["q=1234", ["portal-imported"]],
    ["q=AADSTS7000215", ["secret-wrong"]],
    ["q=invalid%20client", ["secret-wrong"]],
    ["q=req-42", ["secret-wrong"]],
    ["q=nothing%20like%20it", []],
  ])("%j finds %j", async (query, expected) => {
    expect(await read(query)).toEqual(expected);
  });

  test("is narrowed to a portal; only what is there is offered", async () => {
    expect(await read(`portal=${portals.Contoso}`)).toEqual(["portal-started", "portal-imported"]);
    expect(await listLogChoices(ids[1] ?? 0)).toEqual({
      codes: ["portal-imported", "portal-started", "secret-wrong", "user-count-differs"],
      portals: [
        { id: portals.Contoso, name: "Contoso" },
        { id: portals.Fabrikam, name: "Fabrikam" },
      ],
    });
  });

  test("[S71] is exported with remedy, who reported it, and Microsoft's own words", async () => {
    const lines = await textOf(exportRunLog(new URLSearchParams(`run=${ids[1]}&level=error`), t));
    expect(lines).toHaveLength(2);
    expect(lines[1]?.slice(1)).toEqual([
      ...["Error", "Fabrikam", "Entra does not accept the client secret.", expect.stringContaining("secret")],
      ...["Reported by Microsoft", "secret-wrong", "AADSTS7000215", "Invalid client secret provided.", "req-42"],
    ]);
  });
});
