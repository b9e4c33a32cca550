import type { ListState } from "./list-state";

/** The part of the URL that names the columns to show; not there, all are shown. */
export const columnsParameter = "columns";

type Keyed = { key: string };
type State = Pick<ListState, "columns" | "sort">;

/** The first column names the row, and the sorted one says why the rows stand as they do: both stay. */
const isLocked = (position: number, { key }: Keyed, { sort }: State) => position === 0 || key === sort;

export function shownColumns<Column extends Keyed>(columns: readonly Column[], state: State): readonly Column[] {
  if (!state.columns) return columns;
  return columns.filter((column, position) => isLocked(position, column, state) || state.columns?.includes(column.key));
}

export type ColumnChoice = { key: string; label: string; isShown: boolean; isLocked: boolean };

export function columnChoices(columns: readonly { key: string; header: string }[], state: State): ColumnChoice[] {
  const shown = shownColumns(columns, state);
  return columns.map((column, position) => ({
    key: column.key,
    label: column.header,
    isShown: shown.includes(column),
    isLocked: isLocked(position, column, state),
  }));
}

/** What stands in the URL after one column was switched over; null when nothing has to: all are shown. */
export function toggleColumn(choices: readonly ColumnChoice[], key: string): string | null {
  const wanted = choices.filter((choice) => (choice.key === key ? !choice.isShown : choice.isShown));
  return wanted.length === choices.length ? null : wanted.map((choice) => choice.key).join(",");
}
