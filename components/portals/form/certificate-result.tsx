"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { CredentialFacts } from "../credential-details";

type Props = { credential: PortalCredentialView; onClose: () => void };

/** A certificate that was just made: what goes to Entra, and what to do there. */
export function CertificateResult({ credential, onClose }: Props) {
  const t = useTranslations("portals.form");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("madeTitle")}
      width="wide"
      footer={
        <Button appearance="primary" onClick={onClose}>
          {t("madeDone")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{t("madeText")}</p>
        <CertificateDownload credentialId={credential.id} />
        <CredentialFacts credential={credential} />
        <p className="text-muted">{t("madeNext")}</p>
      </div>
    </Dialog>
  );
}

/** The public part as .cer, the way Entra takes it. */
export function CertificateDownload({ credentialId }: { credentialId: string }) {
  const t = useTranslations("portals.form");
  return (
    <a
      className={`${buttonClass({})} self-start`}
      href={`/api/portals/credentials/${credentialId}/certificate`}
      download
    >
      <Download aria-hidden />
      {t("download")}
    </a>
  );
}
