"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import type { ActionResult } from "@/lib/actions/result";
import { useErrorText } from "@/lib/actions/use-error-text";

type Kind = "recalculation" | "full_recalculation";
type Outcome = ActionResult<{ runId: number; isNew: boolean }>;
type Props = { isAllowed: boolean; start: (kind: Kind) => Promise<Outcome> };

const choices = [
  { kind: "full_recalculation", name: "full", text: "fullText" },
  { kind: "recalculation", name: "only", text: "onlyText" },
] as const;

/** Starts a recalculation, with or without an import before it. A press while one is open shows that one. */
export function RecalculateMenu({ isAllowed, start }: Props) {
  const t = useTranslations("compliance.recalculate");
  const { general } = useErrorText();
  const [isPending, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (!isAllowed) {
    return (
      // The reason is reached by hover and by keyboard, which a disabled button alone does not let through.
      <Tooltip content={t("notAllowed")}>
        <Button disabled icon={<RefreshCw aria-hidden />} className="pointer-events-none">
          {t("menu")}
        </Button>
      </Tooltip>
    );
  }
  const press = (kind: Kind) => startTransition(async () => setOutcome(await start(kind)));
  const error = general(outcome);
  return (
    <>
      <Menu
        label={t("menu")}
        appearance="primary"
        icon={isPending ? <Spinner /> : <RefreshCw aria-hidden />}
        align="start"
      >
        {choices.map(({ kind, name, text }) => (
          <MenuItem key={kind} isDisabled={isPending} onClick={() => press(kind)}>
            <span className="flex flex-col py-1">
              <span className={name === "full" ? "font-semibold" : undefined}>{t(name)}</span>
              <span className="text-xs text-muted">{t(text)}</span>
            </span>
          </MenuItem>
        ))}
      </Menu>
      <span role="status" className={error ? "text-red" : "text-muted"}>
        {error ?? (outcome?.ok && !outcome.data.isNew ? t("isOpen", { id: outcome.data.runId }) : null)}
      </span>
    </>
  );
}
