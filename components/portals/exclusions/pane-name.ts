/** The two lists. Also the ids of what can be dropped on. */
export type PaneName = "available" | "excluded";

export const otherPane = (pane: PaneName): PaneName => (pane === "available" ? "excluded" : "available");

/** What is under way. */
export type Dragged = {
  ids: readonly string[];
  from: PaneName;
  /** the row that was taken; it is one of `ids` */
  skuId: string;
  title: string;
};

/** What each row says of itself to dnd-kit. */
export type RowData = { pane: PaneName; title: string };
