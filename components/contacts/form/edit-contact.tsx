"use client";

import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ContactActions, FormAction } from "../actions";
import { ContactDialog, type ContactValues } from "./contact-dialog";

type Props = {
  contact: ContactValues & { id: number; version: number; displayName: string };
  updateContact: ContactActions["updateContact"];
};

export function EditContact({ contact, updateContact }: Props) {
  const t = useTranslations("contacts.form");
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  // What somebody else has saved comes into the drawer behind; the next attempt is made knowing it.
  const save: FormAction<void> = async (previous, form) => {
    const result = await updateContact(previous, form);
    if (!result.ok && result.error.code === "contact-changed") router.refresh();
    return result;
  };
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
        {common("edit")}
      </Button>
      {isOpen && (
        <ContactDialog
          title={t("editTitle", { name: contact.displayName })}
          values={contact}
          save={save}
          onDone={close}
          onClose={close}
        >
          <input type="hidden" name="contactId" value={contact.id} />
          <input type="hidden" name="version" value={contact.version} />
        </ContactDialog>
      )}
    </>
  );
}
