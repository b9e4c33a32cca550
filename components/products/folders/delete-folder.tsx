"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { callAction } from "@/lib/actions/call-action";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { Folder } from "@/lib/products/tree";
import type { ProductActions } from "../actions";
import { useWorkspace } from "../workspace";

type Props = {
  remove: ProductActions["deleteFolder"];
  folder: Folder;
  close: () => void;
  hrefOf: (id: number | null) => string;
};

/** An empty folder goes; of any other the content moves up first, where that is possible. */
export function DeleteFolder({ remove, folder, close, hrefOf }: Props) {
  const t = useTranslations("products.folder");
  const common = useTranslations("common");
  const router = useRouter();
  const { general } = useErrorText();
  const { folders, folderName } = useWorkspace();
  const products = folder.productCount;
  const below = folders.filter(({ parentId }) => parentId === folder.id).length;
  const isEmpty = products + below === 0;
  const title = t("deleteTitle", { name: folder.name });
  const why = isEmpty
    ? null
    : folder.isSystem
      ? "deleteSystem"
      : products > 0 && folder.parentId === null
        ? "deleteTop"
        : null;
  if (why) {
    return (
      <Dialog isOpen onOpenChange={close} title={title} footer={<Button onClick={close}>{common("close")}</Button>}>
        {t(why, { products, folders: below })}
      </Dialog>
    );
  }
  const confirm = async () => {
    const result = await callAction(remove({ folderId: folder.id, movesContentUp: !isEmpty }));
    if (result.ok) router.replace(hrefOf(folder.parentId), { scroll: false });
    return general(result);
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
      isDanger
      title={title}
      confirmLabel={isEmpty ? common("delete") : t("moveUp")}
      onConfirm={confirm}
    >
      {isEmpty ? t("deleteEmpty") : t("deleteFull", { products, folders: below, parent: folderName(folder.parentId) })}
    </ConfirmDialog>
  );
}
