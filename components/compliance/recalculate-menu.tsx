"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { useOpenByLink } from "@/components/ui/use-open-by-link";
import type { ActionResult } from "@/lib/actions/result";
import { useAction } from "@/lib/actions/use-action";

type Kind = "recalculation" | "full_recalculation";
type Started = { runId: number; isNew: boolean };
type Props = { isAllowed: boolean; start: (kind: Kind) => Promise<ActionResult<Started>> };

const choices = [
  { kind: "full_recalculation", name: "full", text: "fullText" },
  { kind: "recalculation", name: "only", text: "onlyText" },
] as const;

/** Starts a recalculation, with or without an import before it. A press while one is open shows that one. */
export function RecalculateMenu({ isAllowed, start }: Props) {
  const t = useTranslations("compliance.recalculate");
  const { run, isPending, result, failure } = useAction<Started>();
  const [opensAt, setOpensAt] = useState<{ entry: "first" | "last" } | null>(null);
  useOpenByLink({
    "recalculate-completely": isAllowed ? () => setOpensAt({ entry: "first" }) : null,
    recalculate: isAllowed ? () => setOpensAt({ entry: "last" }) : null,
  });
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
  return (
    <>
      <Menu
        label={t("menu")}
        appearance="primary"
        icon={isPending ? <Spinner /> : <RefreshCw aria-hidden />}
        align="start"
        opensAt={opensAt}
      >
        {choices.map(({ kind, name, text }) => (
          <MenuItem key={kind} isDisabled={isPending} onClick={() => run(() => start(kind))}>
            <span className="flex flex-col py-1">
              <span className={name === "full" ? "font-semibold" : undefined}>{t(name)}</span>
              <span className="text-xs text-muted">{t(text)}</span>
            </span>
          </MenuItem>
        ))}
      </Menu>
      <span role="status" className={failure ? "text-red" : "text-muted"}>
        {failure ?? (result?.ok && !result.data.isNew ? t("isOpen", { id: result.data.runId }) : null)}
      </span>
    </>
  );
}
