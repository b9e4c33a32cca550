import { pool } from "@/lib/db/pool";
import { AppError } from "@/lib/errors";
import { CHOSEN_MAX, type Chosen } from "@/lib/paging/chosen";
import { SqlValues } from "./keyset";

/**
 * The ids of what was chosen in a list. Who deletes by them deletes what the preview named, whatever the search matches by then.
 * @param statement selects the ids of all entries that the search matches
 * @throws AppError too-many-chosen
 */
export async function chosenIds(
  chosen: Chosen,
  statement: (search: URLSearchParams, values: SqlValues) => string | Promise<string>,
): Promise<number[]> {
  if ("ids" in chosen) return chosen.ids;
  const values = new SqlValues();
  const text = await statement(new URLSearchParams(chosen.search), values);
  const { rows } = await pool().query<{ id: number }>(`${text} limit ${CHOSEN_MAX + 1}`, values.list);
  if (rows.length > CHOSEN_MAX) throw new AppError("too-many-chosen", { params: { maximum: CHOSEN_MAX } });
  return rows.map((row) => row.id);
}
