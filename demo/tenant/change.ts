import { toGraphTime } from "./dates";
import type { DemoAssignmentState, DemoTenant, DemoUser } from "./model";

export type Assignment = {
  skuId: string;
  /** The group it comes through; a direct assignment without. */
  groupId?: string | null;
  disabledPlans?: string[];
  /** A violation: the assignment is listed with state Error and the licence is not held. */
  violation?: string;
  /** How success is spelled: Graph writes the text "None" as well as null. */
  errorWhenActive?: "None" | null;
  at?: Date;
};

/** Assigns a licence to a person. Held twice, directly and through a group, it still is one unit. */
export function assign(user: DemoUser, assignment: Assignment): void {
  const { skuId, groupId = null, disabledPlans = [], violation, errorWhenActive = "None" } = assignment;
  user.licenseAssignmentStates.push({
    skuId,
    assignedByGroup: groupId,
    disabledPlans,
    state: violation === undefined ? "Active" : "Error",
    error: violation ?? errorWhenActive,
    lastUpdatedDateTime: toGraphTime(assignment.at ?? new Date()),
  });
  if (violation === undefined) rebuildHeld(user, skuId);
}

/** Takes every assignment of that SKU away from the person, or only the one through that group (null: the direct one). */
export function unassign(user: DemoUser, skuId: string, groupId?: string | null): void {
  const isRemoved = (state: DemoAssignmentState) =>
    state.skuId === skuId && (groupId === undefined || state.assignedByGroup === groupId);
  user.licenseAssignmentStates = user.licenseAssignmentStates.filter((state) => !isRemoved(state));
  rebuildHeld(user, skuId);
}

/** A plan is off only if every assignment that is in force switches it off. */
function rebuildHeld(user: DemoUser, skuId: string): void {
  const inForce = user.licenseAssignmentStates.filter((state) => state.skuId === skuId && state.state !== "Error");
  const others = user.assignedLicenses.filter((licence) => licence.skuId !== skuId);
  const [first, ...more] = inForce;
  const disabledPlans = (first?.disabledPlans ?? []).filter((plan) =>
    more.every((state) => state.disabledPlans.includes(plan)),
  );
  user.assignedLicenses = first === undefined ? others : [...others, { skuId, disabledPlans }];
}

/** Soft-deletes a person: gone from /users, the units stay consumed until Entra forgets the account. */
export function softDelete(tenant: DemoTenant, userId: string): void {
  const index = tenant.users.findIndex((user) => user.id === userId);
  if (index === -1) throw new Error(`no user ${userId}`);
  tenant.deletedUsers.push(...tenant.users.splice(index, 1));
}

/** Consumed units per SKU, as Microsoft counts: each holder once, soft-deleted people included. */
export function countConsumed(users: readonly DemoUser[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const user of users) {
    for (const { skuId } of user.assignedLicenses) counts.set(skuId, (counts.get(skuId) ?? 0) + 1);
  }
  return counts;
}

/** Sets each SKU's consumed units after a test has changed who holds what. */
export function recountConsumedUnits(tenant: DemoTenant): void {
  const counts = countConsumed([...tenant.users, ...tenant.deletedUsers]);
  for (const sku of tenant.skus) sku.consumedUnits = counts.get(sku.skuId) ?? 0;
}
