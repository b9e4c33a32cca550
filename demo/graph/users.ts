import { type Answer, answerText, GraphRefusal } from "../answer";
import type { DemoUser } from "../tenant/model";
import { applyFilter } from "./filter";
import { answerPage } from "./paging";
import { choose, type EntityShape, project } from "./projection";
import { badRequest, readQuery } from "./query";
import type { GraphRequest } from "./request";

const DEFAULTS = [
  "businessPhones",
  "displayName",
  "givenName",
  "id",
  "jobTitle",
  "mail",
  "mobilePhone",
  "officeLocation",
  "preferredLanguage",
  "surname",
  "userPrincipalName",
];
const ON_REQUEST = [
  "accountEnabled",
  "assignedLicenses",
  "city",
  "companyName",
  "country",
  "createdDateTime",
  "department",
  "employeeId",
  "externalUserState",
  "licenseAssignmentStates",
  "onPremisesSyncEnabled",
  "signInActivity",
  "usageLocation",
  "userType",
];
/** Known to Graph, never filled in here: they come as null. */
const EMPTY = [
  "ageGroup",
  "employeeHireDate",
  "employeeOrgData",
  "employeeType",
  "externalUserStateChangeDateTime",
  "faxNumber",
  "mailNickname",
  "onPremisesDistinguishedName",
  "onPremisesImmutableId",
  "onPremisesLastSyncDateTime",
  "onPremisesSamAccountName",
  "postalCode",
  "state",
  "streetAddress",
];
const SHAPE: EntityShape = {
  typeName: "user",
  properties: new Set([...DEFAULTS, ...ON_REQUEST, ...EMPTY]),
  defaults: DEFAULTS,
  singleOnly: new Set([
    "aboutMe",
    "birthday",
    "hireDate",
    "interests",
    "mailboxSettings",
    "mySite",
    "pastProjects",
    "preferredName",
    "responsibilities",
    "schools",
    "skills",
  ]),
};

/** All that User.ReadBasic.All opens. */
const BASIC = ["id", "displayName", "givenName", "surname", "mail", "userPrincipalName"];
const FULL_ROLES = ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"];

/** GET /users */
export function answerUsers({ world, call, tenant, roles, target }: GraphRequest): Answer {
  const query = readQuery(call, ["$select", "$top", "$count", "$filter", "$skiptoken"]);
  const isFull = FULL_ROLES.some((role) => roles.has(role));
  const names = choose(SHAPE, query.select).filter(
    (name) => isFull || BASIC.includes(name) || query.select !== undefined,
  );
  if (!isFull && names.some((name) => !BASIC.includes(name))) {
    throw new GraphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }
  const hasSignIn = names.includes("signInActivity");
  if (hasSignIn) requireSignInRight(roles, tenant.hasEntraPremium);
  return answerPage(world, call, target, {
    path: "users",
    items: applyFilter(tenant.users, query),
    query,
    topMax: hasSignIn ? 500 : 999,
    toEntity: (user) => toEntity(user, names),
  });
}

function toEntity(user: DemoUser, names: readonly string[]): Record<string, unknown> {
  const entity = project(user, names);
  // Whoever never signed in has no such property at all.
  if (user.signInActivity === null) delete entity.signInActivity;
  return entity;
}

function requireSignInRight(roles: ReadonlySet<string>, hasEntraPremium: boolean): void {
  if (!roles.has("AuditLog.Read.All")) {
    throw new GraphRefusal(
      403,
      "Authentication_MSGraphPermissionMissing",
      "Calling principal does not have required MSGraph permissions AuditLog.Read.All",
    );
  }
  if (!hasEntraPremium) {
    throw new GraphRefusal(
      403,
      "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
  }
}

/** GET /users/$count: a bare number, and only for those who accept an eventual answer. */
export function answerUsersCount({ call, tenant }: GraphRequest): Answer {
  const query = readQuery(call, ["$filter"]);
  if (!query.isEventual) throw badRequest("$count is not currently supported.");
  const items = applyFilter(tenant.users, { ...query, hasCount: true });
  return answerText(200, "text/plain;odata.metadata=minimal;charset=utf-8", String(items.length));
}
