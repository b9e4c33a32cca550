"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { LeaveGuard } from "@/components/ui/leave-guard";
import { MessageBar } from "@/components/ui/message-bar";
import { Tabs } from "@/components/ui/tabs";
import { callAction } from "@/lib/actions/call-action";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { SubscribedSku } from "@/lib/graph/connection-report";
import type { SkuOption } from "@/lib/portals/exclusions";
import type { PortalDetails } from "@/lib/portals/queries";
import type { EditPortal } from "@/lib/portals/schema";
import { ExclusionEditor } from "../exclusions/exclusion-editor";
import type { CredentialActions, StepChecks } from "../form/form-actions";
import { GeneralFields } from "../form/general-fields";
import { isSameEntry, withTenantSkus } from "../form/portal-values";
import { toSave } from "../form/to-save";
import { ConnectionTab } from "./connection-tab";
import { type EditTab, editTabs, firstTabAtFault } from "./edit-tabs";
import { credentialChange, useEdit } from "./use-edit";

type Props = {
  portal: PortalDetails;
  tab: EditTab;
  choices: { options: SkuOption[]; subscribed: SubscribedSku[] | null; importedSkuIds: string[] };
  today: string;
  checkGeneralStep: StepChecks["checkGeneralStep"];
  updatePortal: (input: EditPortal) => Promise<ActionResult<void>>;
  actions: CredentialActions;
};

/** The wizard's fields in three tabs and one Save. What is typed in one tab stays while another one is open. */
export function EditForm({ portal, tab, choices, today, checkGeneralStep, updatePortal, actions }: Props) {
  const t = useTranslations("portals");
  const common = useTranslations("common");
  const router = useRouter();
  const texts = useErrorText();
  const edit = useEdit(portal);
  const { values, change, report } = edit;
  const [result, setResult] = useState<ActionResult<void> | null>(null);
  const [checked, setChecked] = useState(values);
  const [isPending, startTransition] = useTransition();
  const path = `/settings/microsoft-365/${portal.id}/edit`;
  const listHref = `/settings/microsoft-365?portal=${portal.id}`;
  const hrefOf = (each: EditTab) => (each === "general" ? path : `${path}?tab=${each}`);
  const subscribed = report?.skus ?? choices.subscribed;

  useEffect(() => {
    if (!result || result.ok) return;
    document.querySelector<HTMLElement>(`[data-tab=${tab}] [aria-invalid=true]`)?.focus();
  }, [result, tab]);

  const save = () =>
    startTransition(async () => {
      const credential = credentialChange(edit, portal.credential);
      const saved = credential
        ? await callAction(
            updatePortal({ ...toSave(values), ...{ portalId: portal.id, version: edit.version, credential } }),
          )
        : unreachableWithoutCredential;
      setResult(saved);
      setChecked(values);
      if (saved.ok) return router.push(listHref);
      const wanted = firstTabAtFault(Object.keys(saved.error.fields));
      if (wanted && wanted !== tab) router.replace(hrefOf(wanted), { scroll: false });
    });

  const fieldError = (name: string) => (isSameEntry(name, checked, values) ? texts.field(result, name) : undefined);
  const isChanged = result && !result.ok && result.error.code === "portal-changed";
  const isOnlyFields = result && !result.ok && Object.keys(result.error.fields).length > 0;
  return (
    <div className="flex max-w-270 flex-col gap-5">
      <Tabs
        label={t("edit.tabs")}
        current={tab}
        tabs={editTabs.map((each) => ({ key: each, label: t(`edit.tab.${each}`), href: hrefOf(each) }))}
      />
      {result && !result.ok && !isOnlyFields && (
        <MessageBar
          tone="error"
          actions={
            isChanged && (
              <Button size="small" onClick={() => window.location.assign(path)}>
                {t("edit.reload")}
              </Button>
            )
          }
        >
          {texts.general(result)}
        </MessageBar>
      )}
      <div data-tab="general" className={tab === "general" ? "flex max-w-180 flex-col gap-5" : "hidden"}>
        <GeneralFields
          values={values}
          onChange={change}
          fieldError={fieldError}
          portalId={portal.id}
          checkGeneralStep={checkGeneralStep}
        />
        {values.name.trim() !== portal.name && values.name.trim() !== "" && (
          <MessageBar tone="info">
            {t("edit.renames", {
              ...{ before: portal.name, after: values.name.trim() },
              ...{ licences: portal.counts.licences, products: portal.counts.products },
            })}
          </MessageBar>
        )}
      </div>
      <div data-tab="connection" className={tab === "connection" ? "flex max-w-180 flex-col gap-5" : "hidden"}>
        <ConnectionTab portal={portal} edit={edit} fieldError={fieldError} actions={actions} />
      </div>
      {tab === "exclusions" && (
        <ExclusionEditor
          options={withTenantSkus(choices.options, subscribed)}
          subscribed={subscribed}
          importedSkuIds={choices.importedSkuIds}
          value={values.exclusions}
          onChange={(exclusions) => change({ exclusions })}
          today={today}
        />
      )}
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-2 border-t border-line bg-canvas py-3">
        <Button appearance="primary" isPending={isPending || result?.ok === true} onClick={save}>
          {common("save")}
        </Button>
        <ButtonLink href={listHref} appearance="subtle">
          {common("cancel")}
        </ButtonLink>
      </div>
      <LeaveGuard isActive={edit.isTouched && result?.ok !== true} ownPath={path} onDiscard={edit.discard(actions)} />
    </div>
  );
}

const unreachableWithoutCredential: ActionResult<void> = {
  ok: false,
  error: { code: "invalid-input", params: {}, fields: { credential: { code: "credential-missing", params: {} } } },
};
