import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Copyable } from "@/components/portals/copyable";
import { Section } from "@/components/portals/section";
import { DefinitionList } from "@/components/ui/definition-list";
import { Drawer } from "@/components/ui/drawer";
import type { CatalogueDetails } from "@/lib/portals/queries-catalogue";
import { SkuBadges } from "./sku-badges";

type Props = {
  sku: CatalogueDetails;
  closeHref: string;
  previousHref: string | null;
  nextHref: string | null;
  actions: ReactNode;
};

/** A SKU: its names, where they come from, and who subscribes to it. */
export function CatalogueDrawer({ sku, actions, ...hrefs }: Props) {
  const t = useTranslations("catalogue");
  const { name, title, ownTitle, partNumber, skuId, source, subscribers } = sku;
  return (
    <Drawer title={name} subtitle={<SkuBadges sku={sku} />} actions={actions} {...hrefs}>
      <Section title={t("details.section")}>
        <DefinitionList
          items={[
            { label: t("details.ownTitle"), value: ownTitle },
            { label: t("details.title"), value: title },
            {
              label: t("details.partNumber"),
              value: <Copyable label={t("details.partNumber")} value={partNumber} />,
            },
            { label: t("details.skuId"), value: <Copyable label={t("details.skuId")} value={skuId} isId /> },
            { label: t("details.source"), value: `${t(`sources.${source}`)}: ${t(`sourceTexts.${source}`)}` },
          ]}
        />
      </Section>
      <Section title={t("details.portals")} count={t("portalCount", { count: subscribers.length })}>
        {subscribers.length === 0 && <p className="text-muted">{t("details.noPortals")}</p>}
        <ul className="flex flex-col gap-2">
          {subscribers.map((portal) => (
            <li key={portal.id} className="flex flex-wrap gap-x-3">
              <Link className="link" href={`/settings/microsoft-365?portal=${portal.id}`}>
                {portal.name}
              </Link>
              {portal.licence ? (
                <Link className="link" href={`/licence-management/licences?licence=${portal.licence.id}`}>
                  {portal.licence.name}
                </Link>
              ) : (
                <span className="text-muted">{t("details.notImported")}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </Drawer>
  );
}
