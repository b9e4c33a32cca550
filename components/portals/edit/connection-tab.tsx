"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MessageBar } from "@/components/ui/message-bar";
import { stripPasted } from "@/lib/portals/pasted";
import type { PortalDetails } from "@/lib/portals/queries";
import { ConnectionTest } from "../connection-test/connection-test";
import { ConnectionFields } from "../form/connection-fields";
import { CredentialCard } from "../form/credential-card";
import type { CredentialActions } from "../form/form-actions";
import { GuideHint } from "../form/guide-hint";
import { stagedOfKind, toConnectionTest } from "../form/portal-values";
import type { Edit } from "./use-edit";

type Props = {
  portal: PortalDetails;
  edit: Edit;
  fieldError: (name: string) => ReactNode;
  actions: CredentialActions;
};

export function ConnectionTab({ portal, edit, fieldError, actions }: Props) {
  const t = useTranslations("portals");
  const { values, change } = edit;
  const storedOfKind = !edit.isStoredRemoved && portal.credential?.kind === values.kind ? portal.credential : null;
  const isOtherTenant = portal.dataAsOf !== null && stripPasted(values.tenantId) !== portal.tenantId;
  return (
    <>
      <GuideHint step="ids" ids={values} />
      <ConnectionFields values={values} onChange={change} fieldError={fieldError} />
      {isOtherTenant && <MessageBar tone="warning">{t("edit.otherTenant")}</MessageBar>}
      <section className="flex flex-col gap-4">
        <h2 className="border-b border-line pb-1 text-lg">{t("new.authentication")}</h2>
        <CredentialCard
          kind={values.kind}
          onKindChange={(kind) => change({ kind })}
          staged={stagedOfKind(values)}
          onStaged={(staged) => change({ staged })}
          stored={storedOfKind}
          onStoredRemoved={edit.removeStored}
          portalName={values.name}
          error={fieldError("credential")}
          actions={actions}
        />
        {edit.isStoredRemoved && !stagedOfKind(values) && (
          <MessageBar tone="warning">{t("edit.credentialRemoved")}</MessageBar>
        )}
      </section>
      <section className="flex flex-col gap-4">
        <h2 className="border-b border-line pb-1 text-lg">{t("new.test")}</h2>
        <ConnectionTest
          getRequest={() => toConnectionTest(values, { id: portal.id, credential: storedOfKind })}
          onReport={edit.setReport}
          lastReport={edit.report}
          ids={values}
        />
      </section>
    </>
  );
}
