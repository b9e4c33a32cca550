"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { TextField } from "@/components/ui/text-field";
import { type Exclusion, MAX_REASON_LENGTH } from "@/lib/portals/exclusions";

type Props = { exclusion: Exclusion; onChange: (exclusion: Exclusion) => void; onClose: () => void };

/** Why a licence is excluded and until when, both optional. What is entered counts at once; Enter and Esc close it. */
export function ExclusionDetails({ exclusion, onChange, onClose }: Props) {
  const t = useTranslations("exclusions.details");
  const region = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    // Neither the form around nor a dialog is meant.
    event.preventDefault();
    event.stopPropagation();
    region.current?.closest("[data-sku]")?.querySelector<HTMLElement>('[data-control="details"]')?.focus();
    onClose();
  };
  return (
    <div ref={region} data-no-drag className="flex flex-wrap gap-3 px-2 pb-3">
      <div className="min-w-0 flex-1 basis-40">
        <TextField
          label={t("reason")}
          isOptional
          maxLength={MAX_REASON_LENGTH}
          value={exclusion.reason}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange({ ...exclusion, reason: event.target.value })}
        />
      </div>
      <div className="basis-40">
        <TextField
          label={t("endsOn")}
          isOptional
          type="date"
          help={t("endsOnHelp")}
          value={exclusion.endsOn ?? ""}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange({ ...exclusion, endsOn: event.target.value || null })}
        />
      </div>
    </div>
  );
}
