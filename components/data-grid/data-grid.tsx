import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { columnChoices, shownColumns } from "@/lib/paging/columns";
import { type ListState, listHref, type SortDirection } from "@/lib/paging/list-state";
import { ColumnMenu } from "./column-menu";
import { SortMenu } from "./sort-menu";

/** the narrowest first */
const breakpoints = ["md", "lg", "wide", "xl"] as const;
type Breakpoint = (typeof breakpoints)[number];

export type Column<Row> = {
  /** also the sort key in the URL when `isSortable` */
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** the whole text on hover, where the cell may be cut */
  title?: (row: Row) => string | undefined;
  /** "end" for numbers: right-aligned, tabular figures */
  align?: "start" | "end";
  /** 2: up to two lines in the height of one row; "all": as many as the text has, in a row that grows. By default one, cut */
  lines?: 2 | "all";
  /** CSS width such as "120px" or "20%"; columns without one share what is left */
  width?: string;
  isSortable?: boolean;
  /** not shown until somebody chooses it in the list of columns */
  isOnRequest?: boolean;
  /** shown only where the grid itself is this wide: md 700 px, lg 960 px, wide 1040 px, xl 1280 px */
  from?: Breakpoint;
  /** place in the two-line row of a narrow grid: first line, end of the second, second; by default the first column is primary */
  card?: "primary" | "aside" | "secondary" | "none";
  /** in the two-line row the header stands before the value; on by default for `align: "end"` */
  isLabelledInCard?: boolean;
};

type Props<Row> = {
  /** what the list is of, for screen readers */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  getRowKey: (row: Row) => string | number;
  /** opens the row: its first cell becomes a link that covers the row */
  getRowHref?: (row: Row) => string;
  /** the row open in the drawer */
  isRowCurrent?: (row: Row) => boolean;
  /** makes the headers sort by link, and columns a choice */
  list?: { path: string; state: ListState };
  /** a checkbox cell before each row (client component), for actions on many */
  renderSelection?: { header: ReactNode; row: (row: Row) => ReactNode };
  /** instead of the table when there is no row */
  empty?: ReactNode;
};

/** what a column without a width in pixels gets at least; its text has a second line */
const freeColumnPx = 132;
/** the columns of the boxes and of the list of columns, as data-grid.css has them */
const selectPx = 44;
const choosePx = 40;

export function DataGrid<Row>(props: Props<Row>) {
  const { label, rows, getRowKey, getRowHref, isRowCurrent, list, renderSelection, empty } = props;
  if (rows.length === 0 && empty) return <div className="rounded border border-line bg-surface">{empty}</div>;
  const columns = list ? shownColumns(props.columns, list.state) : props.columns;
  const choices = list && props.columns.length > 2 ? columnChoices(props.columns, list.state) : null;
  return (
    <div
      className="grid-frame"
      style={
        {
          "--grid-rows": rows.length,
          ...narrowest(columns, (renderSelection ? selectPx : 0) + (choices ? choosePx : 0)),
        } as CSSProperties
      }
    >
      {list && <NarrowSort list={list} columns={columns} />}
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="grid-region"
      >
        <table className="data-grid">
          <thead>
            <tr>
              {renderSelection && <th className="select">{renderSelection.header}</th>}
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} list={list} />
              ))}
              {choices && (
                <th className="choose">
                  <ColumnMenu choices={choices} />
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={getRowKey(row)} data-selected={isRowCurrent?.(row) ? "" : undefined}>
                {renderSelection && <td className="select">{renderSelection.row(row)}</td>}
                {columns.map((column, position) => {
                  const place = column.card ?? (position === 0 ? "primary" : "secondary");
                  const isLabelled = column.isLabelledInCard ?? (column.align === "end" && place === "secondary");
                  return (
                    <td
                      key={column.key}
                      className={cellClass(column, `in-${place}`)}
                      title={column.title?.(row)}
                      data-label={isLabelled ? column.header : undefined}
                    >
                      {position === 0 && getRowHref ? (
                        <Link
                          href={getRowHref(row)}
                          scroll={false}
                          prefetch={false}
                          className="row-link"
                          aria-current={isRowCurrent?.(row) ? "true" : undefined}
                        >
                          {column.cell(row)}
                        </Link>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  );
                })}
                {choices && <td className="choose" />}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The order of a narrow grid, whose headers are not seen. */
function NarrowSort<Row>({
  list: { path, state },
  columns,
}: {
  list: NonNullable<Props<Row>["list"]>;
  columns: readonly Column<Row>[];
}) {
  const t = useTranslations("ui.grid");
  const sortable = columns.filter(({ isSortable }) => isSortable);
  if (sortable.length === 0) return null;
  return (
    <div className="grid-sort">
      <SortMenu
        items={sortable.map(({ key, header }) => {
          const direction = state.sort === key ? state.direction : null;
          return {
            key,
            label: header,
            direction,
            href: listHref(path, state, { sort: key, direction: opposite(direction) }),
          };
        })}
        label={t("sort")}
      />
    </div>
  );
}

const opposite = (direction: SortDirection | null | undefined) => (direction === "asc" ? "desc" : "asc");

/** Below this a table scrolls inside its region instead of crushing its columns; one value for each set of columns. */
function narrowest<Row>(columns: readonly Column<Row>[], besidePx: number) {
  const sum = (shown: readonly Column<Row>[]) =>
    `${shown.reduce((total, { width }) => total + (width?.endsWith("px") ? Number.parseFloat(width) : freeColumnPx), besidePx)}px`;
  const shownAt = (widest: number) => columns.filter(({ from }) => !from || breakpoints.indexOf(from) <= widest);
  return Object.fromEntries([
    ["--grid-min", sum(shownAt(-1))],
    ...breakpoints.map((breakpoint, index) => [`--grid-min-${breakpoint}`, sum(shownAt(index))]),
  ]);
}

function cellClass<Row>(column: Column<Row>, place?: string) {
  return (
    clsx(
      column.align === "end" && "end",
      column.from && `from-${column.from}`,
      place && column.lines && `lines-${column.lines}`,
      place,
    ) || undefined
  );
}

function HeaderCell<Row>({ column, list }: { column: Column<Row>; list?: { path: string; state: ListState } }) {
  const t = useTranslations("ui.grid");
  const isSorted = list?.state.sort === column.key;
  const direction = isSorted ? list?.state.direction : undefined;
  const next = opposite(direction);
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      style={{ width: column.width }}
      className={cellClass(column)}
      aria-sort={direction === undefined ? undefined : direction === "asc" ? "ascending" : "descending"}
    >
      {list && column.isSortable ? (
        <Link
          href={listHref(list.path, list.state, { sort: column.key, direction: next })}
          scroll={false}
          prefetch={false}
          title={t(next === "asc" ? "sortAscending" : "sortDescending", { column: column.header })}
        >
          <span>{column.header}</span>
          {isSorted && <Arrow aria-hidden />}
        </Link>
      ) : (
        <span title={column.header}>{column.header}</span>
      )}
    </th>
  );
}
