"use client";

import { useTranslations } from "next-intl";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { FieldProps } from "./field-props";

/** What the licence is called, how many there are and how long they hold. */
export function GeneralFields({ values, onChange, fieldError }: FieldProps) {
  const t = useTranslations("licences.form");
  const common = useTranslations("common");
  return (
    <>
      <TextField
        name="name"
        label={common("name")}
        error={fieldError("name")}
        value={values.name}
        onChange={(event) => onChange({ name: event.target.value })}
        autoComplete="off"
        required
      />
      <TextField
        name="licenceNumber"
        label={t("licenceNumber")}
        help={t("licenceNumberHelp")}
        isOptional
        error={fieldError("licenceNumber")}
        value={values.licenceNumber}
        onChange={(event) => onChange({ licenceNumber: event.target.value })}
        autoComplete="off"
      />
      <TextField
        name="quantity"
        label={t("quantity")}
        help={t("quantityHelp")}
        error={fieldError("quantity")}
        value={values.quantity}
        onChange={(event) => onChange({ quantity: event.target.value })}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-40"
        required
      />
      <TextField
        name="expiresOn"
        type="date"
        label={t("expiresOn")}
        help={t("expiresOnHelp")}
        isOptional
        error={fieldError("expiresOn")}
        value={values.expiresOn}
        onChange={(event) => onChange({ expiresOn: event.target.value })}
        className="max-w-48"
      />
      <TextArea
        name="notes"
        label={common("notes")}
        isOptional
        error={fieldError("notes")}
        value={values.notes}
        onChange={(event) => onChange({ notes: event.target.value })}
      />
    </>
  );
}
