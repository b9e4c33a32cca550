"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { LicenceChoices, LicenceForm as StoredLicence } from "@/lib/licences/queries-form";
import { type LicenceStep, licenceSteps } from "@/lib/licences/steps";
import { AcquisitionFields } from "./acquisition-fields";
import type { AddChannel } from "./channel-field";
import { GeneralFields } from "./general-fields";
import { type LicenceToSave, mergeTheirs, type TheirChange, toSave, valuesOfStored } from "./licence-values";
import { ProductFields } from "./product-fields";
import { TheirChanges } from "./their-changes";
import { TypeFields } from "./type-fields";

type Edit = LicenceToSave & { licenceId: number; version: number; isKeyKept?: "yes" };

type Props = {
  licence: StoredLicence;
  choices: LicenceChoices;
  save: (input: Edit) => Promise<ActionResult<{ id: number }>>;
  addChannel: AddChannel;
};

/** All that is known of a licence made by hand: the steps of the wizard that adds one, as parts of one page. */
export function LicenceForm({ licence, choices, save, addChannel }: Props) {
  const t = useTranslations("licences.wizard");
  const common = useTranslations("common");
  const router = useRouter();
  const [values, setValues] = useState(() => valuesOfStored(licence));
  const listHref = `/licence-management/licences?licence=${licence.id}`;
  const [opened, setOpened] = useState(licence);
  const [theirs, setTheirs] = useState<TheirChange[]>([]);
  const [isOutrun, setOutrun] = useState(false);
  // What somebody else has saved has come in: the next attempt is made knowing it.
  if (isOutrun && opened.version !== licence.version) {
    const merged = mergeTheirs(valuesOfStored(opened), valuesOfStored(licence), values);
    setOpened(licence);
    setValues(merged.values);
    setTheirs(merged.changes);
    setOutrun(false);
  }
  const trySave = async () => {
    const result = await save({
      ...{ ...toSave(values), licenceId: licence.id, version: opened.version },
      isKeyKept: values.licenceKey === null ? "yes" : undefined,
    });
    if (!result.ok && result.error.code === "licence-changed") {
      setOutrun(true);
      router.refresh();
    }
    return result;
  };
  const { form, isPending, error, fieldError } = useActionForm(trySave, { onDone: () => router.push(listHref) });
  const fields = {
    ...{ values, fieldError },
    onChange: (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change })),
  };
  const parts: Record<LicenceStep, ReactNode> = {
    general: <GeneralFields {...fields} />,
    acquisition: (
      <AcquisitionFields
        {...fields}
        channels={choices.channels}
        addChannel={addChannel}
        hasStoredKey={licence.hasLicenceKey}
      />
    ),
    type: <TypeFields {...fields} bases={choices.bases} products={choices.products} />,
    product: <ProductFields {...fields} products={choices.products} />,
  };
  return (
    <form {...form} className="flex max-w-180 flex-col gap-6">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TheirChanges changes={theirs} choices={choices} />
      {licenceSteps.map((step) => (
        <section key={step} className="flex flex-col gap-4">
          <h2 className="text-lg">{t(`step.${step}`)}</h2>
          {parts[step]}
        </section>
      ))}
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-2 border-t border-line bg-canvas py-3">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {common("save")}
        </Button>
        <ButtonLink href={listHref} appearance="subtle">
          {common("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
