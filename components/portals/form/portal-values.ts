import type { CredentialKind } from "@/lib/db/generated/enums";
import type { CloudName } from "@/lib/graph/clouds";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import type { ExclusionValue, SkuOption } from "@/lib/portals/exclusions";
import { isDomain, isGuid, stripPasted } from "@/lib/portals/pasted";
import type { ConnectionTest } from "@/lib/portals/schema";

/** What wizard and edit form hold while a person works on them, as typed. Nothing secret: a credential is its row's id. */
export type PortalValues = {
  name: string;
  description: string;
  cloud: CloudName;
  clientId: string;
  tenantId: string;
  kind: CredentialKind;
  /** entered here and not saved yet */
  staged: PortalCredentialView | null;
  exclusions: ExclusionValue;
};

export const emptyValues: PortalValues = {
  name: "",
  description: "",
  cloud: "global",
  clientId: "",
  tenantId: "",
  kind: "certificate",
  staged: null,
  exclusions: { exclusions: [], excludeFree: false },
};

/** The staged credential, if it is of the kind that is chosen. */
export const stagedOfKind = ({ staged, kind }: PortalValues) => (staged?.kind === kind ? staged : null);

/** What was said of a field holds until it is changed. */
export function isSameEntry(field: string, before: PortalValues, now: PortalValues): boolean {
  if (field === "credential" || field === "credentialId")
    return stagedOfKind(before)?.id === stagedOfKind(now)?.id && before.kind === now.kind;
  return before[field as keyof PortalValues] === now[field as keyof PortalValues];
}

/**
 * What a test of the entries signs in with; null while they cannot be tested.
 * @param stored the portal whose stored credential counts as long as none was entered
 */
export function toConnectionTest(
  values: PortalValues,
  stored: { id: string; credential: PortalCredentialView | null } | null,
): ConnectionTest | null {
  const clientId = stripPasted(values.clientId);
  const tenantId = stripPasted(values.tenantId);
  const staged = stagedOfKind(values);
  const hasStored = stored?.credential?.kind === values.kind;
  if (!isGuid(clientId) || !(isGuid(tenantId) || isDomain(tenantId)) || !(staged || hasStored)) return null;
  return {
    portalId: stored?.id ?? null,
    values: { cloud: values.cloud, clientId, tenantId },
    credentialId: staged?.id ?? null,
  };
}

/** The catalogue, and what only the tenant knows. */
export function withTenantSkus(
  options: readonly SkuOption[],
  subscribed: readonly SubscribedSku[] | null,
): SkuOption[] {
  const known = new Set(options.map(({ skuId }) => skuId));
  const unknown = (subscribed ?? []).filter(({ skuId }) => !known.has(skuId));
  return [...options, ...unknown.map(({ skuId, partNumber }) => ({ skuId, partNumber, title: partNumber || skuId }))];
}
