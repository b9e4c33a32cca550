import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { EntraIds } from "@/lib/portals/entra-links";
import { opensslCommands } from "@/lib/portals/entra-openssl";
import { CodeBlock } from "./code-block";
import { Actions, GuidePart, GuideSection } from "./guide-section";
import { marks } from "./marks";

const uploadActions = ["open", "upload", "compare"] as const;

export function CertificateSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations("help.certificate");
  const form = useTranslations("portals");
  return (
    <GuideSection
      step="certificate"
      place="credentials"
      ids={ids}
      badge={<StatusBadge tone="green" icon={<CircleCheck aria-hidden />} label={t("recommended")} />}
    >
      <p>{t("intro")}</p>
      <p>{t("parts")}</p>
      <GuidePart title={form("form.generate")}>
        <p>
          {t.rich("generate", {
            ...marks,
            connection: form("wizard.step.connection"),
            add: form("form.addCertificate"),
            way: form("form.generate"),
          })}
        </p>
      </GuidePart>
      <GuidePart title={t("uploadTitle")}>
        <Actions>
          {uploadActions.map((action) => (
            <li key={action}>{t.rich(`actions.${action}`, marks)}</li>
          ))}
        </Actions>
      </GuidePart>
      <GuidePart title={t("formats")}>
        <ul className="flex list-disc flex-col gap-1.5 ps-6 marker:text-muted">
          <li>{t.rich("entraFormats", marks)}</li>
          <li>{t.rich("ownFormats", marks)}</li>
          <li>{t("key")}</li>
        </ul>
      </GuidePart>
      <GuidePart title={t("openssl")}>
        <CodeBlock label={t("commands.make")} text={opensslCommands.make} />
        <p className="text-muted">{t.rich("made", marks)}</p>
        <CodeBlock label={t("commands.inspect")} text={opensslCommands.inspect} />
      </GuidePart>
      <GuidePart title={t("split")}>
        <p>{t("splitText")}</p>
        <CodeBlock label={t("commands.splitCertificate")} text={opensslCommands.splitCertificate} />
        <CodeBlock label={t("commands.splitKey")} text={opensslCommands.splitKey} />
        <p className="text-muted">{t.rich("older", marks)}</p>
      </GuidePart>
    </GuideSection>
  );
}
