"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import * as portals from "@/lib/portals/commands";
import { checkPortalName, resolveDirectory } from "@/lib/portals/connection-entries";
import * as credentials from "@/lib/portals/credentials";
import * as removal from "@/lib/portals/delete-portal";
import { includeSku } from "@/lib/portals/exclude-skus";
import { findTakenUp } from "@/lib/portals/reconnect";
import * as rollOver from "@/lib/portals/roll-over";
import {
  addPortalSchema,
  certificateFormSchema,
  connectionStepSchema,
  editPortalSchema,
  generalStepSchema,
  generateCertificateSchema,
  secretFormSchema,
} from "@/lib/portals/schema";

const refresh = () => revalidatePath("/settings/microsoft-365");
const portalSchema = z.object({ portalId: z.guid() });
const portalCredentialSchema = z.object({ portalId: z.guid(), credentialId: z.guid() });

/** The wizard's first step by itself: the name is free. */
export const checkGeneralStep = defineAction(
  {
    name: "portal.check-general",
    permission: "portals:write",
    input: generalStepSchema.extend({ portalId: z.guid().nullable() }),
  },
  ({ input }) => checkPortalName(input.name, input.portalId),
);

/** The wizard's second step by itself. Answers with the ids as they will be stored: a domain has become its directory's. */
export const checkConnectionStep = defineAction(
  { name: "portal.check-connection", permission: "portals:write", input: connectionStepSchema },
  async ({ input }) => ({ clientId: input.clientId, tenantId: await resolveDirectory(input) }),
);

export const stageSecret = defineAction(
  { name: "portal.stage-secret", permission: "portals:write", input: secretFormSchema },
  ({ input, account }) =>
    credentials.stageSecret(
      account,
      { secretId: input.secretId, value: input.secretValue, validUntil: input.validUntil },
      new Date(),
    ),
);

export const stageCertificate = defineAction(
  { name: "portal.stage-certificate", permission: "portals:write", input: certificateFormSchema },
  ({ input, account }) => credentials.stageCertificate(account, input, new Date()),
);

export const generateCertificate = defineAction(
  { name: "portal.generate-certificate", permission: "portals:write", input: generateCertificateSchema },
  ({ input, account }) => credentials.stageGeneratedCertificate(account, input, new Date()),
);

export const discardCredential = defineAction(
  { name: "portal.discard-credential", permission: "portals:write", input: z.object({ credentialId: z.guid() }) },
  ({ input, account }) => credentials.discardStaged(account, input.credentialId),
);

export const createPortal = defineAction(
  { name: "portal.create", permission: "portals:write", input: addPortalSchema },
  async ({ input: { credentialId, ...input }, account }) => {
    const tenantId = await resolveDirectory(input);
    const credential = { kind: "staged" as const, id: credentialId };
    const created = await portals.createPortal(account, { ...input, tenantId, credential });
    refresh();
    return created;
  },
);

/** What a new portal of this tenant would take up of a deleted one. */
export const previewTakeUp = defineAction(
  { name: "portal.preview-take-up", permission: "portals:write", input: z.object({ tenantId: z.guid() }) },
  ({ input }) => findTakenUp(input.tenantId),
);

export const updatePortal = defineAction(
  { name: "portal.update", permission: "portals:write", input: editPortalSchema },
  async ({ input, account }) => {
    await portals.updatePortal(account, { ...input, tenantId: await resolveDirectory(input) });
    refresh();
  },
);

export const setPortalEnabled = defineAction(
  { name: "portal.set-enabled", permission: "portals:write", input: portalSchema.extend({ isEnabled: z.boolean() }) },
  async ({ input, account }) => {
    await portals.setPortalEnabled(account, input);
    refresh();
  },
);

export const deletePortal = defineAction(
  {
    name: "portal.delete",
    permission: "portals:write",
    input: portalSchema.extend({ name: z.string().max(200), deletesData: z.boolean() }),
  },
  async ({ input, account }) => {
    const counts = await removal.deletePortal(account, input);
    refresh();
    return counts;
  },
);

/** Removes the exclusion of one SKU. Nothing happens when it is gone already. */
export const removeExclusion = defineAction(
  { name: "portal.remove-exclusion", permission: "portals:write", input: portalSchema.extend({ skuId: z.guid() }) },
  async ({ input, account }) => {
    await includeSku(account, input);
    refresh();
    revalidatePath("/licence-management", "layout");
  },
);

export const addStandby = defineAction(
  { name: "portal.add-standby", permission: "portals:write", input: portalCredentialSchema },
  async ({ input, account }) => {
    await rollOver.addStandby(account, input);
    refresh();
  },
);

export const promoteStandby = defineAction(
  { name: "portal.promote-standby", permission: "portals:write", input: portalCredentialSchema },
  async ({ input, account }) => {
    await rollOver.promoteStandby(account, input);
    refresh();
  },
);

export const removeStandby = defineAction(
  { name: "portal.remove-standby", permission: "portals:write", input: portalSchema },
  async ({ input, account }) => {
    await rollOver.removeStandby(account, input.portalId);
    refresh();
  },
);

export const startImport = defineAction(
  { name: "portal.start-import", permission: "runs:start", input: portalSchema },
  async ({ input, account }) => {
    const run = await portals.startPortalImport(account, input.portalId);
    refresh();
    return run;
  },
);
