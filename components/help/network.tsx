import { useTranslations } from "next-intl";
import { type CloudName, cloudEndpoints } from "@/lib/graph/clouds";
import { proxySettings } from "@/lib/portals/entra-openssl";
import { cloudNames } from "@/lib/portals/schema";
import { CodeBlock } from "./code-block";
import { GuidePart, GuideSection } from "./guide-section";
import { CopyableCode, GuideTable, GuideTableRow } from "./guide-table";
import { marks } from "./marks";

/** Microsoft's own hosts: what a firewall has to let through. */
const hostsOf = (cloud: CloudName) => {
  const { loginUrl, graphUrl } = cloudEndpoints(cloud, { loginUrl: null, graphUrl: null });
  return [loginUrl, graphUrl].map((url) => new URL(url).hostname);
};

export function NetworkSection({ cloud: chosen }: { cloud: CloudName }) {
  const t = useTranslations();
  return (
    <GuideSection step="network">
      <p>{t("help.network.intro")}</p>
      <GuideTable caption={t("help.network.table")} columns={[t("help.network.cloud"), t("help.network.hosts")]}>
        {cloudNames.map((cloud) => (
          <GuideTableRow
            key={cloud}
            isChosen={cloud === chosen}
            head={
              <>
                {t(`portals.cloud.${cloud}`)}
                {cloud === chosen && <span className="block text-xs text-muted">{t("help.network.chosen")}</span>}
              </>
            }
          >
            {hostsOf(cloud).map((host) => (
              <CopyableCode key={host} value={host} copy={t("ui.copy")} />
            ))}
          </GuideTableRow>
        ))}
      </GuideTable>
      <GuidePart title={t("help.network.proxy")}>
        <p>{t.rich("help.network.proxyText", marks)}</p>
        <CodeBlock label={t("help.network.proxySettings")} text={proxySettings} />
      </GuidePart>
    </GuideSection>
  );
}
