import "server-only";
import { pool } from "@/lib/db/pool";
import { SqlValues } from "@/lib/portals/keyset";
import { type ContactRow, rowColumns } from "./queries";
import { isCustomId, planSearch, type SearchPlan, searchCondition } from "./search-plan";

/** So many people are looked at one by one where no index helps; that takes some hundredths of a second. */
const SCAN_ROWS = 20_000;

/** @property total null: not all people were looked at, so there may be more, and others */
export type FoundPeople = { rows: ContactRow[]; total: number | null };

/** Those whom the index of the search knows, or, where it cannot tell, those among the first people of the table. */
function candidates(search: string, plan: SearchPlan, values: SqlValues, scanRows: number): string {
  const matches = searchCondition(search, plan, values);
  const custom = isCustomId(search, values);
  if (plan.anchor) return `select * from contact c where (${matches}) or ${custom}`;
  return `select * from (select * from contact limit ${scanRows}) c where ${matches}
    union all select * from contact c where ${custom} and not (${matches})`;
}

/**
 * A few people for a search that has to answer at once, however many people there are: as the list of contacts finds them and in its
 * order, but without looking at everybody.
 */
export async function findPeople(search: string, limit: number, scanRows = SCAN_ROWS): Promise<FoundPeople> {
  const plan = await planSearch(search);
  const values = new SqlValues();
  const found = candidates(search, plan, values, scanRows);
  const isAll = plan.anchor ? "true" : `not exists (select from contact offset ${scanRows})`;
  const { rows } = await pool().query<ContactRow & { total: number | null }>(
    `with found as materialized (${found}),
       counted as (select case when ${isAll} then (select count(*)::int from found) end as total)
     select ${rowColumns}, counted.total
     from counted left join (found c left join portal p on p.id = c.portal_id) on true
     order by c.display_name, c.id limit ${limit}`,
    values.list,
  );
  // One row without a person tells the total alone.
  const people = rows.filter(({ id }) => id !== null).map(({ total: _, ...row }) => row);
  return { rows: people, total: rows[0]?.total ?? null };
}
