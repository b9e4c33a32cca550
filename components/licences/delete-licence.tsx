"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { callAction } from "@/lib/actions/call-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { LicenceActions } from "./licence-actions";

type Props = {
  licence: { id: number; name: string /** of an imported one */; portalName: string | null; isSynchronised: boolean };
  closeHref: string;
  actions: Pick<LicenceActions, "deleteLicences" | "deleteAndExclude">;
};

/** Says what goes with it; of what its portal still has, that it returns, and how to keep it away. */
export function DeleteLicence({ licence, closeHref, actions }: Props) {
  const t = useTranslations("licences.delete");
  const common = useTranslations("common");
  const router = useRouter();
  const { general } = useErrorText();
  const [excludes, setExcludes] = useState(false);
  const { id, name, portalName, isSynchronised } = licence;
  const remove = async () => {
    const act = excludes && isSynchronised ? actions.deleteAndExclude : actions.deleteLicences;
    const result = await callAction(act({ licenceIds: [id] }));
    if (!result.ok) return general(result);
    router.push(closeHref, { scroll: false });
  };
  return (
    <ConfirmDialog
      trigger={{ label: common("delete"), icon: <Trash2 aria-hidden />, size: "small" }}
      title={t("title", { name })}
      confirmLabel={t("confirm")}
      isDanger
      onConfirm={remove}
    >
      <div className="flex flex-col gap-3">
        <p>{t(portalName === null ? "manual" : "imported")}</p>
        {portalName !== null && isSynchronised && (
          <>
            <MessageBar tone="warning">{t("returns", { portal: portalName })}</MessageBar>
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                checked={excludes}
                onChange={(event) => setExcludes(event.target.checked)}
                className="mt-0.5 size-4 accent-brand"
              />
              {t("exclude", { portal: portalName })}
            </label>
          </>
        )}
      </div>
    </ConfirmDialog>
  );
}
