import { useFormatter, useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import type { LicenceKind, LicenceMetric } from "@/lib/db/generated/enums";
import type { LicenceChoices } from "@/lib/licences/queries-form";
import { useChannelName } from "../use-channel-name";
import type { TheirChange } from "./licence-values";

type Props = { changes: readonly TheirChange[]; choices: LicenceChoices };

/** What somebody else has changed since the form was opened, and which of it stands in the form now. */
export function TheirChanges({ changes, choices }: Props) {
  const t = useTranslations("licences");
  const wordOf = useWords(choices);
  if (changes.length === 0) return null;
  return (
    <MessageBar tone="info" title={t("theirs.title")}>
      <ul className="list-disc ps-5">
        {changes.map((change) => (
          <li key={change.field} className="wrap-break-word">
            {t("theirs.change", {
              field: t(`theirs.fields.${change.field}`),
              before: wordOf(change.field, change.before),
              after: wordOf(change.field, change.after),
            })}{" "}
            <span className="text-muted">{t(change.isMineKept ? "theirs.mine" : "theirs.taken")}</span>
          </li>
        ))}
      </ul>
    </MessageBar>
  );
}

function useWords({ channels, bases, products }: LicenceChoices) {
  const t = useTranslations("licences");
  const format = useFormatter();
  const channelName = useChannelName();
  const nameOf = (list: readonly { id: number; name: string }[], id: unknown) =>
    list.find((one) => one.id === id)?.name;
  return (field: TheirChange["field"], value: TheirChange["before"]): string => {
    if (field === "licenceKey") return t(value === null ? "theirs.key" : "theirs.nothing");
    if (value === null || value === "") return t("theirs.nothing");
    if (field === "metric") return t(`metrics.${value as LicenceMetric}`);
    if (field === "kind") return t(`kinds.${value as LicenceKind}`);
    if (field === "channelId") {
      const channel = channels.find(({ id }) => id === value);
      return channel ? channelName(channel) : String(value);
    }
    if (field === "baseLicenceId") return nameOf(bases, value) ?? String(value);
    if (field === "productId") return nameOf(products, value) ?? String(value);
    if (field === "expiresOn") {
      return format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
    }
    return String(value).slice(0, 200);
  };
}
