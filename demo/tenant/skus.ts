import type { CapabilityStatus, DemoUnits } from "./model";
import type { PlanName } from "./service-plans";

/** How one subscription of a SKU is made: which part of which units it brings, and when it began and moves on. */
type SubscriptionBlueprint = {
  status: CapabilityStatus;
  /** Part of the units of that status; the parts of one status add up to 1. */
  share: number;
  isTrial?: boolean;
  createdDaysAgo: number;
  /** Null where Graph knows no date. Negative: it lies in the past, as it does for a while after a renewal. */
  lifecycleInDays: number | null;
};

export type SkuBlueprint = {
  skuId: string;
  appliesTo: "User" | "Company";
  status: CapabilityStatus;
  plans: readonly PlanName[];
  /** The units bought, given how many people hold it: so each case stays what it is at any size of tenant. */
  units: (held: number) => Partial<DemoUnits>;
  subscriptions: readonly SubscriptionBlueprint[];
};

const upTo = (step: number, count: number) => Math.ceil(count / step) * step;
const paid = (createdDaysAgo: number, lifecycleInDays: number | null, share = 1): SubscriptionBlueprint => ({
  status: "Enabled",
  share,
  createdDaysAgo,
  lifecycleInDays,
});
const forUsers = (
  skuId: string,
  plans: readonly PlanName[],
  units: (held: number) => Partial<DemoUnits>,
  subscriptions: readonly SubscriptionBlueprint[],
): SkuBlueprint => ({ skuId, appliesTo: "User", status: "Enabled", plans, units, subscriptions });

/** The SKUs of the demo tenant by part number; each stands for one case that a licence administrator meets. */
export const SKUS = {
  /** Surplus, from two subscriptions. */
  SPE_E3: forUsers(
    "05e9a617-0261-4cee-bb44-138d3ef5d965",
    [
      "EXCHANGE_S_ENTERPRISE",
      "TEAMS1",
      "SHAREPOINTENTERPRISE",
      "OFFICESUBSCRIPTION",
      "INTUNE_A",
      "AAD_PREMIUM",
      "WIN10_PRO_ENT_SUB",
      "YAMMER_ENTERPRISE",
    ],
    (held) => ({ enabled: upTo(10, held * 1.1 + 5) }),
    [paid(1_240, 128, 0.7), paid(310, 55, 0.3)],
  ),
  /** Exactly full. */
  SPE_E5: forUsers(
    "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
    ["EXCHANGE_S_ENTERPRISE", "TEAMS1", "SHAREPOINTENTERPRISE", "OFFICESUBSCRIPTION", "AAD_PREMIUM_P2", "WINDEFATP"],
    (held) => ({ enabled: held }),
    [paid(620, 110)],
  ),
  SPE_F1: forUsers(
    "66b55226-6b4f-492c-910c-a3b7a3c9d993",
    ["EXCHANGE_S_DESKLESS", "TEAMS1", "SHAREPOINTDESKLESS", "INTUNE_A", "AAD_PREMIUM", "OFFICEMOBILE_SUBSCRIPTION"],
    (held) => ({ enabled: upTo(10, held * 1.04) }),
    [paid(870, 225)],
  ),
  /** Full, and a group that wants more: CountViolation. */
  Microsoft_365_Copilot: forUsers(
    "639dec6b-bb19-468b-871c-c5c441c4b0cb",
    ["GRAPH_CONNECTORS_COPILOT", "M365_COPILOT_BUSINESS_CHAT", "M365_COPILOT_TEAMS", "M365_COPILOT_APPS"],
    (held) => ({ enabled: held }),
    [paid(190, 175)],
  ),
  /** One unit more consumed than people hold: somebody who was deleted lately still occupies it. */
  POWER_BI_PRO: forUsers(
    "f8a1db68-be16-40ed-86d5-cb42ce701560",
    ["BI_AZURE_P2", "EXCHANGE_S_FOUNDATION"],
    (held) => ({ enabled: held + 18 }),
    [paid(505, 40)],
  ),
  /** Shortage: units were given back while people held them. */
  VISIOCLIENT: forUsers(
    "c5928f49-12ba-48f7-ada3-0d743a3601d5",
    ["EXCHANGE_S_FOUNDATION", "ONEDRIVE_BASIC", "VISIO_CLIENT_SUBSCRIPTION", "VISIOONLINE"],
    (held) => ({ enabled: held - Math.ceil(held * 0.08) }),
    [paid(380, -3)],
  ),
  /** In grace: expired, still usable. */
  PROJECTPROFESSIONAL: {
    ...forUsers(
      "53818b1b-4a27-454b-8896-0dba576410e6",
      ["PROJECT_PROFESSIONAL", "SHAREPOINT_PROJECT", "PROJECT_CLIENT_SUBSCRIPTION", "EXCHANGE_S_FOUNDATION"],
      (held) => ({ warning: held + 2 }),
      [{ status: "Warning", share: 1, createdDaysAgo: 376, lifecycleInDays: 19 }],
    ),
    status: "Warning",
  },
  EXCHANGESTANDARD: forUsers(
    "4b9405b0-7788-4568-add1-99614e613b69",
    ["EXCHANGE_S_STANDARD", "BPOS_S_TODO_1", "INTUNE_O365"],
    (held) => ({ enabled: held + 12 }),
    [paid(2_050, 140)],
  ),
  /** Suspended, and still in some people's hands. */
  ENTERPRISEPACK: {
    ...forUsers(
      "6fd2c87f-b296-42f0-b197-1e91e994b900",
      ["EXCHANGE_S_ENTERPRISE", "TEAMS1", "SHAREPOINTENTERPRISE", "OFFICESUBSCRIPTION", "SHAREPOINTWAC"],
      (held) => ({ suspended: held + 10 }),
      [{ status: "Suspended", share: 1, createdDaysAgo: 2_260, lifecycleInDays: 47 }],
    ),
    status: "Suspended",
  },
  /** A part of it cancelled. */
  MCOEV: forUsers("e43b5b99-8dfb-405f-9987-dc307f34bcbd", ["MCOEV"], (held) => ({ enabled: held + 6, lockedOut: 15 }), [
    paid(440, 290),
    { status: "LockedOut", share: 1, createdDaysAgo: 700, lifecycleInDays: null },
  ]),
  Microsoft_Teams_Rooms_Pro: forUsers(
    "4cde982a-ede4-4409-9ae6-b003453c8ea6",
    ["AAD_PREMIUM", "MCOMEETADV", "MCOEV", "INTUNE_A", "TEAMS1", "MCOSTANDARD", "WHITEBOARD_PLAN3"],
    (held) => ({ enabled: held + 1 }),
    [paid(330, 35)],
  ),
  /** Free: nobody counts its units. */
  FLOW_FREE: forUsers(
    "f30db892-07e9-47e9-837c-80727f46fd3d",
    ["DYN365_CDS_VIRAL", "EXCHANGE_S_FOUNDATION", "FLOW_P2_VIRAL"],
    (held) => ({ enabled: Math.max(10_000, upTo(10_000, held)) }),
    [paid(1_600, null)],
  ),
  POWER_BI_STANDARD: forUsers(
    "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235",
    ["BI_AZURE_P0", "EXCHANGE_S_FOUNDATION"],
    () => ({ enabled: 1_000_000 }),
    [paid(1_600, null)],
  ),
  /** A trial that ends soon. */
  AAD_PREMIUM_P2: forUsers(
    "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
    ["AAD_PREMIUM", "AAD_PREMIUM_P2", "EXCHANGE_S_FOUNDATION", "MFA_PREMIUM"],
    (held) => ({ enabled: Math.max(25, held) }),
    [{ ...paid(17, 13), isTrial: true }],
  ),
  /** Belongs to the organisation; nobody can be given it. */
  SHAREPOINTSTORAGE: {
    ...forUsers("99049c9c-6011-4908-bf17-15f496e6519d", ["SHAREPOINTSTORAGE"], () => ({ enabled: 500 }), [
      paid(900, 195),
    ]),
    appliesTo: "Company",
  },
  /** Over and deleted: listed, without any unit. */
  STREAM: {
    ...forUsers("1f2f344a-700d-42c9-9427-5cea1d5d7ba6", ["EXCHANGE_S_FOUNDATION", "MICROSOFT STREAM"], () => ({}), [
      { status: "Deleted", share: 1, createdDaysAgo: 1_900, lifecycleInDays: -160 },
    ]),
    status: "Deleted",
  },
  /** In no catalogue: Microsoft sells things before it lists them. */
  M365_AGENT_WORKSPACE_PREVIEW: forUsers(
    "5b1f0d6e-7c42-4e0a-9f3d-2a6b8c1d4e7f",
    ["EXCHANGE_S_FOUNDATION"],
    (held) => ({ enabled: held + 5 }),
    [paid(48, 317)],
  ),
} as const satisfies Record<string, SkuBlueprint>;

export type PartNumber = keyof typeof SKUS;

export function skuIdOf(partNumber: PartNumber): string {
  return SKUS[partNumber].skuId;
}
