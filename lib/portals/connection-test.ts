import { type Actor, writeAuditLine } from "@/lib/audit/record";
import { config } from "@/lib/config";
import { UnsealError } from "@/lib/crypto/unseal-error";
import { pool, withTransaction } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import type { ConnectionEvent, ConnectionReport } from "@/lib/graph/connection-report";
import { testConnection } from "@/lib/graph/connection-test";
import type { GraphConnection } from "@/lib/graph/token";
import { mergePortalSkus } from "./portal-skus";
import type { ConnectionTest } from "./schema";
import { openTestConnection } from "./secrets";

/**
 * Opens what is to be tested, then tests it. The report of a portal that is tested as it is stored is kept with it, unless the test
 * is aborted or the portal was changed meanwhile.
 * @throws AppError of `openTestConnection`, credential-other-key, credential-damaged: before there is anything to read
 */
export async function startConnectionTest(
  account: Actor & { id: string },
  test: ConnectionTest,
  signal: AbortSignal,
): Promise<AsyncGenerator<ConnectionEvent, void>> {
  const isStored = test.values === null && test.credentialId === null;
  // Before the secret is opened: a change between the two is then noticed.
  const version = isStored && test.portalId ? await readVersion(test.portalId) : null;
  const connection = await open(account.id, test);
  return followTest(connection, signal, async (report) => {
    if (test.portalId && version !== null) await keepReport(account, { id: test.portalId, version }, report);
  });
}

async function open(accountId: string, test: ConnectionTest): Promise<GraphConnection> {
  try {
    return await openTestConnection(accountId, test);
  } catch (error) {
    if (error instanceof UnsealError) throw new AppError(`credential-${error.reason}`, { cause: error });
    throw error;
  }
}

async function* followTest(
  connection: GraphConnection,
  signal: AbortSignal,
  keep: (report: ConnectionReport) => Promise<void>,
): AsyncGenerator<ConnectionEvent, void> {
  const { graph, globalCloud } = config();
  for await (const event of testConnection(connection, { settings: { ...graph, globalCloud }, signal })) {
    // Kept first: whoever hears of the end may ask for the portal at once.
    if (event.type === "done") await keep(event.report);
    yield event;
  }
}

async function readVersion(portalId: string): Promise<number | null> {
  const { rows } = await pool().query<{ version: number }>("select version from portal where id = $1", [portalId]);
  return rows[0]?.version ?? null;
}

function keepReport(actor: Actor, { id, version }: { id: string; version: number }, report: ConnectionReport) {
  return withTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `update portal set tested_at = $3, test_report = $4
       where id = $1 and version = $2 and deleted_at is null returning name`,
      [id, version, report.at, JSON.stringify(report)],
    );
    const [portal] = rows;
    if (!portal) return;
    if (report.skus) await mergePortalSkus(client, id, report.skus);
    await writeAuditLine(client, actor, {
      action: "portal.tested",
      targetType: "portal",
      targetId: id,
      targetName: portal.name,
      details: { outcome: report.outcome },
    });
  });
}
