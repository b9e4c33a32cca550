import { describe, expect, test } from "vitest";
import { parseListState } from "@/lib/paging/list-state";
import { buildTree, type Folder, pathOf, placeOf } from "@/lib/products/tree";

const folders: Folder[] = [
  { id: 1, parentId: null, name: "Microsoft 365", productCount: 1 },
  { id: 2, parentId: 1, name: "Contoso", productCount: 2 },
  { id: 3, parentId: 2, name: "Desktop", productCount: 4 },
  { id: 4, parentId: null, name: "Other", productCount: 0 },
];

describe("the product tree", () => {
  test("counts what lies in a folder and below it", () => {
    const [microsoft, other] = buildTree(folders);
    expect([microsoft?.total, microsoft?.children[0]?.total, other?.total]).toEqual([7, 6, 0]);
  });

  test("shows a folder whose parent is missing at the top", () => {
    expect(buildTree([{ id: 9, parentId: 8, name: "Lost", productCount: 1 }]).map(({ name }) => name)).toEqual([
      "Lost",
    ]);
  });

  test("knows the way down to a folder, and ends in a cycle", () => {
    expect(pathOf(folders, 3).map(({ name }) => name)).toEqual(["Microsoft 365", "Contoso", "Desktop"]);
    expect(pathOf(folders, 99)).toEqual([]);
    const cycle: Folder[] = [
      { id: 1, parentId: 2, name: "a", productCount: 0 },
      { id: 2, parentId: 1, name: "b", productCount: 0 },
    ];
    expect(pathOf(cycle, 1).map(({ name }) => name)).toEqual(["b", "a"]);
  });
});

describe("the place of a list in the tree", () => {
  const place = (search: string) =>
    placeOf(
      parseListState(new URLSearchParams(search), {
        sortable: ["name"],
        defaultSort: { sort: "name" },
        filters: { folder: "any" },
      }),
      folders,
    );

  test("is the folder of the address", () => {
    const { state, folderId } = place("folder=2");
    expect([folderId, state.filters]).toEqual([2, { folder: ["2"] }]);
  });

  test.each(["folder=99", "folder=x", "folder=2&q=exchange"])("is everything for %s", (search) => {
    const { state, folderId } = place(search);
    expect([folderId, state.filters]).toEqual([null, {}]);
  });
});
