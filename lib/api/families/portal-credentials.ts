import { z } from "zod";
import { defineOperation } from "@/lib/actions/define-operation";
import { AppError } from "@/lib/errors";
import { discardStaged, readPublicCertificate } from "@/lib/portals/credentials";
import { addStandby, promoteStandby, removeStandby } from "@/lib/portals/roll-over";
import { guid, text } from "../wire";
import { credentialIdOf, credentialSchema, newCredentialSchema, stageCredential } from "./portal-credential-input";
import { credential, portal } from "./portal-views";
import { readPortal } from "./portals";

const tag = "Portals";
const permission = "portals:write";
const params = z.object({ portalId: guid });
const credentialParams = z.object({ credentialId: guid });

export const portalCredentialOperations = [
  defineOperation(
    {
      ...{ name: "stageCredential", method: "POST", path: "/credentials", tag, permission, status: 201 },
      summary: "Keep a credential for a portal that is yet to be saved",
      description:
        "Sealed, for 24 hours, and for this caller alone. With `generated`, the public part for Entra is `GET /credentials/{credentialId}/certificate`.",
      ...{ body: newCredentialSchema, output: credential },
      location: ({ id }: { id: string }) => `/credentials/${id}/certificate`,
    },
    ({ account, body }) => stageCredential(account, body, ""),
  ),
  defineOperation(
    {
      ...{ name: "discardCredential", method: "DELETE", path: "/credentials/{credentialId}", tag, permission },
      ...{ summary: "Throw a staged credential away", params: credentialParams, status: 204 },
    },
    ({ account, params: { credentialId } }) => discardStaged(account, credentialId),
  ),
  defineOperation(
    {
      ...{ name: "getCertificate", method: "GET", path: "/credentials/{credentialId}/certificate", tag, permission },
      ...{ summary: "Read the public part of a certificate, for Entra", params: credentialParams },
      output: z.object({ certificatePem: text, thumbprintSha1: text }),
    },
    ({ account, params: { credentialId } }) => readPublicCertificate(account, credentialId),
  ),
  defineOperation(
    {
      ...{ name: "setStandby", method: "PUT", path: "/portals/{portalId}/standby", tag, permission },
      summary: "Put a second credential beside the one in use",
      description: "It takes over when it is promoted, or by itself once the first has ended and Entra accepts it.",
      ...{ params, body: z.strictObject({ credential: credentialSchema }), output: portal },
      codes: ["credential-not-found"],
    },
    async ({ account, params: { portalId }, body }) => {
      await readPortal(portalId);
      await addStandby(account, { portalId, credentialId: await credentialIdOf(account, body.credential) });
      return readPortal(portalId);
    },
  ),
  defineOperation(
    {
      ...{ name: "removeStandby", method: "DELETE", path: "/portals/{portalId}/standby", tag, permission },
      ...{ summary: "Remove the second credential", params, status: 204 },
    },
    ({ account, params: { portalId } }) => removeStandby(account, portalId),
  ),
  defineOperation(
    {
      ...{ name: "promoteStandby", method: "POST", path: "/portals/{portalId}/standby/promote", tag, permission },
      summary: "Let the second credential take over",
      description: "Once Entra has accepted it; otherwise nothing changes.",
      ...{ params, output: portal, codes: ["standby-missing", "credential-not-accepted"] },
    },
    async ({ account, params: { portalId } }) => {
      const { standby } = await readPortal(portalId);
      if (!standby) throw new AppError("standby-missing");
      await promoteStandby(account, { portalId, credentialId: standby.id });
      return readPortal(portalId);
    },
  ),
];
