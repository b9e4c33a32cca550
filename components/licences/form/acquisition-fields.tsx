"use client";

import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import type { Channel } from "@/lib/licences/queries-form";
import { type AddChannel, ChannelField } from "./channel-field";
import type { FieldProps } from "./field-props";
import { KeyField } from "./key-field";

type Props = FieldProps & {
  channels: readonly Channel[];
  addChannel: AddChannel;
  /** of the licence that is edited */
  hasStoredKey: boolean;
};

/** How the licence was bought, and what came with it. */
export function AcquisitionFields({ values, onChange, fieldError, channels, addChannel, hasStoredKey }: Props) {
  const t = useTranslations("licences.form");
  return (
    <>
      <ChannelField
        channels={channels}
        value={values.channelId}
        onChange={(channelId) => onChange({ channelId })}
        error={fieldError("channelId")}
        addChannel={addChannel}
      />
      <KeyField
        value={values.licenceKey}
        onChange={(licenceKey) => onChange({ licenceKey })}
        hasStored={hasStoredKey}
        error={fieldError("licenceKey")}
      />
      <TextField
        name="serialNumber"
        label={t("serialNumber")}
        isOptional
        error={fieldError("serialNumber")}
        value={values.serialNumber}
        onChange={(event) => onChange({ serialNumber: event.target.value })}
        autoComplete="off"
      />
    </>
  );
}
