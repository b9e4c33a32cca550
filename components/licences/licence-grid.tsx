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
import { ListedLicenceState } from "./licence-state";

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
    {
      key: "name",
      header: t("columns.name"),
      cell: (row) => row.name,
      title: (row) => row.name,
      lines: 2,
      isSortable: true,
    },
    {
      key: "unitsEnabled",
      header: t("columns.enabled"),
      title: () => t("columnHelp.enabled"),
      cell: (row) => <NumberText value={row.quantity ?? row.unitsEnabled} />,
      align: "end",
      width: "92px",
      isSortable: true,
    },
    {
      key: "consumedUnits",
      header: t("columns.consumed"),
      title: () => t("columnHelp.consumed"),
      cell: (row) => <Count value={row.origin === "manual" ? row.consumption : row.consumedUnits} />,
      align: "end",
      width: "104px",
      from: "md",
      card: "none",
      isSortable: true,
    },
    {
      key: "otherUnits",
      header: t("columns.otherUnits"),
      cell: (row) => otherUnits(row) || <span className="text-muted">–</span>,
      title: otherUnits,
      lines: 2,
      width: "160px",
      isOnRequest: true,
      card: "none",
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
      cell: (row) => (
        <span className="flex flex-col items-start">
          <span className="flex min-h-4 items-center">
            {row.origin === "manual" ? <ManualUsage licence={row} /> : <Usage licence={row} />}
          </span>
          <span className="max-w-full truncate text-xs leading-3.5 text-muted" title={otherUnits(row)}>
            {otherUnits(row)}
          </span>
        </span>
      ),
      width: "174px",
      card: "secondary",
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: (row) => <ListedLicenceState licence={row} />,
      width: "216px",
      card: "aside",
    },
    {
      key: "expiresOn",
      header: t("columns.expiresOn"),
      cell: (row) => (row.expiresOn ? <DayText value={row.expiresOn} /> : <span className="text-muted">–</span>),
      width: "108px",
      from: "lg",
      card: "none",
      isSortable: true,
    },
    {
      key: "nextLifecycleAt",
      header: t("columns.subscriptions"),
      cell: (row) => <NextDate licence={row} />,
      width: "146px",
      from: "lg",
      card: "none",
      isSortable: true,
    },
  ];
}

function Count({ value }: { value: number | null }) {
  return value === null ? <span className="text-muted">–</span> : <NumberText value={value} />;
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

function ManualUsage({ licence: { consumption, quantity, daysLeft, isConcurrent } }: { licence: LicenceRow }) {
  if (consumption === null) return <span className="text-muted">–</span>;
  const isExpired = daysLeft !== null && daysLeft < 0;
  const total = isExpired ? 0 : (quantity ?? 0);
  return <UsageBar held={consumption} total={total} areNumbersHidden isUnlimited={isConcurrent && total > 0} />;
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
