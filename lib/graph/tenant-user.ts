import type { GraphAssignmentState, GraphUser } from "./schema";

/** The words of licenseAssignmentStates that Microsoft documents; every other one becomes "Other". */
export const assignmentErrors = [
  "CountViolation",
  "MutuallyExclusiveViolation",
  "DependencyViolation",
  "ProhibitedInUsageLocationViolation",
  "UniquenessViolation",
  "Other",
] as const;
export type AssignmentError = (typeof assignmentErrors)[number];

/** The worst first. */
const severity = ["error", "active-with-error", "disabled", "active"] as const;
export type AssignmentState = (typeof severity)[number];

/** One person's relation to one SKU, however many ways lead to it. */
export type TenantAssignment = {
  skuId: string;
  /** A unit is consumed: exactly one, no matter how often it is assigned. */
  isHeld: boolean;
  isDirect: boolean;
  /** sorted */
  groupIds: string[];
  /** The worst of all ways; null: Graph did not say. */
  state: AssignmentState | null;
  /** Of the worst way that has one. */
  error: AssignmentError | null;
  /** Service plans that are off; sorted. */
  disabledPlans: string[];
  /** The latest change of any of the ways; not the day of the assignment. */
  stateChangedAt: string | null;
};

/** The order of the members is part of the rows' hash. Texts that are empty in Graph are null. */
export type TenantUser = {
  objectId: string;
  userPrincipalName: string | null;
  /** The principal name or the id where the person has no name. */
  displayName: string;
  mail: string | null;
  /** null: Graph did not say */
  isEnabled: boolean | null;
  userType: string | null;
  usageLocation: string | null;
  department: string | null;
  companyName: string | null;
  city: string | null;
  country: string | null;
  jobTitle: string | null;
  officeLocation: string | null;
  employeeId: string | null;
  accountCreatedAt: string | null;
  /** null: never was */
  isOnPremisesSynced: boolean | null;
  /** Sorted by SKU. */
  assignments: TenantAssignment[];
};

type Held = { skuId: string; disabledPlans: string[] };

/** @param held the user's assignedLicenses, which must not have been withheld */
export function toTenantUser(user: GraphUser, held: readonly Held[]): TenantUser {
  return {
    objectId: user.id,
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName ?? user.userPrincipalName ?? user.id,
    mail: user.mail,
    isEnabled: user.accountEnabled,
    userType: user.userType,
    usageLocation: user.usageLocation,
    department: user.department,
    companyName: user.companyName,
    city: user.city,
    country: user.country,
    jobTitle: user.jobTitle,
    officeLocation: user.officeLocation,
    employeeId: user.employeeId,
    accountCreatedAt: user.createdDateTime,
    isOnPremisesSynced: user.onPremisesSyncEnabled,
    assignments: mergeAssignments(held, user.licenseAssignmentStates),
  };
}

/**
 * Who holds a SKU says assignedLicenses; how, and with which error, licenseAssignmentStates. Either may lack what the other
 * has, and neither has an order: the result does not depend on it.
 */
export function mergeAssignments(held: readonly Held[], states: readonly GraphAssignmentState[]): TenantAssignment[] {
  const skuIds = sortUnique([...held, ...states].map((one) => one.skuId));
  return skuIds.map((skuId) =>
    mergeSku(
      skuId,
      held.filter((one) => one.skuId === skuId),
      states.filter((one) => one.skuId === skuId),
    ),
  );
}

function mergeSku(skuId: string, held: readonly Held[], ways: readonly GraphAssignmentState[]): TenantAssignment {
  const isHeld = held.length > 0;
  const worstFirst = ways
    .map((way) => ({ ...way, state: readState(way.state), error: readError(way.error) }))
    .sort((a, b) => rank(a.state) - rank(b.state) || compareText(a.assignedByGroup ?? "", b.assignedByGroup ?? ""));
  return {
    skuId,
    isHeld,
    isDirect: ways.length === 0 || ways.some((way) => way.assignedByGroup === null),
    groupIds: sortUnique(ways.flatMap((way) => way.assignedByGroup ?? [])),
    state: worstFirst[0]?.state ?? null,
    error: worstFirst.find((way) => way.error !== null)?.error ?? null,
    disabledPlans: sortUnique((isHeld ? held : ways).flatMap((one) => one.disabledPlans)),
    stateChangedAt: ways.reduce<string | null>((latest, way) => later(latest, way.lastUpdatedDateTime), null),
  };
}

function readState(word: string | null): AssignmentState | null {
  const plain = word?.toLowerCase();
  return severity.find((state) => state.replaceAll("-", "") === plain) ?? null;
}

function readError(word: string | null): AssignmentError | null {
  return word === null ? null : (assignmentErrors.find((error) => error === word) ?? "Other");
}

function rank(state: AssignmentState | null): number {
  return state === null ? severity.length : severity.indexOf(state);
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) - Date.parse(a) > 0 || (Date.parse(b) === Date.parse(a) && b > a) ? b : a;
}

function sortUnique(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
