import { createContoso, type DemoApp, startDemoTenant } from "@/demo/server";
import type { ConnectionEvent, ConnectionReport, ConnectionStep, StepResult } from "@/lib/graph/connection-report";
import { type ConnectionTestOptions, testConnection } from "@/lib/graph/connection-test";
import type { GraphConnection } from "@/lib/graph/token";
import { createApp } from "../demo/client";
import { secretConnection } from "./server";

export const ALL_ROLES = ["User.Read.All", "Organization.Read.All", "GroupMember.Read.All", "AuditLog.Read.All"];

export const startDemo = (app: Partial<DemoApp> = {}, tls?: { key: string; cert: string }) =>
  startDemoTenant({
    tenants: [createContoso({ userCount: 20 })],
    apps: [createApp({ roles: [...ALL_ROLES], ...app })],
    tls,
  });

type Urls = { url: string } | { loginUrl: string; graphUrl: string };

export function optionsFor(urls: Urls, options: Partial<ConnectionTestOptions> = {}): ConnectionTestOptions {
  const globalCloud = "url" in urls ? { loginUrl: urls.url, graphUrl: urls.url } : urls;
  return {
    settings: { timeoutMs: 5_000, retryBaseMs: 1, retryAfterMaxMs: 60_000, globalCloud },
    ...options,
  };
}

/** Runs a test to its end. */
export async function run(
  urls: Urls,
  connection: Partial<GraphConnection> = {},
  options: Partial<ConnectionTestOptions> = {},
): Promise<{ report: ConnectionReport; events: ConnectionEvent[]; of: (step: ConnectionStep) => StepResult }> {
  const events: ConnectionEvent[] = [];
  for await (const event of testConnection({ ...secretConnection, ...connection }, optionsFor(urls, options))) {
    events.push(event);
  }
  const last = events.at(-1);
  if (last?.type !== "done") throw new Error("the test did not end with its report");
  const { report } = last;
  const of = (step: ConnectionStep) => {
    const found = report.steps.find((result) => result.step === step);
    if (!found) throw new Error(`no ${step}`);
    return found;
  };
  return { report, events, of };
}
