import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { DefinitionList } from "@/components/ui/definition-list";
import { NumberText } from "@/components/ui/number";
import type { LicenceDetails, LicenceRow } from "@/lib/licences/queries";

/** A balance with its sign; red when something is missing. Nothing before it was calculated. */
export function BalanceText({ balance, isConcurrent }: Pick<LicenceRow, "balance"> & { isConcurrent?: boolean }) {
  if (balance === null) return <span className="text-muted">–</span>;
  return (
    <span className={balance < 0 && !isConcurrent ? "font-semibold text-red" : undefined}>
      <NumberText value={balance} options={{ signDisplay: "exceptZero" }} />
    </span>
  );
}

type Props = { licence: Pick<LicenceDetails, "validQuantity" | "consumption" | "balance" | "isConcurrent"> };

/** What a licence gives to its product, and what is left of it. */
export function LicenceBalance({ licence: { validQuantity, consumption, balance, isConcurrent } }: Props) {
  const t = useTranslations("licences.balance");
  return (
    <Section title={t("section")}>
      {validQuantity === null || consumption === null ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <>
          <DefinitionList
            items={[
              { label: t("validQuantity"), value: <NumberText value={validQuantity} /> },
              { label: t("consumption"), value: <NumberText value={consumption} /> },
              { label: t("balance"), value: <BalanceText balance={balance} isConcurrent={isConcurrent} /> },
            ]}
          />
          {(balance ?? 0) < 0 && <p className="pt-2 text-muted">{t(isConcurrent ? "concurrent" : "missing")}</p>}
        </>
      )}
    </Section>
  );
}
