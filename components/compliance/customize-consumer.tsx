"use client";

import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { MessageBar } from "@/components/ui/message-bar";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import type { PriorityMove } from "@/lib/compliance/priority-order";
import type { AssignInput, PriorityInput } from "@/lib/compliance/schema";

export type Customizing = {
  productId: number;
  licences: readonly { id: number; name: string }[];
  assign: (input: AssignInput) => Promise<ActionResult<{ isChanged: boolean }>>;
  prioritise: (input: PriorityInput) => Promise<ActionResult<{ rank: number | null; count: number }>>;
};

type Props = Customizing & {
  consumer: {
    kind: "person" | "device";
    id: number;
    displayName: string;
    rank: number | null;
    licenceId: number | null;
  };
};

/** Says for one consumer which licence serves it and when its turn comes. */
export function CustomizeConsumer(props: Props) {
  const t = useTranslations("compliance.customize");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton
        size="small"
        label={t("open", { name: props.consumer.displayName })}
        icon={<SlidersHorizontal />}
        onClick={() => setOpen(true)}
      />
      {isOpen && <CustomizeDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function CustomizeDialog({ consumer, onClose, ...given }: Props & { onClose: () => void }) {
  const { productId, licences, assign, prioritise } = given;
  const t = useTranslations("compliance.customize");
  const common = useTranslations("common");
  const { run, isPending, failure: error } = useAction<unknown>();
  const [isChanged, setChanged] = useState(false);
  const { kind, id, rank, licenceId } = consumer;
  const move = (to: PriorityMove) =>
    run(
      () => prioritise({ productId, kind, id, move: to }),
      () => setChanged(true),
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: consumer.displayName })}
      footer={<Button onClick={onClose}>{common("close")}</Button>}
    >
      <div className="flex flex-col gap-4">
        {error && <MessageBar tone="error">{error}</MessageBar>}
        {isChanged && !error && <MessageBar tone="info">{t("later")}</MessageBar>}
        <Select
          label={t("licence")}
          help={t("licenceHelp")}
          value={licenceId ?? ""}
          disabled={isPending}
          placeholder={t("noLicence")}
          options={licences.map((licence) => ({ value: String(licence.id), label: licence.name }))}
          onChange={({ target: { value } }) =>
            run(
              () => assign({ productId, kind, id, licenceId: value === "" ? null : Number(value) }),
              () => setChanged(true),
            )
          }
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="font-semibold">{t("priority")}</legend>
          <p aria-live="polite">{rank === null ? t("noRank") : t("rank", { rank })}</p>
          <p className="text-xs text-muted">{t("priorityHelp")}</p>
          <div className="flex flex-wrap gap-2">
            <Button
              icon={<ArrowUpToLine aria-hidden />}
              disabled={isPending || rank === 1}
              onClick={() => move("first")}
            >
              {t("first")}
            </Button>
            <Button icon={<ArrowUp aria-hidden />} disabled={isPending || rank === 1} onClick={() => move("up")}>
              {t(rank === null ? "give" : "up")}
            </Button>
            {rank !== null && (
              <>
                <Button icon={<ArrowDown aria-hidden />} disabled={isPending} onClick={() => move("down")}>
                  {t("down")}
                </Button>
                <Button icon={<ArrowDownToLine aria-hidden />} disabled={isPending} onClick={() => move("last")}>
                  {t("last")}
                </Button>
                <Button icon={<X aria-hidden />} disabled={isPending} onClick={() => move("clear")}>
                  {t("clear")}
                </Button>
              </>
            )}
          </div>
        </fieldset>
      </div>
    </Dialog>
  );
}
