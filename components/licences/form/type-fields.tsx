"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { LicenceChoices } from "@/lib/licences/queries-form";
import { ChoiceField } from "./choice-field";
import type { FieldProps } from "./field-props";

const metrics = ["user_cal", "device_cal", "installation"] as const;
const kinds = ["full_version", "upgrade"] as const;

type Props = FieldProps & Pick<LicenceChoices, "bases" | "products">;

/** What the licence counts, and whether it stands by itself. A linked product says what is counted. */
export function TypeFields({ values, onChange, fieldError, bases, products }: Props) {
  const t = useTranslations("licences.form");
  const words = useTranslations("licences");
  const { metric, kind } = values;
  const product = products.find(({ id }) => id === values.productId);
  const sameBases = bases.filter((base) => base.metric === metric);
  const chooseMetric = (value: string) => {
    const chosen = metrics.find((each) => each === value) ?? "user_cal";
    const keepsBase = bases.some(({ id, metric: its }) => id === values.baseLicenceId && its === chosen);
    onChange({ metric: chosen, baseLicenceId: keepsBase ? values.baseLicenceId : null });
  };
  return (
    <>
      <Select
        name="metric"
        label={t("metric")}
        help={product ? t("metricOfProduct", { name: product.name }) : words(`metricTexts.${metric}`)}
        error={fieldError("metric")}
        options={metrics.map((each) => ({
          value: each,
          label: words(`metrics.${each}`),
          isDisabled: product !== undefined && each !== product.metric,
        }))}
        value={metric}
        onChange={(event) => chooseMetric(event.target.value)}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-semibold">{t("kind")}</legend>
        {kinds.map((each) => (
          <label key={each} className="flex items-start gap-2">
            <input
              type="radio"
              name="kind"
              value={each}
              checked={kind === each}
              onChange={() => onChange({ kind: each })}
              className="mt-0.5 size-4 accent-brand"
            />
            <span>
              {words(`kinds.${each}`)}
              <span className="block text-xs text-muted">{t(`kindTexts.${each}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {kind === "upgrade" && (
        <ChoiceField
          label={t("base")}
          help={t(sameBases.length === 0 ? "noBases" : "baseHelp")}
          error={fieldError("baseLicenceId")}
          choices={sameBases}
          value={values.baseLicenceId}
          onChange={(baseLicenceId) => onChange({ baseLicenceId })}
        />
      )}
    </>
  );
}
