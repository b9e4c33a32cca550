import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataGrid } from "@/components/data-grid/data-grid";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import type { Orphan } from "@/lib/licences/queries-form";
import { DeleteOrphans, type DeleteOrphansAction } from "./delete-orphans";

const path = "/licence-management/licences";

type Props = {
  orphans: readonly Orphan[];
  /** null: of all portals */
  portalId: string | null;
  deleteOrphans: DeleteOrphansAction;
};

/** What would go, before it goes: of all portals, or of one. */
export function OrphanList({ orphans, portalId, deleteOrphans }: Props) {
  const t = useTranslations("licences.cleanUp");
  const texts = useTranslations("licences.unsync");
  const portals = [...new Map(orphans.map((orphan) => [orphan.portalId, orphan.portalName]))];
  const chosen = portals.some(([id]) => id === portalId) ? portalId : null;
  const shown = orphans.filter((orphan) => chosen === null || orphan.portalId === chosen);
  const countOf = (id: string) => orphans.filter((orphan) => orphan.portalId === id).length;
  if (orphans.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title={t("none")}>
        {t("noneText")}
      </EmptyState>
    );
  }
  return (
    <>
      {portals.length > 1 && (
        <Tabs
          label={t("choose")}
          current={chosen ?? "all"}
          tabs={[
            { key: "all", label: t("all"), href: `${path}/clean-up`, count: orphans.length },
            ...portals.map(([id, name]) => ({
              ...{ key: id, label: name, href: `${path}/clean-up?portal=${id}`, count: countOf(id) },
            })),
          ]}
        />
      )}
      <div>
        <DeleteOrphans
          portalId={chosen}
          licences={shown.length}
          products={shown.filter(({ takesProduct }) => takesProduct).length}
          deleteOrphans={deleteOrphans}
        />
      </div>
      <DataGrid
        label={t("title")}
        rows={shown}
        getRowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: t("licence"),
            cell: (row) => (
              <Link className="link" href={`${path}?licence=${row.id}`}>
                {row.name}
              </Link>
            ),
            title: (row) => row.name,
          },
          { key: "portal", header: t("portal"), cell: (row) => row.portalName, width: "160px", from: "md" },
          { key: "reason", header: t("reason"), cell: (row) => texts(row.unsyncReason), width: "280px" },
          {
            key: "since",
            header: t("since"),
            cell: (row) => row.unsyncSince && <RelativeTime value={row.unsyncSince} />,
            width: "120px",
          },
          {
            key: "product",
            header: t("product"),
            cell: (row) => t(row.takesProduct ? "takes" : "keeps"),
            width: "200px",
            from: "lg",
            card: "none",
          },
        ]}
      />
    </>
  );
}
