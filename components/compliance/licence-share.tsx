import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { LinkedLicence } from "@/lib/compliance/queries-product";

/** What one licence adds to the available units, and why it is not more. */
export function LicenceShare({ licence }: { licence: LinkedLicence }) {
  const t = useTranslations("compliance.details");
  const format = useFormatter();
  const { id, name, origin, unitsEnabled, unitsWarning, unitsSuspended, unitsLockedOut } = licence;
  const { validQuantity, missingBase, quantity, expiresOn, isExpired, baseName, unitsUpgraded } = licence;
  const units =
    origin === "portal"
      ? `${t("availableText", { enabled: unitsEnabled })}${unitsWarning > 0 ? ` + ${t("warningText", { count: unitsWarning })}` : ""}`
      : t("validText", { count: validQuantity ?? 0, quantity: quantity ?? 0 });
  // The day is a UTC day and is shown as such.
  const date = expiresOn && format.dateTime(new Date(expiresOn), { dateStyle: "medium", timeZone: "UTC" });
  const facts = [
    validQuantity === null && t("notCalculated"),
    date && t(isExpired ? "expired" : "validUntil", { date }),
    baseName !== null && t("upgradeOf", { name: baseName }),
    missingBase > 0 && t("missingBase", { count: missingBase }),
    unitsUpgraded > 0 && t("upgraded", { count: unitsUpgraded }),
    unitsSuspended > 0 && t("suspendedText", { count: unitsSuspended }),
    unitsLockedOut > 0 && t("lockedOutText", { count: unitsLockedOut }),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <li>
      <span className="text-muted">{units}</span>{" "}
      <Link className="link" href={`/licence-management/licences?licence=${id}`}>
        {t("from", { name })}
      </Link>
      {facts.map((fact) => (
        <p key={fact} className="text-muted">
          {fact}
        </p>
      ))}
    </li>
  );
}
