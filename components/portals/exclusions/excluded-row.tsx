"use client";

import { CalendarX, Pencil, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { memo, useState } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import { type Exclusion, hasEnded, type SkuOption } from "@/lib/portals/exclusions";
import { ExclusionDetails } from "./exclusion-details";
import { RowButton } from "./row-button";
import { RowFrame } from "./row-frame";
import type { Tick } from "./use-selection";

type Props = {
  option: SkuOption;
  exclusion: Exclusion;
  today: string;
  isSelected: boolean;
  isCurrent: boolean;
  onTick: Tick;
  onChange: (exclusion: Exclusion) => void;
  onRemove: (skuId: string) => void;
};

export const ExcludedRow = memo(function ExcludedRow({ option, exclusion, today, onChange, onRemove, ...row }: Props) {
  const t = useTranslations("exclusions");
  const format = useFormatter();
  const [isOpen, setOpen] = useState(false);
  const { reason, endsOn } = exclusion;
  const isOver = hasEnded(exclusion, today);
  const day = endsOn && format.dateTime(new Date(`${endsOn}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <RowFrame
      {...row}
      pane="excluded"
      option={option}
      isMuted={isOver}
      facts={
        <>
          {day && !isOver && <span className="whitespace-nowrap">{t("until", { day })}</span>}
          {day && isOver && (
            <StatusBadge tone="amber" icon={<CalendarX />} label={t("ended", { day })} title={t("endedTitle")} />
          )}
          {reason && <span className="basis-full truncate">{reason}</span>}
        </>
      }
      buttons={
        <>
          <RowButton
            control="details"
            isCurrent={row.isCurrent}
            label={t("details.open", { title: option.title })}
            icon={<Pencil aria-hidden />}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
          <RowButton
            control="move"
            isCurrent={row.isCurrent}
            label={t("removeOne", { title: option.title })}
            icon={<X aria-hidden />}
            onClick={() => onRemove(option.skuId)}
          />
        </>
      }
      below={isOpen && <ExclusionDetails exclusion={exclusion} onChange={onChange} onClose={() => setOpen(false)} />}
    />
  );
});
