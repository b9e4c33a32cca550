import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProductStatus } from "@/components/products/product-status";
import { NumberText } from "@/components/ui/number";
import { UsageBar } from "@/components/ui/usage-bar";
import { ComplianceStatus } from "@/lib/db/generated/enums";
import type { Dashboard, PaidUnits } from "@/lib/monitor/dashboard";

type Props = { byStatus: Dashboard["summary"]["byStatus"]; paid: PaidUnits };

const compliance = "/licence-management/compliance";
const seats = `${compliance}?kind=seats`;

/** How things stand on the whole. */
export function Totals({ byStatus, paid }: Props) {
  const t = useTranslations("dashboard.totals");
  const present = Object.values(ComplianceStatus).filter((status) => byStatus[status]);
  const figures = [
    { key: "available", label: t("available"), value: paid.available, href: `${seats}&sort=available&dir=desc` },
    { key: "held", label: t("held"), value: paid.held, href: `${seats}&sort=consumption&dir=desc` },
    { key: "free", label: t("free"), value: paid.free, href: `${seats}&sort=balance&dir=desc` },
    { key: "missing", label: t("missing"), value: paid.missing, href: `${seats}&sort=balance` },
  ];
  return (
    <section className="flex flex-col gap-3 pt-2">
      <h2 className="text-lg">{t("title")}</h2>
      {present.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul aria-label={t("byStatus")} className="flex flex-wrap gap-1">
          {present.map((status) => (
            <li key={status}>
              <Link
                href={`${compliance}?status=${status}`}
                className="flex h-8 items-center gap-2 rounded border border-line px-2 hover:bg-hover"
              >
                <ProductStatus product={{ status, unsyncReason: null }} />
                <strong>
                  <NumberText value={byStatus[status] ?? 0} />
                </strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label={t("units")} data-links className="flex flex-wrap gap-x-8 gap-y-2">
        {figures.map(({ key, label, value, href }) => (
          <li key={key} className="flex flex-col">
            <span className="text-xs text-muted">{label}</span>
            <Link href={href} className={`link text-xl ${key === "missing" && value > 0 ? "text-red" : ""}`}>
              <NumberText value={value} />
            </Link>
          </li>
        ))}
        <li className="flex flex-col justify-end pb-1">
          <UsageBar held={paid.held} total={paid.available} areNumbersHidden />
        </li>
      </ul>
      <p className="max-w-180 text-xs text-muted">{t("paid")}</p>
    </section>
  );
}
