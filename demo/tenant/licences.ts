import { assign } from "./change";
import type { LicensingGroups } from "./groups";
import type { DemoGroup, DemoUser } from "./model";
import type { Person } from "./people";
import type { Random } from "./random";
import { planId } from "./service-plans";
import { type PartNumber, skuIdOf } from "./skus";

type Way = DemoGroup | "direct";

/** Gives everybody what their work, and a few years of carelessness, have brought them. */
export function handOutLicences(random: Random, now: Date, people: readonly Person[], groups: LicensingGroups): void {
  const give = (user: DemoUser, partNumber: PartNumber, ...ways: Way[]) => {
    for (const way of ways) {
      assign(user, {
        skuId: skuIdOf(partNumber),
        groupId: way === "direct" ? null : way.id,
        disabledPlans: way === "direct" ? [] : [...(way.assignedLicenses[0]?.disabledPlans ?? [])],
        errorWhenActive: random.chance(0.7) ? "None" : null,
        at: new Date(now.getTime() - random.below(700 * 86_400) * 1_000),
      });
    }
  };
  let trialsLeft = 20;
  let previewsLeft = 9;
  for (const { kind, department, user } of people) {
    if (kind === "room" && random.chance(0.9)) give(user, "Microsoft_Teams_Rooms_Pro", "direct");
    if (kind === "mailbox" && random.chance(0.4)) give(user, "EXCHANGESTANDARD", "direct");
    if (kind === "guest" && random.chance(0.06)) give(user, "POWER_BI_PRO", "direct");
    if (kind === "guest" && random.chance(0.05)) give(user, "FLOW_FREE", "direct");
    if (department === null) continue;
    // Most who left still occupy what they had.
    if (kind === "leaver" && random.chance(0.3)) continue;
    giveSuite(random, give, user, department.name, department.isFrontline, groups);
    const isOffice = !department.isFrontline;
    if (isOffice && random.chance(0.18)) give(user, "FLOW_FREE", "direct");
    if (isOffice && random.chance(0.1)) give(user, "POWER_BI_STANDARD", "direct");
    switch (department.name) {
      case "Controlling":
        give(user, "POWER_BI_PRO", groups.powerBi, ...(random.chance(0.2) ? (["direct"] as const) : []));
        break;
      case "Vertrieb":
        if (random.chance(0.15)) give(user, "POWER_BI_PRO", "direct");
        if (random.chance(0.25)) give(user, "Microsoft_365_Copilot", groups.copilot);
        if (random.chance(0.4)) give(user, "MCOEV", groups.phone);
        break;
      case "Customer Service":
        give(user, "MCOEV", groups.phone);
        break;
      case "Marketing":
      case "Geschäftsführung":
        give(user, "Microsoft_365_Copilot", groups.copilot);
        break;
      case "Forschung & Entwicklung":
        if (random.chance(0.28)) give(user, "VISIOCLIENT", "direct");
        if (random.chance(0.15)) give(user, "PROJECTPROFESSIONAL", "direct");
        if (previewsLeft > 0 && random.chance(0.2)) {
          previewsLeft--;
          give(user, "M365_AGENT_WORKSPACE_PREVIEW", "direct");
        }
        break;
      case "IT":
        if (random.chance(0.2)) give(user, "VISIOCLIENT", "direct");
        if (trialsLeft > 0 && random.chance(0.4)) {
          trialsLeft--;
          give(user, "AAD_PREMIUM_P2", "direct");
        }
        break;
    }
  }
}

function giveSuite(
  random: Random,
  give: (user: DemoUser, partNumber: PartNumber, ...ways: Way[]) => void,
  user: DemoUser,
  department: string,
  isFrontline: boolean,
  groups: LicensingGroups,
): void {
  const fate = random.next();
  if (isFrontline) {
    if (fate < 0.93) give(user, "SPE_F1", groups.f3);
    else if (fate < 0.97) give(user, "SPE_E3", "direct");
  } else if (["IT", "Geschäftsführung", "Recht & Compliance"].includes(department)) {
    give(user, "SPE_E5", "direct");
  } else if (fate < 0.03) give(user, "ENTERPRISEPACK", "direct");
  else if (fate < 0.8) give(user, "SPE_E3", groups.e3);
  else if (fate < 0.9) give(user, "SPE_E3", groups.e3, "direct");
  else if (fate < 0.98) give(user, "SPE_E3", "direct");
}

/** Lays the failures of group-based licensing into the tenant, and two oddities that Graph is known for. */
export function addViolations(now: Date, people: readonly Person[], groups: LicensingGroups): void {
  const members = people.filter(({ kind }) => kind === "member").map(({ user }) => user);
  const holds = (user: DemoUser, partNumber: PartNumber) =>
    user.assignedLicenses.some((licence) => licence.skuId === skuIdOf(partNumber));
  const taken = new Set<DemoUser>();
  const fail = (
    count: number,
    violation: string,
    partNumber: PartNumber,
    group: DemoGroup | null,
    isFit: (user: DemoUser) => boolean,
    change: (user: DemoUser) => void = () => {},
  ) => {
    const fit = members.filter((user) => !taken.has(user) && !holds(user, partNumber) && isFit(user)).slice(0, count);
    for (const user of fit) {
      taken.add(user);
      assign(user, { skuId: skuIdOf(partNumber), groupId: group?.id ?? null, violation, at: now });
      change(user);
    }
  };
  fail(6, "CountViolation", "Microsoft_365_Copilot", groups.copilot, (user) => holds(user, "SPE_E3"));
  fail(3, "MutuallyExclusiveViolation", "SPE_E3", groups.e3, (user) => holds(user, "SPE_E5"));
  fail(3, "DependencyViolation", "MCOEV", groups.phone, (user) => holds(user, "SPE_F1"));
  fail(
    2,
    "ProhibitedInUsageLocationViolation",
    "POWER_BI_PRO",
    groups.powerBi,
    () => true,
    (user) => {
      user.usageLocation = "CN";
    },
  );
  fail(2, "UniquenessViolation", "EXCHANGESTANDARD", null, (user) => holds(user, "SPE_E3"));
  fail(2, "Other", "SPE_E3", groups.e3, (user) => user.assignedLicenses.length === 0);

  // Held, and yet not in order: one plan could not be switched on.
  const phoneState = members
    .flatMap((user) => user.licenseAssignmentStates)
    .find((state) => state.skuId === skuIdOf("MCOEV") && state.state === "Active");
  if (phoneState) Object.assign(phoneState, { state: "ActiveWithError", error: "DependencyViolation" });

  // Held, and no word of how: licenseAssignmentStates has been seen to miss licences.
  const silent = members.find((user) => holds(user, "FLOW_FREE"));
  if (silent) {
    silent.licenseAssignmentStates = silent.licenseAssignmentStates.filter((s) => s.skuId !== skuIdOf("FLOW_FREE"));
  }

  // Somebody without one of the plans, by choice and not by group.
  const direct = members.find((user) => holds(user, "SPE_E5"));
  for (const entry of [...(direct?.assignedLicenses ?? []), ...(direct?.licenseAssignmentStates ?? [])]) {
    if (entry.skuId === skuIdOf("SPE_E5")) entry.disabledPlans = [planId("WINDEFATP")];
  }
}
