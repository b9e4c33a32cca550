import { describe, expect, test } from "vitest";
import { columnChoices, shownColumns, toggleColumn } from "@/lib/paging/columns";
import { listHref, parseListState } from "@/lib/paging/list-state";

const columns = ["name", "status", "units", "date"].map((key) => ({ key, header: key.toUpperCase() }));
const stateOf = (search: string) =>
  parseListState(new URLSearchParams(search), { sortable: ["name", "units"], defaultSort: { sort: "name" } });
const shown = (search: string) => shownColumns(columns, stateOf(search)).map(({ key }) => key);

describe("columns of a list", () => {
  test.each([
    ["", ["name", "status", "units", "date"]],
    ["columns=date,status", ["name", "status", "date"]],
    ["columns=", ["name"]],
    ["columns=nothing,else", ["name"]],
    ["columns=status&sort=units", ["name", "status", "units"]],
    ["columns=status,<script>", ["name", "status"]],
  ])("are those of the URL, with the name and the sorted one: %s", (search, keys) => {
    expect(shown(search)).toEqual(keys);
  });

  test("the name and the sorted one cannot be switched off", () => {
    const choices = columnChoices(columns, stateOf("sort=units&columns=date"));
    expect(choices.map(({ key, isShown, isLocked }) => [key, isShown, isLocked])).toEqual([
      ["name", true, true],
      ["status", false, false],
      ["units", true, true],
      ["date", true, false],
    ]);
  });

  test("are switched over one at a time; all of them need no word in the URL", () => {
    const of = (search: string) => columnChoices(columns, stateOf(search));
    expect(toggleColumn(of(""), "units")).toBe("name,status,date");
    expect(toggleColumn(of("columns=status"), "status")).toBe("name");
    expect(toggleColumn(of("columns=name,status,date"), "units")).toBeNull();
  });

  test("on request are not shown until somebody chooses them, and no word in the URL stands for that", () => {
    const some = [...columns, { key: "mail", header: "MAIL", isOnRequest: true }];
    const of = (search: string) => columnChoices(some, stateOf(search));
    const shownOf = (search: string) => of(search).flatMap(({ key, isShown }) => (isShown ? [key] : []));
    expect(shownOf("")).toEqual(["name", "status", "units", "date"]);
    expect(toggleColumn(of(""), "mail")).toBe("name,status,units,date,mail");
    expect(shownOf("columns=mail")).toEqual(["name", "mail"]);
    expect(toggleColumn(of("columns=name,status,units,date,mail"), "mail")).toBeNull();
    expect(toggleColumn(of("columns=name,status,units,mail"), "mail")).toBe("name,status,units");
  });

  test("stay when the list is searched, sorted and paged through", () => {
    const state = stateOf("columns=status,units&q=x");
    for (const patch of [{ q: "y" }, { sort: "units" }, { page: { kind: "after", cursor: "c" } }, {}] as const) {
      expect(stateOf(listHref("", state, patch).slice(1)).columns).toEqual(["status", "units"]);
    }
    expect(listHref("/list", stateOf("q=x"))).toBe("/list?q=x");
  });
});
