"use client";

import { Folder as FolderIcon, Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { MessageBar } from "@/components/ui/message-bar";
import { canDrop } from "@/lib/products/tree";
import { countOf, type Moved } from "./drag/dragged";
import { useFolderOptions } from "./folders/folder-options";
import { useWorkspace } from "./workspace";

const SHOWN = 100;

type Props = { what: Moved; close: () => void };

/** The way without dragging: a folder is searched and chosen. */
export function MoveDialog({ what, close }: Props) {
  const t = useTranslations("products.move");
  const common = useTranslations("common");
  const { move } = useWorkspace();
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const submit = () =>
    startTransition(async () => {
      if (chosen === null) return;
      const failure = await move(what, chosen === "" ? null : Number(chosen));
      if (failure) setError(failure);
      else close();
    });
  const title =
    what.kind === "folder"
      ? t("folderTitle", { name: what.title })
      : t("title", { count: countOf(what), name: what.title });
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={title}
      footer={
        <>
          <Button appearance="primary" disabled={chosen === null} isPending={isPending} onClick={submit}>
            {t("submit")}
          </Button>
          <Button onClick={close}>{common("cancel")}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        <FolderPicker what={what} chosen={chosen} onChoose={setChosen} />
      </div>
    </Dialog>
  );
}

type PickerProps = { what: Moved; chosen: string | null; onChoose: (value: string) => void };

function FolderPicker({ what, chosen, onChoose }: PickerProps) {
  const t = useTranslations("products");
  const { folders } = useWorkspace();
  const options = useFolderOptions();
  const [query, setQuery] = useState("");
  const name = useId();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const top = what.kind === "folder" ? [{ value: "", label: t("folder.top") }] : [];
  const fitting = [...top, ...options].filter(
    ({ value, label }) =>
      canDrop(folders, what, value === "" ? null : Number(value)) &&
      words.every((word) => label.toLowerCase().includes(word)),
  );
  const hidden = fitting.length - SHOWN;
  return (
    <>
      <input
        type="search"
        value={query}
        maxLength={200}
        aria-label={t("move.search")}
        placeholder={t("move.search")}
        onChange={(event) => setQuery(event.target.value)}
        className="control"
      />
      <div
        role="radiogroup"
        aria-label={t("move.list")}
        className="max-h-72 overflow-y-auto rounded border border-line"
      >
        {fitting.slice(0, SHOWN).map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-8 items-center gap-2 px-3 py-1 hover:bg-hover has-checked:bg-selected"
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={chosen === value}
              onChange={() => onChoose(value)}
              className="size-4 shrink-0 accent-brand"
            />
            {value === "" ? (
              <Layers aria-hidden className="size-4 shrink-0 text-muted" />
            ) : (
              <FolderIcon aria-hidden className="size-4 shrink-0 text-muted" />
            )}
            <span className="min-w-0 wrap-break-word">{label}</span>
          </label>
        ))}
        {fitting.length === 0 && <p className="p-3 text-muted">{t("move.nothing")}</p>}
      </div>
      {hidden > 0 && <p className="text-xs text-muted">{t("move.more", { count: hidden })}</p>}
    </>
  );
}
