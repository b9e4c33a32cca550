"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import type { ActionResult } from "@/lib/actions/result";
import type { Channel } from "@/lib/licences/queries-form";
import { ChannelForm } from "../channels/channel-form";
import { useChannelName } from "../use-channel-name";

export type AddChannel = (previous: null, form: FormData) => Promise<ActionResult<{ id: number; name: string }>>;
type Props = {
  channels: readonly Channel[];
  value: number | null;
  onChange: (id: number | null) => void;
  error: ReactNode;
  addChannel: AddChannel;
};

/** How the licence was bought; what is missing in the list can be added on the spot. */
export function ChannelField({ channels, value, onChange, error, addChannel }: Props) {
  const t = useTranslations("licences.form");
  const nameOf = useChannelName();
  const [added, setAdded] = useState<Channel[]>([]);
  const [isOpen, setOpen] = useState(false);
  const known = [...channels, ...added.filter(({ id }) => !channels.some((each) => each.id === id))];
  const take = (channel: { id: number; name: string }) => {
    setAdded([...added, { ...channel, isBuiltIn: false }]);
    onChange(channel.id);
    setOpen(false);
  };
  return (
    <div className="flex flex-col items-stretch gap-2 sm:flex-row sm:items-start">
      <div className="min-w-0 flex-1">
        <Select
          name="channelId"
          label={t("channel")}
          isOptional
          error={error}
          placeholder={t("noChannel")}
          options={known.map((channel) => ({ value: String(channel.id), label: nameOf(channel) }))}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
        />
      </div>
      <Button icon={<Plus aria-hidden />} className="self-start sm:mt-6" onClick={() => setOpen(true)}>
        {t("addChannel")}
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={t("addChannelTitle")}>
        <ChannelForm save={addChannel} onDone={take} close={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}
