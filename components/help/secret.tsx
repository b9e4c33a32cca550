import { useTranslations } from "next-intl";
import { MessageBar } from "@/components/ui/message-bar";
import type { EntraIds } from "@/lib/portals/entra-links";
import { Actions, GuideSection } from "./guide-section";
import { marks } from "./marks";

const actions = ["open", "end", "value", "enter"] as const;

export function SecretSection({ ids }: { ids: EntraIds }) {
  const t = useTranslations("help.secret");
  return (
    <GuideSection step="secret" place="credentials" ids={ids}>
      <p>{t("intro")}</p>
      <Actions>
        {actions.map((action) => (
          <li key={action}>{t.rich(`actions.${action}`, marks)}</li>
        ))}
      </Actions>
      <MessageBar tone="warning">{t("renew")}</MessageBar>
    </GuideSection>
  );
}
