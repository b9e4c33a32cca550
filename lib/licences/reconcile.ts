import { type AssignmentError, assignmentErrors } from "@/lib/graph/tenant-user";

/**
 * Four voices on one licence, and why they differ. Pure: the same figures always give the same findings, in the same order.
 */

export type SeatFigures = {
  appliesTo: string;
  /** a free, viral or trial SKU */
  isFree: boolean;
  /** nothing but trials is subscribed to */
  isTrial: boolean;
  /** the figures are those of the last import that brought the licence */
  isUnsynchronised: boolean;
  unitsEnabled: number;
  unitsWarning: number;
  unitsSuspended: number;
  unitsLockedOut: number;
  /** as Graph says */
  consumedUnits: number;
  /** people who hold it, counted by us */
  holders: number;
  /** people to whom it is assigned without effect, because of an error */
  waiting: number;
  /** the same people by Microsoft's error */
  failures: Partial<Record<AssignmentError, number>>;
  /** people who have it from a group */
  holdersByGroup: number;
  /** people of the portal who disappeared from its users within Microsoft's 30 days of grace */
  recentlyGone: number;
  /** those that are listed; null: the portal does not let us read them */
  subscriptions: readonly { status: string; totalLicences: number }[] | null;
  /** the age of the figures */
  ageHours: number | null;
};

export type Voices = {
  /** usable units: enabled, and those in grace */
  units: number;
  /** of enabled subscriptions and those in grace; null: not known */
  subscribed: number | null;
  consumed: number;
  /** null: nobody holds a licence of the whole organisation */
  holders: number | null;
};

export const findingCodes = [
  "unsynchronised",
  "stale",
  "free",
  "trial",
  "company",
  "grace",
  "suspended",
  "locked-out",
  "subscriptions-unreadable",
  "subscriptions-none",
  "subscriptions-fewer",
  "subscriptions-more",
  "holders-fewer",
  "deleted-people",
  "group-pending",
  "holders-more",
  "waiting",
  "failed-count",
  "failed-exclusive",
  "failed-dependency",
  "failed-location",
  "failed-unique",
  "failed-other",
  "more-than-usable",
  "agree",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Microsoft's error behind a finding. */
export const failureFindings = {
  CountViolation: "failed-count",
  MutuallyExclusiveViolation: "failed-exclusive",
  DependencyViolation: "failed-dependency",
  ProhibitedInUsageLocationViolation: "failed-location",
  UniquenessViolation: "failed-unique",
  Other: "failed-other",
} as const satisfies Record<AssignmentError, FindingCode>;

/** `expected` is how Microsoft 365 works; `check` is worth a look when it lasts; `good` has nothing to explain. */
export type Finding = { code: FindingCode; level: "expected" | "check" | "good"; count: number };

export type Reconciliation = { voices: Voices; findings: Finding[]; hasDifference: boolean };

/** Imports run every five hours by default: data of yesterday mean that something does not work. */
const STALE_AFTER_HOURS = 24;
const usableStates: ReadonlySet<string> = new Set(["Enabled", "Warning"]);

export function reconcileSeats(figures: SeatFigures): Reconciliation {
  const isCompany = figures.appliesTo === "Company";
  const usable = figures.subscriptions?.filter(({ status }) => usableStates.has(status));
  const voices: Voices = {
    units: figures.unitsEnabled + figures.unitsWarning,
    // A portal that lists none for this licence has said nothing about its units.
    subscribed: figures.subscriptions?.length
      ? (usable ?? []).reduce((sum, { totalLicences }) => sum + totalLicences, 0)
      : null,
    consumed: figures.consumedUnits,
    holders: isCompany ? null : figures.holders,
  };
  const explained = [
    ...aboutTheData(figures),
    ...aboutUnits(figures),
    ...aboutSubscriptions(figures, voices),
    ...(isCompany ? [] : aboutHolders(figures, voices)),
  ];
  const hasDifference =
    (voices.subscribed !== null && voices.subscribed !== voices.units) ||
    (voices.holders !== null && voices.holders !== voices.consumed) ||
    (!isCompany && figures.waiting > 0);
  const findings: Finding[] = hasDifference ? explained : [...explained, { code: "agree", level: "good", count: 0 }];
  return { voices, findings, hasDifference };
}

const expected = (code: FindingCode, count = 0): Finding => ({ code, level: "expected", count });
const check = (code: FindingCode, count = 0): Finding => ({ code, level: "check", count });
const when = (condition: boolean, ...findings: Finding[]) => (condition ? findings : []);

function aboutTheData({ isUnsynchronised, isFree, isTrial, appliesTo, ageHours }: SeatFigures): Finding[] {
  const isStale = ageHours !== null && ageHours >= STALE_AFTER_HOURS;
  return [
    ...when(isUnsynchronised, check("unsynchronised")),
    ...when(isStale && !isUnsynchronised, check("stale", Math.floor(ageHours ?? 0))),
    ...when(isFree, expected("free")),
    ...when(isTrial && !isFree, expected("trial")),
    ...when(appliesTo === "Company", expected("company")),
  ];
}

function aboutUnits({ unitsWarning, unitsSuspended, unitsLockedOut }: SeatFigures): Finding[] {
  return [
    ...when(unitsWarning > 0, check("grace", unitsWarning)),
    ...when(unitsSuspended > 0, expected("suspended", unitsSuspended)),
    ...when(unitsLockedOut > 0, expected("locked-out", unitsLockedOut)),
  ];
}

function aboutSubscriptions({ subscriptions, isFree }: SeatFigures, { units, subscribed }: Voices): Finding[] {
  if (subscriptions === null) return [expected("subscriptions-unreadable")];
  if (subscribed === null) return when(units > 0 && !isFree, expected("subscriptions-none", units));
  return [
    ...when(subscribed < units, check("subscriptions-fewer", units - subscribed)),
    ...when(subscribed > units, check("subscriptions-more", subscribed - units)),
  ];
}

function aboutHolders(figures: SeatFigures, { units, consumed }: Voices): Finding[] {
  const { holders, waiting, holdersByGroup, recentlyGone } = figures;
  const missing = consumed - holders;
  return [
    ...when(missing > 0, check("holders-fewer", missing)),
    ...when(missing > 0 && recentlyGone > 0, expected("deleted-people", recentlyGone)),
    ...when(missing !== 0 && holdersByGroup > 0, expected("group-pending", holdersByGroup)),
    ...when(missing < 0, check("holders-more", -missing)),
    ...when(waiting > 0, check("waiting", waiting), ...aboutFailures(figures)),
    ...when(holders > units, check("more-than-usable", holders - units)),
  ];
}

const aboutFailures = ({ failures }: SeatFigures): Finding[] =>
  assignmentErrors.flatMap((error) => {
    const count = failures[error] ?? 0;
    return when(count > 0, check(failureFindings[error], count));
  });
