"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { isSecretIdInstead } from "@/lib/portals/pasted";
import type { CredentialActions } from "./form-actions";
import { GuideHint } from "./guide-hint";

type Props = {
  stageSecret: CredentialActions["stageSecret"];
  onStaged: (credential: PortalCredentialView) => void;
  onClose: () => void;
};

/** The manual's dialog of the secret client key: its ID, its value, and how long it is valid. */
export function SecretDialog({ stageSecret, onStaged, onClose }: Props) {
  const t = useTranslations("portals");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(stageSecret, { onDone: onStaged });
  const [secretId, setSecretId] = useState("");
  const [value, setValue] = useState("");
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("form.secretTitle")}>
      <form {...form} className="flex flex-col gap-4">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <GuideHint step="secret" />
        <TextField
          name="secretId"
          label={t("credential.secretId")}
          help={t("new.secretIdHelp")}
          error={fieldError("secretId")}
          value={secretId}
          onChange={(event) => setSecretId(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          name="secretValue"
          type="password"
          label={t("new.secretValue")}
          help={t("new.secretValueHelp")}
          error={fieldError("secretValue")}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          // "off" alone is taken as an invitation to fill in a saved password
          autoComplete="new-password"
          spellCheck={false}
          required
        />
        {isSecretIdInstead(value, secretId) && (
          <MessageBar tone="warning">
            <p>{t("form.valueLooksLikeId")}</p>
            <label className="mt-2 flex items-center gap-2">
              <input type="checkbox" name="isValueConfirmed" value="yes" className="size-4" />
              {t("form.valueConfirmed")}
            </label>
          </MessageBar>
        )}
        <TextField
          name="validUntil"
          type="date"
          label={t("credential.validUntil")}
          help={t("new.validUntilHelp")}
          error={fieldError("validUntil")}
          required
        />
        <div className="flex justify-end gap-2 pb-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("ok")}
          </Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
