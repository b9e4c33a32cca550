import { type ListState, listHref } from "@/lib/paging/list-state";
import { ExportMenu } from "./export-menu";
import { ViewsMenu } from "./views-menu";

type Props = {
  list: { path: string; state: ListState };
  /** the list's name in /api/export */
  exportName: string;
  /** the export with one row for each person, where the list has one */
  peopleName?: string;
};

/** Saved views and export; stands in the command bar, beside the filters. */
export function ListControls({ list, exportName, peopleName }: Props) {
  const query = listHref("", list.state, { page: null }).replace(/^\?/, "");
  return (
    <>
      <ViewsMenu path={list.path} query={query} />
      <ExportMenu name={exportName} peopleName={peopleName} query={query} />
    </>
  );
}
