"use client";

import { useEvent } from "@dnd-kit/utilities";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { Exclusion, ExclusionValue, SkuOption } from "@/lib/portals/exclusions";
import { AvailablePane } from "./available-pane";
import { DragArea } from "./drag-area";
import { ExcludedPane } from "./excluded-pane";
import { FreeRule } from "./free-rule";
import { ImportPreview } from "./import-preview";
import { type Dragged, otherPane, type PaneName } from "./pane-name";
import { neighbourOf } from "./selection";
import { changeExclusion, exclude, include, listAvailable, listExcluded } from "./sku-lists";
import { useFocusAfterMove } from "./use-focus-after-move";
import { useSelection } from "./use-selection";

type Props = {
  /** everything that can be excluded, in the order in which it is shown */
  options: readonly SkuOption[];
  /** null: nobody has asked the tenant yet */
  subscribed: readonly SubscribedSku[] | null;
  /** licences of the portal that are synchronised now */
  importedSkuIds: readonly string[];
  value: ExclusionValue;
  onChange: (value: ExclusionValue) => void;
  /** YYYY-MM-DD, of UTC */
  today: string;
};

const idOf = ({ skuId }: SkuOption) => skuId;

/** Which licences an import leaves out: two lists, moved between by dragging or by buttons, and the rule for free ones. */
export function ExclusionEditor({ options, subscribed, importedSkuIds, value, onChange, today }: Props) {
  const t = useTranslations("exclusions");
  const root = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [wantsOnlySubscribed, setWantsOnlySubscribed] = useState(true);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [said, setSaid] = useState("");
  const focusAfterMove = useFocusAfterMove(root);

  const known = useMemo(() => subscribed && new Map(subscribed.map((sku) => [sku.skuId, sku])), [subscribed]);
  const isOnlySubscribed = known !== null && wantsOnlySubscribed;
  const shownQuery = useDeferredValue(query);
  const all = useMemo(() => listAvailable(options, value, { query: "", subscribed: null }).map(idOf), [options, value]);
  const rows = useMemo(
    () => listAvailable(options, value, { query: shownQuery, subscribed: isOnlySubscribed ? known : null }),
    [options, value, shownQuery, isOnlySubscribed, known],
  );
  const excludedRows = useMemo(() => listExcluded(options, value), [options, value]);
  const shownAvailable = useMemo(() => rows.map(idOf), [rows]);
  const shownExcluded = useMemo(() => excludedRows.map(({ option }) => option.skuId), [excludedRows]);
  const shown: Record<PaneName, string[]> = { available: shownAvailable, excluded: shownExcluded };
  const selections = {
    available: useSelection(all, shownAvailable),
    excluded: useSelection(shownExcluded, shownExcluded),
  };
  const titleOf = (skuId: string | undefined) => options.find((option) => option.skuId === skuId)?.title ?? skuId ?? "";

  const move = (ids: readonly string[], to: PaneName) => {
    onChange(to === "excluded" ? exclude(value, ids) : include(value, ids));
    selections[otherPane(to)].untick(ids);
  };
  const moveByButton = (ids: readonly string[], to: PaneName) => {
    setSaid(t(`drag.${to === "excluded" ? "excluded" : "included"}`, { count: ids.length, title: titleOf(ids[0]) }));
    move(ids, to);
  };
  const moveOne = (skuId: string, to: PaneName) => {
    const from = otherPane(to);
    focusAfterMove([
      { pane: from, skuId: neighbourOf(shown[from], [skuId]), control: "move" },
      { pane: from, skuId: null },
    ]);
    moveByButton([skuId], to);
  };
  const drop = ({ ids, from, skuId }: Dragged, to: PaneName, isByKeyboard: boolean) => {
    if (isByKeyboard) {
      focusAfterMove([
        { pane: to, skuId, control: "drag" },
        { pane: from, skuId: neighbourOf(shown[from], ids), control: "drag" },
        { pane: from, skuId: null },
      ]);
    }
    move(ids, to);
  };
  const onExcludeOne = useEvent((skuId: string) => moveOne(skuId, "excluded"));
  const onRemoveOne = useEvent((skuId: string) => moveOne(skuId, "available"));
  const onExclusionChange = useEvent((exclusion: Exclusion) => onChange(changeExclusion(value, exclusion)));

  return (
    <div ref={root} className="flex flex-col gap-4">
      <p className="text-muted">{t("intro")}</p>
      <DragArea
        selectedIds={{ available: selections.available.selectedIds, excluded: selections.excluded.selectedIds }}
        dragged={dragged}
        onDraggedChange={setDragged}
        onDrop={drop}
      >
        {/* Its own width counts: in a wizard the steps stand beside it. */}
        <div className="@container">
          <div className="grid gap-4 @min-[35rem]:grid-cols-2">
            <AvailablePane
              rows={rows}
              ids={shown.available}
              subscribed={known}
              isOnlySubscribed={isOnlySubscribed}
              onOnlySubscribed={setWantsOnlySubscribed}
              query={query}
              onQuery={setQuery}
              excludeFree={value.excludeFree}
              selection={selections.available}
              draggedFrom={dragged?.from}
              onExclude={(ids) => moveByButton(ids, "excluded")}
              onExcludeOne={onExcludeOne}
            />
            <ExcludedPane
              rows={excludedRows}
              ids={shown.excluded}
              today={today}
              selection={selections.excluded}
              draggedFrom={dragged?.from}
              onRemove={(ids) => moveByButton(ids, "available")}
              onRemoveOne={onRemoveOne}
              onChange={onExclusionChange}
            />
          </div>
        </div>
      </DragArea>
      <p role="status" className="sr-only">
        {said}
      </p>
      <FreeRule isOn={value.excludeFree} onChange={(excludeFree) => onChange({ ...value, excludeFree })} />
      <ImportPreview subscribed={subscribed} importedSkuIds={importedSkuIds} value={value} today={today} />
    </div>
  );
}
