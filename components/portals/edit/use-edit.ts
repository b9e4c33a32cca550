"use client";

import { useState } from "react";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import type { PortalDetails } from "@/lib/portals/queries";
import type { EditPortal } from "@/lib/portals/schema";
import type { CredentialActions } from "../form/form-actions";
import { type PortalValues, stagedOfKind } from "../form/portal-values";

export type Edit = {
  values: PortalValues;
  /** of the portal when the form was opened: another one means that somebody saved meanwhile */
  version: number;
  isTouched: boolean;
  isStoredRemoved: boolean;
  report: ConnectionReport | null;
  change: (values: Partial<PortalValues>) => void;
  removeStored: () => void;
  setReport: (report: ConnectionReport) => void;
  discard: (actions: Pick<CredentialActions, "discardCredential">) => () => void;
};

const valuesOf = (portal: PortalDetails): PortalValues => ({
  name: portal.name,
  description: portal.description,
  cloud: portal.cloud,
  clientId: portal.clientId,
  tenantId: portal.tenantId,
  kind: portal.credential?.kind ?? "certificate",
  staged: null,
  exclusions: {
    exclusions: portal.exclusions.map(({ skuId, reason, endsOn }) => ({ skuId, reason, endsOn })),
    excludeFree: portal.excludeFree,
  },
});

/** The form's state, begun with the portal as it was when the page was opened. */
export function useEdit(portal: PortalDetails): Edit {
  const [initial] = useState(() => ({ values: valuesOf(portal), version: portal.version }));
  const [values, setValues] = useState(initial.values);
  const [isStoredRemoved, setStoredRemoved] = useState(false);
  const [report, setReport] = useState<ConnectionReport | null>(null);
  const isTouched = isStoredRemoved || JSON.stringify(values) !== JSON.stringify(initial.values);
  return {
    values,
    version: initial.version,
    isTouched,
    isStoredRemoved,
    report,
    change: (change) => setValues((before) => ({ ...before, ...change })),
    removeStored: () => setStoredRemoved(true),
    setReport,
    discard: (actions) => () => {
      if (values.staged) void actions.discardCredential({ credentialId: values.staged.id }).catch(() => undefined);
    },
  };
}

/** What the save does with the credential; null: another kind was chosen, and there is none of it. */
export function credentialChange(edit: Edit, stored: PortalCredentialView | null): EditPortal["credential"] | null {
  const staged = stagedOfKind(edit.values);
  if (staged) return { kind: "replace", credentialId: staged.id };
  if (edit.isStoredRemoved) return { kind: "remove" };
  return !stored || stored.kind === edit.values.kind ? { kind: "keep" } : null;
}
