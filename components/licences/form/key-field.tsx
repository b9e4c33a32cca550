"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

/** Nobody who passes by reads the key. One that is stored is never sent to the form: it stays, or another replaces it. */
export function KeyField({ hasStored, error }: { hasStored: boolean; error: ReactNode }) {
  const t = useTranslations("licences.form");
  const common = useTranslations("common");
  const [isKept, setKept] = useState(hasStored);
  const [isShown, setShown] = useState(false);
  if (isKept) {
    return (
      <div className="flex flex-col gap-1">
        <span className="font-semibold">{t("licenceKey")}</span>
        <div className="flex flex-wrap items-center gap-2">
          <span>{t("keyStored")}</span>
          <Button size="small" onClick={() => setKept(false)}>
            {common("replace")}
          </Button>
        </div>
        <input type="hidden" name="isKeyKept" value="yes" />
        <input type="hidden" name="licenceKey" value="" />
      </div>
    );
  }
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          name="licenceKey"
          label={t("licenceKey")}
          isOptional
          help={hasStored ? t("keyReplaced") : undefined}
          error={error}
          type={isShown ? "text" : "password"}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <Button icon={isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />} onClick={() => setShown(!isShown)}>
        {t(isShown ? "hideKey" : "showKey")}
      </Button>
    </div>
  );
}
