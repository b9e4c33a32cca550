"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { LicenceOverlay } from "@/lib/licences/overlay";
import type { OverlayActions } from "./actions";

type Props = {
  licenceId: number;
  overlay: Omit<LicenceOverlay, "updatedAt"> & { updatedAt: string };
  save: OverlayActions["saveOverlay"];
};

export function OverlayForm({ licenceId, overlay, save }: Props) {
  const t = useTranslations("overlay.notes");
  const common = useTranslations("common");
  const [isChanged, setChanged] = useState(false);
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone: () => setChanged(false) });
  const { note, owner, costCentre, tags, updatedAt } = overlay;
  return (
    <form {...form} onChange={() => setChanged(true)} className="flex flex-col gap-4">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="licenceId" value={licenceId} />
      <input type="hidden" name="updatedAt" value={updatedAt} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          name="owner"
          label={t("owner")}
          isOptional
          error={fieldError("owner")}
          defaultValue={owner}
          autoComplete="off"
        />
        <TextField
          name="costCentre"
          label={t("costCentre")}
          isOptional
          error={fieldError("costCentre")}
          defaultValue={costCentre}
          autoComplete="off"
        />
      </div>
      <TextField
        name="tags"
        label={t("tags")}
        isOptional
        help={t("tagsHelp")}
        error={fieldError("tags")}
        defaultValue={tags.join(", ")}
        autoComplete="off"
      />
      <TextArea name="note" label={t("note")} isOptional error={fieldError("note")} defaultValue={note} rows={4} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" appearance="primary" isPending={isPending} disabled={!isChanged && !isPending}>
          {common("save")}
        </Button>
        <span role="status" className="text-xs text-muted">
          {!isChanged && updatedAt !== "" && t("saved")}
        </span>
      </div>
    </form>
  );
}
