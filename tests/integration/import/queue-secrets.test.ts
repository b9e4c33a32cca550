import { createPrivateKey } from "node:crypto";
import IORedis from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { executeRun } from "@/lib/jobs/execute";
import { openQueue, openWorker, type QueueTarget } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";
import { generateCertificate } from "@/lib/portals/certificate";
import { createPortal } from "@/lib/portals/commands";
import { applySchedules } from "@/lib/server-tasks/schedule";
import { findSecrets, spellingsOf, spellingsOfKey } from "@/tests/support/planted-secrets";
import { eventually } from "@/tests/support/wait";
import { runBodies } from "@/workers/registry";
import { backends, createTarget, schemaOf } from "../jobs/backends";
import { createCompany, type Harness, startHarness } from "./support";

const SECRET_VALUE = "plantedForTheQueue~with/odd+signs=&8Q";
const ROLES = ["User.Read.All", "Organization.Read.All"];
const ACTOR = { id: null, username: "tests" };
const contoso = createCompany("Contoso", 60);
const fabrikam = createCompany("Fabrikam", 40);

let harness: Harness;
let needles: [name: string, spelling: string][];

beforeAll(async () => {
  harness = await startHarness({ tenants: [contoso, fabrikam] });
  const made = await generateCertificate({ commonName: "Seatwise", validDays: 10, now: new Date(Date.now() - 60_000) });
  const [bySecret, byKey] = ["5e0a9d3c-2222-4c3a-9e2f-000000000001", "5e0a9d3c-2222-4c3a-9e2f-000000000002"];
  harness.demo.apps.push(
    { tenantId: contoso.id, clientId: bySecret, roles: ROLES, secrets: [{ id: "s", value: SECRET_VALUE }] },
    { tenantId: fabrikam.id, clientId: byKey, roles: ROLES, certificates: [made.certificatePem] },
  );
  const validUntil = new Date(Date.now() + 86_400_000);
  await createPortal(ACTOR, {
    name: "By secret",
    tenantId: contoso.id,
    clientId: bySecret,
    credential: { kind: "secret", secretId: "s", value: SECRET_VALUE, validUntil },
  });
  await createPortal(ACTOR, {
    name: "By certificate",
    tenantId: fabrikam.id,
    clientId: byKey,
    credential: { kind: "certificate", ...made },
  });
  const der = createPrivateKey(made.privateKeyPem).export({ format: "der", type: "pkcs8" });
  needles = [["a token", "eyJ"], ...spellingsOf("secret", SECRET_VALUE), ...spellingsOfKey(made.privateKeyPem, der)];
});
afterAll(() => harness?.stop());
afterEach(() => harness.demo.faults.clear());

/** All that the queue has written down, whatever it is: payloads, options, schedules, events, reasons of failures. */
async function dumpQueue(target: QueueTarget): Promise<string[]> {
  if (!target.redisUrl) {
    const tables = await harness.sql<{ name: string }>(
      "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema = $1",
      [schemaOf(target)],
    );
    const rows = await Promise.all(
      tables.map(({ name }) => harness.sql<{ text: string }>(`select t::text as text from ${name} t`)),
    );
    return [...tables.map(({ name }) => name), ...rows.flat().map(({ text }) => text)];
  }
  const redis = new IORedis(target.redisUrl);
  try {
    const keys = await redis.keys(`${target.queuePrefix}:*`);
    const values = await Promise.all(
      keys.map(async (key) => {
        const type = await redis.type(key);
        if (type === "hash") return redis.hgetall(key);
        if (type === "list") return redis.lrange(key, 0, -1);
        if (type === "set") return redis.smembers(key);
        if (type === "zset") return redis.zrange(key, "0", "-1", "WITHSCORES");
        if (type === "stream") return redis.xrange(key, "-", "+");
        return redis.get(key);
      }),
    );
    return [...keys, ...values.map((value) => JSON.stringify(value))];
  } finally {
    redis.disconnect();
  }
}

describe.each(backends)("what the queue holds on %s, before, while and after runs succeed and fail", (backend) => {
  it("is ids and names of tasks, and no secret", async () => {
    const target = await createTarget(backend, harness.databaseUrl);
    const queue = openQueue(target);
    const seen: string[] = [];
    const look = async () => seen.push(...(await dumpQueue(target)));
    await applySchedules(queue);
    const start = async () => (await startRun(queue, { kind: "import", trigger: "manual" })).runId;
    const waiting = await start();
    await look();
    const worker = openWorker(
      target,
      async (name, data) => {
        if (name !== "execute-run" || !("runId" in data)) return;
        await look();
        await executeRun(data.runId, (claim) => runBodies[claim.kind], {
          workerName: "test",
          heartbeatMs: 1_000,
          staleMs: 60_000,
          shutdown: new AbortController().signal,
        });
      },
      1,
    );
    const endOf = (runId: number) =>
      eventually(async () => {
        const [run] = await harness.sql<{ status: string }>(
          "select status from run where id = $1 and ended_at is not null",
          [runId],
        );
        return run?.status;
      });
    try {
      expect(await endOf(waiting)).toBe("succeeded");
      harness.demo.faults.add({ kind: "revokedSecret", times: Number.POSITIVE_INFINITY });
      expect(await endOf(await start())).toBe("failed");
      await look();
    } finally {
      await worker.close();
      await queue.close();
    }
    const text = seen.join("\n");
    expect(text, "the payload of the first run was seen").toMatch(new RegExp(`runId\\W+${waiting}\\b`));
    expect(text, "the schedules were seen").toMatch(/taskKey/);
    expect(findSecrets(text, needles)).toEqual([]);
  });
});
