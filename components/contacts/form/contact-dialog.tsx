"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { ContactField } from "@/lib/contacts/schema";
import type { FormAction } from "../actions";

export type ContactValues = Partial<Record<ContactField, string | null>>;

type Props<Data> = {
  title: string;
  values: ContactValues;
  save: FormAction<Data>;
  onDone: (data: Data) => void;
  onClose: () => void;
  /** of the contact that is edited: hidden fields */
  children?: ReactNode;
};

const inOneColumn: ContactField[] = ["displayName"];
const helped = { mail: "mailHelp", customId: "customIdHelp" } as const;
const inTwoColumns: { field: ContactField; type?: string }[] = [
  { field: "mail", type: "email" },
  { field: "customId" },
  { field: "phone", type: "tel" },
  { field: "department" },
  { field: "companyName" },
  { field: "jobTitle" },
  { field: "city" },
  { field: "country" },
];

/** What people enter of a contact, for adding, editing and duplicating alike. */
export function ContactDialog<Data>({ title, values, save, onDone, onClose, children }: Props<Data>) {
  const t = useTranslations("contacts");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone });
  const attributes = (field: ContactField) => ({
    name: field,
    label: t(`fields.${field}`),
    error: fieldError(field),
    defaultValue: values[field] ?? "",
    autoComplete: "off",
  });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && !isPending && onClose()} title={title} width="wide">
      <form {...form} className="flex flex-col gap-4 pb-2">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        {children}
        {inOneColumn.map((field) => (
          <TextField key={field} {...attributes(field)} required />
        ))}
        <div className="grid gap-4 sm:grid-cols-2">
          {inTwoColumns.map(({ field, type }) => (
            <TextField
              key={field}
              {...attributes(field)}
              type={type}
              help={field in helped ? t(`form.${helped[field as keyof typeof helped]}`) : undefined}
              isOptional
            />
          ))}
        </div>
        <TextArea {...attributes("notes")} isOptional />
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <Button type="submit" appearance="primary" isPending={isPending}>
            {common("save")}
          </Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
