import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import type { MonthlyCost } from "@/lib/licences/overlay";

/** What the licence costs now, and what of it buys nothing. */
export function Cost({ monthly }: { monthly: MonthlyCost }) {
  const t = useTranslations("overlay.cost");
  const format = useFormatter();
  const { units, free, cost, freeCost, currency } = monthly;
  const money = (amount: number) => format.number(amount, { style: "currency", currency });
  return (
    <DefinitionList
      items={[
        {
          label: t("monthly"),
          value: (
            <>
              <strong className="tabular">{money(cost)}</strong>{" "}
              <span className="text-muted">{t("units", { count: units })}</span>
            </>
          ),
        },
        {
          label: t("free"),
          value: (
            <>
              <span className="tabular">{money(freeCost)}</span>{" "}
              <span className="text-muted">{t("freeUnits", { count: free })}</span>
            </>
          ),
        },
      ]}
    />
  );
}
