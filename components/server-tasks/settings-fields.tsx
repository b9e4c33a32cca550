"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CheckBox } from "@/components/ui/check-box";
import { TextField } from "@/components/ui/text-field";
import type { ServerTaskView } from "@/lib/server-tasks/queries";

/** Settings while somebody edits them; each task has its own few. */
export type SettingsDraft = { afterImport: boolean; address: string; keepDays: string; keepRuns: string };

export function settingsDraftOf({ afterImport, address, retention }: ServerTaskView): SettingsDraft {
  return {
    afterImport: afterImport ?? true,
    address: address && !address.isMicrosofts ? address.address : "",
    keepDays: String(retention?.keepDays ?? ""),
    keepRuns: String(retention?.keepRuns ?? ""),
  };
}

/** As the command wants them, for one task. */
export function settingsOf(key: ServerTaskView["key"], { afterImport, address, keepDays, keepRuns }: SettingsDraft) {
  if (key === "recalculation") return { afterImport };
  if (key === "catalogue") return address.trim() ? { address } : {};
  if (key === "retention") return { keepDays: Number(keepDays), keepRuns: Number(keepRuns) };
  return {};
}

type Props = {
  taskKey: ServerTaskView["key"];
  draft: SettingsDraft;
  change: (part: Partial<SettingsDraft>) => void;
  errorOf: (field: string) => ReactNode;
};

/** What a task needs beside its start condition. */
export function SettingsFields({ taskKey, draft, change, errorOf }: Props) {
  const t = useTranslations("serverTasks");
  const number = (field: "keepDays" | "keepRuns") => (
    <TextField
      label={t(`edit.${field}`)}
      help={t(`edit.${field}Help`)}
      error={errorOf(field)}
      inputMode="numeric"
      autoComplete="off"
      value={draft[field]}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );
  if (taskKey === "recalculation") {
    const error = errorOf("afterImport");
    return (
      <div className="flex flex-col gap-1">
        <CheckBox
          label={t("edit.afterImport")}
          isInvalid={Boolean(error)}
          checked={draft.afterImport}
          onChange={(event) => change({ afterImport: event.target.checked })}
        />
        {error && <p className="text-xs text-red">{error}</p>}
      </div>
    );
  }
  if (taskKey === "catalogue") {
    return (
      <TextField
        type="url"
        label={t("fields.address")}
        help={t("edit.addressHelp")}
        error={errorOf("address")}
        autoComplete="off"
        spellCheck={false}
        value={draft.address}
        onChange={(event) => change({ address: event.target.value })}
      />
    );
  }
  if (taskKey === "retention") {
    return (
      <div className="grid grid-cols-2 items-start gap-3">
        {number("keepDays")}
        {number("keepRuns")}
      </div>
    );
  }
  return null;
}
