"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import { useStep } from "@/components/ui/wizard/use-step";
import { WizardFrame } from "@/components/ui/wizard/wizard-frame";
import type { ActionResult } from "@/lib/actions/result";
import type { LicenceChoices } from "@/lib/licences/queries-form";
import { type LicenceToSave, toSave } from "../form/licence-values";
import { ProductFields } from "../form/product-fields";
import { stepHref } from "./licence-draft";
import { useLicenceDraft } from "./licence-wizard";
import { Summary } from "./summary";

type Props = {
  choices: LicenceChoices;
  createLicence: (input: LicenceToSave) => Promise<ActionResult<{ id: number }>>;
};

/** The product, and once more what was entered; adds the licence. */
export function ProductStep({ choices, createLicence }: Props) {
  const t = useTranslations("licences.wizard");
  const router = useRouter();
  const { draft, change, forget } = useLicenceDraft();
  const step = useStep("product");
  const add = () =>
    step.finish(
      () => createLicence(toSave(draft.values)),
      ({ id }) => {
        router.push(`/licence-management/licences?licence=${id}`);
        forget();
      },
    );
  return (
    <WizardFrame step="product" isPending={step.isPending} error={step.error} onNext={add}>
      <ProductFields values={draft.values} onChange={change} fieldError={step.fieldError} products={choices.products} />
      <section className="flex flex-col gap-4">
        <h3 className="border-b border-line pb-1 text-lg">{t("summary")}</h3>
        {draft.isKeyLost && (
          <MessageBar tone="warning">
            {t("keyLost")}{" "}
            <Link className="link" href={stepHref("acquisition")}>
              {t("typeKey")}
            </Link>
          </MessageBar>
        )}
        <Summary values={draft.values} choices={choices} />
      </section>
    </WizardFrame>
  );
}
