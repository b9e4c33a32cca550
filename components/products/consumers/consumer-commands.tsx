"use client";

import { FileUp, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { callAction } from "@/lib/actions/call-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ConsumerKind } from "@/lib/db/generated/enums";
import type { AddedConsumers } from "@/lib/products/commands-consumers";
import type { ConsumerActions } from "../actions";
import { Picker } from "../picker";
import { AddDevices } from "./add-devices";
import { ImportConsumers } from "./import-consumers";

type Props = {
  product: { id: number; name: string };
  /** people or devices, by the product's metric */
  kind: ConsumerKind;
  actions: Omit<ConsumerActions, "removeConsumers">;
};

/** Adds consumers by hand or from a file. */
export function ConsumerCommands({ product, kind, actions }: Props) {
  const t = useTranslations("products.consumers");
  const { general } = useErrorText();
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const [added, setAdded] = useState<AddedConsumers | null>(null);
  const { id, name } = product;
  const close = () => setDialog(null);
  const done = (result: AddedConsumers) => {
    setAdded(result);
    close();
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Plus aria-hidden />} onClick={() => setDialog("add")}>
          {t(kind === "person" ? "addPeople" : "addDevices")}
        </Button>
        <Button icon={<FileUp aria-hidden />} onClick={() => setDialog("import")}>
          {t("import")}
        </Button>
      </div>
      {added && <MessageBar tone="success">{t("added", added)}</MessageBar>}
      {dialog === "add" && kind === "person" && (
        <Picker
          title={t("addPeopleTitle", { name })}
          searchLabel={t("searchPeople")}
          startText={t("startSearch")}
          emptyText={t("nobody")}
          submitLabel={(count) => t("submitPeople", { count })}
          search={async (q) => {
            const result = await actions.findContacts({ productId: id, q });
            if (!result.ok) return result;
            const data = result.data.map(({ isKnown, ...contact }) => ({
              ...contact,
              ...(isKnown ? { note: t("known") } : {}),
            }));
            return { ok: true, data };
          }}
          onSubmit={async (contactIds) => {
            const result = await callAction(actions.addPeople({ productId: id, contactIds }));
            if (result.ok) setAdded(result.data);
            return general(result);
          }}
          close={close}
        />
      )}
      {dialog === "add" && kind === "device" && (
        <AddDevices product={product} add={actions.addDevices} onDone={done} close={close} />
      )}
      {dialog === "import" && (
        <ImportConsumers product={product} kind={kind} actions={actions} onDone={done} close={close} />
      )}
    </>
  );
}
