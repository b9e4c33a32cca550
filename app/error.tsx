"use client";

import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";

/** A bug, or a service that is away: the code stands in the server's log beside what happened. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations("failure");
  return (
    <EmptyState
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
