import "server-only";
import { pool } from "@/lib/db/pool";
import { buildPage, type ListState, type Page } from "@/lib/paging/list-state";
import { keysetOf, type SortColumn, type SortedRow, SqlValues } from "@/lib/portals/keyset";

export type LicenceChange = {
  id: number;
  at: Date;
  /** null: the run's row was cleaned up */
  runId: number | null;
  /** such as unitsEnabled; `arrived` for the first import that brought the licence */
  field: string;
  before: string | null;
  after: string | null;
};

// Ids grow with time, so they are the order.
const sortColumns: Record<string, SortColumn> = { newest: { sql: "h.id", type: "bigint" } };
export const historyList = { sortable: ["newest"], defaultSort: { sort: "newest", direction: "desc" } } as const;

/** What imports have found changed on a licence, the newest first. */
export async function listLicenceChanges(licenceId: number, given: ListState): Promise<Page<LicenceChange>> {
  const values = new SqlValues();
  const matches = `h.licence_id = ${values.add(licenceId)}`;
  const counted = pool().query<{ count: number }>(
    `select count(*)::int as count from licence_change h where ${matches}`,
    [...values.list],
  );
  const { state, condition, orderBy, sortValue } = keysetOf(given, sortColumns, "h.id", values);
  const [{ rows }, total] = await Promise.all([
    pool().query<LicenceChange & SortedRow>(
      `select h.id::int, h.at, r.id as "runId", h.field, h.before, h.after, ${sortValue} as "sortValue"
       from licence_change h left join run r on r.id = h.run_id where ${matches} and ${condition} ${orderBy}`,
      values.list,
    ),
    counted,
  ]);
  return buildPage(state, rows, total.rows[0]?.count ?? 0, ({ id, sortValue: value }) => ({ id, value }));
}
