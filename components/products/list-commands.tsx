"use client";

import { FolderInput, Plus, Trash2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useOpenByLink } from "@/components/ui/use-open-by-link";
import { type ListState, listHref } from "@/lib/paging/list-state";
import { DeleteProducts } from "./delete-products";
import type { Moved } from "./drag/dragged";
import { MoveDialog } from "./move-dialog";
import { ProductForm } from "./product-form";
import { useWorkspace } from "./workspace";

type Props = { list: { path: string; state: ListState }; folderId: number | null };

/** Add; and with what is selected: move to…, delete. */
export function ListCommands({ list, folderId }: Props) {
  const t = useTranslations("products.commands");
  const router = useRouter();
  const { actions, selection, selectedRows, isMatching, matching } = useWorkspace();
  const [dialog, setDialog] = useState<"add" | "move" | "delete" | null>(null);
  useOpenByLink({ add: actions && (() => setDialog("add")) });
  if (!actions) return null;
  const close = () => setDialog(null);
  const count = isMatching ? matching.total : selectedRows.length;
  const what: Moved = {
    kind: "products",
    ids: selectedRows.map(({ id }) => id),
    folderIds: selectedRows.map((row) => row.folderId),
    title: selectedRows[0]?.name ?? "",
  };
  return (
    <>
      <Button appearance="primary" icon={<Plus aria-hidden />} onClick={() => setDialog("add")}>
        {t("add")}
      </Button>
      {count > 0 && (
        <>
          {!isMatching && (
            <Button data-always icon={<FolderInput aria-hidden />} onClick={() => setDialog("move")}>
              {t("moveTo")}
            </Button>
          )}
          <Button data-always icon={<Trash2 aria-hidden />} onClick={() => setDialog("delete")}>
            {t("delete")}
          </Button>
          <span role="status" className="tabular text-muted">
            {t("selected", { count })}
          </span>
          <IconButton data-always label={t("clear")} icon={<X />} onClick={() => selection.tickAll(false)} />
        </>
      )}
      {dialog === "add" && (
        <ProductForm
          save={actions.addProduct}
          product={null}
          folderId={folderId}
          onDone={({ id }) => {
            close();
            router.push(listHref(list.path, list.state, { params: { product: id } }), { scroll: false });
          }}
          close={close}
        />
      )}
      {dialog === "move" && count > 0 && <MoveDialog what={what} close={close} />}
      {dialog === "delete" && (
        <DeleteProducts
          actions={actions}
          chosen={isMatching ? { search: matching.search } : { ids: [...what.ids] }}
          close={close}
        />
      )}
    </>
  );
}
