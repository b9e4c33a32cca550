import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MICROSOFT_LIST_ADDRESS } from "@/lib/catalogue/microsoft-list";
import { executeRun, type RunContext } from "@/lib/jobs/execute";
import { type Claim, claimRun, createRun } from "@/lib/jobs/runs";
import { refreshCatalogue } from "@/lib/portals/run-catalogue";
import { readCatalogueAddress } from "@/lib/server-tasks/settings";
import { runBodies } from "@/workers/registry";
import { listText, skuIdOf } from "../../support/catalogue/list";
import { type Answer, csv, cut, endless, type ListServer, startListServer, status } from "./list-server";
import { type Catalogue, startCatalogue } from "./support";

let catalogue: Catalogue;
let server: ListServer;

beforeAll(async () => {
  catalogue = await startCatalogue();
  server = await startListServer();
  await catalogue.sql("update server_task set settings = $1 where key = 'catalogue'", [{ address: server.address }]);
});
afterAll(async () => {
  await server?.stop();
  await catalogue?.stop();
});
beforeEach(() => catalogue.reset());

/** A run by the body that a worker would carry out. */
async function refresh() {
  const { runId } = await createRun({ kind: "catalogue_refresh", trigger: "manual" });
  await executeRun(runId, ({ kind }) => runBodies[kind], {
    workerName: "test",
    heartbeatMs: 1_000,
    staleMs: 60_000,
    shutdown: new AbortController().signal,
  });
  const [run] = await catalogue.sql<{ status: string; errorCode: string | null }>(
    `select status, error_code as "errorCode" from run where id = $1`,
    [runId],
  );
  const log = await catalogue.sql(
    `select level, code, params, microsoft_code as "microsoftCode" from log_line where run_id = $1 order by id`,
    [runId],
  );
  return { status: run?.status, errorCode: run?.errorCode, log };
}

const stored = () => catalogue.sql("select sku_id, title, xmin::text from catalogue_sku order by sku_id");
const source = () => ({
  level: "info",
  code: "catalogue-source",
  params: { address: server.address },
  microsoftCode: null,
});

const contextOf = (claim: Claim, signal: AbortSignal): RunContext => ({
  claim,
  worker: { workerName: "first", heartbeatMs: 1_000, staleMs: 60_000 },
  signal,
  progress: async () => undefined,
});

describe("a refresh of the catalogue", () => {
  test("takes the list over, renames what was imported, and writes nothing where nothing changed", async () => {
    const contoso = await catalogue.addPortal("Contoso");
    await catalogue.insertImported(contoso, skuIdOf(20), "CONTOSO_PRODUCT_20");
    server.answer(csv());
    expect(await refresh()).toEqual({
      status: "succeeded",
      errorCode: null,
      log: [
        source(),
        {
          level: "info",
          code: "catalogue-refreshed",
          params: { created: 61, changed: 0, unchanged: 0, servicePlans: 55 },
          microsoftCode: null,
        },
        { level: "info", code: "catalogue-renamed", params: { licences: 1, products: 1 }, microsoftCode: null },
        {
          level: "info",
          code: "catalogue-lines-skipped",
          params: { count: 3, lines: "14, 15, 16" },
          microsoftCode: null,
        },
      ],
    });
    expect((await catalogue.names()).products).toEqual(["Contoso: Contoso Product 20"]);

    const before = await stored();
    const again = await refresh();
    expect(again.log.map(({ code }) => code)).not.toContain("catalogue-renamed");
    expect(again.log[1]?.params).toEqual({ created: 0, changed: 0, unchanged: 61, servicePlans: 0 });
    expect(await stored()).toEqual(before);
  });

  const lines = listText.split("\n");
  test.each<[string, Answer, string, string | null]>([
    ["a web page", csv("<!doctype html><title>Sign in</title>"), "catalogue-is-html", null],
    ["a body without end", endless, "catalogue-too-large", null],
    ["other columns", csv(["Name,Id", ...lines.slice(1)].join("\n")), "catalogue-columns-missing", null],
    ["a part of the list", csv(lines.slice(0, 30).join("\n")), "catalogue-too-few", null],
    ["no list", csv("gone"), "catalogue-not-csv", null],
    ["status 404", status(404), "catalogue-refused", "HTTP 404"],
    ["a redirect to http", status(302, { location: "http://127.0.0.1/" }), "catalogue-redirected", "HTTP 302"],
    ["a line that is cut", cut, "catalogue-unreachable", "UND_ERR_SOCKET"],
  ])("fails with %s, and the old list stays", async (_, answer, code, detail) => {
    server.answer(csv());
    await refresh();
    const before = await stored();
    server.answer(answer);
    const run = await refresh();
    expect([run.status, run.errorCode]).toEqual(["failed", code]);
    expect(run.log).toMatchObject([source(), { level: "error", code, microsoftCode: detail }]);
    expect(await stored()).toEqual(before);
  });

  test("names no more skipped lines than one can read", async () => {
    const broken = Array.from({ length: 30 }, () => "Contoso,CONTOSO,no-guid,,,").join("\n");
    server.answer(csv(`${lines[0]}\n${broken}\n${lines.slice(1).join("\n")}`));
    const { params } = (await refresh()).log.at(-1) as { params: { count: number; lines: string } };
    expect(params.count).toBe(33);
    expect(params.lines).toBe("2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, …");
  });

  test("writes nothing once another worker has its run", async () => {
    server.answer(csv());
    const { runId } = await createRun({ kind: "catalogue_refresh", trigger: "manual" });
    const claim = await claimRun(runId, "first", 0);
    if (!claim) throw new Error("a new run can be claimed");
    await catalogue.sql("update run set claim_token = gen_random_uuid() where id = $1", [runId]);
    await expect(refreshCatalogue(contextOf(claim, new AbortController().signal), server.address)).rejects.toThrow(
      `run ${runId} is no longer ours`,
    );
    expect(await stored()).toEqual([]);
  });

  test("ends with its reason when it is stopped", async () => {
    server.answer(csv());
    const { runId } = await createRun({ kind: "catalogue_refresh", trigger: "manual" });
    const claim = await claimRun(runId, "first", 0);
    if (!claim) throw new Error("a new run can be claimed");
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(refreshCatalogue(contextOf(claim, signal), server.address)).rejects.toThrow("stopped");
    expect(await stored()).toEqual([]);
  });
});

describe("where the list comes from", () => {
  test.each([
    [{}, MICROSOFT_LIST_ADDRESS],
    [{ address: "https://mirror.example/list.csv" }, "https://mirror.example/list.csv"],
    [{ address: "http://mirror.example/list.csv" }, MICROSOFT_LIST_ADDRESS],
    [{ address: 7 }, MICROSOFT_LIST_ADDRESS],
  ])("with the settings %j", async (settings, address) => {
    await catalogue.sql("update server_task set settings = $1 where key = 'catalogue'", [settings]);
    expect(await readCatalogueAddress()).toBe(address);
    await catalogue.sql("update server_task set settings = $1 where key = 'catalogue'", [{ address: server.address }]);
  });
});
