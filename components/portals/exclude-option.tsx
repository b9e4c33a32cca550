"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { MAX_REASON_LENGTH } from "@/lib/portals/exclusions";

export type Exclusion = { isWanted: boolean; reason: string };
export const noExclusion: Exclusion = { isWanted: false, reason: "" };

type Props = {
  /** what returns with the next import */
  warning: ReactNode;
  value: Exclusion;
  onChange: (value: Exclusion) => void;
  /** how many are excluded */
  count: number;
};

/** For what is deleted here and still exists in its portal: that it returns, and the way to keep it away. */
export function ExcludeOption({ warning, value, onChange, count }: Props) {
  const t = useTranslations("common.exclude");
  return (
    <div className="flex flex-col gap-3">
      <MessageBar tone="warning">{warning}</MessageBar>
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          checked={value.isWanted}
          onChange={({ target }) => onChange({ ...value, isWanted: target.checked })}
          className="mt-0.5 size-4 accent-brand"
        />
        {t("option", { count })}
      </label>
      {value.isWanted && (
        <TextField
          label={t("reason")}
          isOptional
          value={value.reason}
          maxLength={MAX_REASON_LENGTH}
          autoComplete="off"
          onChange={({ target }) => onChange({ ...value, reason: target.value })}
        />
      )}
    </div>
  );
}
