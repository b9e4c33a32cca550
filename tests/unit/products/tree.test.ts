import { describe, expect, test } from "vitest";
import { parseListState } from "@/lib/paging/list-state";
import { buildTree, canDrop, type Folder, idsBelow, pathOf, placeOf } from "@/lib/products/tree";

const folders: Folder[] = [
  { id: 1, parentId: null, name: "Microsoft 365", productCount: 1, isSystem: false },
  { id: 2, parentId: 1, name: "Contoso", productCount: 2, isSystem: false },
  { id: 3, parentId: 2, name: "Desktop", productCount: 4, isSystem: false },
  { id: 4, parentId: null, name: "Other", productCount: 0, isSystem: false },
];

describe("the product tree", () => {
  test("counts what lies in a folder and below it", () => {
    const [microsoft, other] = buildTree(folders);
    expect([microsoft?.total, microsoft?.children[0]?.total, other?.total]).toEqual([7, 6, 0]);
  });

  test("shows a folder whose parent is missing at the top", () => {
    expect(
      buildTree([{ id: 9, parentId: 8, name: "Lost", productCount: 1, isSystem: false }]).map(({ name }) => name),
    ).toEqual(["Lost"]);
  });

  test("knows the way down to a folder, and ends in a cycle", () => {
    expect(pathOf(folders, 3).map(({ name }) => name)).toEqual(["Microsoft 365", "Contoso", "Desktop"]);
    expect(pathOf(folders, 99)).toEqual([]);
    const cycle: Folder[] = [
      { id: 1, parentId: 2, name: "a", productCount: 0, isSystem: false },
      { id: 2, parentId: 1, name: "b", productCount: 0, isSystem: false },
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

describe("where a drop is possible", () => {
  test("[S55] a folder goes neither into itself nor below itself, nor where it is", () => {
    expect([...idsBelow(folders, 1)]).toEqual([1, 2, 3]);
    const folder = (id: number, to: number | null) => canDrop(folders, { kind: "folder", id }, to);
    expect([folder(1, 1), folder(1, 3), folder(2, 1), folder(1, null), folder(9, 4)]).toEqual(Array(5).fill(false));
    expect([folder(3, 1), folder(2, 4), folder(2, null), folder(4, 3)]).toEqual(Array(4).fill(true));
  });

  test("products go into a folder that not all of them lie in, never to the top", () => {
    const products = (folderIds: number[], to: number | null) => canDrop(folders, { kind: "products", folderIds }, to);
    expect([products([2, 3], 2), products([2], 3)]).toEqual([true, true]);
    expect([products([2, 2], 2), products([2], null), products([], 2)]).toEqual([false, false, false]);
  });

  test("a cycle in the data ends", () => {
    const cycle = [
      { id: 1, parentId: 2, name: "a", productCount: 0, isSystem: false },
      { id: 2, parentId: 1, name: "b", productCount: 0, isSystem: false },
    ];
    expect(idsBelow(cycle, 1).size).toBe(2);
  });

  test("two thousand folders are searched quickly", () => {
    const deep = Array.from(
      { length: 2_000 },
      (_, at) => ({ ...folders[0], id: at + 1, parentId: at || null }) as Folder,
    );
    const startedMs = performance.now();
    expect(idsBelow(deep, 1).size).toBe(2_000);
    expect(performance.now() - startedMs).toBeLessThan(100);
  });
});
