"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";

/** The rule beside the list: also for what the tenant gets one day. */
export function FreeRule({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const t = useTranslations("exclusions.rule");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          id={id}
          checked={isOn}
          aria-describedby={`${id}-help`}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 accent-brand"
        />
        {t("label")}
      </label>
      <p id={`${id}-help`} className="ps-6 text-xs text-muted">
        {t("help")}
      </p>
    </div>
  );
}
