import { daysBefore } from "./dates";
import type { DemoGroup } from "./model";
import type { Random } from "./random";
import { planId } from "./service-plans";
import { skuIdOf } from "./skus";

/** The groups that hand out licences, by what they hand out. */
export type LicensingGroups = Record<"e3" | "f3" | "copilot" | "powerBi" | "phone", DemoGroup>;

/** @returns the licensing groups, and all groups: with two that hand out nothing */
export function createGroups(random: Random, now: Date): { licensing: LicensingGroups; groups: DemoGroup[] } {
  const group = (displayName: string, skuIds: string[], disabledPlans: string[] = []): DemoGroup => ({
    id: random.uuid(),
    displayName,
    description: skuIds.length > 0 ? "Mitglieder erhalten ihre Lizenz über diese Gruppe." : null,
    groupTypes: [],
    mail: null,
    mailEnabled: false,
    securityEnabled: true,
    visibility: null,
    createdDateTime: daysBefore(now, 200 + random.below(1_500)),
    onPremisesSyncEnabled: null,
    assignedLicenses: skuIds.map((skuId) => ({ skuId, disabledPlans })),
    licenseProcessingState: skuIds.length > 0 ? { state: "ProcessingComplete" } : null,
  });
  const licensing: LicensingGroups = {
    e3: group("LIC Microsoft 365 E3", [skuIdOf("SPE_E3")], [planId("YAMMER_ENTERPRISE")]),
    f3: group("LIC Microsoft 365 F3 (Produktion & Logistik)", [skuIdOf("SPE_F1")]),
    copilot: group("LIC Copilot", [skuIdOf("Microsoft_365_Copilot")]),
    powerBi: group("LIC Power BI Pro Controlling", [skuIdOf("POWER_BI_PRO")]),
    phone: group("LIC Teams-Telefonie", [skuIdOf("MCOEV")]),
  };
  const everyone: DemoGroup = {
    ...group("Alle Mitarbeitenden", []),
    groupTypes: ["Unified"],
    mail: "alle@contoso.com",
    mailEnabled: true,
    securityEnabled: false,
    visibility: "Private",
  };
  const onPremises: DemoGroup = { ...group("VPN Zugang", []), onPremisesSyncEnabled: true };
  return { licensing, groups: [...Object.values(licensing), everyone, onPremises] };
}
