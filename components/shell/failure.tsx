"use client";

import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";

export type FailureProps = { error: Error & { digest?: string }; retry: () => void };

/** What error boundaries show. A bug, or a service that is away: the code stands in the server's log beside what happened. */
export function Failure({ error, retry }: FailureProps) {
  const t = useTranslations("failure");
  return (
    <EmptyState
      heading="h1"
      title={t("title")}
      action={
        <>
          <Button appearance="primary" onClick={() => retry()}>
            {t("retry")}
          </Button>
          <ButtonLink href="/">{t("start")}</ButtonLink>
        </>
      }
    >
      <p>{t("text")}</p>
      {error.digest && (
        <p className="mt-2">
          {t("code")}: <code className="font-mono">{error.digest}</code> <CopyButton value={error.digest} />
        </p>
      )}
    </EmptyState>
  );
}
