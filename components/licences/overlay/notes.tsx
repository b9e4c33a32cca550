import { useTranslations } from "next-intl";
import { Section } from "@/components/portals/section";
import { MessageBar } from "@/components/ui/message-bar";
import type { OverlayView } from "@/lib/licences/queries-overlay";
import type { OverlayActions } from "./actions";
import { Cost } from "./cost";
import { OverlayFacts } from "./overlay-facts";
import { OverlayForm } from "./overlay-form";
import { Prices } from "./prices";

type Props = { view: OverlayView; actions: OverlayActions | null };

/** What we write beside a licence that is not ours to change. The page gives the browser the texts of `overlay`. */
export function Notes({ view, actions }: Props) {
  const t = useTranslations("overlay");
  const { licenceId, overlay, monthly } = view;
  return (
    <>
      <div className="pb-4">
        <MessageBar tone="info">{t("kept")}</MessageBar>
      </div>
      <Section title={t("notes.section")}>
        {actions ? (
          <OverlayForm
            key={`${licenceId} ${overlay.updatedAt?.toISOString()}`}
            licenceId={licenceId}
            overlay={{ ...overlay, updatedAt: overlay.updatedAt?.toISOString() ?? "" }}
            save={actions.saveOverlay}
          />
        ) : (
          <OverlayFacts overlay={overlay} />
        )}
      </Section>
      <Section title={t("prices.section")}>
        {monthly && <Cost monthly={monthly} />}
        <Prices view={view} actions={actions} />
      </Section>
    </>
  );
}
