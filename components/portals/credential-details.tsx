import { useFormatter, useTranslations } from "next-intl";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { MessageBar } from "@/components/ui/message-bar";
import type { PortalCredentialView } from "@/lib/portals/credential-view";
import { CalendarDay } from "./calendar-day";
import { Copyable } from "./copyable";
import { Section } from "./section";
import { ValidityBadge } from "./validity-badge";

/** How the portal signs in. A secret is named, never shown. */
export function CredentialDetails({ credential }: { credential: PortalCredentialView | null }) {
  const t = useTranslations("portals.credential");
  return (
    <Section title={t("section")}>
      {credential ? <CredentialFacts credential={credential} /> : <MessageBar tone="error">{t("none")}</MessageBar>}
    </Section>
  );
}

/** What may be shown of a credential. */
export function CredentialFacts({ credential }: { credential: PortalCredentialView }) {
  const t = useTranslations("portals.credential");
  const format = useFormatter();
  const { kind, secretId, subject, thumbprintSha1, thumbprintSha256, validFrom, validUntil, validity, createdAt } =
    credential;
  const proof: Definition[] =
    kind === "secret"
      ? [
          { label: t("secretId"), value: <Copyable label={t("secretId")} value={secretId} isId /> },
          {
            label: t("value"),
            value: t("stored", { date: format.dateTime(createdAt, { dateStyle: "medium" }) }),
          },
        ]
      : [
          { label: t("subject"), value: subject },
          { label: t("sha1"), value: <Copyable label={t("sha1")} value={thumbprintSha1} isId /> },
          { label: t("sha256"), value: <Copyable label={t("sha256")} value={thumbprintSha256} isId /> },
          { label: t("validFrom"), value: validFrom && <CalendarDay value={validFrom} /> },
        ];
  const until: Definition = {
    label: t("validUntil"),
    value: validUntil && (
      <span className="inline-flex flex-wrap items-center gap-2">
        <CalendarDay value={validUntil} /> {validity && <ValidityBadge validity={validity} />}
      </span>
    ),
  };
  return <DefinitionList items={[{ label: t("kind"), value: t(kind) }, ...proof, until]} />;
}
