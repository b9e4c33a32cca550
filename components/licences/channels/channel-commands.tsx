"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { AddChannel } from "../form/channel-field";
import { ChannelForm } from "./channel-form";

export type ChannelActions = {
  addChannel: AddChannel;
  renameChannel: (previous: null, form: FormData) => Promise<ActionResult<void>>;
  deleteChannel: (input: { channelId: number }) => Promise<ActionResult<void>>;
};

export function AddChannelButton({ addChannel }: Pick<ChannelActions, "addChannel">) {
  const t = useTranslations("licences.form");
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div>
      <Button appearance="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {t("addChannel")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("addChannelTitle")}>
        <ChannelForm save={addChannel} onDone={close} close={close} />
      </Dialog>
    </div>
  );
}

type Props = Omit<ChannelActions, "addChannel"> & { channel: { id: number; name: string; licences: number } };

/** Of a channel of one's own. One that licences name is not offered for deletion. */
export function ChannelCommands({ channel, renameChannel, deleteChannel }: Props) {
  const t = useTranslations("licences.channelList");
  const common = useTranslations("common");
  const { failureOf } = useErrorText();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="small" icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
        {t("rename")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("renameTitle", { name: channel.name })}>
        <ChannelForm channel={channel} save={renameChannel} onDone={close} close={close} />
      </Dialog>
      {channel.licences === 0 && (
        <ConfirmDialog
          trigger={{ label: common("delete"), icon: <Trash2 aria-hidden />, size: "small" }}
          title={t("deleteTitle", { name: channel.name })}
          confirmLabel={common("delete")}
          isDanger
          onConfirm={() => failureOf(deleteChannel({ channelId: channel.id }))}
        >
          {t("deleteText")}
        </ConfirmDialog>
      )}
    </span>
  );
}
