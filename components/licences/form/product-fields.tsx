"use client";

import { useTranslations } from "next-intl";
import type { Choice } from "@/lib/licences/queries-form";
import { ChoiceField } from "./choice-field";
import type { FieldProps } from "./field-props";

/** The product whose consumers the licence covers; one that counts something else is not offered. */
export function ProductFields({
  values,
  onChange,
  fieldError,
  products,
}: FieldProps & { products: readonly Choice[] }) {
  const t = useTranslations("licences.form");
  const same = products.filter(({ metric }) => metric === values.metric);
  return (
    <ChoiceField
      label={t("linkedProduct")}
      help={t(same.length === 0 ? "noProducts" : "productHelp")}
      isOptional
      error={fieldError("productId")}
      choices={same}
      value={values.productId}
      onChange={(productId) => onChange({ productId })}
    />
  );
}
