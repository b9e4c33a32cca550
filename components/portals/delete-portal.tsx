"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";

type Counts = { licences: number; products: number; contacts: number };
type Input = { portalId: string; name: string; deletesData: boolean };
export type DeletePortalProps = {
  portal: { id: string; name: string; counts: Counts };
  deletePortal: (input: Input) => Promise<ActionResult<Counts>>;
};

/** Asks for the portal's name, and says what goes and what stays. */
export function DeletePortal(props: DeletePortalProps) {
  const common = useTranslations("common");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Trash2 aria-hidden />} onClick={() => setOpen(true)}>
        {common("delete")}
      </Button>
      {isOpen && <DeleteDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function DeleteDialog({ portal, deletePortal, onClose }: DeletePortalProps & { onClose: () => void }) {
  const t = useTranslations("portals.delete");
  const common = useTranslations("common");
  const router = useRouter();
  const { field } = useErrorText();
  const [name, setName] = useState("");
  const [deletesData, setDeletesData] = useState(false);
  const { run, isPending, result, failure } = useAction<Counts>();
  const hasData = portal.counts.licences + portal.counts.products + portal.counts.contacts > 0;
  const remove = () =>
    run(
      () => deletePortal({ portalId: portal.id, name, deletesData }),
      () => router.push("/settings/microsoft-365"),
    );
  const fault = field(result, "name");
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title", { name: portal.name })}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) remove();
        }}
      >
        {failure && !fault && <MessageBar tone="error">{failure}</MessageBar>}
        <p>{t("goes")}</p>
        {hasData && (
          <>
            <p>{t(deletesData ? "dataGoes" : "dataStays", portal.counts)}</p>
            <label className="flex items-start gap-2">
              <input
                type="checkbox"
                checked={deletesData}
                onChange={(event) => setDeletesData(event.target.checked)}
                className="mt-0.5 size-4 accent-brand"
              />
              {t("deleteData", portal.counts)}
            </label>
          </>
        )}
        <TextField
          name="name"
          label={t("typeName", { name: portal.name })}
          error={fault}
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="flex justify-end gap-2 pb-2">
          <Button type="submit" appearance="danger" isPending={isPending || result?.ok === true}>
            {t("confirm")}
          </Button>
          <Button onClick={onClose}>{common("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
