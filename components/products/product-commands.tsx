"use client";

import { FolderInput, PenLine, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { DeleteProducts } from "./delete-products";
import { MoveDialog } from "./move-dialog";
import { type FormProduct, ProductForm } from "./product-form";
import { useWorkspace } from "./workspace";

type Props = {
  product: FormProduct & { origin: Origin; unsyncReason: UnsyncReason | null };
  closeHref: string;
};

/** What can be done with one product: of an imported one only its folder is free. */
export function ProductCommands({ product, closeHref }: Props) {
  const t = useTranslations("products.commands");
  const { actions } = useWorkspace();
  const [dialog, setDialog] = useState<"edit" | "move" | "delete" | null>(null);
  if (!actions) return null;
  const { id, name, folderId, origin } = product;
  const close = () => setDialog(null);
  const isManual = origin === "manual";
  return (
    <>
      {isManual && (
        <Button icon={<PenLine aria-hidden />} onClick={() => setDialog("edit")}>
          {t("edit")}
        </Button>
      )}
      <Button icon={<FolderInput aria-hidden />} onClick={() => setDialog("move")}>
        {t("moveTo")}
      </Button>
      <Button icon={<Trash2 aria-hidden />} onClick={() => setDialog("delete")}>
        {t("delete")}
      </Button>
      {dialog === "edit" && (
        <ProductForm save={actions.updateProduct} product={product} folderId={null} onDone={close} close={close} />
      )}
      {dialog === "move" && (
        <MoveDialog what={{ kind: "products", ids: [id], folderIds: [folderId], title: name }} close={close} />
      )}
      {dialog === "delete" && (
        <DeleteProducts actions={actions} chosen={{ ids: [id] }} close={close} nextHref={closeHref} />
      )}
    </>
  );
}
