"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

type Props = {
  /** null: the stored one stays */
  value: string | null;
  onChange: (value: string) => void;
  hasStored: boolean;
  error: ReactNode;
};

/** Nobody who passes by reads the key. One that is stored is never sent to the form: it stays, or another replaces it. */
export function KeyField({ value, onChange, hasStored, error }: Props) {
  const t = useTranslations("licences.form");
  const common = useTranslations("common");
  const [isShown, setShown] = useState(false);
  if (value === null) {
    return (
      <div className="flex flex-col gap-1">
        <span className="font-semibold">{t("licenceKey")}</span>
        <div className="flex flex-wrap items-center gap-2">
          <span>{t("keyStored")}</span>
          <Button size="small" onClick={() => onChange("")}>
            {common("replace")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          name="licenceKey"
          label={t("licenceKey")}
          isOptional
          help={hasStored ? t("keyReplaced") : undefined}
          error={error}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          type={isShown ? "text" : "password"}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Button
        icon={isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        className="mt-6"
        onClick={() => setShown(!isShown)}
      >
        {t(isShown ? "hideKey" : "showKey")}
      </Button>
    </div>
  );
}
