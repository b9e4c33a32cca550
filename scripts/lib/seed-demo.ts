import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { insertFirstAdministrator } from "@/lib/accounts/commands";
import { config } from "@/lib/config";
import { db } from "@/lib/db/client";
import { closeDatabase, pool } from "@/lib/db/pool";
import { openQueue } from "@/lib/jobs/queue";
import { startRun } from "@/lib/jobs/runs";
import { createPortal } from "@/lib/portals/commands";
import { contosoTenantId } from "../../demo/server";
import { type DemoTenantConfig, demoKeyFile } from "./demo-tenant";

const USERNAME = "admin";
const PASSWORD_FILE = "demo-password";
const POLL_MS = 300;
const FIRST_RUN_LIMIT_MS = 300_000;

type SeedOptions = { dataDir: string; env: NodeJS.ProcessEnv; tenant: DemoTenantConfig };

/**
 * The demo's account and its portal "Contoso", made through the product's own commands, and its first run. Does nothing
 * that is done already. @returns how to sign in, and the first run where one had to be started
 */
export async function seedDemo({ dataDir, env, tenant }: SeedOptions): Promise<{ username: string; password: string }> {
  // The product's modules read the environment that web and worker are given.
  Object.assign(process.env, env);
  const password = await ensureAccount(dataDir);
  await ensurePortal(dataDir, tenant);
  return { username: USERNAME, password };
}

/** The password is made once and kept beside the data: the demo shows it at every start. */
async function ensureAccount(dataDir: string): Promise<string> {
  const file = path.join(dataDir, PASSWORD_FILE);
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(9).toString("base64url"), { mode: 0o600 });
  const password = fs.readFileSync(file, "utf8");
  if (!(await db().account.findFirst({ select: { id: true } }))) {
    await insertFirstAdministrator({ username: USERNAME, displayName: "Demo administrator", password });
  }
  return password;
}

async function ensurePortal(dataDir: string, tenant: DemoTenantConfig): Promise<void> {
  if (await db().portal.findFirst({ where: { tenantId: contosoTenantId }, select: { id: true } })) return;
  const app = tenant.apps.find((candidate) => candidate.tenantId === contosoTenantId);
  const certificatePem = app?.certificates[0];
  const keyFile = demoKeyFile(dataDir);
  if (!app || !certificatePem || !fs.existsSync(keyFile)) {
    throw new Error(`The demo's data are not whole. Delete ${dataDir} and start again.`);
  }
  await createPortal(
    { id: null, username: "demo" },
    {
      name: "Contoso",
      description: "Demo tenant: company, people and licences are invented.",
      tenantId: app.tenantId,
      clientId: app.clientId,
      credential: { kind: "certificate", certificatePem, privateKeyPem: fs.readFileSync(keyFile, "utf8") },
    },
  );
  // The product keeps the key sealed from here on.
  fs.rmSync(keyFile);
}

/** Starts the first "Recalculate completely" where there has been none, waits for it, and says what it waits for. */
export async function waitForFirstRun(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  try {
    const known = await latestRun();
    if (known && !isOpen(known)) {
      say(`Imported at an earlier start; the latest complete recalculation: ${describe(known)}.`);
      return;
    }
    say(known ? "Waiting for an import that an earlier start began …" : "Waiting for the first import …");
    if (!known) {
      const queue = openQueue(config());
      await startRun(queue, { kind: "full_recalculation", trigger: "manual" });
      await queue.close();
    }
    await followRun((line) => say(`  ${line}`), signal);
  } finally {
    await closeDatabase();
  }
}

type RunState = { id: number; status: string; phase: string | null; done: number; total: number };

async function latestRun(): Promise<RunState | null> {
  const { rows } = await pool().query<RunState>(
    `select id, status, phase, steps_done as done, steps_total as total from run
     where kind = 'full_recalculation' order by id desc limit 1`,
  );
  return rows[0] ?? null;
}

async function followRun(onProgress: (line: string) => void, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + FIRST_RUN_LIMIT_MS;
  let shown = "";
  for (;;) {
    signal.throwIfAborted();
    const run = await latestRun();
    const line = run ? describe(run) : "waiting";
    if (line !== shown) onProgress(line);
    shown = line;
    if (run && !isOpen(run)) return;
    if (Date.now() > deadline) throw new Error("The first import did not end in time; the server monitor tells why.");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const isOpen = ({ status }: RunState) => status === "queued" || status === "running";

const describe = ({ id, status, phase, done, total }: RunState) =>
  phase === "import" && total > 0
    ? `run ${id}: ${done} of ${total} users read`
    : `run ${id}: ${phase ?? status.replaceAll("_", " ")}`;
