import type { Announcements } from "@dnd-kit/core";
import type { useTranslations } from "next-intl";
import type { Dragged, PaneName } from "./pane-name";

type Translate = ReturnType<typeof useTranslations<"exclusions.drag">>;

/**
 * What a screen reader says while licences are moved.
 * @param dragged asked at each event: what is under way
 */
export function createAnnouncements(t: Translate, dragged: () => Dragged | null): Announcements {
  // That it is over the list it comes from is no news before it has left it, and would cut "picked up" short.
  let hasLeft = false;
  const say = (text: (what: { count: number; title: string }, from: PaneName) => string | undefined) => {
    const current = dragged();
    return current ? text({ count: current.ids.length, title: current.title }, current.from) : undefined;
  };
  return {
    onDragStart() {
      hasLeft = false;
      return say((what) => t("lifted", what));
    },
    onDragOver({ over }) {
      return say((what, from) => {
        if (over?.id === from && !hasLeft) return undefined;
        hasLeft = true;
        return over ? t(over.id === "excluded" ? "overExcluded" : "overAvailable", what) : t("overNothing", what);
      });
    },
    onDragEnd({ over }) {
      return say((what, from) => {
        if (!over || over.id === from) return t("stayed", what);
        return t(over.id === "excluded" ? "excluded" : "included", what);
      });
    },
    onDragCancel() {
      return say((what) => t("stayed", what));
    },
  };
}
