"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import { useActionForm } from "@/lib/actions/use-action-form";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { SavedView, ViewActions } from "./views-provider";

type Props = { views: readonly SavedView[]; actions: ViewActions; onClose: () => void };

export function ManageViews({ views, actions, onClose }: Props) {
  const t = useTranslations("views");
  const [renamedId, setRenamedId] = useState<number | null>(null);
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("manageTitle")}>
      {views.length === 0 && <p className="pb-3 text-muted">{t("none")}</p>}
      <ul className="flex flex-col pb-2">
        {views.map((view) => (
          <li key={view.id} className="border-t border-line py-2 first:border-0">
            {view.id === renamedId ? (
              <RenameView view={view} renameView={actions.renameView} onClose={() => setRenamedId(null)} />
            ) : (
              <div className="flex flex-wrap items-center justify-end gap-2">
                <span className="min-w-0 flex-1 wrap-break-word">{view.name}</span>
                <Button
                  size="small"
                  icon={<Pencil aria-hidden />}
                  aria-label={t("renameTitle", { name: view.name })}
                  onClick={() => setRenamedId(view.id)}
                >
                  {t("rename")}
                </Button>
                <DeleteView view={view} deleteView={actions.deleteView} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type RenameProps = { view: SavedView; renameView: ViewActions["renameView"]; onClose: () => void };

function RenameView({ view, renameView, onClose }: RenameProps) {
  const t = useTranslations("views");
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(renameView, { onDone: onClose });
  return (
    <form {...form} className="flex flex-col gap-2" aria-label={t("renameTitle", { name: view.name })}>
      {error && <MessageBar tone="error">{error}</MessageBar>}
      <input type="hidden" name="id" value={view.id} />
      <TextField
        name="name"
        label={t("name")}
        defaultValue={view.name}
        error={fieldError("name")}
        autoComplete="off"
        // It takes the place of the button that was pressed, which had the focus.
        autoFocus
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="submit" appearance="primary" size="small" isPending={isPending}>
          {common("save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}

type DeleteProps = { view: SavedView; deleteView: ViewActions["deleteView"] };

function DeleteView({ view, deleteView }: DeleteProps) {
  const t = useTranslations("views");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("delete"), icon: <Trash2 aria-hidden />, size: "small" }}
      title={t("deleteTitle", { name: view.name })}
      confirmLabel={t("delete")}
      isDanger
      onConfirm={() => failureOf(deleteView({ id: view.id }))}
    >
      {t("deleteText")}
    </ConfirmDialog>
  );
}
