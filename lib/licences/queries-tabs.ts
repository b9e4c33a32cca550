import "server-only";
import { type ListState, type Page, parseListState, type SearchParams } from "@/lib/paging/list-state";
import { historyList, type LicenceChange, listLicenceChanges } from "./queries-history";
import { findOverlay, type OverlayView } from "./queries-overlay";
import { findReconciliation, type SeatReconciliation } from "./queries-reconciliation";
import { type LicenceTab, licenceTabs } from "./tabs";

/** What one tab of an imported licence's drawer needs beside the details. */
export type LicenceTabView =
  | { tab: "details" }
  | { tab: "seats"; reconciliation: SeatReconciliation }
  | { tab: "notes"; overlay: OverlayView }
  | { tab: "history"; history: { state: ListState; page: Page<LicenceChange> } };

export type WantedTab = { tab: LicenceTab; history: ListState };

/** The list behind the drawer has the plain names in the URL; the history has its own. */
export function readLicenceTab(params: Exclude<SearchParams, URLSearchParams>): WantedTab {
  const history = parseListState({ after: params.olderThan, from: params.olderFrom }, historyList);
  return { tab: licenceTabs.find((each) => each === params.tab) ?? "details", history };
}

/** The details, for a licence that has no such tab. */
export async function findLicenceTab(licenceId: number, wanted: WantedTab, now: Date): Promise<LicenceTabView> {
  const { tab, history: state } = wanted;
  if (tab === "history") return { tab, history: { state, page: await listLicenceChanges(licenceId, state) } };
  if (tab === "seats") {
    const reconciliation = await findReconciliation(licenceId, now);
    if (reconciliation) return { tab, reconciliation };
  }
  if (tab === "notes") {
    const overlay = await findOverlay(licenceId, now);
    if (overlay) return { tab, overlay };
  }
  return { tab: "details" };
}
