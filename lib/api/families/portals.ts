import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import { createPortal, setPortalEnabled, startPortalImport, updatePortal } from "@/lib/portals/commands";
import { resolveDirectory } from "@/lib/portals/connection-entries";
import { startConnectionTest } from "@/lib/portals/connection-test";
import { discardStaged } from "@/lib/portals/credentials";
import { deletePortal } from "@/lib/portals/delete-portal";
import { findPortal, listPortals, type PortalDetails } from "@/lib/portals/queries";
import { type ConnectionTest, connectionStepSchema, generalStepSchema } from "@/lib/portals/schema";
import { pageInMemory, pageOf, shortListQuery } from "../paging";
import { bodyVersion, count, expectedVersion, guid, runLocation, startedRun, text } from "../wire";
import { credentialIdOf, credentialSchema } from "./portal-credential-input";
import { connectionReport, exclusionsInput, portal, portalItem } from "./portal-views";

const tag = "Portals";
const params = z.object({ portalId: guid });
const { name, description } = generalStepSchema.shape;
const { cloud, clientId, tenantId } = connectionStepSchema.shape;

const newPortal = z.strictObject({
  name,
  description: description.default(""),
  cloud: cloud.default("global"),
  tenantId: tenantId.describe("The directory: its GUID, or one of its verified domains."),
  clientId: clientId.describe("The application's GUID."),
  credential: credentialSchema,
  exclusions: exclusionsInput.default([]),
  excludeFree: z.boolean().default(false).describe("Free and viral SKUs are not imported."),
});

const createdPortal = portal.extend({
  takenUp: z
    .object({ portalId: guid, name: text, licences: count, products: count, contacts: count })
    .nullable()
    .describe("What a deleted portal of the tenant had left behind, under its former name; null: nothing."),
});

const portalChange = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  cloud: cloud.optional(),
  tenantId: tenantId.optional(),
  clientId: clientId.optional(),
  credential: credentialSchema.nullable().optional().describe("Replaces the one that is stored; null removes it."),
  exclusions: exclusionsInput.optional().describe("Replaces all of them."),
  excludeFree: z.boolean().optional(),
  ...bodyVersion,
});

/** @throws AppError portal-not-found */
export async function readPortal(portalId: string): Promise<PortalDetails> {
  const found = await findPortal(portalId, new Date());
  if (!found) throw new AppError("portal-not-found");
  return found;
}

/** Runs a whole test; what a screen is told step by step stands in the report. */
export async function runTest(
  account: { id: string; username: string },
  test: ConnectionTest,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  for await (const event of await startConnectionTest(account, test, signal)) {
    if (event.type === "done") return event.report;
  }
  throw new Error("a connection test ended without a report");
}

export const portalOperations = [
  defineOperation(
    {
      ...{ name: "listPortals", method: "GET", path: "/portals", tag, permission: "portals:read" },
      ...{ summary: "List portals, by name", query: shortListQuery, output: pageOf(portalItem) },
    },
    async ({ query }) => pageInMemory(await listPortals(new Date()), query),
  ),
  defineOperation(
    {
      ...{ name: "createPortal", method: "POST", path: "/portals", tag, permission: "portals:write", status: 201 },
      summary: "Add a portal",
      description:
        "It is imported with the next run of the server task, or by `POST /portals/{portalId}/import`. Of a tenant whose portal " +
        "was deleted and left data behind, that portal comes back to life with these entries, and its licences, products and " +
        "contacts go on: `takenUp` says what. None is taken up while another portal reads the tenant.",
      ...{ body: newPortal, output: createdPortal, location: ({ id }: { id: string }) => `/portals/${id}` },
      codes: ["portal-name-taken", "directory-unknown", "directory-not-resolved", "credential-not-found"],
    },
    async ({ account, body: { credential, exclusions: excluded, excludeFree, ...given } }) => {
      const directory = await resolveDirectory(given);
      const staged = { kind: "staged" as const, id: await credentialIdOf(account, credential) };
      const value = { exclusions: excluded, excludeFree };
      const { id, takenUp } = await createPortal(account, {
        ...given,
        tenantId: directory,
        credential: staged,
        exclusions: value,
      });
      return { ...(await readPortal(id)), takenUp };
    },
  ),
  defineOperation(
    {
      ...{ name: "getPortal", method: "GET", path: "/portals/{portalId}", tag, permission: "portals:read" },
      ...{ summary: "Read a portal", params, output: portal },
    },
    ({ params: { portalId } }) => readPortal(portalId),
  ),
  defineOperation(
    {
      ...{ name: "updatePortal", method: "PATCH", path: "/portals/{portalId}", tag, permission: "portals:write" },
      summary: "Change a portal",
      description: "Fields that are not given stay. A new name goes into the names of everything that was imported.",
      ...{ params, body: portalChange, output: portal, isVersioned: true },
      codes: ["portal-changed", "portal-name-taken", "directory-unknown", "directory-not-resolved"],
    },
    async ({ account, params: { portalId }, version: wanted, body }) => {
      const { credential, exclusions: excluded, excludeFree, version: _, ...change } = body;
      const before = await readPortal(portalId);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const { name, description, cloud, clientId, tenantId } = { ...before, ...given };
      const directory = await resolveDirectory({ cloud, tenantId });
      await updatePortal(account, {
        ...{ portalId, name, description, cloud, clientId, tenantId: directory },
        version: expectedVersion(wanted, before),
        credential:
          credential === undefined
            ? { kind: "keep" }
            : credential === null
              ? { kind: "remove" }
              : { kind: "replace", credentialId: await credentialIdOf(account, credential) },
        exclusions: { exclusions: excluded ?? before.exclusions, excludeFree: excludeFree ?? before.excludeFree },
      });
      return readPortal(portalId);
    },
  ),
  defineOperation(
    {
      ...{ name: "deletePortal", method: "DELETE", path: "/portals/{portalId}", tag, permission: "portals:write" },
      summary: "Delete a portal",
      description:
        "Licences, products and contacts that came from it stay and are marked, unless they are to go too. What stays goes on " +
        "when its tenant is added again.",
      params,
      query: z.strictObject({ deletesData: z.boolean().default(false) }),
      output: z.object({ licences: count, products: count, contacts: count }),
    },
    async ({ account, params: { portalId }, query: { deletesData } }) => {
      const { name } = await readPortal(portalId);
      return deletePortal(account, { portalId, name, deletesData });
    },
  ),
  ...([true, false] as const).map((isEnabled) =>
    defineOperation(
      {
        ...{ name: isEnabled ? "enablePortal" : "pausePortal", method: "POST", tag, permission: "portals:write" },
        path: `/portals/{portalId}/${isEnabled ? "enable" : "pause"}`,
        summary: isEnabled ? "Import a paused portal again" : "Pause a portal",
        description: isEnabled ? "From the next run on." : "Its data stay; imports leave it out.",
        ...{ params, output: portal },
      },
      async ({ account, params: { portalId } }) => {
        await setPortalEnabled(account, { portalId, isEnabled });
        return readPortal(portalId);
      },
    ),
  ),
  defineOperation(
    {
      ...{ name: "importPortal", method: "POST", path: "/portals/{portalId}/import", tag, permission: "runs:start" },
      ...{ summary: "Start an import of one portal", params, status: 202, output: startedRun, location: runLocation },
      codes: ["portal-disabled"],
    },
    ({ account, params: { portalId } }) => startPortalImport(account, portalId),
  ),
  defineOperation(
    {
      ...{ name: "testPortal", method: "POST", path: "/portals/{portalId}/test", tag, permission: "portals:write" },
      summary: "Test the connection of a portal",
      description:
        "Answers when the test is over, with its steps. The report of the portal as it is stored is kept with it.",
      params,
      body: z.strictObject({
        credentialId: guid.optional().describe("One of the portal's, such as its standby, or a staged one."),
      }),
      output: connectionReport,
      codes: ["credential-not-found", "credential-damaged", "credential-other-key"],
    },
    async ({ account, params: { portalId }, body, request }) => {
      await readPortal(portalId);
      const { credentialId = null } = body;
      return runTest(account, { portalId, values: null, credentialId }, request.signal);
    },
  ),
  defineOperation(
    {
      ...{ name: "testConnection", method: "POST", path: "/connection-tests", tag, permission: "portals:write" },
      ...{
        summary: "Test a connection before it is saved",
        description: "Answers when it is over. Nothing is stored.",
      },
      body: z.strictObject({ cloud: cloud.default("global"), tenantId, clientId, credential: credentialSchema }),
      ...{ output: connectionReport, codes: ["credential-not-found"] },
    },
    async ({ account, body: { credential, ...values }, request }) => {
      const credentialId = await credentialIdOf(account, credential);
      try {
        return await runTest(account, { portalId: null, values, credentialId }, request.signal);
      } finally {
        if (credential.kind !== "staged") await discardStaged(account, credentialId);
      }
    },
  ),
];
