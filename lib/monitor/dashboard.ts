import type { ComplianceSummary } from "@/lib/compliance/queries";
import { ComplianceStatus } from "@/lib/db/generated/enums";
import type { Validity } from "@/lib/portals/validity";

/** At most so many are named; the list behind the figure has all. */
export const NAMED = 5;

/** What the sums of units are made of: neither what no import updates any more nor what limits itself. */
export const countedStatuses = Object.values(ComplianceStatus).filter(
  (status) => status !== "cannot_be_synchronised" && status !== "concurrent_use",
);

export type ShortProduct = { id: number; name: string; uncovered: number };
export type Renewal = { licenceId: number; name: string; portalName: string; totalLicences: number; at: Date };
/** `status`: Microsoft's word for the subscription that changes next; Enabled of a trial, which ends. */
export type Loss = Renewal & { status: string };
export type Expiry = { licenceId: number; name: string; quantity: number /** YYYY-MM-DD */; expiresOn: string };
export type EndingCredential = { portalId: string; name: string; validUntil: Date; validity: Validity };
export type Named<Item> = { total: number; items: Item[] };
/** Units that are paid for: neither free or viral SKUs and trials nor those of the whole organisation. */
export type PaidUnits = { available: number; held: number; free: number; missing: number };
export type TrendDay = { day: string; available: number; consumption: number };

export type Dashboard = {
  portals: number;
  /** how far ahead renewals and ends are looked for */
  aheadDays: number;
  summary: ComplianceSummary;
  short: ShortProduct[];
  renewals: Named<Renewal>;
  losses: Named<Loss>;
  expiries: Named<Expiry>;
  paid: PaidUnits;
  trend: TrendDay[];
};
