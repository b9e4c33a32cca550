"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { LicenceChoices, LicenceForm as StoredLicence } from "@/lib/licences/queries-form";
import { type AddChannel, ChannelField } from "./channel-field";
import { ChoiceField } from "./choice-field";
import { KeyField } from "./key-field";

const path = "/licence-management/licences";
const metrics = ["user_cal", "device_cal", "installation"] as const;
const kinds = ["full_version", "upgrade"] as const;

type Props = {
  /** null: a new one */
  licence: StoredLicence | null;
  choices: LicenceChoices;
  /** already chosen for a new licence */
  productId?: number | null;
  save: (previous: null, form: FormData) => Promise<ActionResult<{ id: number }>>;
  addChannel: AddChannel;
};

/** All that is known of a licence made by hand, in four parts on one page. */
export function LicenceForm({ licence, choices, productId = null, save, addChannel }: Props) {
  const t = useTranslations("licences.form");
  const words = useTranslations("licences");
  const common = useTranslations("common");
  const router = useRouter();
  const product = licence ? licence.productId : productId;
  const [metric, setMetric] = useState(
    licence?.metric ?? choices.products.find(({ id }) => id === product)?.metric ?? "user_cal",
  );
  const [kind, setKind] = useState(licence?.kind ?? "full_version");
  const [baseId, setBaseId] = useState(licence?.baseLicenceId ?? null);
  const [chosenProduct, setChosenProduct] = useState(product);
  const { form, isPending, error, fieldError } = useActionForm(save, {
    onDone: ({ id }) => router.push(`${path}?licence=${id}`),
  });
  const isSame = (choice: { metric: string }) => choice.metric === metric;
  const bases = choices.bases.filter(isSame);
  const products = choices.products.filter(isSame);
  return (
    <form {...form} className="flex max-w-180 flex-col gap-6">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      {licence && <input type="hidden" name="licenceId" value={licence.id} />}
      {licence && <input type="hidden" name="version" value={licence.version} />}
      <Part title={t("general")}>
        <TextField
          name="name"
          label={common("name")}
          error={fieldError("name")}
          defaultValue={licence?.name}
          autoComplete="off"
          required
        />
        <TextField
          name="licenceNumber"
          label={t("licenceNumber")}
          help={t("licenceNumberHelp")}
          isOptional
          error={fieldError("licenceNumber")}
          defaultValue={licence?.licenceNumber ?? ""}
          autoComplete="off"
        />
        <TextField
          name="quantity"
          label={t("quantity")}
          help={t("quantityHelp")}
          error={fieldError("quantity")}
          defaultValue={licence ? String(licence.quantity) : ""}
          inputMode="numeric"
          autoComplete="off"
          className="max-w-40"
          required
        />
        <Select
          name="metric"
          label={t("metric")}
          help={words(`metricTexts.${metric}`)}
          error={fieldError("metric")}
          options={metrics.map((each) => ({ value: each, label: words(`metrics.${each}`) }))}
          value={metric}
          onChange={(event) => setMetric(metrics.find((each) => each === event.target.value) ?? "user_cal")}
        />
        <ChannelField
          channels={choices.channels}
          value={licence?.channelId ?? null}
          error={fieldError("channelId")}
          addChannel={addChannel}
        />
      </Part>
      <Part title={t("kind")}>
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{t("kind")}</legend>
          {kinds.map((each) => (
            <label key={each} className="flex items-start gap-2">
              <input
                type="radio"
                name="kind"
                value={each}
                checked={kind === each}
                onChange={() => setKind(each)}
                className="mt-0.5 size-4 accent-brand"
              />
              <span>
                {words(`kinds.${each}`)}
                <span className="block text-xs text-muted">{t(`kindTexts.${each}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {kind === "upgrade" ? (
          <ChoiceField
            name="baseLicenceId"
            label={t("base")}
            help={bases.length === 0 ? t("noBases") : t("baseHelp")}
            error={fieldError("baseLicenceId")}
            choices={bases}
            value={bases.some(({ id }) => id === baseId) ? baseId : null}
            onChange={setBaseId}
          />
        ) : (
          <input type="hidden" name="baseLicenceId" value="" />
        )}
      </Part>
      <Part title={t("validity")}>
        <TextField
          name="expiresOn"
          type="date"
          label={t("expiresOn")}
          help={t("expiresOnHelp")}
          isOptional
          error={fieldError("expiresOn")}
          defaultValue={licence?.expiresOn ?? ""}
          className="max-w-48"
        />
        <KeyField hasStored={licence?.hasLicenceKey ?? false} error={fieldError("licenceKey")} />
        <TextField
          name="serialNumber"
          label={t("serialNumber")}
          isOptional
          error={fieldError("serialNumber")}
          defaultValue={licence?.serialNumber ?? ""}
          autoComplete="off"
        />
        <TextArea
          name="notes"
          label={common("notes")}
          isOptional
          error={fieldError("notes")}
          defaultValue={licence?.notes ?? ""}
        />
      </Part>
      <Part title={t("product")}>
        <ChoiceField
          name="productId"
          label={t("linkedProduct")}
          help={t("productHelp")}
          isOptional
          error={fieldError("productId")}
          choices={products}
          value={products.some(({ id }) => id === chosenProduct) ? chosenProduct : null}
          onChange={setChosenProduct}
        />
      </Part>
      <div className="sticky bottom-0 z-10 flex flex-wrap gap-2 border-t border-line bg-canvas py-3">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {licence ? common("save") : t("create")}
        </Button>
        <ButtonLink href={licence ? `${path}?licence=${licence.id}` : path} appearance="subtle">
          {common("cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="text-lg">{title}</h2>
      {children}
    </section>
  );
}
