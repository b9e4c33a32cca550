import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Column, DataGrid } from "@/components/data-grid/data-grid";
import { NoResult } from "@/components/data-grid/no-result";
import { SelectAll, SelectRow } from "@/components/data-grid/select-boxes";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { UsageBar } from "@/components/ui/usage-bar";
import type { LicenceRow } from "@/lib/licences/queries";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import { DayText } from "./day-text";
import { BalanceText } from "./licence-balance";
import { LicenceState } from "./licence-state";

type Props = {
  list: { path: string; state: ListState };
  rows: readonly LicenceRow[];
  openId: number | undefined;
  /** inside a SelectionProvider */
  canWrite: boolean;
};

export function LicenceGrid({ list, rows, openId, canWrite }: Props) {
  const t = useTranslations("licences");
  return (
    <DataGrid
      label={t("title")}
      list={list}
      columns={useColumns()}
      rows={rows}
      getRowKey={(row) => row.id}
      getRowHref={(row) => listHref(list.path, list.state, { params: { licence: row.id } })}
      isRowCurrent={(row) => row.id === openId}
      renderSelection={
        canWrite ? { header: <SelectAll />, row: ({ id, name }) => <SelectRow id={id} name={name} /> } : undefined
      }
      empty={
        isNarrowed(list.state) ? (
          <NoResult list={list} />
        ) : (
          <EmptyState
            icon={<KeyRound />}
            title={t("empty.title")}
            action={
              canWrite && (
                <>
                  <ButtonLink href="/settings/microsoft-365">{t("empty.action")}</ButtonLink>
                  <ButtonLink href={`${list.path}/new`}>{t("add")}</ButtonLink>
                </>
              )
            }
          >
            {t("empty.text")}
          </EmptyState>
        )
      }
    />
  );
}

function useColumns(): Column<LicenceRow>[] {
  const t = useTranslations("licences");
  const otherUnits = ({ unitsWarning, unitsSuspended, unitsLockedOut }: LicenceRow) =>
    [
      unitsWarning > 0 && t("otherUnits.warning", { count: unitsWarning }),
      unitsSuspended > 0 && t("otherUnits.suspended", { count: unitsSuspended }),
      unitsLockedOut > 0 && t("otherUnits.lockedOut", { count: unitsLockedOut }),
    ]
      .filter(Boolean)
      .join(", ");
  return [
    { key: "name", header: t("columns.name"), cell: (row) => row.name, title: (row) => row.name, isSortable: true },
    {
      key: "unitsEnabled",
      header: t("columns.enabled"),
      title: () => t("columnHelp.enabled"),
      cell: (row) => <NumberText value={row.quantity ?? row.unitsEnabled} />,
      align: "end",
      width: "98px",
      isSortable: true,
    },
    {
      key: "otherUnits",
      header: t("columns.otherUnits"),
      cell: (row) => otherUnits(row) || <span className="text-muted">–</span>,
      title: otherUnits,
      width: "140px",
      from: "lg",
      card: "none",
    },
    {
      key: "consumedUnits",
      header: t("columns.consumed"),
      title: () => t("columnHelp.consumed"),
      cell: (row) => <OfPortal row={row} value={row.consumedUnits} />,
      align: "end",
      width: "104px",
      from: "md",
      card: "none",
      isSortable: true,
    },
    {
      key: "holders",
      header: t("columns.holders"),
      title: () => t("columnHelp.holders"),
      cell: (row) => (row.origin === "manual" ? <Count value={row.consumption} /> : <NumberText value={row.holders} />),
      align: "end",
      width: "92px",
      // Nearly always what is consumed; where it is not, the seats say so.
      isOnRequest: true,
      card: "none",
    },
    {
      key: "balance",
      header: t("columns.balance"),
      title: () => t("columnHelp.balance"),
      cell: (row) => <BalanceText balance={row.balance} />,
      align: "end",
      width: "92px",
      isOnRequest: true,
      card: "none",
    },
    {
      key: "usage",
      header: t("columns.usage"),
      cell: (row) => (row.origin === "manual" ? <ManualUsage licence={row} /> : <Usage licence={row} />),
      width: "88px",
      card: "secondary",
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: (row) => <LicenceState licence={row} />,
      width: "124px",
      card: "aside",
    },
    {
      key: "expiresOn",
      header: t("columns.expiresOn"),
      cell: (row) => (row.expiresOn ? <DayText value={row.expiresOn} /> : <span className="text-muted">–</span>),
      width: "112px",
      from: "lg",
      card: "none",
      isSortable: true,
    },
    {
      key: "nextLifecycleAt",
      header: t("columns.subscriptions"),
      cell: (row) => <NextDate licence={row} />,
      width: "136px",
      from: "lg",
      card: "none",
      isSortable: true,
    },
  ];
}

function Count({ value }: { value: number | null }) {
  return value === null ? <span className="text-muted">–</span> : <NumberText value={value} />;
}

/** Nobody tells how much of a licence made by hand is consumed: that is counted by compliance. */
function OfPortal({ row, value }: { row: LicenceRow; value: number }) {
  return <Count value={row.origin === "manual" ? null : value} />;
}

/** What is usable counts as owned: enabled units and those in grace. */
export function Usage({
  licence,
  areNumbersHidden = true,
}: {
  licence: Pick<LicenceRow, "appliesTo" | "holders" | "unitsEnabled" | "unitsWarning">;
  areNumbersHidden?: boolean;
}) {
  if (licence.appliesTo === "Company") return <span className="text-muted">–</span>;
  const { holders, unitsEnabled, unitsWarning } = licence;
  return (
    <UsageBar
      held={holders}
      total={unitsEnabled + unitsWarning}
      warning={unitsWarning}
      areNumbersHidden={areNumbersHidden}
    />
  );
}

function ManualUsage({ licence: { consumption, quantity, daysLeft } }: { licence: LicenceRow }) {
  if (consumption === null) return <span className="text-muted">–</span>;
  const isExpired = daysLeft !== null && daysLeft < 0;
  return <UsageBar held={consumption} total={isExpired ? 0 : (quantity ?? 0)} areNumbersHidden />;
}

function NextDate({ licence: { subscriptions, nextLifecycleAt } }: { licence: LicenceRow }) {
  const t = useTranslations("licences");
  if (subscriptions === 0) return <span className="text-muted">–</span>;
  return (
    <>
      <span aria-hidden className="tabular">
        {subscriptions}
      </span>
      <span className="sr-only">{t("next", { count: subscriptions })}</span>
      {nextLifecycleAt && (
        <>
          <span className="text-muted"> · </span>
          <RelativeTime value={nextLifecycleAt} />
        </>
      )}
    </>
  );
}
