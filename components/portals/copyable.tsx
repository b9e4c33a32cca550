import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";

/** An id or an address with its button; nothing where there is none. */
export function Copyable({ label, value }: { label: string; value: string | null }) {
  const t = useTranslations("ui");
  if (!value) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="tabular min-w-0 break-all">{value}</span>
      <CopyButton value={value} label={`${t("copy")}: ${label}`} />
    </span>
  );
}
