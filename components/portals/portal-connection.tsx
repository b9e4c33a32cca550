"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import { ConnectionTest } from "./connection-test/connection-test";
import { Section } from "./section";

type Props = {
  portal: { id: string; clientId: string; tenantId: string; lastTest: ConnectionReport | null };
  /** the command bar asked for a test */
  startsAtOnce: boolean;
};

/** The connection of a portal as it is stored, and what its last test said. */
export function PortalConnection({ portal, startsAtOnce }: Props) {
  const t = useTranslations("portals.connection");
  const router = useRouter();
  const test = { portalId: portal.id, values: null, credentialId: null };
  return (
    <div id="connection">
      <Section title={t("section")}>
        {portal.lastTest === null && !startsAtOnce && <p className="text-muted">{t("neverTested")}</p>}
        <ConnectionTest
          getRequest={() => test}
          onReport={() => router.replace(`/settings/microsoft-365?portal=${portal.id}`, { scroll: false })}
          lastReport={portal.lastTest}
          ids={portal}
          startsAtOnce={startsAtOnce}
        />
      </Section>
    </div>
  );
}
