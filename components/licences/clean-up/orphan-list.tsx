import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataGrid } from "@/components/data-grid/data-grid";
import { type WayOutActions, WayOutCommands } from "@/components/portals/way-out/way-out-actions";
import { WayOutText } from "@/components/portals/way-out/way-out-text";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import type { LeftPeople } from "@/lib/contacts/left-people";
import type { Orphan } from "@/lib/licences/queries-form";
import type { WayOut } from "@/lib/portals/way-out";
import { DeleteOrphans, type DeleteOrphansAction } from "./delete-orphans";

const path = "/licence-management/licences";
const hrefOf = ({ kind, id }: Orphan) =>
  kind === "licence" ? `${path}?licence=${id}` : `/licence-management/products?product=${id}`;

type Props = {
  orphans: readonly Orphan[];
  /** whom deleted portals left behind */
  people: readonly LeftPeople[];
  /** null: of all portals */
  portalId: string | null;
  deleteOrphans: DeleteOrphansAction;
  /** by the ids of licences, and of products */
  waysOut: Readonly<Record<Orphan["kind"], ReadonlyMap<number, WayOut>>>;
  wayOutActions: WayOutActions | null;
};

/** What would go, before it goes: of all portals, or of one. */
export function OrphanList({ orphans, people, portalId, deleteOrphans, waysOut, wayOutActions }: Props) {
  const t = useTranslations("licences.cleanUp");
  const texts = useTranslations("licences.unsync");
  const portals = [...new Map([...orphans, ...people].map((each) => [each.portalId, each.portalName]))];
  const chosen = portals.some(([id]) => id === portalId) ? portalId : null;
  const shown = orphans.filter((orphan) => chosen === null || orphan.portalId === chosen);
  const shownPeople = people.filter((each) => chosen === null || each.portalId === chosen);
  const sumOf = (key: "contacts" | "kept") => shownPeople.reduce((sum, each) => sum + each[key], 0);
  const left = { contacts: sumOf("contacts"), kept: sumOf("kept") };
  const canDelete = left.contacts > 0 || shown.some(({ kind, product }) => kind === "licence" || product === "goes");
  // Where only people are left, a count of licences would say that nothing is.
  const countOf = (id: string) => orphans.filter((orphan) => orphan.portalId === id).length || undefined;
  if (portals.length === 0) {
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
      {shown.length === 0 && <p className="text-muted">{t("onlyPeople")}</p>}
      {shown.length === 0 && left.kept > 0 && <p className="text-muted">{t("peopleKept", { kept: left.kept })}</p>}
      {canDelete && (
        <div>
          <DeleteOrphans
            key={chosen}
            portalId={chosen}
            portalName={
              portals.find(([id]) => id === chosen)?.[1] ?? (portals.length === 1 ? (portals[0]?.[1] ?? null) : null)
            }
            licences={shown.filter(({ kind }) => kind === "licence")}
            products={shown.filter(({ product }) => product === "goes").length}
            people={left}
            deleteOrphans={deleteOrphans}
          />
        </div>
      )}
      {shown.length > 0 && (
        <DataGrid
          label={t("title")}
          rows={shown}
          getRowKey={(row) => `${row.kind} ${row.id}`}
          columns={[
            {
              key: "name",
              header: t("name"),
              cell: (row) => (
                <Link className="link" href={hrefOf(row)}>
                  {row.name}
                </Link>
              ),
              title: (row) => row.name,
              lines: 2,
            },
            { key: "portal", header: t("portal"), cell: (row) => row.portalName, width: "112px", from: "lg" },
            { key: "reason", header: t("reason"), cell: (row) => texts(row.unsyncReason), width: "248px", lines: 2 },
            {
              key: "since",
              header: t("since"),
              cell: (row) => row.unsyncSince && <RelativeTime value={row.unsyncSince} />,
              width: "120px",
            },
            {
              key: "wayOut",
              header: t("wayOut"),
              cell: (row) => {
                const wayOut = waysOut[row.kind].get(row.id);
                if (!wayOut) return "–";
                if (!wayOutActions || wayOut.kind === "replaced") return <WayOutText wayOut={wayOut} />;
                return <WayOutCommands wayOut={wayOut} name={row.name} actions={wayOutActions} />;
              },
              width: "220px",
            },
            {
              key: "product",
              header: t("product"),
              cell: (row) => t(`fate.${row.kind === "product" && row.product === "goes" ? "alone" : row.product}`),
              width: "160px",
              from: "lg",
              card: "none",
            },
          ]}
        />
      )}
    </>
  );
}
