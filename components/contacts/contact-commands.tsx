"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ContactDetails } from "@/lib/contacts/queries";
import type { ContactActions } from "./actions";
import { DeleteDialog } from "./delete-dialog";
import { AddContact } from "./form/add-contact";
import { EditContact } from "./form/edit-contact";

type Contact = Pick<
  ContactDetails,
  | ("id" | "origin" | "version" | "displayName" | "mail" | "customId" | "phone" | "department")
  | ("companyName" | "jobTitle" | "city" | "country" | "notes" | "goneAt" | "portalDeletedAt")
>;
type Props = { contact: Contact; actions: ContactActions; closeHref: string };

/** What can be done with one contact: of imported ones only those go that their tenant has forgotten, or whose portal was deleted. */
export function ContactCommands({ contact, actions, closeHref }: Props) {
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const isManual = contact.origin === "manual";
  return (
    <>
      {isManual && <EditContact contact={contact} updateContact={actions.updateContact} />}
      <AddContact createContact={actions.createContact} original={contact} />
      {(isManual || contact.goneAt || contact.portalDeletedAt) && (
        <Button icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
          {common("delete")}
        </Button>
      )}
      {isOpen && (
        <DeleteDialog
          chosen={{ ids: [contact.id] }}
          actions={actions}
          onClose={() => setOpen(false)}
          onDeleted={() => router.push(closeHref, { scroll: false })}
        />
      )}
    </>
  );
}
