"use client";

import { useTranslations } from "next-intl";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import { type ExclusionValue, previewImport } from "@/lib/portals/exclusions";

type Props = {
  subscribed: readonly SubscribedSku[] | null;
  importedSkuIds: readonly string[];
  value: ExclusionValue;
  today: string;
};

/** What the next import makes of it, as it changes. */
export function ImportPreview({ subscribed, importedSkuIds, value, today }: Props) {
  const t = useTranslations("exclusions.preview");
  const preview = subscribed && previewImport({ subscribed, importedSkuIds, value, today });
  return (
    <p role="status" className="border-t border-line pt-3">
      {preview ? (
        <>
          {t("counts", { imported: preview.imported, skipped: preview.skipped })}
          {preview.returning > 0 && ` ${t("returning", { count: preview.returning })}`}
          {preview.becomingUnsynchronised > 0 && (
            <strong> {t("becomingUnsynchronised", { count: preview.becomingUnsynchronised })}</strong>
          )}
        </>
      ) : (
        t("unknown")
      )}
    </p>
  );
}
