"use client";

import { ArrowRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { isFreeSku } from "@/lib/catalogue/free-skus";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { SkuOption } from "@/lib/portals/exclusions";
import { AvailableRow } from "./available-row";
import { Pane } from "./pane";
import type { PaneName } from "./pane-name";
import { SelectionBar } from "./selection-bar";
import { useRowKeys } from "./use-row-keys";
import { useRowLimit } from "./use-row-limit";
import type { PaneSelection } from "./use-selection";

type Props = {
  /** shown, in order */
  rows: readonly SkuOption[];
  ids: readonly string[];
  /** null: not known */
  subscribed: ReadonlyMap<string, SubscribedSku> | null;
  isOnlySubscribed: boolean;
  onOnlySubscribed: (isOn: boolean) => void;
  query: string;
  onQuery: (query: string) => void;
  excludeFree: boolean;
  selection: PaneSelection;
  draggedFrom: PaneName | undefined;
  onExclude: (skuIds: readonly string[]) => void;
  onExcludeOne: (skuId: string) => void;
};

/** Left: what there is to exclude. */
export function AvailablePane(props: Props) {
  const { rows, ids, subscribed, query, selection, draggedFrom, onExclude } = props;
  const t = useTranslations("exclusions");
  const limit = useRowLimit(rows.length);
  const keys = useRowKeys(ids, selection, limit, draggedFrom !== undefined);
  return (
    <Pane
      name="available"
      title={t("available")}
      count={rows.length}
      limit={limit}
      keys={keys}
      draggedFrom={draggedFrom}
      empty={query.trim() === "" ? t("nothingLeft") : t("nothingFound")}
      tools={
        <>
          <SearchField query={query} onQuery={props.onQuery} />
          <span role="status" className="sr-only">
            {query.trim() !== "" && t("found", { count: rows.length })}
          </span>
          <SelectionBar
            selection={selection}
            shown={ids}
            label={t("exclude")}
            icon={<ArrowRight aria-hidden />}
            onMove={onExclude}
          />
        </>
      }
      footer={
        <OnlySubscribed isKnown={subscribed !== null} isOn={props.isOnlySubscribed} onChange={props.onOnlySubscribed} />
      }
    >
      {rows.slice(0, limit.limit).map((option) => (
        <AvailableRow
          key={option.skuId}
          option={option}
          subscription={subscribed?.get(option.skuId)}
          isByRule={props.excludeFree && isFreeSku(option.partNumber)}
          isSelected={selection.isSelected(option.skuId)}
          isCurrent={keys.current === option.skuId}
          onTick={selection.onTick}
          onExclude={props.onExcludeOne}
        />
      ))}
    </Pane>
  );
}

function SearchField({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const t = useTranslations("exclusions");
  return (
    <search className="relative">
      <Search aria-hidden className="pointer-events-none absolute start-2 top-2 size-4 text-muted" />
      <input
        type="search"
        value={query}
        maxLength={200}
        aria-label={t("search")}
        placeholder={t("searchPlaceholder")}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          // Neither the form nor the dialog around is meant.
          if (event.key === "Enter" || (event.key === "Escape" && query)) event.preventDefault();
          if (event.key === "Escape") onQuery("");
        }}
        className="control ps-8"
      />
    </search>
  );
}

type OnlySubscribedProps = { isKnown: boolean; isOn: boolean; onChange: (isOn: boolean) => void };

function OnlySubscribed({ isKnown, isOn, onChange }: OnlySubscribedProps) {
  const t = useTranslations("exclusions");
  const id = useId();
  return (
    <div className="flex flex-col gap-1 px-1">
      <label htmlFor={id} className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          id={id}
          checked={isOn}
          disabled={!isKnown}
          aria-describedby={isKnown ? undefined : `${id}-why`}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 accent-brand"
        />
        {t("onlySubscribed")}
      </label>
      {!isKnown && (
        <p id={`${id}-why`} className="text-xs text-muted">
          {t("onlySubscribedUnknown")}
        </p>
      )}
    </div>
  );
}
