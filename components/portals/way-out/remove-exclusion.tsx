"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CheckBox } from "@/components/ui/check-box";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { WayOut } from "@/lib/portals/way-out";
import type { WayOutActions } from "./way-out-actions";

type Props = { exclusion: Extract<WayOut, { kind: "exclusion" }>; name: string; actions: WayOutActions };

/** Says that it returns with the next import, and starts that if it is wanted. */
export function RemoveExclusion({ exclusion, name, actions }: Props) {
  const t = useTranslations("wayOut");
  const { failureOf } = useErrorText();
  const { portalId, skuId, portalName, isEnabled } = exclusion;
  const [isImportWanted, setImportWanted] = useState(false);
  const remove = async () => {
    const failure = await failureOf(actions.removeExclusion({ portalId, skuId }));
    return failure ?? (isEnabled && isImportWanted ? failureOf(actions.startImport({ portalId })) : null);
  };
  return (
    <ConfirmDialog
      trigger={{ label: t("removeExclusion"), icon: <CircleCheck aria-hidden />, size: "small" }}
      title={t("removeTitle", { name })}
      confirmLabel={t("removeExclusion")}
      onConfirm={remove}
    >
      <div className="flex flex-col gap-3">
        <p>{t("removeText", { portal: portalName })}</p>
        {isEnabled ? (
          <CheckBox
            label={t("importNow")}
            checked={isImportWanted}
            onChange={({ target }) => setImportWanted(target.checked)}
          />
        ) : (
          <p>{t("paused", { portal: portalName })}</p>
        )}
      </div>
    </ConfirmDialog>
  );
}
