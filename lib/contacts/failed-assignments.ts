import { type AssignmentError, assignmentErrors } from "@/lib/graph/tenant-user";

/**
 * How a list of people is narrowed by assignments: those that failed for whatever reason, for one of Microsoft's reasons, and those that
 * are held in spite of an error.
 */
export const assignmentFilter = ["failed", ...assignmentErrors, "held_with_error"] as const;

/** The list of the people whose assignment of one SKU failed. @param error of Microsoft's; not given: whatever the reason */
export function failedAssignmentsHref(of: { portalId: string; skuId: string; error?: AssignmentError }): string {
  const search = new URLSearchParams({ assignment: of.error ?? "failed", portal: of.portalId, sku: of.skuId });
  return `/master-data/contacts?${search}`;
}
