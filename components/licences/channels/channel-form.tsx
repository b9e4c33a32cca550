"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { TextField } from "@/components/ui/text-field";
import type { ActionResult } from "@/lib/actions/result";
import { useActionForm } from "@/lib/actions/use-action-form";

type Props<Data> = {
  /** that is renamed; left out for a new one */
  channel?: { id: number; name: string };
  save: (previous: null, form: FormData) => Promise<ActionResult<Data>>;
  onDone: (data: Data) => void;
  close: () => void;
};

/** The name of a channel, in a dialog. */
export function ChannelForm<Data>({ channel, save, onDone, close }: Props<Data>) {
  const common = useTranslations("common");
  const { form, isPending, error, fieldError } = useActionForm(save, { onDone });
  return (
    <form
      {...form}
      // The dialog may stand inside a form for React.
      onSubmit={(event) => {
        event.stopPropagation();
        form.onSubmit(event);
      }}
      className="flex flex-col gap-4 pb-2"
    >
      {error && <MessageBar tone="error">{error}</MessageBar>}
      {channel && <input type="hidden" name="channelId" value={channel.id} />}
      <TextField
        name="name"
        label={common("name")}
        error={fieldError("name")}
        defaultValue={channel?.name}
        autoComplete="off"
      />
      <div className="flex justify-end gap-2 pt-2">
        <Button type="submit" appearance="primary" isPending={isPending}>
          {channel ? common("save") : common("add")}
        </Button>
        <Button onClick={close}>{common("cancel")}</Button>
      </div>
    </form>
  );
}
