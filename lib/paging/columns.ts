import type { ListState } from "./list-state";

/** The part of the URL that names the columns to show; not there, all are shown but those that have to be asked for. */
export const columnsParameter = "columns";

type Keyed = { key: string /** not shown until somebody chooses it */; isOnRequest?: boolean };
type State = Pick<ListState, "columns" | "sort">;

/** The first column names the row, and the sorted one says why the rows stand as they do: both stay. */
const isLocked = (position: number, { key }: Keyed, { sort }: State) => position === 0 || key === sort;

export function shownColumns<Column extends Keyed>(columns: readonly Column[], state: State): readonly Column[] {
  const isChosen = ({ key, isOnRequest }: Column) => (state.columns ? state.columns.includes(key) : !isOnRequest);
  return columns.filter((column, position) => isLocked(position, column, state) || isChosen(column));
}

export type ColumnChoice = {
  key: string;
  label: string;
  isShown: boolean;
  isLocked: boolean;
  /** shown where nobody has chosen */
  isDefault: boolean;
};

export function columnChoices(columns: readonly (Keyed & { header: string })[], state: State): ColumnChoice[] {
  const shown = shownColumns(columns, state);
  return columns.map((column, position) => ({
    key: column.key,
    label: column.header,
    isShown: shown.includes(column),
    isLocked: isLocked(position, column, state),
    isDefault: isLocked(position, column, state) || !column.isOnRequest,
  }));
}

/** What stands in the URL after one column was switched over; null when nothing has to: those are shown that nobody chose. */
export function toggleColumn(choices: readonly ColumnChoice[], key: string): string | null {
  const isWanted = (choice: ColumnChoice) => (choice.key === key ? !choice.isShown : choice.isShown);
  if (choices.every((choice) => isWanted(choice) === choice.isDefault)) return null;
  return choices
    .filter(isWanted)
    .map((choice) => choice.key)
    .join(",");
}
