"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { Copyable } from "@/components/portals/copyable";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { useAction } from "@/lib/actions/use-action";
import type { LicenceActions } from "./licence-actions";

type Props = { licenceId: number; showLicenceKey: LicenceActions["showLicenceKey"] | null };

/** Dots until an administrator asks; who asked stands in the audit. */
export function LicenceKey({ licenceId, showLicenceKey }: Props) {
  const t = useTranslations("licences.form");
  const { run, isPending, result, failure } = useAction<{ licenceKey: string }>();
  if (result?.ok) return <Copyable label={t("licenceKey")} value={result.data.licenceKey} />;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span>{t("keyStored")}</span>
      {showLicenceKey && (
        <Button
          size="small"
          icon={<Eye aria-hidden />}
          isPending={isPending}
          onClick={() => run(() => showLicenceKey({ licenceId }))}
        >
          {t("showKey")}
        </Button>
      )}
      {failure && <MessageBar tone="error">{failure}</MessageBar>}
    </span>
  );
}
