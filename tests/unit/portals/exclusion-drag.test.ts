import type { Announcements, SensorContext } from "@dnd-kit/core";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { createAnnouncements } from "@/components/portals/exclusions/announcements";
import { findPane, moveToPane } from "@/components/portals/exclusions/drag-movement";
import type { Dragged, PaneName } from "@/components/portals/exclusions/pane-name";
import { type Locale, languageTags } from "@/lib/i18n/locale-names";
import { messagesByLocale } from "@/lib/i18n/messages";

const visio: Dragged = { ids: ["v"], from: "available", skuId: "v", title: "Visio Plan 2" };
const three: Dragged = { ids: ["v", "w", "x"], from: "excluded", skuId: "w", title: "Visio Plan 2" };

function speak(dragged: Dragged | null, locale: Locale = "en") {
  const t = createTranslator({
    locale: languageTags[locale],
    messages: messagesByLocale[locale],
    namespace: "exclusions.drag",
  });
  const announcements = createAnnouncements(t, () => dragged);
  const at = (over: PaneName | null) =>
    ({ active: { id: "v" }, over: over && { id: over } }) as unknown as Parameters<Announcements["onDragOver"]>[0];
  return {
    start: () => announcements.onDragStart(at(null)),
    over: (pane: PaneName | null) => announcements.onDragOver(at(pane)),
    end: (pane: PaneName | null) => announcements.onDragEnd(at(pane)),
    cancel: () => announcements.onDragCancel(at(null)),
  };
}

describe("what a screen reader says", () => {
  it("[S33] names what was picked up, where it is, and what became of it", () => {
    const said = speak(visio);
    expect(said.start()).toBe("Visio Plan 2 picked up.");
    // Would be read instead of "picked up".
    expect(said.over("available")).toBeUndefined();
    expect(said.over("excluded")).toBe("Visio Plan 2 over the excluded licences.");
    expect(said.over("available")).toBe("Visio Plan 2 over the available licences.");
    expect(said.over(null)).toBe("Visio Plan 2 over none of the lists.");
    expect(said.end("excluded")).toBe("Visio Plan 2 is excluded.");
    // The next drag begins anew.
    said.start();
    expect(said.over("available")).toBeUndefined();
  });

  it("[S34] counts several, in the other direction", () => {
    const said = speak(three);
    expect(said.start()).toBe("3 licences picked up.");
    expect(said.end("available")).toBe("3 licences are not excluded any more.");
  });

  it.each<PaneName | null>([null, "available"])("says that it stays when it is dropped on %s", (pane) => {
    expect(speak(visio).end(pane)).toBe("Visio Plan 2 stays where it was.");
    expect(speak(visio).cancel()).toBe("Visio Plan 2 stays where it was.");
  });

  it("speaks German, and is silent when nothing is under way", () => {
    expect(speak(visio, "de").end("excluded")).toBe("Visio Plan 2 ist ausgeschlossen.");
    expect(speak(null).start()).toBeUndefined();
  });
});

const rect = (left: number, top: number, width: number, height: number) => ({
  ...{ left, top, width, height },
  ...{ right: left + width, bottom: top + height },
});
const sideBySide = new Map([
  ["available", rect(0, 100, 400, 500)],
  ["excluded", rect(416, 100, 400, 500)],
]);
const stacked = new Map([
  ["available", rect(0, 100, 400, 500)],
  ["excluded", rect(0, 616, 400, 500)],
]);
const droppables = (rects: typeof sideBySide) =>
  [...rects.keys()].map((id) => ({ id })) as unknown as Parameters<typeof findPane>[0]["droppableContainers"];

describe.each([
  ["side by side", sideBySide],
  ["one below the other", stacked],
])("lists %s", (_, droppableRects) => {
  const collisionRect = rect(8, 300, 380, 40);
  const press = (code: string) => {
    const context = { droppableRects, collisionRect } as unknown as SensorContext;
    const at = moveToPane({ code } as KeyboardEvent, { active: "v", currentCoordinates: { x: 8, y: 300 }, context });
    return at && findPaneAt(rect(at.x, at.y, 380, 40), null);
  };
  const findPaneAt = (dragged: typeof collisionRect, pointer: { x: number; y: number } | null) =>
    findPane({
      active: { id: "v" } as Parameters<typeof findPane>[0]["active"],
      collisionRect: dragged,
      droppableRects,
      droppableContainers: droppables(droppableRects),
      pointerCoordinates: pointer,
    })[0]?.id;

  it("[S33] [S34] are reached by arrow right and left in one step", () => {
    expect(press("ArrowRight")).toBe("excluded");
    expect(press("ArrowLeft")).toBe("available");
    expect(press("ArrowDown")).toBeUndefined();
  });

  it("[S33] are hit where the pointer is, whatever the dragged row touches", () => {
    const target = droppableRects.get("excluded") ?? collisionRect;
    expect(findPaneAt(collisionRect, { x: target.left + 5, y: target.top + 5 })).toBe("excluded");
    expect(findPaneAt(collisionRect, { x: 5, y: 305 })).toBe("available");
    expect(findPaneAt(collisionRect, { x: 5, y: 40 })).toBeUndefined();
  });
});
