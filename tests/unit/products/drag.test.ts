import type { Announcements, CollisionDetection } from "@dnd-kit/core";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { createAnnouncements } from "@/components/products/drag/announcements";
import { dropIdOf, folderOfDrop, type Moved, productsWith } from "@/components/products/drag/dragged";
import { createWay, nextPlace } from "@/components/products/drag/keyboard-way";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

const rows = [
  { id: 1, name: "Visio", folderId: 7 },
  { id: 2, name: "Project", folderId: 8 },
  { id: 3, name: "Access", folderId: 7 },
];
const three: Moved = { kind: "products", ids: [1, 2, 3], folderIds: [7, 8, 7], title: "Visio" };
const folder: Moved = { kind: "folder", id: 4, title: "Office" };

describe("what moves with a row", () => {
  test("[S55] is the row alone, or all that are selected if it is one of them", () => {
    expect(productsWith(2, rows, [])).toEqual({ kind: "products", ids: [2], folderIds: [8], title: "Project" });
    expect(productsWith(2, rows, [1, 3])).toMatchObject({ ids: [2] });
    expect(productsWith(3, rows, [1, 3])).toMatchObject({ ids: [1, 3], folderIds: [7, 7], title: "Access" });
    expect(productsWith(9, rows, [1])).toBeNull();
  });
});

describe("the way of the keyboard", () => {
  const places = ["to-top", "to-7", "to-8"];

  test("goes up and down the folders that are shown, and ends at the ends", () => {
    expect([nextPlace(places, "to-top", 1, null), nextPlace(places, "to-8", 1, null)]).toEqual(["to-7", "to-8"]);
    expect([nextPlace(places, "to-8", -1, null), nextPlace(places, "to-top", -1, null)]).toEqual(["to-7", "to-top"]);
  });

  test("begins at the folder that is shown, else at the first", () => {
    expect([
      nextPlace(places, null, 1, "to-7"),
      nextPlace(places, null, -1, "to-9"),
      nextPlace([], null, 1, null),
    ]).toEqual(["to-7", "to-top", null]);
    // The folder where it stood has been closed meanwhile.
    expect(nextPlace(places, "to-9", 1, "to-8")).toBe("to-8");
  });

  test("is where the keyboard stands, whatever lies under the row", () => {
    let target: string | null = null;
    const { findFolder } = createWay(
      () => target,
      (next) => {
        target = next;
      },
    );
    const byKeyboard = { pointerCoordinates: null } as Parameters<CollisionDetection>[0];
    expect(findFolder(byKeyboard)).toEqual([]);
    target = "to-8";
    expect(findFolder(byKeyboard)).toEqual([{ id: "to-8" }]);
  });

  test("names places by ids that can be read back", () => {
    expect([null, 12].map((id) => folderOfDrop(dropIdOf(id)))).toEqual([null, 12]);
  });
});

function speak(moved: Moved | null, locale: Locale = "en") {
  const t = createTranslator({
    locale: languageTags[locale],
    messages: messagesByLocale[locale],
    namespace: "products.drag",
  });
  const announcements = createAnnouncements(t, {
    moved: () => moved,
    folderName: (id) => (id === null ? "Top level" : `Folder ${id}`),
    canDrop: (_, to) => to !== 7,
  });
  const at = (over: number | null | undefined) =>
    ({ active: { id: "x" }, over: over === undefined ? null : { id: dropIdOf(over) } }) as unknown as Parameters<
      Announcements["onDragOver"]
    >[0];
  return {
    start: () => announcements.onDragStart(at(undefined)),
    over: (id?: number | null) => announcements.onDragOver(at(id)),
    end: (id?: number | null) => announcements.onDragEnd(at(id)),
    cancel: () => announcements.onDragCancel(at(undefined)),
  };
}

describe("what a screen reader says", () => {
  test("[S55] names what was picked up, over which folder it is, and what became of it", () => {
    const said = speak(folder);
    expect(said.start()).toBe("Office picked up.");
    expect([said.over(8), said.over(7), said.over(null), said.over()]).toEqual([
      "Office over Folder 8.",
      "Office over Folder 7: cannot be dropped here.",
      "Office over Top level.",
      "Office over no folder.",
    ]);
    expect([said.end(8), said.end(7), said.end(), said.cancel()]).toEqual([
      "Office dropped on Folder 8.",
      "Office stays where it was.",
      "Office stays where it was.",
      "Office stays where it was.",
    ]);
  });

  test("counts several, speaks German, and is silent when nothing is under way", () => {
    expect(speak(three).end(8)).toBe("3 products dropped on Folder 8.");
    expect(speak(three, "de").over(7)).toBe("3 Produkte über Folder 7: kann hier nicht abgelegt werden.");
    expect(speak(null).start()).toBeUndefined();
  });
});
