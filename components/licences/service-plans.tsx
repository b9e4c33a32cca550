import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import type { LicenceDetails } from "@/lib/licences/queries";

const known = ["Success", "Disabled", "PendingInput", "PendingActivation", "PendingProvisioning", "Error"] as const;

/** What the licence contains. Plans that apply to the organisation have a state of their own. */
export function ServicePlans({ plans }: { plans: LicenceDetails["servicePlans"] }) {
  const t = useTranslations("licences");
  const wordOf = (status: string) => {
    const word = known.find((each) => each === status);
    return word ? t(`plans.status.${word}`) : status;
  };
  return (
    <Section title={t("plans.section")} count={plans.length}>
      {plans.length === 0 && <p className="text-muted">{t("plans.none")}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {plans.map((plan) => (
          <li key={plan.servicePlanId} className="flex flex-wrap gap-x-4 py-1.5">
            <span className="min-w-0 flex-1 break-all" title={plan.servicePlanId}>
              {plan.name}
            </span>
            <span className="text-muted">
              {plan.appliesTo === "Company" && `${t("appliesTo.Company")}, `}
              {wordOf(plan.provisioningStatus)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
