"use client";

import { ArrowLeftRight, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { ConnectionTest } from "./connection-test/connection-test";
import { CredentialFacts } from "./credential-details";
import { CertificateDialog } from "./form/certificate-dialog";
import { CertificateDownload } from "./form/certificate-result";
import type { CredentialActions } from "./form/form-actions";
import { SecretDialog } from "./form/secret-dialog";
import { Section } from "./section";

export type StandbyActions = CredentialActions & {
  addStandby: (input: { portalId: string; credentialId: string }) => Promise<ActionResult<void>>;
  promoteStandby: (input: { portalId: string; credentialId: string }) => Promise<ActionResult<void>>;
  removeStandby: (input: { portalId: string }) => Promise<ActionResult<void>>;
};

type Props = {
  portal: { id: string; name: string; clientId: string; tenantId: string; standby: PortalCredentialView | null };
  actions: StandbyActions;
};

/** The roll-over: a second credential stands beside the first, is tested, then takes over. */
export function StandbyCredential({ portal, actions }: Props) {
  const t = useTranslations("portals.standby");
  return (
    <Section title={t("section")}>
      {portal.standby ? (
        <Standby portal={portal} standby={portal.standby} actions={actions} />
      ) : (
        <AddStandby portal={portal} actions={actions} />
      )}
    </Section>
  );
}

function AddStandby({ portal, actions }: Props) {
  const t = useTranslations("portals");
  const [dialog, setDialog] = useState<"certificate" | "secret" | null>(null);
  const { run, isPending, failure } = useAction<void>();
  const add = (credential: PortalCredentialView) => {
    setDialog(null);
    run(() => actions.addStandby({ portalId: portal.id, credentialId: credential.id }));
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{t("standby.text")}</p>
      {failure && <MessageBar tone="error">{failure}</MessageBar>}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Plus aria-hidden />} isPending={isPending} onClick={() => setDialog("certificate")}>
          {t("standby.addCertificate")}
        </Button>
        <Button icon={<Plus aria-hidden />} isPending={isPending} onClick={() => setDialog("secret")}>
          {t("standby.addSecret")}
        </Button>
      </div>
      {dialog === "certificate" && (
        <CertificateDialog actions={actions} portalName={portal.name} onStaged={add} onClose={() => setDialog(null)} />
      )}
      {dialog === "secret" && (
        <SecretDialog stageSecret={actions.stageSecret} onStaged={add} onClose={() => setDialog(null)} />
      )}
    </div>
  );
}

function Standby({ portal, standby, actions }: Props & { standby: PortalCredentialView }) {
  const t = useTranslations("portals.standby");
  const { failureOf } = useErrorText();
  const test = { portalId: portal.id, values: null, credentialId: standby.id };
  return (
    <div className="flex flex-col gap-4">
      <CredentialFacts credential={standby} />
      <div className="flex flex-wrap gap-2">
        {standby.kind === "certificate" && <CertificateDownload credentialId={standby.id} />}
        <ConfirmDialog
          trigger={{ label: t("promote"), icon: <ArrowLeftRight aria-hidden /> }}
          title={t("promoteTitle", { name: portal.name })}
          confirmLabel={t("promote")}
          onConfirm={() => failureOf(actions.promoteStandby({ portalId: portal.id, credentialId: standby.id }))}
        >
          {t("promoteText")}
        </ConfirmDialog>
        <ConfirmDialog
          trigger={{ label: t("remove"), icon: <Trash2 aria-hidden /> }}
          title={t("removeTitle", { name: portal.name })}
          confirmLabel={t("remove")}
          isDanger
          onConfirm={() => failureOf(actions.removeStandby({ portalId: portal.id }))}
        >
          {t("removeText")}
        </ConfirmDialog>
      </div>
      <ConnectionTest getRequest={() => test} onReport={() => undefined} lastReport={null} ids={portal} />
    </div>
  );
}
