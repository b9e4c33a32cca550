import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { CertificateSection } from "./certificate";
import { GuideContents } from "./guide-contents";
import type { GuideState } from "./guide-state";
import { IdsForm } from "./ids-form";
import { NetworkSection } from "./network";
import { PermissionsSection } from "./permissions";
import { ConsentSection, IdsSection, RegisterSection } from "./registration";
import { ScriptSection } from "./script";
import { SecretSection } from "./secret";

/** How a tenant is prepared for Seatwise, from the registration to what is entered here. */
export function EntraGuide({ state }: { state: GuideState }) {
  const t = useTranslations();
  const { ids } = state;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.help") }, { label: t("help.title") }]}
        title={t("help.title")}
        description={t("help.description")}
      />
      <div className="flex flex-col gap-6 lg:flex-row lg:items-start">
        <GuideContents />
        <div className="flex max-w-180 min-w-0 flex-1 flex-col gap-8">
          <IdsForm state={state} />
          <RegisterSection ids={ids} />
          <PermissionsSection ids={ids} />
          <ConsentSection ids={ids} />
          <CertificateSection ids={ids} />
          <SecretSection ids={ids} />
          <IdsSection ids={ids} />
          <NetworkSection cloud={ids.cloud} />
          <ScriptSection state={state} />
        </div>
      </div>
    </>
  );
}
