"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import type { Folder } from "@/lib/products/tree";
import type { ProductActions } from "../actions";
import { MoveDialog } from "../move-dialog";
import { useWorkspace } from "../workspace";
import { DeleteFolder } from "./delete-folder";
import { useFolderOptions } from "./folder-options";

export type FolderQuestion =
  | { kind: "add"; parentId: number | null }
  | { kind: "rename" | "move" | "delete"; id: number };

type Props = {
  actions: ProductActions;
  question: FolderQuestion | null;
  close: () => void;
  hrefOf: (id: number | null) => string;
};

export function FolderDialogs({ actions, question, close, hrefOf }: Props) {
  const t = useTranslations("products.folder");
  const { folders } = useWorkspace();
  if (!question) return null;
  if (question.kind === "add") {
    return (
      <Dialog isOpen onOpenChange={close} title={t("addTitle")}>
        <AddFolder add={actions.addFolder} parentId={question.parentId} close={close} hrefOf={hrefOf} />
      </Dialog>
    );
  }
  const folder = folders.find(({ id }) => id === question.id);
  if (!folder) return null;
  if (question.kind === "rename") {
    return (
      <Dialog isOpen onOpenChange={close} title={t("renameTitle", { name: folder.name })}>
        <RenameFolder rename={actions.renameFolder} folder={folder} close={close} />
      </Dialog>
    );
  }
  if (question.kind === "move") {
    return <MoveDialog what={{ kind: "folder", id: folder.id, title: folder.name }} close={close} />;
  }
  return <DeleteFolder remove={actions.deleteFolder} folder={folder} close={close} hrefOf={hrefOf} />;
}

type AddProps = {
  add: ProductActions["addFolder"];
  parentId: number | null;
  close: () => void;
  hrefOf: (id: number | null) => string;
};

function AddFolder({ add, parentId, close, hrefOf }: AddProps) {
  const t = useTranslations("products.folder");
  const router = useRouter();
  const options = useFolderOptions();
  const { form, isPending, error, fieldError } = useActionForm(add, {
    onDone: ({ id }) => {
      close();
      router.push(hrefOf(id), { scroll: false });
    },
  });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <TextField name="name" label={t("name")} error={fieldError("name")} autoComplete="off" autoFocus />
      <Select
        name="parentId"
        label={t("parent")}
        error={fieldError("parentId")}
        defaultValue={parentId === null ? "" : `${parentId}`}
        placeholder={t("top")}
        options={options}
      />
      <Footer isPending={isPending} verb="add" close={close} />
    </form>
  );
}

type RenameProps = { rename: ProductActions["renameFolder"]; folder: Folder; close: () => void };

function RenameFolder({ rename, folder, close }: RenameProps) {
  const t = useTranslations("products.folder");
  const { form, isPending, error, fieldError } = useActionForm(rename, { onDone: close });
  return (
    <form {...form} className="flex flex-col gap-4 pb-2">
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="folderId" value={folder.id} />
      <TextField
        name="name"
        label={t("name")}
        error={fieldError("name")}
        defaultValue={folder.name}
        autoComplete="off"
        autoFocus
      />
      <Footer isPending={isPending} verb="save" close={close} />
    </form>
  );
}

function Footer({ isPending, verb, close }: { isPending: boolean; verb: "add" | "save"; close: () => void }) {
  const common = useTranslations("common");
  return (
    <div className="flex flex-wrap justify-end gap-2 pt-2">
      <Button type="submit" appearance="primary" isPending={isPending}>
        {common(verb)}
      </Button>
      <Button onClick={close}>{common("cancel")}</Button>
    </div>
  );
}
