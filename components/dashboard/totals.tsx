import Link from "next/link";
import { useTranslations } from "next-intl";
import { StatusTotals } from "@/components/compliance/status-totals";
import { NumberText } from "@/components/ui/number";
import { UsageBar } from "@/components/ui/usage-bar";
import { countedStatuses, type Dashboard, type PaidUnits } from "@/lib/monitor/dashboard";
import { type ListState, listHref, type SortDirection } from "@/lib/paging/list-state";

type Props = {
  list: { path: string; state: ListState };
  summary: Dashboard["summary"];
  paid: PaidUnits;
};

/** How things stand on the whole. */
export function Totals({ list, summary, paid }: Props) {
  const t = useTranslations("dashboard.totals");
  const hrefOf = (sort: string, direction: SortDirection) =>
    listHref(list.path, list.state, { filters: { kind: ["seats"], status: countedStatuses }, sort, direction });
  const figures = [
    { key: "available", label: t("available"), value: paid.available, href: hrefOf("available", "desc") },
    { key: "held", label: t("held"), value: paid.held, href: hrefOf("consumption", "desc") },
    { key: "free", label: t("free"), value: paid.free, href: hrefOf("balance", "desc") },
    { key: "missing", label: t("missing"), value: paid.missing, href: hrefOf("balance", "asc") },
  ];
  return (
    <section className="flex flex-col gap-3 pt-2">
      <h2 className="text-lg">{t("title")}</h2>
      {Object.keys(summary.byStatus).length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <StatusTotals list={list} summary={summary} />
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
