import clsx from "clsx";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";

/** A value with the button that copies it; nothing where there is none. `isId`: long and seldom read, so smaller. */
export function Copyable({ label, value, isId }: { label: string; value: string | null; isId?: boolean }) {
  const t = useTranslations("ui");
  if (!value) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className={clsx("tabular min-w-0 break-all", isId && "text-xs")}>{value}</span>
      <CopyButton value={value} label={`${t("copy")}: ${label}`} />
    </span>
  );
}
