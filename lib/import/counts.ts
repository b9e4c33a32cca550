import type { RunPortalStatus } from "@/lib/db/generated/enums";
import type { Count } from "@/lib/health/counters";
import type { ImportLedger, RowCounts } from "./ledger";

const TABLES = ["contacts", "assignments", "licences", "products"] as const;
const CHANGES = ["created", "updated", "vanished"] as const satisfies readonly (keyof RowCounts)[];

/** What an ended import of a portal adds to the metrics. */
export function countsOf(status: RunPortalStatus, ledger: ImportLedger): Count[] {
  const byStatus = Object.entries(ledger.requestsByStatus ?? {});
  return [
    { name: "seatwise_import_portals_total", labels: { status }, add: 1 },
    ...byStatus.map(([code, add]) => ({ name: "seatwise_graph_requests_total", labels: { status: code }, add })),
    { name: "seatwise_graph_throttled_total", add: ledger.requestsByStatus?.["429"] ?? 0 },
    { name: "seatwise_graph_wait_seconds_total", add: ledger.waitedMs / 1_000 },
    { name: "seatwise_graph_bytes_total", add: ledger.bytes },
    { name: "seatwise_import_users_total", add: ledger.usersRead },
    ...TABLES.flatMap((table) =>
      CHANGES.map((change) => ({
        name: "seatwise_import_rows_total",
        labels: { table, change },
        add: ledger[table][change],
      })),
    ),
  ];
}
