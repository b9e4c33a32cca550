"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { CertificateResult } from "./certificate-result";
import { ChoiceCards } from "./choice-cards";
import { FileOrText } from "./file-or-text";
import type { CredentialActions } from "./form-actions";
import { GuideHint } from "./guide-hint";

type Props = {
  actions: Pick<CredentialActions, "stageCertificate" | "generateCertificate">;
  /** stands in the certificate that is generated */
  portalName: string;
  onStaged: (credential: PortalCredentialView) => void;
  onClose: () => void;
};

/** Adds the client certificate: one that Seatwise makes, or one that exists. */
export function CertificateDialog({ actions, portalName, onStaged, onClose }: Props) {
  const t = useTranslations("portals.form");
  const [way, setWay] = useState<"generate" | "upload">("upload");
  const [generated, setGenerated] = useState<PortalCredentialView | null>(null);
  if (generated) return <CertificateResult credential={generated} onClose={() => onStaged(generated)} />;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("certificateTitle")} width="wide">
      <div className="flex flex-col gap-4">
        <GuideHint step="certificate" />
        <ChoiceCards
          label={t("certificateWay")}
          value={way}
          onChange={setWay}
          choices={[
            { value: "upload", label: t("upload"), text: t("uploadText") },
            { value: "generate", label: t("generate"), text: t("generateText") },
          ]}
        />
        {way === "upload" ? (
          <UploadForm stageCertificate={actions.stageCertificate} onStaged={onStaged} onClose={onClose} />
        ) : (
          <GenerateForm
            generateCertificate={actions.generateCertificate}
            portalName={portalName}
            onStaged={setGenerated}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}

type UploadProps = Pick<Props, "onStaged" | "onClose"> & Pick<CredentialActions, "stageCertificate">;

function UploadForm({ stageCertificate, onStaged, onClose }: UploadProps) {
  const t = useTranslations("portals.form");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(stageCertificate, { onDone: onStaged });
  return (
    <form {...form} className="flex flex-col gap-4">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <FileOrText
        name="certificate"
        label={t("publicKey")}
        help={t("publicKeyHelp")}
        error={fieldError("certificateFile")}
        accept=".cer,.crt,.pem,.der,.pfx,.p12"
      />
      <FileOrText
        name="key"
        label={t("privateKey")}
        help={t("privateKeyHelp")}
        error={fieldError("keyFile")}
        accept=".pem,.key,.der,.pfx,.p12"
        isOptional
      />
      <TextField
        name="password"
        type="password"
        label={t("password")}
        help={t("passwordHelp")}
        error={fieldError("password")}
        autoComplete="new-password"
        isOptional
      />
      <div className="flex justify-end gap-2 pb-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {common("ok")}
        </Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}

type GenerateProps = Pick<Props, "portalName" | "onStaged" | "onClose"> &
  Pick<CredentialActions, "generateCertificate">;

function GenerateForm({ generateCertificate, portalName, onStaged, onClose }: GenerateProps) {
  const t = useTranslations("portals.form");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(generateCertificate, { onDone: onStaged });
  const plainName = `Seatwise ${portalName}`.replace(/[^\p{L}\p{N} ._@-]/gu, "").trim();
  return (
    <form {...form} className="flex flex-col gap-4">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TextField
        name="commonName"
        label={t("commonName")}
        help={t("commonNameHelp")}
        error={fieldError("commonName")}
        defaultValue={plainName.slice(0, 64)}
        autoComplete="off"
      />
      <Select
        name="months"
        label={t("validFor")}
        help={t("validForHelp")}
        error={fieldError("months")}
        defaultValue="12"
        options={[6, 12, 24].map((months) => ({ value: String(months), label: t("months", { months }) }))}
      />
      <div className="flex justify-end gap-2 pb-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {t("generateNow")}
        </Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
