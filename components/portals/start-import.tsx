"use client";

import { CloudDownload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";

type Started = { runId: number; isNew: boolean };
type Props = {
  portalId: string;
  isDisabled: boolean;
  size?: "small";
  startImport: (input: { portalId: string }) => Promise<ActionResult<Started>>;
};

export function StartImport({ portalId, isDisabled, size, startImport }: Props) {
  const t = useTranslations("common.import");
  const { run, isPending, result, failure } = useAction<Started>();
  return (
    <>
      <Button
        size={size}
        icon={<CloudDownload aria-hidden />}
        isPending={isPending}
        disabled={isDisabled}
        onClick={() => run(() => startImport({ portalId }))}
      >
        {t("start")}
      </Button>
      {result && (
        <div data-always className="basis-full">
          {result.ok ? (
            <MessageBar tone="info">
              <Link className="link" href={`/system/monitor/${result.data.runId}`}>
                {t(result.data.isNew ? "started_new" : "started_open", { id: result.data.runId })}
              </Link>
            </MessageBar>
          ) : (
            <MessageBar tone="error">{failure}</MessageBar>
          )}
        </div>
      )}
    </>
  );
}
