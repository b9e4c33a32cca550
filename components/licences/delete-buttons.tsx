"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DeleteTicked } from "@/components/data-grid/delete-ticked";
import { Button } from "@/components/ui/button";
import { type DeleteActions, DeleteLicences } from "./delete-licences";

/** In the drawer of one licence, which closes with it. */
export function DeleteLicence({ id, closeHref, actions }: { id: number; closeHref: string; actions: DeleteActions }) {
  const common = useTranslations("common");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {common("delete")}
      </Button>
      {isOpen && (
        <DeleteLicences
          chosen={{ ids: [id] }}
          actions={actions}
          onClose={() => setOpen(false)}
          onDeleted={() => router.push(closeHref, { scroll: false })}
        />
      )}
    </>
  );
}

/** Deletes what is ticked in the list; there as long as something is. */
export function DeleteSelected({ actions }: { actions: DeleteActions }) {
  const t = useTranslations("licences.delete");
  return (
    <DeleteTicked
      label={(count) => t("selected", { count })}
      dialog={({ chosen, ...on }) => <DeleteLicences chosen={chosen} actions={actions} {...on} />}
    />
  );
}
