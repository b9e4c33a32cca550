import { createTranslator } from "next-intl";
import { type Translate, wordStep } from "@/components/portals/connection-test/step-text";
import { createContoso, type DemoApp, startDemoTenant } from "@/demo/server";
import type { ConnectionEvent, ConnectionReport, ConnectionStep, StepResult } from "@/lib/graph/connection-report";
import { type ConnectionTestOptions, testConnection } from "@/lib/graph/connection-test";
import type { GraphConnection } from "@/lib/graph/token";
import { languageTags, locales } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";
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

/** Throws where a text is missing, or wants a parameter that the step does not give. */
const translators = locales.map(
  (locale) =>
    createTranslator({
      ...{ locale: languageTags[locale], messages: messagesByLocale[locale], namespace: "connectionTest" },
      timeZone: "UTC",
      onError: (error) => {
        throw error;
      },
    }) as unknown as Translate,
);

/** Runs a test to its end; whatever its steps come to has words in both languages. */
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
  for (const t of translators) for (const step of report.steps) wordStep(t, step);
  const of = (step: ConnectionStep) => {
    const found = report.steps.find((result) => result.step === step);
    if (!found) throw new Error(`no ${step}`);
    return found;
  };
  return { report, events, of };
}
