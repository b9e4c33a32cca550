"use client";

import { Copy, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useOpenByLink } from "@/components/ui/use-open-by-link";
import type { ContactActions } from "../actions";
import { ContactDialog, type ContactValues } from "./contact-dialog";

type Props = {
  createContact: ContactActions["createContact"];
  /** the contact that is duplicated; what only one contact can have is left out */
  original?: ContactValues & { displayName: string };
};

/** Makes a contact, from nothing or from another one, and opens it. */
export function AddContact({ createContact, original }: Props) {
  const t = useTranslations("contacts.form");
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  useOpenByLink({ add: original ? null : () => setOpen(true) });
  const show = ({ id }: { id: number }) => {
    setOpen(false);
    router.push(`/master-data/contacts?contact=${id}`, { scroll: false });
  };
  return (
    <>
      {original ? (
        <Button icon={<Copy aria-hidden />} onClick={() => setOpen(true)}>
          {t("duplicate")}
        </Button>
      ) : (
        <Button appearance="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
          {common("add")}
        </Button>
      )}
      {isOpen && (
        <ContactDialog
          title={original ? t("duplicateTitle", { name: original.displayName }) : t("addTitle")}
          values={original ? { ...original, mail: "", customId: "" } : {}}
          save={createContact}
          onDone={show}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
