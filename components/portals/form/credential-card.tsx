"use client";

import { KeyRound, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { CredentialKind } from "@/lib/db/generated/enums";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { CredentialFacts } from "../credential-details";
import { CertificateDialog } from "./certificate-dialog";
import { CertificateDownload } from "./certificate-result";
import { ChoiceCards } from "./choice-cards";
import type { CredentialActions } from "./form-actions";
import { SecretDialog } from "./secret-dialog";

type Props = {
  kind: CredentialKind;
  onKindChange: (kind: CredentialKind) => void;
  /** entered in this form, of this kind */
  staged: PortalCredentialView | null;
  onStaged: (credential: PortalCredentialView | null) => void;
  /** stored with the portal, of this kind; kept until it is replaced or removed */
  stored: PortalCredentialView | null;
  onStoredRemoved?: () => void;
  portalName: string;
  error: ReactNode;
  actions: CredentialActions;
};

/** One of two ways to prove to Entra who asks, and what is there for it. */
export function CredentialCard(props: Props) {
  const { kind, onKindChange, staged, onStaged, stored, onStoredRemoved, portalName, error, actions } = props;
  const t = useTranslations("portals");
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  const shown = staged ?? stored;
  const take = (credential: PortalCredentialView) => {
    onStaged(credential);
    setOpen(false);
  };
  const remove = () => {
    if (!staged) return onStoredRemoved?.();
    onStaged(null);
    // One that is not taken back now goes by itself within a day.
    void actions.discardCredential({ credentialId: staged.id }).catch(() => undefined);
  };
  return (
    <div className="flex flex-col gap-4">
      <ChoiceCards
        label={t("new.kind")}
        value={kind}
        onChange={onKindChange}
        choices={[
          { value: "certificate", label: t("credential.certificate"), text: t("new.certificateHelp") },
          { value: "secret", label: t("credential.secret"), text: t("new.secretHelp") },
        ]}
      />
      {error && <MessageBar tone="error">{error}</MessageBar>}
      {shown ? (
        <div className="flex flex-col gap-3 rounded border border-line p-3">
          {staged && stored && <p className="text-muted">{t("form.replaces")}</p>}
          <CredentialFacts credential={shown} />
          {staged && <ExpiryHint credential={staged} />}
          <div className="flex flex-wrap gap-2">
            {shown.kind === "certificate" && <CertificateDownload credentialId={shown.id} />}
            <Button icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
              {common("replace")}
            </Button>
            <Button icon={<Trash2 aria-hidden />} onClick={remove}>
              {common("remove")}
            </Button>
          </div>
        </div>
      ) : (
        <Button className="self-start" icon={<KeyRound aria-hidden />} onClick={() => setOpen(true)}>
          {t(kind === "secret" ? "form.addSecret" : "form.addCertificate")}
        </Button>
      )}
      {isOpen && kind === "secret" && (
        <SecretDialog stageSecret={actions.stageSecret} onStaged={take} onClose={() => setOpen(false)} />
      )}
      {isOpen && kind === "certificate" && (
        <CertificateDialog actions={actions} portalName={portalName} onStaged={take} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

/** A secret may be stored although its day has passed: what Entra says counts. */
function ExpiryHint({ credential: { validity, validUntil } }: { credential: PortalCredentialView }) {
  const t = useTranslations("portals.validityMessage");
  const format = useFormatter();
  if (!validity || !validUntil || validity.level === "fine") return null;
  const date = format.dateTime(new Date(validUntil), { dateStyle: "medium" });
  return <MessageBar tone="warning">{t(validity.daysLeft < 0 ? "ended" : validity.level, { date })}</MessageBar>;
}
