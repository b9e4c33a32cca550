"use client";

import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { readDay } from "@/lib/licences/day";
import { readQuantity } from "@/lib/licences/quantity";
import type { LicenceChoices } from "@/lib/licences/queries-form";
import { DayText } from "../day-text";
import type { LicenceValues } from "../form/licence-values";
import { useChannelName } from "../use-channel-name";

/** What will be added. Of the key only that there is one. */
export function Summary({ values, choices }: { values: LicenceValues; choices: LicenceChoices }) {
  const t = useTranslations("licences");
  const common = useTranslations("common");
  const format = useFormatter();
  const channelName = useChannelName();
  const quantity = readQuantity(values.quantity);
  const day = readDay(values.expiresOn);
  const channel = choices.channels.find(({ id }) => id === values.channelId);
  const base = choices.bases.find(({ id }) => id === values.baseLicenceId);
  const product = choices.products.find(({ id }) => id === values.productId);
  const isUpgrade = values.kind === "upgrade";
  return (
    <DefinitionList
      items={[
        { label: common("name"), value: values.name },
        { label: t("form.licenceNumber"), value: values.licenceNumber },
        { label: t("form.quantity"), value: quantity === null ? values.quantity : format.number(quantity) },
        { label: t("form.expiresOn"), value: day ? <DayText value={day} /> : t("wizard.endless") },
        { label: common("notes"), value: values.notes && <span className="whitespace-pre-line">{values.notes}</span> },
        { label: t("form.channel"), value: channel ? channelName(channel) : t("form.noChannel") },
        { label: t("form.licenceKey"), value: values.licenceKey && t("wizard.keyEntered") },
        { label: t("form.serialNumber"), value: values.serialNumber },
        { label: t("form.metric"), value: t(`metrics.${values.metric}`) },
        { label: t("form.kind"), value: t(`kinds.${values.kind}`) },
        ...(isUpgrade ? [{ label: t("form.base"), value: base?.name }] : []),
        { label: t("form.linkedProduct"), value: product?.name },
      ]}
    />
  );
}
