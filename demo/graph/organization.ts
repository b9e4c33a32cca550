import { type Answer, answerJson } from "../answer";
import type { DemoTenant } from "../tenant/model";
import { choose, contextOf, type EntityShape, project } from "./projection";
import { readQuery } from "./query";
import type { GraphRequest } from "./request";

const PROPERTIES = [
  "id",
  "displayName",
  "verifiedDomains",
  "countryLetterCode",
  "defaultUsageLocation",
  "preferredLanguage",
  "tenantType",
  "onPremisesSyncEnabled",
  "technicalNotificationMails",
  "createdDateTime",
  "directorySizeQuota",
  "city",
  "country",
  "postalCode",
  "state",
  "street",
  "businessPhones",
  "assignedPlans",
  "provisionedPlans",
];
const SHAPE: EntityShape = { typeName: "organization", properties: new Set(PROPERTIES), defaults: PROPERTIES };

/** With a right that is not about the organisation, Graph fills these and leaves the rest null. */
const ALWAYS_FILLED = ["id", "displayName", "verifiedDomains"];
const FULL_ROLES = [
  "Organization.Read.All",
  "Organization.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];

function describe(tenant: DemoTenant): Record<string, unknown> {
  const domain = (name: string, isInitial: boolean) => ({
    capabilities: "Email, OfficeCommunicationsOnline",
    isDefault: !isInitial,
    isInitial,
    name,
    type: "Managed",
  });
  return {
    id: tenant.id,
    displayName: tenant.displayName,
    verifiedDomains: [domain(tenant.initialDomain, true), domain(tenant.domain, false)],
    countryLetterCode: tenant.countryLetterCode,
    defaultUsageLocation: tenant.countryLetterCode,
    preferredLanguage: tenant.preferredLanguage,
    tenantType: "AAD",
    onPremisesSyncEnabled: true,
    technicalNotificationMails: [`it@${tenant.domain}`],
    createdDateTime: tenant.createdDateTime,
    directorySizeQuota: { used: tenant.users.length * 4, total: 300_000 },
    businessPhones: [],
    assignedPlans: [],
    provisionedPlans: [],
  };
}

/** GET /organization: a list of one. */
export function answerOrganization({ call, tenant, roles }: GraphRequest): Answer {
  const query = readQuery(call, ["$select"]);
  const names = choose(SHAPE, query.select);
  const full = describe(tenant);
  const entity = FULL_ROLES.some((role) => roles.has(role)) ? full : project(full, ALWAYS_FILLED);
  return answerJson(200, {
    "@odata.context": contextOf(call.url.origin, "organization", query.select),
    value: [project(entity, names)],
  });
}
