"use client";

import { Ban, RotateCcw, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";
import { useErrorText } from "@/lib/actions/use-error-text";

type CancelProps = { runId: number; cancel: (input: { runId: number }) => Promise<ActionResult<void>> };

export function CancelRun({ runId, cancel }: CancelProps) {
  const t = useTranslations("monitor.cancel");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("open"), icon: <Ban aria-hidden /> }}
      title={t("title", { id: runId })}
      confirmLabel={t("submit")}
      isDanger
      onConfirm={() => failureOf(cancel({ runId }))}
    >
      {t("text")}
    </ConfirmDialog>
  );
}

type AcceptProps = {
  runId: number;
  portal: { id: string; name: string };
  census: { users: number; assignments: number; skus: number };
  /** goes to the import that it starts */
  accept: (input: { runId: number; portalId: string }) => Promise<ActionResult<void>>;
};

export function AcceptDrop({ runId, portal, census, accept }: AcceptProps) {
  const t = useTranslations("monitor.drop");
  const { failureOf } = useErrorText();
  return (
    <ConfirmDialog
      trigger={{ label: t("accept"), icon: <ShieldCheck aria-hidden />, size: "small" }}
      title={t("title", { name: portal.name })}
      confirmLabel={t("submit")}
      onConfirm={() => failureOf(accept({ runId, portalId: portal.id }))}
    >
      {t("text", census)}
    </ConfirmDialog>
  );
}

type RetryProps = {
  runId: number;
  portalId: string;
  /** goes to the import that it starts */
  retry: (input: { runId: number; portalId: string }) => Promise<ActionResult<void>>;
};

export function RetryPortal({ runId, portalId, retry }: RetryProps) {
  const t = useTranslations("monitor");
  const { run, isPending, failure } = useAction<void>();
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button
        size="small"
        icon={<RotateCcw aria-hidden />}
        isPending={isPending}
        onClick={() => run(() => retry({ runId, portalId }))}
      >
        {t("retry")}
      </Button>
      {failure && (
        <span role="alert" className="text-red">
          {failure}
        </span>
      )}
    </span>
  );
}
