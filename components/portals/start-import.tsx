"use client";

import { CloudDownload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

type Result = ActionResult<{ runId: number; isNew: boolean }>;
type Props = {
  portalId: string;
  isDisabled: boolean;
  startImport: (input: { portalId: string }) => Promise<Result>;
};

export function StartImport({ portalId, isDisabled, startImport }: Props) {
  const t = useTranslations("portals.import");
  const { general } = useErrorText();
  const [result, setResult] = useState<Result | null>(null);
  const [isPending, startTransition] = useTransition();
  const start = () =>
    startTransition(async () => {
      const unreachable: Result = { ok: false, error: { code: "unreachable", params: {}, fields: {} } };
      setResult(await startImport({ portalId }).catch(() => unreachable));
    });
  return (
    <>
      <Button icon={<CloudDownload aria-hidden />} isPending={isPending} disabled={isDisabled} onClick={start}>
        {t("start")}
      </Button>
      {result && (
        <div className="basis-full">
          {result.ok ? (
            <MessageBar tone="info">
              <Link className="link" href={`/system/monitor/${result.data.runId}`}>
                {t(result.data.isNew ? "started_new" : "started_open", { id: result.data.runId })}
              </Link>
            </MessageBar>
          ) : (
            <MessageBar tone="error">{general(result)}</MessageBar>
          )}
        </div>
      )}
    </>
  );
}
