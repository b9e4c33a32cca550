import { useFormatter, useTranslations } from "next-intl";
import type { LicenceChange } from "@/lib/licences/queries-history";

const unitFields = ["unitsEnabled", "unitsWarning", "unitsSuspended", "unitsLockedOut", "consumedUnits"] as const;
const states = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted"] as const;
const reasons = ["gone_from_portal", "excluded", "portal_deleted"] as const;

type Words = { label: string; before: string | null; after: string | null; difference: number | null };

/** A change in words: "Enabled units 600 → 660 (+60)". */
export function useChangeWords({ field, before, after }: LicenceChange): Words {
  const t = useTranslations("licenceHistory");
  const licences = useTranslations("licences");
  const format = useFormatter();
  const words = (label: string, wordOf: (value: string | null) => string): Words => ({
    label,
    before: wordOf(before),
    after: wordOf(after),
    difference: null,
  });
  if (field === "arrived") return { label: t("arrived"), before: null, after: null, difference: null };
  const units = unitFields.find((each) => each === field);
  if (units) {
    const numbers = words(t(`fields.${units}`), (value) => format.number(Number(value)));
    return { ...numbers, difference: Number(after) - Number(before) };
  }
  if (field === "capabilityStatus") {
    return words(t("fields.capabilityStatus"), (value) => {
      const state = states.find((each) => each === value);
      return state ? licences(`states.${state}`) : licences("states.other", { state: value ?? "" });
    });
  }
  if (field === "unsyncReason") {
    return words(t("fields.unsyncReason"), (value) => {
      const reason = reasons.find((each) => each === value);
      return reason ? t(`reasons.${reason}`) : t("synchronised");
    });
  }
  return words(field === "title" ? t("fields.title") : field, (value) => value ?? "–");
}
