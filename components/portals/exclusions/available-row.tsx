"use client";

import { ArrowRight, Filter } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { SkuOption } from "@/lib/portals/exclusions";
import { RowButton } from "./row-button";
import { RowFrame } from "./row-frame";
import type { Tick } from "./use-selection";

type Props = {
  option: SkuOption;
  subscription: SubscribedSku | undefined;
  isByRule: boolean;
  isSelected: boolean;
  isCurrent: boolean;
  onTick: Tick;
  onExclude: (skuId: string) => void;
};

export const AvailableRow = memo(function AvailableRow({ option, subscription, isByRule, onExclude, ...row }: Props) {
  const t = useTranslations("exclusions");
  return (
    <RowFrame
      {...row}
      pane="available"
      option={option}
      isMuted={isByRule}
      facts={
        <>
          {subscription && <Units subscription={subscription} />}
          {isByRule && <StatusBadge tone="grey" icon={<Filter />} label={t("byRule")} title={t("byRuleTitle")} />}
        </>
      }
      buttons={
        <RowButton
          control="move"
          isCurrent={row.isCurrent}
          label={t("excludeOne", { title: option.title })}
          icon={<ArrowRight aria-hidden />}
          onClick={() => onExclude(option.skuId)}
        />
      }
    />
  );
});

/** Nobody holds what belongs to the organisation. */
function Units({ subscription: { appliesTo, units, consumedUnits } }: { subscription: SubscribedSku }) {
  const t = useTranslations("exclusions");
  return (
    <span className="tabular whitespace-nowrap">
      {appliesTo === "Company" ? t("units", { units }) : t("held", { units, held: consumedUnits })}
    </span>
  );
}
