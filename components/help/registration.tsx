import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Copyable } from "@/components/portals/copyable";
import { ButtonLink } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import type { EntraIds } from "@/lib/portals/entra-links";
import { Actions, GuideSection } from "./guide-section";
import { marks } from "./marks";

const registerActions = ["open", "name", "accounts", "redirect", "register"] as const;
const consentActions = ["check", "grant", "status", "wait"] as const;

export function RegisterSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations("help.register");
  return (
    <GuideSection step="register" place="create" ids={ids}>
      <p>{t("intro")}</p>
      <p>{t.rich("roles", marks)}</p>
      <Actions>
        {registerActions.map((action) => (
          <li key={action}>{t.rich(`actions.${action}`, marks)}</li>
        ))}
      </Actions>
      <p className="text-muted">{t("notEnterprise")}</p>
    </GuideSection>
  );
}

export function ConsentSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations("help.consent");
  return (
    <GuideSection step="consent" place="permissions" ids={ids}>
      <p>{t.rich("intro", marks)}</p>
      <Actions>
        {consentActions.map((action) => (
          <li key={action}>{t.rich(`actions.${action}`, marks)}</li>
        ))}
      </Actions>
    </GuideSection>
  );
}

export function IdsSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations();
  const shown = (["clientId", "tenantId"] as const).flatMap((field) => {
    const value = ids[field];
    const label = t(`portals.identity.${field}`);
    return value ? [{ key: field, label, value: <Copyable label={label} value={value} /> }] : [];
  });
  return (
    <GuideSection step="ids" place="overview" ids={ids}>
      <p>{t.rich("help.ids.intro", marks)}</p>
      <ul className="flex list-disc flex-col gap-1.5 ps-6 marker:text-muted">
        <li>{t.rich("help.ids.client", marks)}</li>
        <li>{t.rich("help.ids.tenant", marks)}</li>
      </ul>
      <p className="text-muted">{t.rich("help.ids.others", marks)}</p>
      {shown.length > 0 && <DefinitionList items={shown} />}
      <p>{t("help.ids.next", { test: t("portals.new.testNow") })}</p>
      <ButtonLink
        appearance="primary"
        href="/settings/microsoft-365/new"
        icon={<Plus aria-hidden />}
        className="self-start print:hidden"
      >
        {t("portals.new.title")}
      </ButtonLink>
    </GuideSection>
  );
}
