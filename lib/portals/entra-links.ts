import type { CloudName } from "@/lib/graph/clouds";
import { isDomain, isGuid, stripPasted } from "./pasted";

/** The anchors of the guide "Prepare Microsoft Entra ID", in the order of the page. */
export const guideSteps = [
  "register",
  "permissions",
  "consent",
  "certificate",
  "secret",
  "ids",
  "network",
  "script",
] as const;
export type GuideStep = (typeof guideSteps)[number];

/** What a person has entered so far; anything that is no ID is left out. */
export type EnteredIds = { clientId?: string; tenantId?: string; cloud?: CloudName };

/** What the guide is filled with; null: not known. The directory is a GUID or one of its domains. */
export type EntraIds = { cloud: CloudName; clientId: string | null; tenantId: string | null };

type Parameters = Record<string, string | string[] | undefined>;

/** The admin centre of each cloud; Entra's own one exists in the Global cloud only. */
const adminHosts: Record<CloudName, string> = {
  global: "entra.microsoft.com",
  "us-gov-l4": "portal.azure.us",
  "us-gov-l5": "portal.azure.us",
  china: "portal.azure.cn",
};

const isCloudName = (text: string): text is CloudName => Object.hasOwn(adminHosts, text);

function readIds({ clientId = "", tenantId = "", cloud = "" }: Record<string, string | undefined>): EntraIds {
  const client = stripPasted(clientId);
  const tenant = stripPasted(tenantId);
  return {
    cloud: isCloudName(cloud) ? cloud : "global",
    clientId: isGuid(client) ? client : null,
    tenantId: isGuid(tenant) || isDomain(tenant) ? tenant : null,
  };
}

/** Out of a URL: what is given once and is an ID. */
export function readEntraIds({ clientId, tenantId, cloud }: Parameters): EntraIds {
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  return readIds({ clientId: one(clientId), tenantId: one(tenantId), cloud: one(cloud) });
}

/** The parameters under which the guide finds them again. */
export function entraIdFields({ cloud, clientId, tenantId }: EntraIds): [name: string, value: string][] {
  return [
    ...(clientId ? [["clientId", clientId] as [string, string]] : []),
    ...(tenantId ? [["tenantId", tenantId] as [string, string]] : []),
    ...(cloud === "global" ? [] : [["cloud", cloud] as [string, string]]),
  ];
}

/** The guide at one of its steps, filled with the IDs that are known. */
export function guideHref(step: GuideStep, ids: EnteredIds = {}): string {
  const search = new URLSearchParams(entraIdFields(readIds(ids))).toString();
  return `/help/entra${search ? `?${search}` : ""}#${step}`;
}

/** Pages of the admin centre. */
export type EntraPlace = "create" | "applications" | "overview" | "permissions" | "credentials";

const appBlades = { overview: "Overview", permissions: "CallAnAPI", credentials: "Credentials" } as const;
const isOfApp = (place: EntraPlace): place is keyof typeof appBlades => Object.hasOwn(appBlades, place);

/** Where a link can lead: a page of an application that is not known is looked up in the list of all. */
export const reachablePlace = (place: EntraPlace, { clientId }: EntraIds): EntraPlace =>
  isOfApp(place) && !clientId ? "applications" : place;

/** The page of the admin centre, for this application, directory and cloud. */
export function entraHref(place: EntraPlace, ids: EntraIds): string {
  const reachable = reachablePlace(place, ids);
  const blade = isOfApp(reachable)
    ? `ApplicationMenuBlade/~/${appBlades[reachable]}/appId/${ids.clientId}`
    : reachable === "create"
      ? "CreateApplicationBlade"
      : "ApplicationsListBlade";
  return `https://${adminHosts[ids.cloud]}/${ids.tenantId ?? ""}#view/Microsoft_AAD_RegisteredApps/${blade}`;
}
