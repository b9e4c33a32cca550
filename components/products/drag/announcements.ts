import type { Announcements } from "@dnd-kit/core";
import type { useTranslations } from "next-intl";
import { countOf, folderOfDrop, type Moved } from "./dragged";

type Translate = ReturnType<typeof useTranslations<"products.drag">>;

type Surroundings = {
  /** asked at each event: what is under way */
  moved: () => Moved | null;
  folderName: (id: number | null) => string;
  canDrop: (moved: Moved, to: number | null) => boolean;
};

/** What a screen reader says while products or a folder are moved. */
export function createAnnouncements(t: Translate, { moved, folderName, canDrop }: Surroundings): Announcements {
  const say = (text: (what: { count: number; title: string }, moving: Moved) => string) => {
    const current = moved();
    return current ? text({ count: countOf(current), title: current.title }, current) : undefined;
  };
  return {
    onDragStart: () => say((what) => t("lifted", what)),
    onDragOver: ({ over }) =>
      say((what, moving) => {
        if (!over) return t("overNothing", what);
        const to = folderOfDrop(over.id);
        return t(canDrop(moving, to) ? "over" : "notHere", { ...what, folder: folderName(to) });
      }),
    onDragEnd: ({ over }) =>
      say((what, moving) => {
        const to = over && folderOfDrop(over.id);
        return over && canDrop(moving, to) ? t("dropped", { ...what, folder: folderName(to) }) : t("stayed", what);
      }),
    onDragCancel: () => say((what) => t("stayed", what)),
  };
}
