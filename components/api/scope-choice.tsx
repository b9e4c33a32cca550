"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { can, type Permission, permissions } from "@/lib/auth/permissions";
import type { AccountRole } from "@/lib/db/generated/enums";

type Props = { role: AccountRole; error?: ReactNode };

/** What a token may do, of what the role allows. Begins with reading everything that the role may read. */
export function ScopeChoice({ role, error }: Props) {
  const t = useTranslations("apiTokens");
  const id = useId();
  const allowed = permissions.filter((each) => can({ role }, each));
  const reading = allowed.filter((each) => each === "read" || each.endsWith(":read"));
  const [chosen, setChosen] = useState<readonly Permission[]>(reading);
  const presets = [
    { key: "reading", scopes: reading },
    { key: "everything", scopes: allowed },
  ] as const;
  const toggle = (scope: Permission, isOn: boolean) =>
    setChosen(isOn ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  return (
    <fieldset className="flex flex-col gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="font-semibold">{t("fields.scopes")}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1 pt-1">
        {presets.map(({ key, scopes }) => (
          <button key={key} type="button" className="link" onClick={() => setChosen(scopes)}>
            {t(`presets.${key}`)}
          </button>
        ))}
      </div>
      <ul className="flex flex-col gap-1.5 rounded border border-line px-3 py-2">
        {allowed.map((scope) => (
          <li key={scope}>
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                className="mt-0.5 size-4 shrink-0 accent-brand"
                checked={chosen.includes(scope)}
                onChange={(event) => toggle(scope, event.currentTarget.checked)}
              />
              <span className="min-w-0">
                {t(`scopes.${scope}`)} <code className="font-mono text-xs text-muted">{scope}</code>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-red">
          <CircleAlert aria-hidden className="mt-0.5 size-3" />
          {error}
        </p>
      )}
    </fieldset>
  );
}
