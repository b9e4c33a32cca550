import type { DemoServicePlan } from "./model";

/** Ids of the service plans that the demo SKUs contain. A handful of facts, not a catalogue. */
const PLAN_IDS = {
  AAD_PREMIUM: "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
  AAD_PREMIUM_P2: "eec0eb4f-6444-4f95-aba0-50c24d67f998",
  ATP_ENTERPRISE: "f20fedf3-f3c3-43c3-8267-2bfdd51c0939",
  BI_AZURE_P0: "2049e525-b859-401b-b2a0-e0a31c4b1fe4",
  BI_AZURE_P2: "70d33638-9c74-4d01-bfd3-562de28bd4ba",
  BPOS_S_TODO_1: "5e62787c-c316-451f-b873-1d05acd4d12c",
  DYN365_CDS_VIRAL: "17ab22cd-a0b3-4536-910a-cb6eb12696c0",
  EXCHANGE_S_DESKLESS: "4a82b400-a79f-41a4-b4e2-e94f5787b113",
  EXCHANGE_S_ENTERPRISE: "efb87545-963c-4e0d-99df-69c6916d9eb0",
  EXCHANGE_S_FOUNDATION: "113feb6c-3fe4-4440-bddc-54d774bf0318",
  EXCHANGE_S_STANDARD: "9aaf7827-d63c-4b61-89c3-182f06f82e5c",
  FLOW_P2_VIRAL: "50e68c76-46c6-4674-81f9-75456511b170",
  GRAPH_CONNECTORS_COPILOT: "82d30987-df9b-4486-b146-198b21d164c7",
  INTUNE_A: "c1ec4a95-1f05-45b3-a911-aa3fa01094f5",
  INTUNE_O365: "882e1d05-acd1-4ccb-8708-6ee03664b117",
  M365_COPILOT_APPS: "a62f8878-de10-42f3-b68f-6149a25ceb97",
  M365_COPILOT_BUSINESS_CHAT: "3f30311c-6b1e-48a4-ab79-725b469da960",
  M365_COPILOT_TEAMS: "b95945de-b3bd-46db-8437-f2beb6ea2347",
  MCOEV: "4828c8ec-dc2e-4779-b502-87ac9ce28ab7",
  MCOMEETADV: "3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40",
  MCOSTANDARD: "0feaeb32-d00e-4d66-bd5a-43b5b83db82c",
  MFA_PREMIUM: "8a256a2b-b617-496d-b51b-e76466e88db0",
  "MICROSOFT STREAM": "acffdce6-c30f-4dc2-81c0-372e33c515ec",
  OFFICEMOBILE_SUBSCRIPTION: "c63d4d19-e8cb-460e-b37c-4d6c34603745",
  OFFICESUBSCRIPTION: "43de0ff5-c92c-492b-9116-175376d08c38",
  ONEDRIVE_BASIC: "da792a53-cbc0-4184-a10d-e544dd34b3c1",
  PROJECT_CLIENT_SUBSCRIPTION: "fafd7243-e5c1-4a3a-9e40-495efcb1d3c3",
  PROJECT_PROFESSIONAL: "818523f5-016b-4355-9be8-ed6944946ea7",
  SHAREPOINTDESKLESS: "902b47e5-dcb2-4fdc-858b-c63a90a2bdb9",
  SHAREPOINTENTERPRISE: "5dbe027f-2339-4123-9542-606e4d348a72",
  SHAREPOINTSTORAGE: "be5a7ed5-c598-4fcd-a061-5e6724c68a58",
  SHAREPOINTWAC: "e95bec33-7c88-4a70-8e19-b10bd9d0c014",
  SHAREPOINT_PROJECT: "fe71d6c3-a2ea-4499-9778-da042bf08063",
  TEAMS1: "57ff2da0-773e-42df-b2af-ffb7a2317929",
  VISIOONLINE: "2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f",
  VISIO_CLIENT_SUBSCRIPTION: "663a804f-1c30-4ff0-9915-9db84f0d1cea",
  WHITEBOARD_PLAN3: "4a51bca5-1eff-43f5-878c-177680f191af",
  WIN10_PRO_ENT_SUB: "21b439ba-a0ca-424f-a6cc-52f954a5b111",
  WINDEFATP: "871d91ec-ec1a-452b-a83f-bd76c7d770ef",
  YAMMER_ENTERPRISE: "7547a3fe-08ee-4ccb-b430-5077c5041653",
} as const;

export type PlanName = keyof typeof PLAN_IDS;

/** Plans that belong to the whole organisation wherever they occur. */
const COMPANY_PLANS: ReadonlySet<PlanName> = new Set(["EXCHANGE_S_FOUNDATION", "INTUNE_O365", "SHAREPOINTSTORAGE"]);

export function planId(name: PlanName): string {
  return PLAN_IDS[name];
}

export function describePlan(name: PlanName): DemoServicePlan {
  return {
    servicePlanId: PLAN_IDS[name],
    servicePlanName: name,
    provisioningStatus: name === "INTUNE_O365" ? "PendingActivation" : "Success",
    appliesTo: COMPANY_PLANS.has(name) ? "Company" : "User",
  };
}
