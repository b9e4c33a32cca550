"use client";

import { CirclePause, CirclePlay, Pencil, PlugZap } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { DeletePortal, type DeletePortalProps } from "./delete-portal";
import { StartImport } from "./start-import";

type Portal = DeletePortalProps["portal"] & { isEnabled: boolean };
export type PortalActions = {
  startImport: (input: { portalId: string }) => Promise<ActionResult<{ runId: number; isNew: boolean }>>;
  setPortalEnabled: (input: { portalId: string; isEnabled: boolean }) => Promise<ActionResult<void>>;
  deletePortal: DeletePortalProps["deletePortal"];
};

/** What can be done with the portal that is chosen. */
export function PortalCommands({ portal, actions }: { portal: Portal; actions: PortalActions }) {
  const t = useTranslations("portals");
  const common = useTranslations("common");
  return (
    <>
      <ButtonLink href={`/settings/microsoft-365/${portal.id}/edit`} icon={<Pencil aria-hidden />}>
        {common("edit")}
      </ButtonLink>
      <DeletePortal portal={portal} deletePortal={actions.deletePortal} />
      <ButtonLink
        href={`/settings/microsoft-365?portal=${portal.id}&test=now#connection`}
        icon={<PlugZap aria-hidden />}
      >
        {t("new.testNow")}
      </ButtonLink>
      <PauseOrResume portal={portal} setPortalEnabled={actions.setPortalEnabled} />
      <StartImport portalId={portal.id} isDisabled={!portal.isEnabled} startImport={actions.startImport} />
    </>
  );
}

type PauseProps = { portal: Portal; setPortalEnabled: PortalActions["setPortalEnabled"] };

function PauseOrResume({ portal, setPortalEnabled }: PauseProps) {
  const t = useTranslations("portals");
  const { run, isPending, failure } = useAction<void>();
  return (
    <>
      <Button
        icon={portal.isEnabled ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />}
        isPending={isPending}
        onClick={() => run(() => setPortalEnabled({ portalId: portal.id, isEnabled: !portal.isEnabled }))}
      >
        {t(portal.isEnabled ? "pause" : "resume")}
      </Button>
      {failure && (
        <div data-always className="basis-full">
          <MessageBar tone="error">{failure}</MessageBar>
        </div>
      )}
    </>
  );
}
