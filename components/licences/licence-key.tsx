"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Copyable } from "@/components/portals/copyable";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceActions } from "./licence-actions";

type Props = { licenceId: number; showLicenceKey: LicenceActions["showLicenceKey"] | null };

/** Dots until an administrator asks; who asked stands in the audit. */
export function LicenceKey({ licenceId, showLicenceKey }: Props) {
  const t = useTranslations("licences.form");
  const { general } = useErrorText();
  const [key, setKey] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  if (key !== null) return <Copyable label={t("licenceKey")} value={key} />;
  const show = (ask: LicenceActions["showLicenceKey"]) =>
    startTransition(async () => {
      const result = await ask({ licenceId });
      if (result.ok) setKey(result.data.licenceKey);
      else setError(general(result));
    });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span>{t("keyStored")}</span>
      {showLicenceKey && (
        <Button size="small" icon={<Eye aria-hidden />} isPending={isPending} onClick={() => show(showLicenceKey)}>
          {t("showKey")}
        </Button>
      )}
      {error && <MessageBar tone="error">{error}</MessageBar>}
    </span>
  );
}
