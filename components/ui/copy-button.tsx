"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";

const shownMs = 2_000;

export function CopyButton({ value, label }: { value: string; label?: string }) {
  const t = useTranslations("ui");
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), shownMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  // Without https there is no clipboard: `navigator.clipboard` is then undefined, which ends in the same answer.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      setOutcome("copyFailed");
    }
  };
  const icon = outcome === "copied" ? <Check /> : outcome === "copyFailed" ? <TriangleAlert /> : <Copy />;
  return (
    <span className="inline-flex align-middle">
      <IconButton size="small" label={label ?? t("copy")} icon={icon} onClick={copy} />
      <span role="status" className="sr-only">
        {outcome && t(outcome)}
      </span>
    </span>
  );
}
