import pLimit from "p-limit";
import { afterAll, expect, test } from "vitest";
import { createContoso } from "@/demo/server";
import { CLIENT_ID, SECRET, type Stage, setStage } from "../fault/worker/stage";

const PORTALS = 200;
const USERS = 25;
/** Of one process: IMPORT_PORTAL_CONCURRENCY as it is by itself. */
const AT_ONCE = 4;
/** An answer of Microsoft takes longer than one of a program next door; for as long as it does, a worker has time for others. */
const ANSWER_MS = 250;
/** An import of the same tenants may take so many times as long as the requests that it makes, made without it. */
const LIMIT = 4;

const tenants = Array.from({ length: PORTALS }, (_, index) =>
  createContoso({
    userCount: USERS,
    seed: 100 + index,
    tenantId: `5c1e7d20-9b4a-4f0e-8d61-${String(index).padStart(12, "0")}`,
    displayName: `Company ${index}`,
    domain: `company${index}.example`,
  }),
);

type Result = { workers: number; seconds: number; floorSeconds: number; shares: number[] };
const results: Result[] = [];

afterAll(() => {
  const lines = results.map(({ workers, seconds, floorSeconds, shares }) =>
    [
      ...[workers, `${seconds.toFixed(1)} s`, `${floorSeconds.toFixed(1)} s`, (seconds / floorSeconds).toFixed(1)],
      shares.join(" + "),
    ].join(" | "),
  );
  const head = "| workers | import | bare requests | ratio | portals of each |\n| ---: | ---: | ---: | ---: | --- |";
  process.stdout.write(`\n${head}\n${lines.map((line) => `| ${line} |`).join("\n")}\n`);
});

/** What one tenant was asked for: every one of them the same. */
function questionsOfOne(on: Stage): string[] {
  const counted = new Map<string, number>();
  for (const { method, path, query } of on.demo.requests.entries) {
    if (method !== "GET") continue;
    const address = query === "" ? path : `${path}?${query.replace(/^\?/, "")}`;
    counted.set(address, (counted.get(address) ?? 0) + 1);
  }
  return [...counted].flatMap(([address, count]) => {
    expect(count % PORTALS, address).toBe(0);
    return Array<string>(count / PORTALS).fill(address);
  });
}

/** The same questions, asked by nothing but `fetch`: as many tenants at once, of each one question after the other. */
async function askBare(on: Stage, workers: number): Promise<number> {
  const questions = questionsOfOne(on);
  const limit = pLimit(AT_ONCE * workers);
  const begun = performance.now();
  await Promise.all(
    tenants.map(({ id }) =>
      limit(async () => {
        const body = new URLSearchParams({
          ...{ client_id: CLIENT_ID, client_secret: SECRET, grant_type: "client_credentials" },
          scope: `${on.demo.url}/.default`,
        });
        const answer = await fetch(`${on.demo.url}/${id}/oauth2/v2.0/token`, { method: "POST", body });
        const { access_token } = (await answer.json()) as { access_token: string };
        for (const address of questions) {
          const page = await fetch(`${on.demo.url}${address}`, {
            headers: { authorization: `Bearer ${access_token}`, ConsistencyLevel: "eventual" },
          });
          await page.text();
        }
      }),
    ),
  );
  return (performance.now() - begun) / 1_000;
}

test.each([1, 2, 3])("200 portals, imported by %i", async (workers) => {
  const stage = await setStage({ tenants });
  try {
    stage.demo.faults.add({ kind: "slow", ms: ANSWER_MS, times: Number.POSITIVE_INFINITY });
    // As in production, but for the run, which has no queue's job here and is found by looking.
    const env = {
      ...{ RUN_STALE_MS: "60000", RUN_HEARTBEAT_MS: "5000", SHARE_INTERVAL_MS: "2000" },
      RECONCILE_INTERVAL_MS: "2000",
    };
    for (let count = 0; count < workers; count++) await stage.worker(env);
    const runId = await stage.startRun();
    expect(await stage.ended(runId, 400_000)).toMatchObject({ status: "succeeded" });
    const [{ seconds } = { seconds: Number.NaN }] = await stage.query<{ seconds: number }>(
      "select extract(epoch from ended_at - started_at)::float8 as seconds from run where id = $1",
      [runId],
    );
    const shares = await stage.query<{ count: number }>(
      "select count(*)::int as count from run_portal where run_id = $1 and status = 'succeeded' group by worker_name order by 1 desc",
      [runId],
    );
    const counts = shares.map(({ count }) => count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(PORTALS);
    expect(counts).toHaveLength(workers);
    const floorSeconds = await askBare(stage, workers);
    results.push({ workers, seconds, floorSeconds, shares: counts });
    expect(seconds / floorSeconds, `${seconds} s against ${floorSeconds} s`).toBeLessThan(LIMIT);
  } finally {
    await stage.end();
  }
});
