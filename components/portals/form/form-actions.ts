import type { ActionResult } from "@/lib/actions/result";
import type { PortalCredentialView } from "@/lib/portals/credential-view";

type FormAction<Data> = (previous: null, form: FormData) => Promise<ActionResult<Data>>;

/** What the dialogs of a credential need of the server. */
export type CredentialActions = {
  stageSecret: FormAction<PortalCredentialView>;
  stageCertificate: FormAction<PortalCredentialView>;
  generateCertificate: FormAction<PortalCredentialView>;
  discardCredential: (input: { credentialId: string }) => Promise<ActionResult<void>>;
};

export type StepChecks = {
  checkGeneralStep: (input: {
    name: string;
    description: string;
    portalId: string | null;
  }) => Promise<ActionResult<void>>;
  checkConnectionStep: (input: {
    cloud: "global" | "us-gov-l4" | "us-gov-l5" | "china";
    clientId: string;
    tenantId: string;
  }) => Promise<ActionResult<{ clientId: string; tenantId: string }>>;
};
